/// Tables of mirror records: both registers of a trade, and what they differ by.
extension Schema {
    static let mirror = """
        CREATE TABLE mirrorRecord (
            id INTEGER PRIMARY KEY,
            partner TEXT NOT NULL CHECK (length(partner) > 0),
            isOwn INTEGER NOT NULL CHECK (isOwn IN (0, 1)),
            flow TEXT NOT NULL CHECK (flow IN ('export', 'import', 'transit')),
            number TEXT NOT NULL CHECK (length(number) > 0),
            version INTEGER NOT NULL CHECK (version >= 1),
            day INTEGER NOT NULL,
            source TEXT NOT NULL,
            content BLOB NOT NULL,
            receivedAt INTEGER NOT NULL,
            keepUntil INTEGER,
            isCurrent INTEGER NOT NULL CHECK (isCurrent IN (0, 1)),
            cluster INTEGER NOT NULL,
            joinedBy INTEGER NOT NULL CHECK (joinedBy BETWEEN 0 AND 8),
            dueDay INTEGER,
            UNIQUE (partner, isOwn, flow, number, version)
        ) STRICT;
        CREATE INDEX mirrorRecordDay ON mirrorRecord (partner, isOwn, flow, day)
            WHERE isCurrent = 1;
        CREATE INDEX mirrorRecordDue ON mirrorRecord (partner, isOwn, flow, dueDay)
            WHERE dueDay IS NOT NULL;
        CREATE INDEX mirrorRecordCluster ON mirrorRecord (cluster) WHERE isCurrent = 1;
        CREATE TABLE mirrorKey (
            kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
            text TEXT NOT NULL,
            record INTEGER NOT NULL REFERENCES mirrorRecord,
            PRIMARY KEY (kind, text, record)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mirrorNear (
            hash INTEGER NOT NULL,
            record INTEGER NOT NULL REFERENCES mirrorRecord,
            PRIMARY KEY (hash, record)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE mirrorLink (
            id INTEGER PRIMARY KEY,
            exported INTEGER NOT NULL REFERENCES mirrorRecord,
            imported INTEGER NOT NULL REFERENCES mirrorRecord,
            key TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            foundAt INTEGER NOT NULL,
            endedAt INTEGER
        ) STRICT;
        CREATE INDEX mirrorLinkExported ON mirrorLink (exported);
        CREATE INDEX mirrorLinkImported ON mirrorLink (imported);
        CREATE TABLE mirrorGap (
            id INTEGER PRIMARY KEY,
            partner TEXT NOT NULL,
            cluster INTEGER NOT NULL,
            reason TEXT NOT NULL,
            isFinding INTEGER NOT NULL CHECK (isFinding IN (0, 1)),
            exported INTEGER REFERENCES mirrorRecord,
            imported INTEGER REFERENCES mirrorRecord,
            dollars REAL,
            content BLOB NOT NULL,
            foundAt INTEGER NOT NULL,
            endedAt INTEGER,
            endedBy TEXT,
            CHECK (exported IS NOT NULL OR imported IS NOT NULL)
        ) STRICT;
        CREATE INDEX mirrorGapCluster ON mirrorGap (cluster);
        CREATE INDEX mirrorGapExported ON mirrorGap (exported);
        CREATE INDEX mirrorGapImported ON mirrorGap (imported);
        CREATE INDEX mirrorFinding ON mirrorGap (partner) WHERE isFinding = 1 AND endedAt IS NULL;
        CREATE TABLE mirrorTrader (
            trader TEXT NOT NULL,
            gap INTEGER NOT NULL REFERENCES mirrorGap,
            PRIMARY KEY (trader, gap)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE partnerTip (
            id INTEGER PRIMARY KEY,
            partner TEXT NOT NULL,
            message TEXT NOT NULL,
            key TEXT NOT NULL,
            named TEXT NOT NULL,
            subject TEXT NOT NULL,
            receivedAt INTEGER NOT NULL,
            keepUntil INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX partnerTipKey ON partnerTip (key);
        """
}
