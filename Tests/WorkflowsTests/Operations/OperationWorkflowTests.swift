import Customs
import Exchange
import Formats
import Foundation
import Reference
import Risk
import Seal
import Store
import Testing
import Watchlists

@testable import Workflows

/// Surveillance, controlled delivery and breaches at work.
@Suite("Operations at work")
struct OperationWorkflowTests {
    private let nodes: TwoNodes
    /// Stands in the grounds of the request and must come out nowhere.
    private static let canary = "CANARY-GROUNDS-5517"

    init() throws { nodes = try TwoNodes() }

    private func declaration(_ id: String, plate: String, code: String = "") -> Declaration {
        var declaration = Declaration()
        declaration.id = id
        declaration.functionalReferenceID = id
        var truck = TransportMeans()
        truck.id = plate
        truck.modeCode = "3"
        declaration.transportMeans = [truck]
        return declaration
    }

    private func screen(
        _ declaration: Declaration, policy: LanePolicy = .initial
    ) throws -> ScreenedDocument {
        let path = NSTemporaryDirectory() + "tamga-\(UUID().uuidString).json"
        try Data(CanonicalJSON.write(declaration)).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let time = nodes.clock.now.milliseconds
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: "UZS", codes: CodeBook())
        settings.policy = policy
        settings.lines = .findings
        settings.liveWatchlists = LiveWatchlists(store: nodes.uz.store, now: { time })
        let document = ReadDocument(
            number: 1, format: "json", content: .declaration(declaration))
        var screened: [ScreenedDocument] = []
        _ = try NodeScreening(
            settings: settings, reading: { _, emit in try emit(document) }, store: nodes.uz.store,
            now: { time }
        ).run(inputs: [path]) { screened.append($0) }
        return try #require(screened.first)
    }

    /// KZ asks UZ to watch a truck; returns the case.
    private func asked(_ plate: String, action: String) async throws -> String {
        let (file, draft) = try nodes.kz.commit {
            try CaseWork.request(
                .surveillance, urgency: .urgent, of: "UZ", agreement: nil,
                purpose: "drug-trafficking", handling: "LIMITED",
                content: .object([
                    "reason": "inquiry",
                    "surveillance": .object([
                        "kind": "conveyance", "grounds": .string(Self.canary),
                        "action": .string(action), "until": "2026-07-01",
                    ]),
                    "transport": .object(["vehicle": .string(plate)]),
                ]), preparedBy: "kz-liaison", in: $0)
        }
        _ = try nodes.approved(draft, at: nodes.kz)
        try await nodes.carry(from: nodes.kz, to: nodes.uz)
        return file.id
    }

    private func measure(fromCase id: String) throws -> String {
        let measure = try nodes.uz.commit { transaction in
            let proposal = try Surveillance.proposal(
                fromCase: id, unit: "centre", officer: "uz-liaison", in: transaction)
            return try Surveillance.propose(proposal, in: transaction).measure.id
        }
        _ = try nodes.uz.commit { try Surveillance.approve(measure, by: "uz-head", in: $0) }
        return measure
    }

    @Test("A partner's request meets a truck; the post never learns why, the partner is told")
    func surveillanceMeetsTruck() async throws {
        let id = try await asked("01A777KZ", action: "report")
        let measure = try measure(fromCase: id)
        let shown = try screen(declaration("D-1", plate: "01 A 777 KZ"))
        let line = String(decoding: shown.line, as: UTF8.self)
        #expect(line.contains("tell centre"))
        #expect(!line.contains(Self.canary) && !line.contains(measure))
        #expect(try screen(declaration("D-2", plate: "50Z111ZZ")).findingCount == 0)
        let hits = try nodes.uz.commit {
            try Surveillance.hits(
                measure, unit: "centre", purpose: "drug-trafficking", officer: "uz-head", in: $0)
        }
        // What is found for a partner is read for its purpose, as its request is.
        for purpose in [nil, "duty-evasion"] {
            #expect(throws: Refusal.self) {
                _ = try nodes.uz.commit {
                    try Surveillance.hits(
                        measure, unit: "centre", purpose: purpose, officer: "uz-head", in: $0)
                }
            }
        }
        let decisions = HitDecisions(store: nodes.uz.store, now: { 0 })
        #expect(try decisions.hits(of: "D-1", discreet: true).isEmpty)
        #expect(hits.map(\.document) == ["D-1"])
        let acknowledgement = try nodes.uz.commit {
            try CaseWork.step(
                .acknowledgement, of: id,
                content: .object([
                    "case": .object(["ownReference": "U-1"]), "due": "2026-07-01",
                ]), preparedBy: "uz-liaison", in: $0)
        }
        _ = try nodes.approved(acknowledgement, at: nodes.uz)
        let report = try nodes.uz.commit {
            try Surveillance.report(measure, by: "uz-liaison", in: $0)
        }
        _ = try nodes.approved(report, at: nodes.uz)
        try await nodes.carry(from: nodes.uz, to: nodes.kz)
        let state = try nodes.kz.store.read { try $0.caseFile(.assistance, id)?.state }
        #expect(state == CaseState.inExecution.rawValue)
        #expect(throws: ExchangeFailure.self) {
            try nodes.uz.commit { _ = try Surveillance.report(measure, by: "uz-liaison", in: $0) }
        }
    }

    @Test("A silent hit leaves lane and findings as they would be without it")
    func silentHit() async throws {
        let before = try screen(declaration("D-0", plate: "01A888KZ"))
        let measure = try measure(fromCase: try await asked("01A888KZ", action: "observe"))
        let shown = try screen(declaration("D-1", plate: "01A888KZ"))
        #expect(shown.lane == before.lane && shown.findingCount == before.findingCount)
        let file = try nodes.uz.store.read { try SurveillanceFile(measure, in: $0) }
        #expect(file?.hits.map(\.document) == ["D-1"])
    }

    @Test("Hits are for the unit of the measure; a measure needs two persons and ends by itself")
    func unitAndEnd() async throws {
        let id = try await asked("01A999KZ", action: "inspect")
        let proposed = try nodes.uz.commit { transaction in
            let proposal = try Surveillance.proposal(
                fromCase: id, unit: "centre", officer: "uz-head", in: transaction)
            return try Surveillance.propose(proposal, in: transaction).measure.id
        }
        #expect(throws: Refusal.self) {
            try nodes.uz.commit { _ = try Surveillance.approve(proposed, by: "uz-head", in: $0) }
        }
        #expect(try screen(declaration("D-1", plate: "01A999KZ")).findingCount == 0)
        let measure = try measure(fromCase: id)
        #expect(throws: Refusal.self) {
            try nodes.uz.commit {
                _ = try Surveillance.hits(
                    measure, unit: "post", purpose: "drug-trafficking", officer: "x", in: $0)
            }
        }
        #expect(try screen(declaration("D-2", plate: "01A999KZ")).lane == .red)
        nodes.clock.pass(seconds: 40 * 86_400)
        let ended = try nodes.uz.commit { try Surveillance.pass(in: $0) }.ended
        #expect(ended.contains(measure))
        #expect(try screen(declaration("D-3", plate: "01A999KZ")).findingCount == 0)
    }

    @Test("While a controlled delivery runs, no rule stops its load, and only members know")
    func suppression() async throws {
        _ = try measure(fromCase: try await asked("01A555KZ", action: "inspect"))
        let operation = try nodes.uz.commit {
            try Deliveries.propose(
                consignment: "01A555KZ", partners: ["KZ"], members: ["uz-head"], by: "uz-liaison",
                in: $0
            ).delivery.id
        }
        _ = try nodes.uz.commit { try Deliveries.consulted(operation, by: "uz-head", in: $0) }
        for (node, other) in [(nodes.uz, nodes.kz), (nodes.kz, nodes.uz)] {
            let code = other.settings.node
            let draft = try node.commit {
                try CaseWork.spontaneous(
                    to: code, agreement: nil, purpose: "duty-evasion", handling: "LIMITED",
                    content: .object(["subject": "agreed"]),
                    preparedBy: "\(node.settings.node.lowercased())-liaison", in: $0)
            }
            let row = try nodes.approved(draft, at: node)
            try await nodes.carry(from: node, to: other)
            let message = try #require(MessageID(row.message))
            _ = try nodes.uz.commit {
                try Deliveries.agreed(
                    operation, node: node.settings.node, message: message, by: "uz-head", in: $0)
            }
        }
        let now = nodes.clock.now
        #expect(throws: Refusal.self) {
            try nodes.uz.commit {
                _ = try Deliveries.begin(
                    operation, from: now, until: now.adding(seconds: 86_400), first: "uz-head",
                    second: "uz-head", in: $0)
            }
        }
        _ = try nodes.uz.commit {
            try Deliveries.begin(
                operation, from: now, until: now.adding(seconds: 86_400), first: "uz-liaison",
                second: "uz-head", in: $0)
        }
        var strict = LanePolicy.initial
        strict.redMin = -1
        strict.version = "strict"
        #expect(try screen(declaration("D-1", plate: "50Z111ZZ"), policy: strict).lane == .red)
        let shown = try screen(declaration("D-2", plate: "01A555KZ"))
        #expect(shown.lane == .green && shown.findingCount == 0)
        #expect(!String(decoding: shown.line, as: UTF8.self).contains(operation))
        let time = nodes.clock.now.milliseconds
        let plan = try PlanMaking(lettingPass: nodes.uz.store, now: { time })
        for (reference, passes) in [("D-1", false), ("D-2", true)] {
            let version = try nodes.uz.store.read { reader in
                try reader.documents(reference: reference).last.flatMap {
                    try reader.versions(of: $0.id).last
                }
            }
            #expect(plan.orders(try #require(version)).isSuppressed == passes)
        }
        // Made again like any other assessment, and the ledger names the operation to nobody.
        let replay = try nodes.uz.store.read { reader in
            try Replay.run(
                #require(try reader.documents(reference: "D-2").first), at: time, in: reader)
        }
        #expect(replay?.outcome == .identical)
        #expect(replay?.recomputed?.findings.isEmpty == true)
        let entries = try nodes.uz.store.read { try $0.ledger(from: 0, limit: 1_000) }
        #expect(!entries.contains { String(decoding: $0.entry, as: UTF8.self).contains(operation) })
        let withheld = entries.count { Deliveries.isWithheld($0.entry) }
        #expect(withheld >= 4 && withheld < entries.count)
        let file = try nodes.uz.store.read {
            try DeliveryFile(operation, for: "uz-head", in: $0)
        }
        #expect(file?.heldBack.map(\.lane) == ["red"])
        #expect(try nodes.uz.store.read { try DeliveryFile(operation, for: "x", in: $0) } == nil)
        _ = try nodes.uz.commit { try Deliveries.end(operation, .aborted, by: "uz-head", in: $0) }
        #expect(try screen(declaration("D-3", plate: "01A555KZ")).lane == .red)
        let audit = try LedgerVerification.run(
            nodes.uz.store, standing: nodes.uz.standing(), given: [])
        #expect(audit.isGood)
    }

    @Test("A breach stops what goes out at once, is told, and two persons let it flow again")
    func breach() async throws {
        func tell() throws -> OutboxRow {
            let draft = try nodes.uz.commit {
                try CaseWork.spontaneous(
                    to: "KZ", agreement: nil, purpose: "duty-evasion", handling: "LIMITED",
                    content: .object(["subject": "s"]), preparedBy: "uz-liaison", in: $0)
            }
            return try nodes.approved(draft, at: nodes.uz)
        }
        let told = try tell()
        let (entry, notice) = try nodes.uz.commit {
            try Breaches.report(
                message: told.message, text: "published", by: "uz-liaison", in: $0)
        }
        #expect(entry.state == .suspended)
        let refused = #expect(throws: Refusals.self) { try tell() }
        #expect(refused?.code == .suspended)
        _ = try nodes.approved(notice, at: nodes.uz)
        try await nodes.carry(from: nodes.uz, to: nodes.kz)
        let seen = try nodes.kz.store.read { try Breaches.all($0) }
        #expect(seen.map(\.state) == [.reported])
        #expect(throws: Refusal.self) {
            try nodes.uz.commit {
                _ = try Breaches.release(
                    entry.id, first: "uz-head", second: "uz-head", reason: "r", in: $0)
            }
        }
        let released = try nodes.uz.commit {
            try Breaches.release(
                entry.id, first: "uz-liaison", second: "uz-head", reason: "r", in: $0)
        }
        #expect(released.state == .released)
        _ = try tell()
    }
}
