import Customs
import Exchange
import Formats
import Foundation
import Seal
import Simulation
import Store
import Workflows

/// The second half of the demonstration: three administrations, two agreements, and what passes
/// between them over TLS on this machine.
struct ExchangeDemonstration {
    let uz, us, kz: DemoNode
    private let output = StandardOutput.shared

    /// Makes the partners' nodes beside the first one and starts all three.
    init(first: NodeDirectory, place: String) throws {
        uz = try DemoNode("UZ", at: first.path, currency: "UZS")
        us = try DemoNode("US", at: place + "/us", currency: "USD")
        kz = try DemoNode("KZ", at: place + "/kz", currency: "KZT")
    }

    func run(hit: String) throws {
        defer { for node in [uz, us, kz] { node.stop() } }
        step(5, "three nodes have keys and cards; their fingerprints were compared:")
        for node in [uz, us, kz] { output.write("     \(node.code)  \(node.fingerprint)\n") }
        for (left, right) in [(uz, us), (us, uz), (uz, kz), (kz, uz)] { try left.believe(right) }
        for (name, other) in [("uz-us", us), ("uz-kz", kz)] { try agree(name, with: other) }
        for node in [uz, us, kz] { try node.serve() }
        try output.flush()
        try screenAtPartner()
        let message = try tellSpontaneously(hit)
        let asked = try askAndAnswer(about: hit)
        try watchTruck()
        try refuseWrongPurpose(message, asked)
        try verifyLedgers()
    }

    private func step(_ number: Int, _ text: String) {
        output.write(String(number).padding(toLength: 3, withPad: " ", startingAt: 0) + text + "\n")
    }

    private func agree(_ name: String, with other: DemoNode) throws {
        guard let pattern = ShippedAgreements.all.first(where: { $0.name == name }) else { return }
        let tree = try YAMLTree.read(Array(pattern.yaml.utf8), name: name)
        let first = try uz.sign(tree, after: nil)
        let signed = try other.sign(tree, after: first)
        for node in [uz, other] { try node.adopt(signed) }
        output.write("     \(tree["id"]?.text ?? name) is signed by UZ and \(other.code)\n")
    }

    /// The partner screens its own trade.
    private func screenAtPartner() throws {
        var simulator = TradeSimulator(seed: 7, count: 300)
        var table = ExportTable()
        table.appendHeader()
        while let trade = simulator.next() { table.append(trade.declaration) }
        let file = us.directory.path + "/trade.csv"
        try Data(table.bytes).write(to: URL(fileURLWithPath: file))
        let summary = try screen([file], at: us)
        step(
            6,
            "the node of US screens its own trade: "
                + Lane.allCases.map { "\($0.rawValue) \(summary.lanes[$0] ?? 0)" }
                .joined(separator: ", "))
    }

    private func screen(
        _ files: [String], at node: DemoNode,
        emit: (ScreenedDocument) throws -> Void = { _ in }
    ) throws -> ScreeningSummary {
        let formats = KnownFormats(maps: try MapFile.shipped())
        var settings = try node.open.node.screeningSettings()
        settings.lines = .findings
        return try NodeScreening(
            settings: settings,
            reading: { input, emit in
                try formats.read(try InputFile(input), as: nil, limits: ReadingLimits(), emit: emit)
            }, store: node.open.node.store, now: Clock.now
        ).run(inputs: files, emit: emit)
    }

    /// A hit of our screening becomes information for the partner, by two officials.
    private func tellSpontaneously(_ hit: String) throws -> String {
        let permitted =
            try uz.open.exchange.standing().agreements["UZ-US-CMAA"]?.agreement.spontaneous?.fields
            ?? []
        let content = try DeclarationFields.adding(
            hit,
            to: .object([
                "subject": "Goods far below the usual price",
                "facts": "Found by screening; the goods are from your country",
                "reliability": "B", "credibility": "2",
            ]), permitted: permitted, from: uz.open.node.store)
        let draft = try uz.open.exchange.commit {
            try CaseWork.spontaneous(
                to: "US", agreement: nil, purpose: "duty-evasion", handling: "LIMITED",
                content: content, preparedBy: "uz-liaison", in: $0)
        }
        let row = try uz.open.exchange.commit {
            try Drafts.approve(draft.id, by: "uz-head", in: $0)
        }
        _ = try us.wait(for: "the information") {
            try $0.inbox(sender: "UZ", message: row.message)
        }
        _ = try uz.wait(for: "the receipt") { reader in
            try reader.outbox(message: row.message).flatMap { $0.state == .done ? $0 : nil }
        }
        step(
            7,
            "declaration \(hit) becomes spontaneous information: UZ → US, prepared by "
                + "uz-liaison, approved by uz-head, receipted")
        return row.message
    }

