import Customs
import Exchange
import Formats
import Foundation
import Reference
import Seal
import Store
import Synchronization
import Testing

@testable import Workflows

/// UZ and KZ under the shipped agreement between them, with messages carried by hand.
final class MirrorPair {
    static let start = Timestamp("2026-06-01T08:00:00Z") ?? .earliest

    final class Clock: Sendable {
        private let moment = Mutex(MirrorPair.start)
        var now: Timestamp { moment.withLock { $0 } }
        func pass(days: Int64) { moment.withLock { $0 = $0.adding(seconds: days * 86_400) } }
    }

    let clock = Clock()
    let uz, kz: ExchangeNode

    /// - Parameter change: what of the shipped agreement is different.
    init(
        stores: (any Store, any Store) = (MemoryStore(), MemoryStore()),
        _ change: (inout JSONObject) -> Void = { _ in }
    ) throws {
        let clock = clock
        func make(_ code: String, _ store: any Store) throws -> (
            ExchangeNode, ExchangeSetup.MadeCard
        ) {
            let made = try ExchangeSetup.create(
                node: code, name: code, endpoints: ["https://localhost:1"], tlsAuthorities: [],
                now: Self.start)
            try Partners.storeFirst(made, in: store, now: Self.start)
            let secrets = made.secrets
            let node = try ExchangeNode(
                store: store,
                settings: ExchangeSettings(
                    node: code,
                    secret: { id throws(SealFailure) in secrets.first { $0.id == id }?.secret },
                    now: { clock.now }, handlers: [CaseDesk(), BreachDesk(), MirrorDesk()]))
            return (node, made)
        }
        let (first, firstCard) = try make("UZ", stores.0)
        let (second, secondCard) = try make("KZ", stores.1)
        (uz, kz) = (first, second)
        for (node, card) in [(first, secondCard), (second, firstCard)] {
            try node.commit {
                _ = try Partners.add(
                    card.statement, fingerprint: card.fingerprint.description, in: $0)
            }
        }
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Specs/agreements/uz-kz.json").standardized
        var object = try #require(try JSONTree(reading: Array(try Data(contentsOf: url))).object)
        change(&object)
        func keys(_ node: ExchangeNode) throws -> [(id: String, key: SigningKey)] {
            try node.standing().keys.signers(for: .evidence, at: Self.start)
                .filter { $0.key.algorithm == .ed25519 }
        }
        let signed = try SignedAgreement.countersign(
            SignedAgreement.propose(.object(object), keys: try keys(first)),
            keys: try keys(second))
        for node in [first, second] { try node.commit { _ = try Partners.adopt(signed, in: $0) } }
        for store in [first.store, second.store] { try Self.importRates(into: store) }
    }

    private static func importRates(into store: any Store) throws {
        try store.write { writer in
            for month in 1...9 {
                for (currency, rate) in [("UZS", "12500.00000"), ("KZT", "500.000000")] {
                    for day in [1, 8, 15, 22] {
                        try writer.put(
                            RateRow(
                                day: "2026-0\(month)-" + (day < 10 ? "0\(day)" : "\(day)"),
                                currency: currency, quotation: "per-usd", quoted: rate))
                    }
                }
            }
        }
    }

    /// Puts a schedule to work at its sender.
    func order(_ schedule: String, purpose: String = "correct-application") throws {
        let node = schedule.hasSuffix("UZ-KZ") ? uz : kz
        let code = node.settings.node.lowercased()
        try node.commit {
            _ = try ScheduledExchange.order(
                schedule, agreement: "UZ-KZ-COOP", purpose: purpose,
                preparedBy: "\(code)-liaison", approvedBy: "\(code)-head", in: $0)
        }
    }

