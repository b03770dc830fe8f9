/// One import of a watch list.
package struct WatchlistVersionRow: Hashable, Sendable {
    package var id: Int64
    /// The list's short name.
    package var list: String
    /// 1 for the first.
    package var number: Int
    /// Milliseconds since 1970-01-01 UTC.
    package var importedAt: Int64
    /// Name of the file, for people.
    package var source: String
    /// SHA-256 of the main file.
    package var digest: [UInt8]
    /// Entries of this version.
    package var entryCount: Int
    /// Entries that the version before did not have, has differently, has no more.
    package var added: Int
    package var changed: Int
    package var removed: Int
    /// The list's card, JSON.
    package var card: [UInt8]

    package init(
        id: Int64, list: String, number: Int, importedAt: Int64, source: String, digest: [UInt8],
        entryCount: Int, added: Int, changed: Int, removed: Int, card: [UInt8]
    ) {
        self.id = id
        self.list = list
        self.number = number
        self.importedAt = importedAt
        self.source = source
        self.digest = digest
        self.entryCount = entryCount
        self.added = added
        self.changed = changed
        self.removed = removed
        self.card = card
    }
}

/// One state of an entry of a watch list, in force from one version of the list to another.
package struct WatchlistEntryRow: Hashable, Sendable {
    package var list: String
    /// The entry's identifier within its list.
    package var entry: String
    /// Fingerprint of the content.
    package var revision: String
    /// Number of the first version that has this state.
    package var since: Int
    /// Number of the first version that no longer has it; nil while it is in force.
    package var until: Int?
    /// The entry, JSON.
    package var content: [UInt8]

    package init(
        list: String, entry: String, revision: String, since: Int, until: Int?, content: [UInt8]
    ) {
        self.list = list
        self.entry = entry
        self.revision = revision
        self.since = since
        self.until = until
        self.content = content
    }
}

/// A hit of a stored document on an entry; each is recorded once.
package struct WatchlistHitRow: Hashable, Sendable {
    package var id: Int64
    /// The ``VersionRow`` of the document.
    package var version: Int64
    package var list: String
    package var entry: String
    package var revision: String
    /// Fingerprint of the party or thing in the document.
    package var subject: String
    /// 0…1.
    package var score: Double
    /// Milliseconds since 1970-01-01 UTC.
    package var foundAt: Int64
    /// True when it was found after the document's own screening, since the list had changed.
    package var isRetroactive: Bool
    /// The hit with all reasons, JSON.
    package var content: [UInt8]

    package init(
        id: Int64, version: Int64, list: String, entry: String, revision: String, subject: String,
        score: Double, foundAt: Int64, isRetroactive: Bool, content: [UInt8]
    ) {
        self.id = id
        self.version = version
        self.list = list
        self.entry = entry
        self.revision = revision
        self.subject = subject
        self.score = score
        self.foundAt = foundAt
        self.isRetroactive = isRetroactive
        self.content = content
    }
}

/// An officer's decision that a party or thing is not the listed one, or the taking back of it. The
/// last decision on a pair counts; none is ever changed.
package struct WatchlistClearanceRow: Hashable, Sendable {
    package var id: Int64
    package var list: String
    package var entry: String
    /// Content of the entry that was looked at; with another the decision no longer holds.
    package var revision: String
    /// Fingerprint of the party or thing; with another name, number or country it no longer holds.
    package var subject: String
    /// Name or number of the party, for people.
    package var subjectTitle: String
    /// False takes an earlier decision back.
    package var isCleared: Bool
    package var officer: String
    package var reason: String
    /// Milliseconds since 1970-01-01 UTC.
    package var decidedAt: Int64

    package init(
        id: Int64, list: String, entry: String, revision: String, subject: String,
        subjectTitle: String, isCleared: Bool, officer: String, reason: String, decidedAt: Int64
    ) {
        self.id = id
        self.list = list
        self.entry = entry
        self.revision = revision
        self.subject = subject
        self.subjectTitle = subjectTitle
        self.isCleared = isCleared
        self.officer = officer
        self.reason = reason
        self.decidedAt = decidedAt
    }
}

/// How far the lists of a node have come: as long as it is the same, they say the same.
package struct WatchlistStamp: Hashable, Sendable {
    /// Highest ``WatchlistVersionRow/id``; 0 when no list was imported yet.
    package var version: Int64
    /// Highest ``WatchlistClearanceRow/id``; 0 when nothing was decided yet.
    package var clearance: Int64

    package init(version: Int64, clearance: Int64) {
        self.version = version
        self.clearance = clearance
    }
}

/// Questions about how far lists have come, and the stored documents behind them.
package protocol WatchlistProgressReader {
    /// How far the lists have come.
    func watchlistStamp() throws -> WatchlistStamp
    /// The version of a list against which all stored documents were screened last; 0 for none.
    func watchlistRescreened(_ list: String) throws -> Int
}

/// Changes of the same.
package protocol WatchlistProgressWriter {
    /// Notes that all stored documents were screened against a list's version; never goes back.
    func setWatchlistRescreened(_ list: String, version: Int) throws
}