    /// A request gets its reply and the outcome is told.
    private func askAndAnswer(about number: String) throws -> String {
        let content = JSONTree.object([
            "subject": .string("Export of the goods in declaration \(number)"),
            "reason": "Undervaluation suspected", "measure": "verify-export",
            "facts": "Declared far below the usual price", "enquiriesMade": "Importer's books",
            "connection": "The same consignment",
            "declaration": .object(["number": .string(number)]),
        ])
        let id = try request(.verifyExport, from: uz, to: us, purpose: "duty-evasion", content)
        try next(
            .acknowledgement, of: id, at: us, ["case.ownReference": "US-77", "due": "2026-12-31"])
        try next(.reply, of: id, at: us, ["found": "true", "declaration.procedure": "1000"])
        try reach(.replied, id, at: uz)
        try next(
            .outcome, of: id, at: uz, ["outcome.used": "true", "outcome.result": "duty recovered"])
        try reach(.outcomeGiven, id, at: us)
        _ = try uz.open.exchange.commit { try CaseWork.close(id, by: "uz-head", in: $0) }
        step(8, "a request to verify the export: acknowledged, replied, outcome told, closed")
        return id
    }

    private func request(
        _ type: RequestType, from asker: DemoNode, to answerer: DemoNode, purpose: String,
        _ content: JSONTree
    ) throws -> String {
        let code = asker.code.lowercased()
        let (file, draft) = try asker.open.exchange.commit {
            try CaseWork.request(
                type, urgency: .urgent, of: answerer.code, agreement: nil, purpose: purpose,
                handling: "LIMITED", content: content, preparedBy: "\(code)-liaison", in: $0)
        }
        _ = try asker.open.exchange.commit {
            try Drafts.approve(draft.id, by: "\(code)-head", in: $0)
        }
        try reach(.delivered, file.id, at: answerer)
        try reach(.delivered, file.id, at: asker)
        return file.id
    }

    private func next(
        _ type: MessageType, of id: String, at node: DemoNode,
        _ fields: KeyValuePairs<String, String>
    ) throws {
        let code = node.code.lowercased()
        var tree = JSONTree.object(JSONObject())
        for (path, value) in fields {
            tree = CaseCommand.Preparation.setting(
                value, at: path.split(separator: ".").map(String.init)[...], in: tree)
        }
        let content = tree
        let draft = try node.open.exchange.commit {
            try CaseWork.step(type, of: id, content: content, preparedBy: "\(code)-liaison", in: $0)
        }
        _ = try node.open.exchange.commit {
            try Drafts.approve(draft.id, by: "\(code)-head", in: $0)
        }
    }

    private func reach(_ state: CaseState, _ id: String, at node: DemoNode) throws {
        _ = try node.wait(for: "case \(id) to be \(state.rawValue)") { reader in
            try reader.caseFile(.assistance, id).flatMap {
                $0.state == state.rawValue ? $0 : nil
            }
        }
    }

