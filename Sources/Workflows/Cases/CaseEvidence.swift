import Exchange
import Seal
package import Store

/// A case as evidence that a stranger verifies: every message with its receipt and its opened text,
/// the cards and the agreement they rest on, and the ledger's newest checkpoint.
package enum CaseEvidence {
    /// The lines of the bundle.
    ///
    /// - Throws: ``Refusal/Code/useNotPermitted`` when what a partner told was given for another
    ///   purpose, or must not be shown to a court without its consent.
    package static func lines(
        _ id: String, purpose: String, officer: String, in transaction: ExchangeTransaction
    ) throws -> [[UInt8]] {
        let file = try CaseWork.find(id, in: transaction)
        let writer = transaction.writer
        var bundle = BundleWriter()
        var lines = [
            bundle.begin(
                from: transaction.standing.node, to: file.partner, at: transaction.now)
        ]
        for row in try writer.cards()
        where row.node == transaction.standing.node || row.node == file.partner {
            lines.append(bundle.add(.card(try JWS(reading: JSONTree(reading: row.statement)))))
        }
        if let signed = transaction.standing.agreements[file.agreement] {
            lines.append(bundle.add(.agreement(signed.statement)))
        }
        let envelopes = Set(file.state.history.map(\.envelope))
        try pages { after in
            try writer.outbox(after: after, limit: 256)
        } each: { row in
            if row.stream == file.stream, envelopes.contains(row.envelope) {
                try add(
                    row.statement, sealed: row.sealed, receipt: row.receipt, text: row.plaintext,
                    salt: row.salt, to: &bundle, lines: &lines)
            }
            return row.row
        }
        try pages { after in
            try writer.inbox(after: after, limit: 256)
        } each: { row in
            if row.sender == file.partner, envelopes.contains(row.envelope) {
                let received = try Messages.received(
                    row, in: transaction.standing, writer)
                for use in [UseOfInformation.export(purpose: purpose), .evidence] {
                    _ = try received?.content.value(for: use, at: transaction.now)
                }
                try add(
                    row.statement, sealed: row.sealed, receipt: row.receipt, text: row.plaintext,
                    salt: row.salt, to: &bundle, lines: &lines)
            }
            return row.row
        }
        if let newest = try writer.newestCheckpoint(of: transaction.standing.node, witness: "") {
            lines.append(bundle.add(.checkpoint(newest.note)))
        }
        lines.append(bundle.end())
        try transaction.record(
            "exported", ["case": id, "purpose": purpose, "by": officer, "as": "evidence"])
        return lines
    }

    private static func add(
        _ statement: [UInt8], sealed: [UInt8], receipt: [UInt8]?, text: [UInt8]?,
        salt: [UInt8]?, to bundle: inout BundleWriter, lines: inout [[UInt8]]
    ) throws {
        let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: statement)))
        lines.append(
            bundle.add(.submission(SubmittedMessage(envelope: envelope, ciphertext: sealed))))
        if let receipt, !receipt.isEmpty {
            lines.append(bundle.add(.receipt(try JWS(reading: JSONTree(reading: receipt)))))
        }
        if let text, let salt {
            lines.append(
                bundle.add(.opening(envelope.head.id, salt: SecretBytes(salt), text: text)))
        }
    }

    private static func pages<Row>(
        _ read: (Int64) throws -> [Row], each: (Row) throws -> Int64
    ) throws {
        var after: Int64 = 0
        while true {
            let rows = try read(after)
            guard !rows.isEmpty else { return }
            for row in rows { after = try each(row) }
        }
    }
}

extension CaseFile {
    /// Every case, oldest first.
    package static func all(
        _ reader: any StoreReader, standing: ExchangeStanding
    ) throws -> [CaseFile] {
        try reader.caseFiles(.assistance, limit: CaseWork.caseCountMax).map {
            try CaseFile($0, in: reader, standing: standing)
        }
    }
}