    /// Runs the schedules of both sides and carries what they sent, until nothing is left.
    @discardableResult
    func exchange() async throws -> [Receipt.Status] {
        var statuses: [Receipt.Status] = []
        for _ in 0..<8 {
            var count = 0
            for (from, to) in [(uz, kz), (kz, uz)] {
                while try !from.commit({ try ScheduledExchange.run(in: $0) }).isComplete {}
                try ComparisonWork.run(from)
                let some = try await carry(from: from, to: to)
                statuses += some
                count += some.count
            }
            if count == 0 { break }
        }
        return statuses
    }

    private func carry(
        from: ExchangeNode, to: ExchangeNode
    ) async throws -> [Receipt.Status] {
        var statuses: [Receipt.Status] = []
        for row in try from.store.read({ try $0.outbox(after: 0, limit: 100_000) })
        where row.state == .waiting {
            let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: row.statement)))
            let arrival = try await to.receive(
                SubmittedMessage(envelope: envelope, ciphertext: row.sealed),
                hopNode: from.settings.node)
            statuses.append(arrival.status)
            try from.commit {
                try $0.writer.setOutbox(
                    row.message, state: .done, status: "accepted", receipt: arrival.receipt)
            }
        }
        return statuses
    }

    /// Stores a version of a declaration as intake does, and takes it into the comparison.
    func declare(_ declaration: Declaration, at node: ExchangeNode) throws {
        let prepared = PreparedDocument(
            ReadDocument(number: 1, format: "json", content: .declaration(declaration)))
        let now = clock.now.milliseconds
        let intake = Intake(store: node.store, now: { now })
        try node.store.write { writer in
            let bytes = CanonicalJSON.write(.declaration(declaration))
            let row = try intake.register(
                bytes, digest: Digest256(hashing: bytes).bytes, name: "test", with: writer)
            _ = try intake.take([prepared], of: row, with: writer)
            while try MirrorIntake.catchUp(in: writer, now: now) {}
        }
    }

    func findings(_ node: ExchangeNode) throws -> [MirrorGapRow] {
        try node.store.read { try $0.mirrorFindings(partner: nil, after: 0, limit: 1_000) }
    }
}

/// Declarations of a trade between the two.
struct Consignment {
    var number: String
    var day: String
    var code = "852871"
    var massKg = "1000"
    var value = "125000000"
    var currency = "UZS"
    var document: String?
    var container: String?
    var exporter = "CO \"OMEGA AGRO\""
    var importer = "ALTAI TRADE TOO"
    var importerID: String?
    var exporterID = "304442623"
    var seller: String?

    func export() -> Declaration {
        var declaration = base(.export)
        declaration.parties = [
            party(.exporter, exporterID, exporter), party(.consignee, nil, importer),
        ]
        return declaration
    }

    func `import`() -> Declaration {
        var declaration = base(.import)
        declaration.parties = [
            party(.importer, importerID ?? "831662794131", importer),
            party(.seller, nil, seller ?? exporter),
        ]
        return declaration
    }

    private func party(_ role: Party.Role, _ id: String?, _ name: String) -> Party {
        var party = Party()
        party.role = role
        party.id = id
        party.name = name
        return party
    }

    private func base(_ flow: Declaration.Flow) -> Declaration {
        var declaration = Declaration()
        declaration.flow = flow
        declaration.id = number
        declaration.acceptanceDateTime = WrittenDateTime(text: day)
        declaration.exportCountryCode = "UZ"
        declaration.destinationCountryCode = "KZ"
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = "3"
        declaration.transportMeans = [means]
        if let container {
            var equipment = TransportEquipment()
            equipment.id = container
            declaration.equipment = [equipment]
        }
        var item = GoodsItem()
        item.classifications = [Classification(scheme: "HS", code: code)]
        item.netMass = ExactDecimal(massKg).map { Quantity($0, "KGM") }
        item.grossMass = item.netMass
        item.price = ExactDecimal(value).map { Money($0, currency) }
        var origin = Origin()
        origin.countryCode = "UZ"
        item.origins = [origin]
        if let document {
            var paper = AdditionalDocument()
            paper.typeCode = "730"
            paper.id = document
            item.documents = [paper]
        }
        declaration.items = [item]
        return declaration
    }
}
