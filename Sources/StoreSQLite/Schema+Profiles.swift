extension Schema {
    /// Officers' profiles, their steps and hits, and declarations by columns. Versions and steps are
    /// kept for good: triggers refuse to change or delete them.
    static let profiles = """
        CREATE TABLE profileVersion (
            id INTEGER PRIMARY KEY,
            profile TEXT NOT NULL CHECK (length(profile) BETWEEN 1 AND 64),
            number INTEGER NOT NULL CHECK (number >= 1),
            officer TEXT NOT NULL CHECK (length(officer) > 0),
            addedAt INTEGER NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (profile, number)
        ) STRICT;
        CREATE TABLE profileEvent (
            id INTEGER PRIMARY KEY,
            profile TEXT NOT NULL,
            number INTEGER NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN (
                'draft', 'backtested', 'reviewed', 'shadow', 'live', 'evaluated', 'retired')),
            officer TEXT NOT NULL CHECK (length(officer) > 0),
            reason TEXT NOT NULL,
            until TEXT CHECK (length(until) = 10),
            content BLOB NOT NULL,
            at INTEGER NOT NULL,
            FOREIGN KEY (profile, number) REFERENCES profileVersion (profile, number)
        ) STRICT;
        CREATE TRIGGER profileVersionKept BEFORE UPDATE ON profileVersion
            BEGIN SELECT RAISE(ABORT, 'versions of profiles are kept as they are'); END;
        CREATE TRIGGER profileVersionStays BEFORE DELETE ON profileVersion
            BEGIN SELECT RAISE(ABORT, 'versions of profiles are kept as they are'); END;
        CREATE TRIGGER profileEventKept BEFORE UPDATE ON profileEvent
            BEGIN SELECT RAISE(ABORT, 'steps of profiles are kept as they are'); END;
        CREATE TRIGGER profileEventStays BEFORE DELETE ON profileEvent
            BEGIN SELECT RAISE(ABORT, 'steps of profiles are kept as they are'); END;
        CREATE TABLE profileHit (
            version INTEGER NOT NULL REFERENCES version,
            profile TEXT NOT NULL,
            number INTEGER NOT NULL,
            isShadow INTEGER NOT NULL CHECK (isShadow IN (0, 1)),
            PRIMARY KEY (version, profile),
            FOREIGN KEY (profile, number) REFERENCES profileVersion (profile, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE factChunk (
            id INTEGER PRIMARY KEY,
            layout TEXT NOT NULL,
            lastVersion INTEGER NOT NULL,
            rowCount INTEGER NOT NULL CHECK (rowCount > 0),
            UNIQUE (layout, lastVersion)
        ) STRICT;
        CREATE TABLE factColumn (
            id INTEGER PRIMARY KEY,
            chunk INTEGER NOT NULL REFERENCES factChunk,
            name TEXT NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (chunk, name)
        ) STRICT;
        """
}