    /// A partner's request for surveillance becomes an instruction, and a truck meets it.
    private func watchTruck() throws {
        let plate = "01A777KZ"
        let until = CivilDate(
            dayNumber: Timestamp(milliseconds: Clock.now()).dayNumber + 30)
        let id = try request(
            .surveillance, from: kz, to: uz, purpose: "drug-trafficking",
            .object([
                "subject": .string("Truck \(plate)"), "reason": "Suspected carriage of precursors",
                "measure": "surveillance", "facts": "Seen at an unlicensed warehouse",
                "enquiriesMade": "Carrier's papers", "connection": "Road traffic over Yallama",
                "surveillance": .object([
                    "kind": "conveyance", "grounds": "suspected", "action": "inspect",
                    "from": "2026-01-01", "until": .string(until.description),
                ]),
                "transport": .object(["vehicle": .string(plate)]),
            ]))
        try next(
            .acknowledgement, of: id, at: uz, ["case.ownReference": "UZ-12", "due": "2026-12-31"])
        let measure = try uz.open.exchange.commit { transaction in
            let proposal = try Surveillance.proposal(
                fromCase: id, unit: "targeting-centre", officer: "uz-liaison", in: transaction)
            return try Surveillance.propose(proposal, in: transaction).measure.id
        }
        _ = try uz.open.exchange.commit {
            try Surveillance.approve(measure, by: "uz-head", in: $0)
        }
        let file = try truck(plate)
        var shown = ""
        _ = try screen([file], at: uz) { document in
            shown = "\(document.lane?.rawValue ?? "no lane"): "
            shown += Self.firstSentence(in: document.line)
        }
        step(9, "KZ asks UZ to watch truck \(plate); the truck comes, the post sees only")
        output.write("     \(shown)\n")
        let report = try uz.open.exchange.commit {
            try Surveillance.report(measure, by: "uz-liaison", in: $0)
        }
        _ = try uz.open.exchange.commit {
            try Drafts.approve(report.id, by: "uz-head", in: $0)
        }
        try reach(.inExecution, id, at: kz)
        let hits = try uz.open.exchange.commit {
            try Surveillance.hits(
                measure, unit: "targeting-centre", purpose: "drug-trafficking",
                officer: "uz-head", in: $0)
        }
        output.write("     the unit sees the hit (\(hits.count)), and KZ is told of it\n")
    }

    /// A declaration of goods on a truck with this plate.
    private func truck(_ plate: String) throws -> String {
        var simulator = TradeSimulator(seed: 11, count: 40)
        var declaration = Declaration()
        while let trade = simulator.next() { declaration = trade.declaration }
        var means = TransportMeans()
        means.stage = .border
        means.id = plate
        means.modeCode = "3"
        declaration.id = nil
        declaration.functionalReferenceID = "TRUCK-\(plate)"
        declaration.transportMeans = [means]
        let file = uz.directory.path + "/truck.json"
        try Data(CanonicalJSON.write(.declaration(declaration))).write(
            to: URL(fileURLWithPath: file))
        return file
    }

    private static func firstSentence(in line: [UInt8]) -> String {
        let tree = try? JSONTree(
            reading: line, bounds: .init(byteCountMax: 1 << 20, depthMax: 16))
        let findings = tree?["findings"]?.elements ?? []
        let instruction = findings.first { $0["indicator"] == "instruction" } ?? findings.first
        return instruction?["sentence"]?.text ?? "nothing"
    }

    /// What a partner told is read and exported for the purpose it was given for, and no other.
    private func refuseWrongPurpose(_ message: String, _ asked: String) throws {
        do {
            _ = try us.open.exchange.commit {
                try CaseEvidence.lines(
                    asked, purpose: "organised-crime", officer: "us-liaison", in: $0)
            }
            throw CommandFailure(
                code: 70, what: "a case was exported for another purpose than it was opened for",
                whatToDo: "report this as a fault of the program")
        } catch let refusal as Refusal {
            step(10, "exporting the case for another purpose is refused: \(refusal.code.rawValue)")
        }
        _ = try us.open.exchange.commit {
            try Messages.read(
                sender: "UZ", message: message, purpose: "duty-evasion", officer: "us-liaison",
                in: $0)
        }
    }

    private func verifyLedgers() throws {
        var texts: [String] = []
        for node in [uz, us, kz] {
            let outcome = try LedgerVerification.run(
                node.open.node.store, standing: try node.open.exchange.standing(), given: [])
            guard outcome.isGood else {
                throw CommandFailure(
                    code: 70, what: "the ledger of \(node.code) does not hold",
                    whatToDo: "report this as a fault of the program")
            }
            texts.append("\(node.code) \(outcome.entries) entries")
        }
        step(11, "the ledgers verify: " + texts.joined(separator: ", "))
    }
}
