/// One version of a profile as an officer wrote it. Never changed.
package struct ProfileVersionRow: Hashable, Sendable {
    package var id: Int64
    package var profile: String
    /// 1 for the first.
    package var number: Int
    /// Who handed it in.
    package var officer: String
    /// Milliseconds since 1970-01-01 UTC.
    package var addedAt: Int64
    /// The file, byte for byte.
    package var content: [UInt8]

    package init(
        id: Int64, profile: String, number: Int, officer: String, addedAt: Int64, content: [UInt8]
    ) {
        self.id = id
        self.profile = profile
        self.number = number
        self.officer = officer
        self.addedAt = addedAt
        self.content = content
    }
}

/// One step in the life of a version of a profile. The last one counts; none is ever changed.
package struct ProfileEventRow: Hashable, Sendable {
    package var id: Int64
    package var profile: String
    package var number: Int
    /// `draft`, `backtested`, `reviewed`, `shadow`, `live`, `evaluated` or `retired`.
    package var stage: String
    package var officer: String
    package var reason: String
    /// Last day in force, `YYYY-MM-DD`, for `live`; else nil.
    package var until: String?
    /// Figures that belong to the step, JSON; empty for none.
    package var content: [UInt8]
    /// Milliseconds since 1970-01-01 UTC.
    package var at: Int64

    package init(
        id: Int64, profile: String, number: Int, stage: String, officer: String, reason: String,
        until: String?, content: [UInt8], at: Int64
    ) {
        self.id = id
        self.profile = profile
        self.number = number
        self.stage = stage
        self.officer = officer
        self.reason = reason
        self.until = until
        self.content = content
        self.at = at
    }
}

/// That a profile spoke of a version of a declaration; recorded once for each.
package struct ProfileHitRow: Hashable, Sendable {
    /// The ``VersionRow`` of the declaration.
    package var version: Int64
    package var profile: String
    package var number: Int
    package var isShadow: Bool

    package init(version: Int64, profile: String, number: Int, isShadow: Bool) {
        self.version = version
        self.profile = profile
        self.number = number
        self.isShadow = isShadow
    }
}

/// Hits of one version of a profile, and what inspections of the declarations found.
package struct ProfileYield: Hashable, Sendable {
    package var profile: String
    package var number: Int
    package var isShadow: Bool
    package var hits: Int
    /// Declarations hit that have an inspection result, and those whose last result is irregular.
    package var inspected: Int
    package var irregular: Int

    package init(
        profile: String, number: Int, isShadow: Bool, hits: Int, inspected: Int, irregular: Int
    ) {
        self.profile = profile
        self.number = number
        self.isShadow = isShadow
        self.hits = hits
        self.inspected = inspected
        self.irregular = irregular
    }
}

/// A block of declarations laid out by columns, for questions over years of trade.
package struct FactChunkRow: Hashable, Sendable {
    package var id: Int64
    /// Highest ``VersionRow/id`` in it.
    package var lastVersion: Int64
    package var rowCount: Int

    package init(id: Int64, lastVersion: Int64, rowCount: Int) {
        self.id = id
        self.lastVersion = lastVersion
        self.rowCount = rowCount
    }
}

/// Questions about profiles.
package protocol ProfileReader {
    /// Every version of every profile, in order of id.
    func profileVersions() throws -> [ProfileVersionRow]
    /// Every step of every profile, oldest first.
    func profileEvents() throws -> [ProfileEventRow]
    /// Id of the last step of any profile, 0 for none: what was made of the profiles is good until it
    /// changes.
    func profileStamp() throws -> Int64
    /// Hits counted for each version of each profile, by name and number.
    func profileYields() throws -> [ProfileYield]
    /// The last result of every inspected declaration: id of its first version and whether it was
    /// irregular, in order of that id.
    func inspectedFirstVersions() throws -> [(version: Int64, isIrregular: Bool)]
    /// Blocks of the layout of a name, in order.
    func factChunks(layout: String) throws -> [FactChunkRow]
    /// One column of a block; nil when there is none.
    func factColumn(_ name: String, of chunk: Int64) throws -> [UInt8]?
}

/// Changes to profiles.
package protocol ProfileWriter {
    /// Adds a version; its number must follow the last.
    func insert(_ version: ProfileVersionRow) throws -> Int64
    /// Adds a step; the version must be stored.
    func insert(_ event: ProfileEventRow) throws -> Int64
    /// Records a hit; a second one for the same declaration version and profile changes nothing.
    func record(_ hit: ProfileHitRow) throws
    /// Adds a block with its columns; a block that ends with the same version is there once.
    func insert(_ chunk: FactChunkRow, layout: String, columns: [(String, [UInt8])]) throws
}
