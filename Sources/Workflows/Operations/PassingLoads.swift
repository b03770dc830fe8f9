import Customs
import Exchange
import Formats
import Risk
import Seal
import Store

/// Loads that no rule stops at this moment, since two persons answer for letting them pass.
///
/// What such a load is given looks like any unremarkable assessment; what the rules would have done
/// stands in the operation, for its members alone.
struct PassingLoads {
    private let operations: [String: String]
    private let time: Int64

    /// Shortest number that tells a load.
    static let markLengthMin = 5

    /// The tokens in force, read in the transaction that stores assessments.
    init(in reader: any StoreReader, at time: Int64) throws {
        self.time = time
        var operations: [String: String] = [:]
        let rows = try reader.caseFiles(
            .controlledDelivery, limit: DeliveryFile.operationCountMax)
        for row in rows where row.state == ControlledDelivery.State.running.rawValue {
            let delivery = try DeliveryFile(row, in: reader).delivery
            guard let token = delivery.token,
                token.isEffective(at: Timestamp(milliseconds: time))
            else { continue }
            operations[Self.mark(delivery.consignment)] = row.id
        }
        self.operations = operations
    }

    /// Whether nothing is let pass.
    var isEmpty: Bool { operations.isEmpty }

    /// Letters and digits alone, capitals.
    static func mark(_ text: String) -> String {
        text.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    /// The operation that lets a document's load pass; nil for all others.
    func operation(for document: CustomsDocument?) -> String? {
        guard !operations.isEmpty, let document else { return nil }
        for number in Self.numbers(of: document) {
            if let operation = operations[Self.mark(number)] { return operation }
        }
        return nil
    }

    private static func numbers(of document: CustomsDocument) -> [String] {
        switch document {
        case .declaration(let declaration):
            let own = [
                declaration.id, declaration.functionalReferenceID, declaration.traderReference,
                declaration.ucrID,
            ]
            let equipment = declaration.equipment + declaration.items.flatMap(\.equipment)
            return own.compactMap { $0 } + equipment.compactMap(\.id)
                + declaration.transportMeans.compactMap(\.id)
                + declaration.documents.compactMap(\.id)
        case .cargoReport(let report):
            let own = [report.reference, report.transport?.id].compactMap { $0 }
            return own + report.equipment.compactMap(\.id)
                + report.consignments.compactMap(\.transportDocumentID)
        }
    }

    /// What is shown and stored of a document of such a load.
    func quieted(
        _ judged: NodeScreening.Judged, _ pair: NodeScreening.Pair, operation: String,
        judge: Judge, in writer: any StoreWriter
    ) throws -> NodeScreening.Judged {
        try hold(judged, operation, in: writer)
        guard let assessment = judged.assessment else {
            return NodeScreening.Judged(
                shown: judge.unassessed(pair.document, of: judged.shown.input, hits: []),
                stored: nil, hits: [], assessment: nil)
        }
        let quiet = Assessment(Judgement(abstentions: assessment), policy: judge.settings.policy)
        return NodeScreening.Judged(
            shown: judge.screened(
                quiet, id: judged.shown.id, number: pair.document.number,
                diagnostics: pair.document.diagnostics, of: judged.shown.input,
                status: pair.taken.status),
            stored: AssessmentJSON.stored(quiet), facts: Self.facts(of: judged), hits: [],
            assessment: quiet)
    }

    /// The facts of the moment, so that the assessment can be made again like any other.
    private static func facts(of judged: NodeScreening.Judged) -> [UInt8] {
        guard let facts = ReplayFacts(judged.facts) else { return [] }
        return ReplayFacts(dossier: facts.dossier, hits: [], isQuiet: true).bytes
    }

    /// Writes what the rules would have done into the operation, and a trace into the ledger.
    private func hold(
        _ judged: NodeScreening.Judged, _ operation: String, in writer: any StoreWriter
    ) throws {
        let findings = judged.assessment?.findings ?? []
        let number = try writer.caseEvents(.controlledDelivery, operation).count + 1
        try writer.append(
            CaseEventRow(
                number: number,
                content: JSONTree.object([
                    "event": "held-back", "document": .string(judged.shown.id),
                    "lane": .string(judged.shown.lane?.rawValue ?? ""),
                    "indicators": .array(findings.map { .string($0.indicator.rawValue) }),
                ]).bytes, at: time),
            to: .controlledDelivery, operation, state: ControlledDelivery.State.running.rawValue)
        // Under the next signed checkpoint, like every entry of a transaction without its own.
        var tail = try LedgerTail(writer, cached: nil)
        _ = try tail.append(
            LedgerEvent.bytes(
                "enclave", at: Timestamp(milliseconds: time),
                ["operation": Deliveries.blinded(operation), "step": "held-back"]), to: writer)
    }
}
