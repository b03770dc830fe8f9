import GRDB

/// The database's tables. Migrations are append-only: a change is a new one at the end.
///
/// STRICT tables, foreign keys and checks make a wrong row impossible before Swift sees it.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("intake") { db in try db.execute(sql: intake) }
        migrator.registerMigration("screening") { db in try db.execute(sql: screening) }
        migrator.registerMigration("watchlists") { db in try db.execute(sql: watchlists) }
        migrator.registerMigration("exchange") { db in try db.execute(sql: exchange) }
        migrator.registerMigration("cases") { db in try db.execute(sql: cases) }
        migrator.registerMigration("watchlistProgress") { db in
            try db.execute(sql: watchlistProgress)
        }
        migrator.registerMigration("clients") { db in try db.execute(sql: clients) }
        migrator.registerMigration("inspections") { db in try db.execute(sql: inspections) }
        migrator.registerMigration("profiles") { db in try db.execute(sql: profiles) }
        migrator.registerMigration("assessmentFacts") { db in try db.execute(sql: assessmentFacts) }
        migrator.registerMigration("messageCounts") { db in try db.execute(sql: messageCounts) }
        migrator.registerMigration("mirror") { db in try db.execute(sql: mirror) }
        migrator.registerMigration("attachments") { db in try db.execute(sql: attachments) }
        migrator.registerMigration("officers") { db in try db.execute(sql: officers) }
        return migrator
    }

    private static let intake = """
        CREATE TABLE submission (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            name TEXT NOT NULL,
            byteCount INTEGER NOT NULL CHECK (byteCount >= 0),
            receivedAt INTEGER NOT NULL,
            documentsDone INTEGER NOT NULL DEFAULT 0 CHECK (documentsDone >= 0),
            isComplete INTEGER NOT NULL DEFAULT 0 CHECK (isComplete IN (0, 1))
        ) STRICT;
        CREATE TABLE submissionChunk (
            id INTEGER PRIMARY KEY,
            submission INTEGER NOT NULL REFERENCES submission,
            number INTEGER NOT NULL CHECK (number >= 0),
            bytes BLOB NOT NULL,
            UNIQUE (submission, number)
        ) STRICT;
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
            identity BLOB NOT NULL UNIQUE CHECK (length(identity) = 16),
            reference TEXT NOT NULL
        ) STRICT;
        CREATE INDEX documentReference ON document (reference);
        CREATE TABLE registration (
            number TEXT PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE version (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document,
            number INTEGER NOT NULL CHECK (number >= 1),
            submission INTEGER NOT NULL REFERENCES submission,
            position INTEGER NOT NULL CHECK (position >= 1),
            format TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            receivedAt INTEGER NOT NULL,
            content BLOB NOT NULL,
            diagnostics TEXT NOT NULL DEFAULT '',
            UNIQUE (document, number)
        ) STRICT;
        CREATE TABLE refusal (
            id INTEGER PRIMARY KEY,
            submission INTEGER NOT NULL REFERENCES submission,
            position INTEGER NOT NULL CHECK (position >= 1),
            format TEXT NOT NULL,
            receivedAt INTEGER NOT NULL,
            diagnostics TEXT NOT NULL,
            UNIQUE (submission, position)
        ) STRICT;
        """

    private static let screening = """
        CREATE TABLE assessment (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES version,
            assessedAt INTEGER NOT NULL,
            lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 3),
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
            content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX assessmentVersion ON assessment (version);
        CREATE TABLE rate (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL CHECK (length(day) = 10),
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            quotation TEXT NOT NULL,
            quoted TEXT NOT NULL,
            UNIQUE (day, currency, quotation, quoted)
        ) STRICT;
        CREATE TABLE snapshot (
            name TEXT PRIMARY KEY,
            watermark INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT;
        """

    private static let watchlists = """
        CREATE TABLE watchlistVersion (
            id INTEGER PRIMARY KEY,
            list TEXT NOT NULL CHECK (length(list) BETWEEN 1 AND 64),
            number INTEGER NOT NULL CHECK (number >= 1),
            importedAt INTEGER NOT NULL,
            source TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            entryCount INTEGER NOT NULL CHECK (entryCount >= 0),
            added INTEGER NOT NULL CHECK (added >= 0),
            changed INTEGER NOT NULL CHECK (changed >= 0),
            removed INTEGER NOT NULL CHECK (removed >= 0),
            card BLOB NOT NULL,
            UNIQUE (list, number)
        ) STRICT;
        CREATE TABLE watchlistEntry (
            list TEXT NOT NULL,
            entry TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER CHECK (until > since),
            revision TEXT NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (list, entry, since),
            FOREIGN KEY (list, since) REFERENCES watchlistVersion (list, number),
            FOREIGN KEY (list, until) REFERENCES watchlistVersion (list, number)
        ) STRICT;
        CREATE UNIQUE INDEX watchlistEntryInForce ON watchlistEntry (list, entry)
            WHERE until IS NULL;
        CREATE UNIQUE INDEX watchlistEntryRevision ON watchlistEntry (list, entry, revision, since);
        CREATE TABLE watchlistHit (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES version,
            list TEXT NOT NULL,
            entry TEXT NOT NULL,
            revision TEXT NOT NULL,
            subject TEXT NOT NULL,
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
            foundAt INTEGER NOT NULL,
            isRetroactive INTEGER NOT NULL CHECK (isRetroactive IN (0, 1)),
            content BLOB NOT NULL,
            UNIQUE (version, list, entry, revision, subject)
        ) STRICT;
        CREATE TABLE watchlistClearance (
            id INTEGER PRIMARY KEY,
            list TEXT NOT NULL,
            entry TEXT NOT NULL,
            revision TEXT NOT NULL,
            subject TEXT NOT NULL,
            subjectTitle TEXT NOT NULL,
            isCleared INTEGER NOT NULL CHECK (isCleared IN (0, 1)),
            officer TEXT NOT NULL CHECK (length(officer) > 0),
            reason TEXT NOT NULL CHECK (length(reason) > 0),
            decidedAt INTEGER NOT NULL
        ) STRICT;
        """
}
