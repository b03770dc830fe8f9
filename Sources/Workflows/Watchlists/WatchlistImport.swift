package import Customs
import Foundation
package import Store
import Seal
package import Watchlists

/// Takes a published list into a node: reads its files, compares it with the version before, and keeps
/// both. What is unchanged is not stored again.
package struct WatchlistImport: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// What an import did.
    package struct Outcome: Sendable {
        /// What was read, with every fault found.
        package var list: ImportedList
        /// The version made; nil when the file was refused or changed nothing.
        package var version: WatchlistVersionRow?
        /// Entries that are new or have changed.
        package var affected: Set<String> = []
        /// Entries of the version before that stay although the file does not have them.
        package var kept = 0
        /// Why the file was not taken; nil when it was.
        package var refusal: Diagnostic?
    }

    /// From this many entries on, a file that lacks more than a fifth of them, or so many of their
    /// names, is taken for a cut one. Publishers strike off a few in a hundred at a time.
    package static let shrinkGuardMin = 20

    /// Imports a list from a file, or from a directory with the files of its format.
    ///
    /// - Parameters:
    ///   - card: the list's card; its id says which list is continued.
    ///   - allowsShrinking: takes the list even when it lost more than half of its entries.
    package func run(
        _ format: WatchlistFormat, path: String, card: WatchlistCard, allowsShrinking: Bool = false
    ) throws -> Outcome {
        let (list, bytes) = try Self.read(format, path: path)
        return try take(
            list, of: bytes, source: path, card: card, allowsShrinking: allowsShrinking)
    }

    /// Reads a list's files without keeping anything; `main` is the main file as it lay there.
    package static func read(
        _ format: WatchlistFormat, path: String
    ) throws -> (list: ImportedList, main: [UInt8]) {
        let files = try files(format, path: path)
        var list = format.read(files)
        if let names = format.companions {
            if files.alternates.isEmpty { list.diagnostics.append(alone(names.alternates)) }
            if files.addresses.isEmpty { list.diagnostics.append(alone(names.addresses)) }
        }
        return (list, files.main)
    }

    /// Stores what was read as the next version of its list.
    func take(
        _ list: ImportedList, of bytes: [UInt8], source: String, card: WatchlistCard,
        allowsShrinking: Bool
    ) throws -> Outcome {
        var outcome = Outcome(list: list)
        guard !list.isRefused else {
            outcome.refusal = Self.nothingUsable
            return outcome
        }
        let digest = Digest256(hashing: bytes).bytes
        let entries = list.entries.map { $0.sealed() }
        let time = now()
        return try store.write { writer in
            let last = try writer.watchlistVersions(of: card.id).last
            var old: [String: WatchlistEntryRow] = [:]
            if let last {
                for row in try writer.watchlistEntries(of: card.id, version: last.number) {
                    old[row.entry] = row
                }
            }
            let delta = Delta(from: old, to: entries, keepsMissing: list.leftOut > 0)
            outcome.kept = delta.kept
            if old.count >= Self.shrinkGuardMin, !allowsShrinking {
                if delta.missing * 5 > old.count {
                    outcome.refusal = Self.shrunk(from: old.count, by: delta.missing)
                    return outcome
                }
                if delta.namesLost * 5 > old.count {
                    outcome.refusal = Self.namesLost(delta.namesLost)
                    return outcome
                }
            }
            if let last, delta.isEmpty, last.card == card.json { return outcome }
            var version = WatchlistVersionRow(
                id: 0, list: card.id, number: (last?.number ?? 0) + 1, importedAt: time,
                source: source, digest: digest, entryCount: entries.count + delta.kept,
                added: delta.added.count, changed: delta.changed.count,
                removed: delta.removed.count, card: card.json)
            version.id = try writer.insert(version)
            for entry in delta.removed + delta.changed.map(\.id) {
                try writer.endWatchlistEntry(entry, of: card.id, until: version.number)
            }
            for entry in delta.added + delta.changed {
                try writer.insert(
                    WatchlistEntryRow(
                        list: card.id, entry: entry.id, revision: entry.revision,
                        since: version.number, until: nil, content: entry.json))
            }
            outcome.version = version
            outcome.affected = Set((delta.added + delta.changed).map(\.id))
            return outcome
        }
    }

    /// What differs between two versions.
    private struct Delta {
        var added: [WatchEntry] = []
        var changed: [WatchEntry] = []
        var removed: [String] = []
        var kept = 0
        /// Names that changed entries had and no longer have.
        var namesLost = 0

        var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
        /// Entries that the file does not have, struck off or not.
        var missing: Int { kept + removed.count }

        /// - Parameter keepsMissing: rows were left out, so an entry that is missing may stand in one
        ///   of them; nobody is struck off by a slip of the pen.
        init(
            from old: [String: WatchlistEntryRow], to entries: [WatchEntry], keepsMissing: Bool
        ) {
            var missing = old
            for entry in entries {
                guard let before = missing.removeValue(forKey: entry.id) else {
                    added.append(entry)
                    continue
                }
                guard before.revision != entry.revision else { continue }
                changed.append(entry)
                let names = Set(entry.names.map(\.text))
                namesLost +=
                    WatchEntry(json: before.content)?.names.count { !names.contains($0.text) } ?? 0
            }
            if keepsMissing { kept = missing.count } else { removed = missing.keys.sorted() }
        }
    }

    private static func alone(_ file: String) -> Diagnostic {
        Diagnostic(
            .warning, code: "list-file-missing", place: "directory of the main file",
            problem: "\(file) is not beside the main file",
            reason: "the list comes in several files; what that one says is not in this version",
            remedy: "put all files of one publication into one directory and import again")
    }

    private static let nothingUsable = Diagnostic(
        .error, code: "list-nothing-usable", place: "file",
        problem: "no entry of the file could be used",
        reason: "an empty list would strike everybody off",
        remedy: "check the format named and the file; the list stays as it was")

    private static func shrunk(from count: Int, by removed: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "list-shrunk", place: "file",
            problem: "\(removed) of \(count) entries of the version before are not in the file",
            reason: "a file that was cut looks like that, and taking it would strike them off",
            remedy: "check the file; if it is right, import it with --allow-shrinking")
    }

    private static func namesLost(_ count: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "list-names-lost", place: "file",
            problem: "\(count) names of entries that stay are not in the file",
            reason: "so many go at once when the file of alternate names is missing or cut, and "
                + "nobody would be found by them any more",
            remedy: "put all files of the publication into one directory; if the list is right, "
                + "import it with --allow-shrinking")
    }

    /// The bytes of a list's files; files that may lie beside the main one are taken when they do.
    static func files(_ format: WatchlistFormat, path: String) throws -> WatchlistFiles {
        guard let names = format.companions else {
            return WatchlistFiles(main: try bytes(path))
        }
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        let folder =
            exists && isDirectory.boolValue
            ? path : URL(fileURLWithPath: path).deletingLastPathComponent().path
        var files = WatchlistFiles(
            main: try bytes(exists && isDirectory.boolValue ? folder + "/" + names.main : path))
        guard path != "-" else { return files }
        func companion(_ name: String) throws -> [UInt8] {
            for name in [name, name + ".gz"] {
                let path = folder + "/" + name
                if FileManager.default.fileExists(atPath: path) { return try bytes(path) }
            }
            return []
        }
        files.alternates = try companion(names.alternates)
        files.addresses = try companion(names.addresses)
        files.comments = try companion(names.comments)
        return files
    }

    /// A whole file, unpacked, up to ``WatchlistFiles/bytesMax``.
    private static func bytes(_ path: String) throws -> [UInt8] {
        let source = try InputFile(path)
        var bytes: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { return bytes }
            guard bytes.count + count <= WatchlistFiles.bytesMax else {
                throw InputFailure(
                    .tooLarge, name: source.name,
                    problem: "it is longer than \(WatchlistFiles.bytesMax) bytes",
                    remedy: "no list is that long; check that the file is a list")
            }
            bytes.append(contentsOf: block[..<count])
        }
    }
}
