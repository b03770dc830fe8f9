import Exchange
import Seal
import Store

/// The messages of one table beside the ledger's entries about them.
///
/// A message and its entry are written in one transaction, so both come in the same order and one
/// pass over both is enough. Rows that are passed over are remembered until their entry comes.
final class KeptComparison {
    /// Most rows remembered out of order, and most mismatches told.
    static let skippedMax = 10_000, mismatchesMax = 1_000

    private let box: MessageBox
    private let reader: any StoreReader
    private let rows: OrderedBlocks<KeptMessage, Judged>
    private var next: Judged?
    private var isBegun = false
    private var lastRow: Int64 = 0
    private var skipped: [Int64: Judged] = [:]
    private var isGivenUp = false
    /// What does not fit.
    private(set) var mismatches: [String] = []

    /// A row, and what is wrong with its parts.
    private struct Judged: Sendable {
        let row: Int64
        let message: String
        let envelope: Digest256
        let fault: String?

        init(_ kept: KeptMessage) {
            row = kept.row
            message = kept.message
            envelope = kept.envelope
            fault = kept.fault
        }
    }

    init(_ box: MessageBox, _ reader: any StoreReader) {
        self.box = box
        self.reader = reader
        var after: Int64 = 0
        rows = OrderedBlocks {
            let kept = try reader.kept(in: box, after: after, limit: 64)
            if let last = kept.last { after = last.row }
            return kept
        } work: {
            Judged($0)
        }
    }

    /// Takes the next entry that speaks of a message of this table.
    func meet(_ message: SpokenMessage) throws {
        guard !isGivenUp else { return }
        if try peek()?.envelope == message.envelope { return try take() }
        guard let row = try row(of: message) else {
            let verb = box == .inbox ? "received" : "sent"
            return tell(
                "a \(verb) envelope is no longer in the \(box.rawValue): "
                    + message.envelope.base64URL)
        }
        if let before = skipped.removeValue(forKey: row) { return tell(faultOf: before) }
        guard row > lastRow else {
            return tell("the ledger speaks more than once of \(box.rawValue) row \(message.id)")
        }
        while let passed = try peek(), passed.row < row, !isGivenUp {
            skip(passed)
            try advance()
        }
        if !isGivenUp { try take() }
    }

    /// After the last entry: whatever was not spoken of is told.
    func end() throws {
        guard !isGivenUp else { return }
        for passed in skipped.values.sorted(by: { $0.row < $1.row }) { tell(unspoken: passed) }
        while let left = try peek(), mismatches.count <= Self.mismatchesMax {
            tell(unspoken: left)
            try advance()
        }
    }

    private func peek() throws -> Judged? {
        if !isBegun {
            isBegun = true
            next = try rows.next()
        }
        return next
    }

    private func advance() throws {
        lastRow = next?.row ?? lastRow
        next = try rows.next()
    }

    private func take() throws {
        guard let next else { return }
        tell(faultOf: next)
        try advance()
    }

    private func skip(_ passed: Judged) {
        skipped[passed.row] = passed
        guard skipped.count > Self.skippedMax else { return }
        isGivenUp = true
        tell("more than \(Self.skippedMax) rows of the \(box.rawValue) are out of their order")
    }

    /// The row of a message, wherever it is; nil when there is none with its envelope.
    private func row(of message: SpokenMessage) throws -> Int64? {
        switch box {
        case .inbox:
            let found = try reader.inbox(sender: message.from, message: message.id)
            return found?.envelope == message.envelope ? found?.row : nil
        case .outbox:
            let found = try reader.outbox(message: message.id)
            return found?.envelope == message.envelope ? found?.row : nil
        }
    }

    private func tell(faultOf judged: Judged) {
        if let fault = judged.fault {
            tell("\(box.rawValue) row \(judged.message): \(fault)")
        }
    }

    private func tell(unspoken judged: Judged) {
        tell("\(box.rawValue) row \(judged.message) is not in the ledger")
    }

    private func tell(_ mismatch: String) {
        if mismatches.count < Self.mismatchesMax {
            mismatches.append(mismatch)
        } else if mismatches.count == Self.mismatchesMax {
            mismatches.append("more of the \(box.rawValue) that is not told")
        }
    }
}

extension KeptMessage {
    /// What is wrong with the parts of the message, held against the digest that its row names.
    fileprivate var fault: String? {
        guard
            let kept = try? Envelope(reading: JWS(reading: JSONTree(reading: statement))),
            kept.digest == envelope
        else { return "the envelope is not the one in the ledger" }
        guard kept.ciphertextDigest == Digest256(hashing: sealed) else {
            return "the sealed text is not the one of the envelope"
        }
        if let plaintext, let salt,
            Commitment(salt: SecretBytes(salt), plaintext: plaintext) != kept.head.commitment
        {
            return "the opened text is not the one committed to"
        }
        return nil
    }
}
