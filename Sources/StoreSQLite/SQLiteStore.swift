import Foundation
import GRDB
package import Store

/// The store in one SQLite database file, embedded in the program.
///
/// WAL mode with `synchronous=FULL`: a committed transaction survives the death of the process and
/// of the machine. Writers of several processes wait for each other up to ``busySecondsMax``.
package final class SQLiteStore: Store {
    /// How long a writer waits for another process before it gives up.
    package static let busySecondsMax = 30.0
    private let pool: DatabasePool

    /// Opens the database at `path`, creating and migrating it as needed.
    ///
    /// - Throws: ``StoreFailure``: `unreadable` when the file is no database of ours or newer than this program.
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Self.busySecondsMax)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA cache_size = -65536;
                    PRAGMA wal_autocheckpoint = 20000;
                    """)
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // A pool sets NORMAL for its writer, which would lose the last commits with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let migrator = Schema.migrator
            let isNewer = try pool.read { try migrator.hasBeenSuperseded($0) }
            guard !isNewer else {
                throw StoreFailure(
                    .unreadable, problem: "the database was made by a newer version of tamga",
                    remedy: "use that version, or restore a backup made before the upgrade")
            }
            try migrator.migrate(pool)
        } catch {
            throw Self.translated(error)
        }
    }

    package func write<Outcome>(_ work: (any StoreWriter) throws -> Outcome) throws -> Outcome {
        do {
            return try pool.writeWithoutTransaction { db in
                var outcome: Outcome?
                try db.inTransaction(.immediate) {
                    outcome = try work(SQLiteTransaction(db))
                    return .commit
                }
                guard let outcome else {
                    throw StoreFailure(
                        .engine, problem: "the transaction ended without an outcome",
                        remedy: "report this as a fault of the program")
                }
                return outcome
            }
        } catch {
            throw Self.translated(error)
        }
    }

    package func read<Outcome>(_ work: (any StoreReader) throws -> Outcome) throws -> Outcome {
        do {
            return try pool.read { try work(SQLiteTransaction($0)) }
        } catch {
            throw Self.translated(error)
        }
    }

    /// The engine's errors in our words; other errors pass unchanged.
    private static func translated(_ error: any Error) -> any Error {
        guard let fault = error as? DatabaseError else { return error }
        let message = fault.message ?? "no message"
        switch fault.resultCode {
        case .SQLITE_CONSTRAINT where fault.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY:
            return StoreFailure(
                .missingParent, problem: "a row refers to one that is not stored",
                remedy: "store the row it refers to first, in the same transaction")
        case .SQLITE_CONSTRAINT:
            return StoreFailure(
                .duplicate, problem: "a row breaks a rule of the database (\(message))",
                remedy: "look the stored row up instead of adding it again")
        case .SQLITE_FULL:
            return StoreFailure(
                .full, problem: "the disk is full; nothing of this step was stored",
                remedy: "free space and run the command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreFailure(
                .busy, problem: "another process holds the database",
                remedy: "wait until it has finished and run the command again")
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_CANTOPEN:
            return StoreFailure(
                .unreadable, problem: "the database cannot be read (\(message))",
                remedy: "check the path and its permissions, or restore a backup")
        default:
            return StoreFailure(
                .engine, problem: "the database reports: \(message)",
                remedy: "check disk and permissions; restore a backup if it persists")
        }
    }
}
