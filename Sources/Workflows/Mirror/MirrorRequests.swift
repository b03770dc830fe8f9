import Customs
package import Exchange
import Reconciliation
import Risk
package import Seal
import Store

/// Turns a finding into a request to the partner: the fields its form needs, filled from both records.
package enum MirrorRequests {
    /// Begins a case from a finding that stands.
    ///
    /// What the partner told goes back to it alone, for the purpose it was told for and under no milder
    /// class; whatever the form does not permit stays behind.
    ///
    /// - Parameters:
    ///   - type: nil chooses: the value where it is in question, else the other side's declaration.
    ///   - more: fields that an official adds or changes.
    /// - Throws: ``Refusals``, ``ExchangeFailure/Code/unknown`` for no finding of that number,
    ///   ``ExchangeFailure/Code/refused`` for one that no longer stands.
    package static func request(
        finding id: Int64, type: RequestType?, urgency: Urgency, purpose: String,
        handling: String, more: JSONTree, preparedBy: String,
        in transaction: ExchangeTransaction
    ) throws -> (file: CaseFile, draft: Draft) {
        let reader = transaction.writer
        guard let gap = try reader.mirrorGap(id: id) else {
            throw ExchangeFailure(
                .unknown, problem: "no gap \(id)", remedy: "see: tamga mirror findings")
        }
        guard gap.isFinding, gap.endedAt == nil else {
            throw ExchangeFailure(
                .refused, problem: "gap \(id) is no finding that stands",
                remedy: "see: tamga mirror findings")
        }
        let both = try Both(gap, reader)
        let type = type ?? both.usualRequest(gap.reason)
        let signed = try Messages.agreement(nil, with: gap.partner, in: transaction.standing)
        guard let form = signed.agreement.form(type) else {
            throw ExchangeNode.refusal(
                .typeNotPermitted, "the agreement has no \(type.rawValue)")
        }
        try checkUse(
            both, purpose: purpose, handling: handling, agreement: signed.agreement,
            officer: preparedBy, in: transaction)
        let permitted = form.permitted.union(form.mandatory)
        let content = merged(
            FieldCut(permitted).cut(both.content(gap, type)), with: more)
        let made = try CaseWork.request(
            type, urgency: urgency, of: gap.partner, agreement: signed.agreement.id,
            purpose: purpose, handling: handling, content: content, preparedBy: preparedBy,
            in: transaction)
        try transaction.record(
            "case-from-finding",
            ["case": made.file.id, "gap": String(id), "by": preparedBy, "purpose": purpose])
        return made
    }

    /// Refuses another purpose or a milder class than the partner's record came with.
    private static func checkUse(
        _ both: Both, purpose: String, handling: String, agreement: Agreement, officer: String,
        in transaction: ExchangeTransaction
    ) throws {
        for row in [both.exportedRow, both.importedRow].compactMap({ $0 }) where !row.isOwn {
            guard
                let message = try transaction.writer.inbox(
                    sender: row.partner, message: row.source),
                let received = try Messages.received(
                    message, in: transaction.standing, transaction.writer)
            else { continue }
            _ = try received.content.value(for: .read(purpose: purpose), at: transaction.now)
            let rank = agreement.handlingClass(handling)?.rank ?? 0
            guard rank >= received.label.rank else {
                throw ExchangeNode.refusal(
                    .handlingNotPermitted, "milder than the record it rests on")
            }
            try transaction.record(
                "read",
                [
                    "message": row.source, "from": row.partner, "purpose": purpose,
                    "by": officer, "handling": message.handling,
                ])
        }
    }

    private static func merged(_ content: JSONTree, with more: JSONTree) -> JSONTree {
        guard let added = more.object else { return content }
        var object = content.object ?? JSONObject()
        for (name, value) in added.members {
            object[name] = value.object == nil ? value : merged(object[name] ?? value, with: value)
        }
        return .object(object)
    }

    /// The records of a gap.
    private struct Both {
        let exportedRow, importedRow: MirrorRecordRow?
        let exported, imported: MirrorRecord?
        let link: MirrorLinkRow?

        init(_ gap: MirrorGapRow, _ reader: any StoreReader) throws {
            func record(_ row: MirrorRecordRow?) throws -> MirrorRecord? {
                try row.flatMap { MirrorContent.record(try JSONTree(reading: $0.content)) }
            }
            exportedRow = try gap.exported.flatMap { try reader.mirrorRecord(id: $0) }
            importedRow = try gap.imported.flatMap { try reader.mirrorRecord(id: $0) }
            exported = try record(exportedRow)
            imported = try record(importedRow)
            link = try gap.exported.flatMap { id in
                try reader.mirrorLinks(of: id).last { $0.imported == gap.imported }
            }
        }

        var isExportOurs: Bool { exportedRow?.isOwn ?? !(importedRow?.isOwn ?? true) }

        func usualRequest(_ reason: String) -> RequestType {
            if isExportOurs { return .verifyImport }
            return ["undervaluation", "overvaluation"].contains(reason)
                ? .verifyValue : .verifyExport
        }

        /// The declaration that the partner is asked about: its own where it has one.
        private var asked: MirrorRecord? {
            isExportOurs ? imported ?? exported : exported ?? imported
        }

        func content(_ gap: MirrorGapRow, _ type: RequestType) -> JSONTree {
            guard let asked else { return .object(JSONObject()) }
            let amount =
                gap.dollars.map { " of " + MirrorGap.written($0, decimals: 2) + " USD" } ?? ""
            let words = MirrorHistory.words(gap.reason).text(in: .english)
            return .object([
                "subject": .string("Declaration \(asked.number) of \(asked.day)"),
                "reason": .string("Comparing both registers shows \(words)\(amount)"),
                "measure": .string("\(type.rawValue): verification of the declaration"),
                "facts": .string(
                    [
                        exported.map { "Export " + Self.said($0) },
                        imported.map { "Import " + Self.said($0) },
                    ]
                    .compactMap { $0 }.joined(separator: ". ")),
                "enquiriesMade": .string(
                    "Mirror records of both administrations compared; gap \(gap.id) of our node"),
                "connection": .string(
                    link.map { "The same consignment by its \($0.key) number" }
                        ?? "No record of the other register answers it"),
                "declaration": .object([
                    "number": .string(asked.number), "date": .string(asked.day.iso),
                    "office": asked.office.map { .string($0) },
                    "procedure": asked.procedure.map { .string($0) },
                ]),
                "documents": asked.invoices.isEmpty
                    ? nil
                    : .array(
                        asked.invoices.map {
                            .object(["type": "invoice", "number": .string($0)])
                        }),
                "goods": .array(asked.lines.prefix(99).map(Self.goods)),
                "parties": Self.parties(asked), "transport": Self.transport(asked),
            ])
        }

        private static func said(_ record: MirrorRecord) -> String {
            let lines = record.lines.prefix(10).map { line in
                [
                    line.code.map { "HS \($0)" }, line.massNetKg.map { "\($0.written) kg net" },
                    line.value.map { "\($0.amount.written) \($0.currency ?? "")" },
                ].compactMap { $0 }.joined(separator: ", ")
            }
            return "\(record.number) of \(record.day): " + lines.joined(separator: "; ")
        }

        private static func goods(_ line: MirrorLine) -> JSONTree {
            .object([
                "description": line.description.map { .string($0) },
                "hsCode": line.code.map { .string($0) },
                "quantity": line.quantity.map { .string($0.written) },
                "unit": line.unit.map { .string($0) },
                "grossMassKg": line.massGrossKg.map { .string($0.written) },
                "value": line.value.map { .string($0.amount.written) },
                "currency": line.value?.currency.map { .string($0) },
                "origin": line.origin.map { .string($0) },
            ])
        }

        private static func parties(_ record: MirrorRecord) -> JSONTree? {
            let named = [("exporter", record.seller), ("importer", record.buyer)].compactMap {
                role, party -> JSONTree? in
                guard let name = party.name else { return nil }
                return .object([
                    "role": .string(role), "name": .string(name),
                    "idNumber": party.id.map { .string($0) },
                ])
            }
            return named.isEmpty ? nil : .array(named)
        }

        private static func transport(_ record: MirrorRecord) -> JSONTree? {
            func list(_ texts: [String]) -> JSONTree? {
                texts.isEmpty ? nil : .array(texts.map { .string($0) })
            }
            let object = JSONObject([
                "mode": record.mode.map { .string($0) }, "document": list(record.documents),
                "container": list(record.containers), "vehicle": list(record.vehicles),
            ])
            return object.members.isEmpty ? nil : .object(object)
        }
    }
}
