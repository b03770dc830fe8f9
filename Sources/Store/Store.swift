package import Reference

/// What a node remembers. One engine each implements it; nothing else knows which.
///
/// A write is a transaction: all of it is durable when `write` returns, none of it when it throws or
/// the process dies. Reads see a consistent state. Calls block; they are made from one thread of a
/// workflow at a time, and engines serialise writers of several processes.
package protocol Store: Sendable {
    func write<Outcome>(_ work: (any StoreWriter) throws -> Outcome) throws -> Outcome
    func read<Outcome>(_ work: (any StoreReader) throws -> Outcome) throws -> Outcome
}

/// Questions to the store within one consistent state.
package protocol StoreReader:
    ExchangeReader, CaseReader, ClientReader, WatchlistProgressReader, InspectionReader,
    ProfileReader, MirrorReader, AttachmentReader, OfficerReader
{
    func submission(digest: [UInt8]) throws -> SubmissionRow?
    func submission(id: Int64) throws -> SubmissionRow?
    /// One piece of a submission's bytes, numbered from 0; nil after the last.
    func chunk(_ number: Int, of submission: Int64) throws -> [UInt8]?

    func document(id: Int64) throws -> DocumentRow?
    func document(identity: [UInt8]) throws -> DocumentRow?
    /// Documents that people call by this number, oldest first, at most 100.
    func documents(reference: String) throws -> [DocumentRow]
    /// The document with this registration number (MRN).
    func document(registration: String) throws -> DocumentRow?

    func version(id: Int64) throws -> VersionRow?
    func versions(of document: Int64) throws -> [VersionRow]
    /// Highest version number of a document and whether any version has this digest.
    func versionState(of document: Int64, digest: [UInt8]) throws -> VersionState
    /// Versions with an id above `after`, in order of id, at most `limit`.
    func versions(after: Int64, limit: Int) throws -> [VersionRow]
    /// How many first versions of declarations have an id above `after`, up to `through`.
    func firstVersionCount(after: Int64, through: Int64) throws -> Int64
    /// Versions of declarations that no assessment exists for, in order of id, above `after`.
    func unassessed(after: Int64, limit: Int) throws -> [VersionRow]
    /// All assessments of a version, oldest first.
    func assessments(of version: Int64) throws -> [AssessmentRow]
    /// Refusals above `after`, in order of id.
    func refusals(after: Int64, limit: Int) throws -> [RefusalRow]

    /// All rates ever imported, in the order of their import.
    func rates() throws -> [RateRow]
    func snapshot(_ name: String) throws -> SnapshotRow?
    func counts() throws -> StoreCounts

    /// Every version of a list, oldest first.
    func watchlistVersions(of list: String) throws -> [WatchlistVersionRow]
    /// The newest version of every list, by the lists' names.
    func watchlists() throws -> [WatchlistVersionRow]
    /// The entries of one version of a list, by their identifiers.
    func watchlistEntries(of list: String, version: Int) throws -> [WatchlistEntryRow]
    /// Every state of one entry, oldest first.
    func watchlistEntryStates(of list: String, entry: String) throws -> [WatchlistEntryRow]
    /// Hits recorded for a version of a document, oldest first.
    func watchlistHits(of version: Int64) throws -> [WatchlistHitRow]
    /// Hits above `after`, in order of id.
    func watchlistHits(after: Int64, limit: Int) throws -> [WatchlistHitRow]
    /// Decisions on hits above `after`, in order of id.
    func watchlistClearances(after: Int64, limit: Int) throws -> [WatchlistClearanceRow]
}

/// Highest version number (0 for none) and the number of the version that has the same content, if any.
package struct VersionState: Hashable, Sendable {
    package var latest: Int
    package var same: Int?
    package var sameVersionID: Int64?

    package init(latest: Int, same: Int?, sameVersionID: Int64?) {
        self.latest = latest
        self.same = same
        self.sameVersionID = sameVersionID
    }
}

/// Changes within one transaction. Inserts return the new row's id; the `id` given is ignored.
package protocol StoreWriter:
    StoreReader, ExchangeWriter, CaseWriter, ClientWriter, WatchlistProgressWriter,
    InspectionWriter,
    ProfileWriter, MirrorWriter, AttachmentWriter, OfficerWriter
{
    func insert(_ submission: SubmissionRow) throws -> Int64
    func appendChunk(_ bytes: [UInt8], number: Int, to submission: Int64) throws
    func setProgress(of submission: Int64, documentsDone: Int, isComplete: Bool) throws
    func insert(_ document: DocumentRow) throws -> Int64
    /// Adds a document; nil, and nothing done, when one with its identity is stored.
    func insertNew(_ document: DocumentRow) throws -> Int64?
    func setRegistration(_ number: String, document: Int64) throws
    func insert(_ version: VersionRow) throws -> Int64
    func insert(_ assessment: AssessmentRow) throws -> Int64
    /// Adds an assessment; nil, and nothing done, when its version has one.
    func insertFirst(_ assessment: AssessmentRow) throws -> Int64?
    func insert(_ refusal: RefusalRow) throws -> Int64
    /// Adds a rate; the same quotation again changes nothing.
    func put(_ rate: RateRow) throws
    func put(_ snapshot: SnapshotRow, name: String) throws

    /// Adds a version of a list; its number follows the last.
    func insert(_ version: WatchlistVersionRow) throws -> Int64
    /// Adds a state of an entry; the version it begins with must be stored.
    func insert(_ entry: WatchlistEntryRow) throws
    /// Ends the state of an entry that is in force.
    func endWatchlistEntry(_ entry: String, of list: String, until: Int) throws
    /// Records a hit; false when the same document, entry state and subject have one already.
    func record(_ hit: WatchlistHitRow) throws -> Bool
    func insert(_ clearance: WatchlistClearanceRow) throws -> Int64
}

/// The store could not do what was asked.
package struct StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// A row with this key exists already.
        case duplicate
        /// A row it refers to does not exist.
        case missingParent
        /// The disk is full.
        case full
        /// The file is no database, is damaged, or was made by a newer program.
        case unreadable
        /// Somebody else holds the database too long.
        case busy
        /// Anything else the engine reports.
        case engine
    }

    package var code: Code
    /// What happened, for the operator; names no personal data.
    package var problem: String
    package var remedy: String

    package init(_ code: Code, problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String { "\(problem); \(remedy)" }
}
