import Reference
import Synchronization

/// The store in memory: the reference every engine is compared with, and a node for tests.
package final class MemoryStore: Store {
    private let state = Mutex(MemoryState())

    package init() {}

    package func write<Outcome>(_ work: (any StoreWriter) throws -> Outcome) throws -> Outcome {
        // The lock is held for the whole transaction, so writers come one after the other; the
        // copy is what is thrown away when the work fails.
        try state.withLock { state in
            let transaction = MemoryTransaction(state)
            let outcome = try Unchecked(work(transaction))
            state = transaction.state
            return outcome
        }.value
    }

    package func read<Outcome>(_ work: (any StoreReader) throws -> Outcome) throws -> Outcome {
        let transaction = MemoryTransaction(state.withLock { $0 })
        return try work(transaction)
    }

    /// Carries the outcome out of the lock `state`, under which it was made; it is made and used on
    /// the caller's thread only.
    private struct Unchecked<Value>: @unchecked Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
}

struct MemoryState: Sendable {
    var submissions: [SubmissionRow] = []
    var chunks: [Int64: [[UInt8]]] = [:]
    var documents: [DocumentRow] = []
    var registrations: [String: Int64] = [:]
    var versions: [VersionRow] = []
    var assessments: [AssessmentRow] = []
    var refusals: [RefusalRow] = []
    var rates: [RateRow] = []
    var snapshots: [String: SnapshotRow] = [:]
    var documentByIdentity: [[UInt8]: Int64] = [:]
    var versionsByDocument: [Int64: [Int]] = [:]
    var watchlistVersions: [WatchlistVersionRow] = []
    var watchlistEntries: [WatchlistEntryRow] = []
    var watchlistEntriesInForce: [ListedKey: Int] = [:]
    var watchlistHits: [WatchlistHitRow] = []
    var watchlistHitKeys: Set<HitKey> = []
    var watchlistClearances: [WatchlistClearanceRow] = []
    var watchlistsRescreened: [String: Int] = [:]
    var exchange = MemoryExchange()
    var cases = MemoryCases()
    var attachments = MemoryAttachments()
    var officers: [String: OfficerRow] = [:]
    var clients: [ClientRow] = []
    var inspections = MemoryInspections()
    var profiles = MemoryProfiles()
    var mirror = MemoryMirror()

    /// An entry of a list.
    struct ListedKey: Hashable {
        let list: String
        let entry: String
    }

    /// What makes a hit the same hit.
    struct HitKey: Hashable {
        let version: Int64
        let list: String
        let entry: String
        let revision: String
        let subject: String
    }
}

/// One transaction: works on its own copy of the state. Ids are positions, counted from 1.
final class MemoryTransaction: StoreWriter {
    var state: MemoryState

    init(_ state: MemoryState) { self.state = state }

    func row<Row>(_ id: Int64, in rows: [Row]) -> Row? {
        id >= 1 && id <= rows.count ? rows[Int(id) - 1] : nil
    }

    func tail<Row>(_ rows: [Row], after: Int64, limit: Int) -> ArraySlice<Row> {
        rows.dropFirst(Int(max(0, after))).prefix(limit)
    }

    func submission(digest: [UInt8]) -> SubmissionRow? {
        state.submissions.first { $0.digest == digest }
    }

    func submission(id: Int64) -> SubmissionRow? { row(id, in: state.submissions) }

    func chunk(_ number: Int, of submission: Int64) -> [UInt8]? {
        let chunks = state.chunks[submission] ?? []
        return number >= 0 && number < chunks.count ? chunks[number] : nil
    }

    func document(id: Int64) -> DocumentRow? { row(id, in: state.documents) }

    func document(identity: [UInt8]) -> DocumentRow? {
        state.documentByIdentity[identity].flatMap { document(id: $0) }
    }

    func documents(reference: String) -> [DocumentRow] {
        Array(state.documents.lazy.filter { $0.reference == reference }.prefix(100))
    }

    func document(registration: String) -> DocumentRow? {
        state.registrations[registration].flatMap { document(id: $0) }
    }

    func version(id: Int64) -> VersionRow? { row(id, in: state.versions) }

    func versions(of document: Int64) -> [VersionRow] {
        (state.versionsByDocument[document] ?? []).map { state.versions[$0] }
    }

    func versionState(of document: Int64, digest: [UInt8]) -> VersionState {
        let versions = versions(of: document)
        let same = versions.first { $0.digest == digest }
        return VersionState(
            latest: versions.map(\.number).max() ?? 0, same: same?.number, sameVersionID: same?.id)
    }

    func versions(after: Int64, limit: Int) -> [VersionRow] {
        Array(tail(state.versions, after: after, limit: limit))
    }

