package import Customs
import Exchange
import Reconciliation
package import Seal
package import Store

/// A confidential comparison with a partner as it stands: what was agreed, and which messages came.
///
/// Kept like a case, by its events. What is secret of it, the scalar and which key is at which place, is
/// kept apart and erased when the result is there.
package struct ComparisonFile: Sendable {
    package let partner: String
    package let session: String
    /// Whether we began it.
    package let isOurs: Bool
    package let agreement, schedule, purpose: String
    package let preparedBy, approvedBy: String
    /// Which flow of our register, and which days.
    package let flow: String
    package let days: ClosedRange<CalendarDay>
    package let openedAt: Timestamp
    /// `open`, `finished`, `expired`.
    package let state: String
    /// Our elements, the partner's, and how many both hold; nil while not known.
    package private(set) var ours: Int?
    package private(set) var theirs: Int?
    package private(set) var shared: [String]?
    /// The partner's elements by step and part.
    private(set) var parts: [String: [Int: [[UInt8]]]] = [:]
    private(set) var partCounts: [String: Int] = [:]
    private(set) var hasOffered = false
    private(set) var hasAnswered = false
    let eventCount: Int

    /// Seconds after which a comparison that did not end is given up.
    static let lifetimeSeconds: Int64 = 7 * 86_400
    /// Elements of one message.
    static let partMax = 4_096

    static func id(_ partner: String, _ session: String) -> String { "\(partner)-\(session)" }
    var id: String { Self.id(partner, session) }
    var secretName: String { "comparison-secret:" + id }

    /// Every comparison, oldest first.
    package static func all(_ reader: any StoreReader) throws -> [ComparisonFile] {
        try reader.caseFiles(.comparison, limit: 100_000).map { try ComparisonFile($0, reader) }
    }

    /// A partner's comparison of a name; nil when there is none.
    package static func find(
        _ session: String, partner: String, in reader: any StoreReader
    ) throws -> ComparisonFile? {
        try reader.caseFile(.comparison, id(partner, session)).map {
            try ComparisonFile($0, reader)
        }
    }

    init(_ row: CaseFileRow, _ reader: any StoreReader) throws {
        let terms = try JSONTree(reading: row.terms)
        guard let session = terms["session"]?.text, let flow = terms["flow"]?.text,
            let from = terms["from"]?.text.flatMap({ CalendarDay($0) }),
            let through = terms["through"]?.text.flatMap({ CalendarDay($0) }), from <= through
        else {
            throw ExchangeFailure(
                .damaged, problem: "the terms of comparison \(row.id) cannot be read",
                remedy: "restore the database from a backup")
        }
        partner = row.partner
        self.session = session
        isOurs = terms["ours"]?.boolValue ?? false
        agreement = terms["agreement"]?.text ?? ""
        schedule = terms["schedule"]?.text ?? ""
        purpose = terms["purpose"]?.text ?? ""
        preparedBy = terms["preparedBy"]?.text ?? ""
        approvedBy = terms["approvedBy"]?.text ?? ""
        self.flow = flow
        days = from...through
        openedAt = Timestamp(milliseconds: row.openedAt)
        state = row.state
        let events = try reader.caseEvents(.comparison, row.id)
        eventCount = events.count
        for event in events { take(try JSONTree(reading: event.content)) }
    }

    private mutating func take(_ event: JSONTree) {
        switch event["event"]?.text {
        case "offered":
            hasOffered = true
            ours = event["elements"]?.integerValue.map { Int($0) }
        case "answered": hasAnswered = true
        case "finished": shared = event["shared"]?.elements?.compactMap(\.text) ?? []
        case "part":
            guard let step = event["step"]?.text, let part = event["part"]?.integerValue,
                let count = event["parts"]?.integerValue
            else { return }
            partCounts[step] = Int(count)
            parts[step, default: [:]][Int(part)] =
                event["elements"]?.elements?.compactMap {
                    $0.text.flatMap { Base64.decode($0, .url) }
                } ?? []
            if step == "offer", let all = elements("offer") { theirs = all.count }
        default: break
        }
    }

    /// The partner's elements of a step, once every part is here.
    func elements(_ step: String) -> [[UInt8]]? {
        guard let count = partCounts[step], let found = parts[step], found.count == count else {
            return nil
        }
        return (1...max(1, count)).flatMap { found[$0] ?? [] }
    }

    /// Adds an event and says where the comparison stands.
    func append(
        _ event: JSONTree, number: Int, state: String = "open", in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.append(
            CaseEventRow(
                number: number, content: event.bytes, at: transaction.now.milliseconds),
            to: .comparison, id, state: state)
    }

    /// Begins a comparison.
    static func open(
        _ terms: JSONTree, partner: String, session: String, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.insert(
            CaseFileRow(
                kind: .comparison, id: id(partner, session), partner: partner, state: "open",
                terms: terms.bytes, openedAt: transaction.now.milliseconds))
        try transaction.writer.append(
            CaseEventRow(
                number: 1, content: JSONTree.object(["event": "opened"]).bytes,
                at: transaction.now.milliseconds),
            to: .comparison, id(partner, session), state: "open")
    }
}

/// What a node keeps to itself of a comparison.
struct ComparisonSecret {
    let comparison: ConfidentialComparison
    let key: BlindingKey
    /// Our answer to the partner's offer, once it was given.
    var answer: [[UInt8]]

    init(comparison: ConfidentialComparison, key: BlindingKey, answer: [[UInt8]] = []) {
        self.comparison = comparison
        self.key = key
        self.answer = answer
    }

    init?(_ row: SnapshotRow?, session: String) throws {
        guard let row, !row.content.isEmpty else { return nil }
        let tree = try JSONTree(reading: row.content, bounds: Self.bounds)
        guard
            let key = tree["key"]?.text.flatMap({ Base64.decode($0, .url) })
                .flatMap({ BlindingKey($0) }), let places = tree["places"]?.elements
        else { return nil }
        self.key = key
        comparison = ConfidentialComparison(
            session: session, secret: key, places: places.map(\.text))
        answer =
            tree["answer"]?.elements?.compactMap { $0.text.flatMap { Base64.decode($0, .url) } }
            ?? []
    }

    private static let bounds = JSONTree.Bounds(
        byteCountMax: 256 << 20, depthMax: 4, valueCountMax: 4 << 20)

    var row: SnapshotRow {
        SnapshotRow(
            watermark: 0,
            content: JSONTree.object([
                "key": .string(Base64.encode(key.exposed, .url)),
                "places": .array(comparison.places.map { $0.map { .string($0) } ?? .null }),
                "answer": .array(answer.map { .string(Base64.encode($0, .url)) }),
            ]).bytes)
    }
}