    func firstVersionCount(after: Int64, through: Int64) -> Int64 {
        let between = state.versions.filter { version in
            version.id > after && version.id <= through && version.number == 1
                && document(id: version.document)?.kind == .declaration
        }
        return Int64(between.count)
    }

    func unassessed(after: Int64, limit: Int) -> [VersionRow] {
        let assessed = Set(state.assessments.map(\.version))
        return Array(
            state.versions.lazy.filter { version in
                version.id > after && !assessed.contains(version.id)
                    && self.document(id: version.document)?.kind == .declaration
            }.prefix(limit))
    }

    func assessments(of version: Int64) -> [AssessmentRow] {
        state.assessments.filter { $0.version == version }
    }

    func refusals(after: Int64, limit: Int) -> [RefusalRow] {
        Array(tail(state.refusals, after: after, limit: limit))
    }

    func rates() -> [RateRow] { state.rates }

    func snapshot(_ name: String) -> SnapshotRow? { state.snapshots[name] }

    func counts() -> StoreCounts {
        var counts = StoreCounts()
        counts.submissions = state.submissions.count
        counts.documents = state.documents.count
        counts.versions = state.versions.count
        counts.assessments = state.assessments.count
        counts.refusals = state.refusals.count
        return counts
    }

    func insert(_ submission: SubmissionRow) throws -> Int64 {
        guard self.submission(digest: submission.digest) == nil else {
            throw duplicate("submission")
        }
        var row = submission
        row.id = Int64(state.submissions.count) + 1
        state.submissions.append(row)
        return row.id
    }

    func appendChunk(_ bytes: [UInt8], number: Int, to submission: Int64) throws {
        guard self.submission(id: submission) != nil else { throw missing("submission") }
        guard state.chunks[submission, default: []].count == number else {
            throw duplicate("submission chunk")
        }
        state.chunks[submission, default: []].append(bytes)
    }

    func setProgress(of submission: Int64, documentsDone: Int, isComplete: Bool) throws {
        guard self.submission(id: submission) != nil else { throw missing("submission") }
        state.submissions[Int(submission) - 1].documentsDone = documentsDone
        state.submissions[Int(submission) - 1].isComplete = isComplete
    }

    func insert(_ document: DocumentRow) throws -> Int64 {
        guard state.documentByIdentity[document.identity] == nil else {
            throw duplicate("document")
        }
        var row = document
        row.id = Int64(state.documents.count) + 1
        state.documents.append(row)
        state.documentByIdentity[row.identity] = row.id
        return row.id
    }

    func insertNew(_ document: DocumentRow) throws -> Int64? {
        state.documentByIdentity[document.identity] == nil ? try insert(document) : nil
    }

    func setRegistration(_ number: String, document: Int64) throws {
        guard self.document(id: document) != nil else { throw missing("document") }
        state.registrations[number] = document
    }

    func insert(_ version: VersionRow) throws -> Int64 {
        guard document(id: version.document) != nil else { throw missing("document") }
        guard submission(id: version.submission) != nil else { throw missing("submission") }
        guard !versions(of: version.document).contains(where: { $0.number == version.number })
        else { throw duplicate("version") }
        var row = version
        row.id = Int64(state.versions.count) + 1
        state.versionsByDocument[row.document, default: []].append(state.versions.count)
        state.versions.append(row)
        return row.id
    }

    func insert(_ assessment: AssessmentRow) throws -> Int64 {
        guard version(id: assessment.version) != nil else { throw missing("version") }
        var row = assessment
        row.id = Int64(state.assessments.count) + 1
        state.assessments.append(row)
        return row.id
    }

    func insertFirst(_ assessment: AssessmentRow) throws -> Int64? {
        assessments(of: assessment.version).isEmpty ? try insert(assessment) : nil
    }

    func insert(_ refusal: RefusalRow) throws -> Int64 {
        guard submission(id: refusal.submission) != nil else { throw missing("submission") }
        let isKnown = state.refusals.contains {
            $0.submission == refusal.submission && $0.position == refusal.position
        }
        guard !isKnown else { throw duplicate("refusal") }
        var row = refusal
        row.id = Int64(state.refusals.count) + 1
        state.refusals.append(row)
        return row.id
    }

    func put(_ rate: RateRow) {
        if !state.rates.contains(rate) { state.rates.append(rate) }
    }

    func put(_ snapshot: SnapshotRow, name: String) { state.snapshots[name] = snapshot }

    func duplicate(_ what: String) -> StoreFailure {
        StoreFailure(
            .duplicate, problem: "a \(what) with this key is stored already",
            remedy: "look the stored one up instead of adding it again")
    }

    func missing(_ what: String) -> StoreFailure {
        StoreFailure(
            .missingParent, problem: "the \(what) referred to is not stored",
            remedy: "store the \(what) first, in the same transaction")
    }
}
