/// The tables of the exchange between administrations.
extension Schema {
    static let exchange = """
        CREATE TABLE card (
            node TEXT NOT NULL CHECK (length(node) BETWEEN 1 AND 64),
            serial INTEGER NOT NULL CHECK (serial >= 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            statement BLOB NOT NULL,
            believedAt INTEGER NOT NULL,
            PRIMARY KEY (node, serial)
        ) STRICT;
        CREATE TABLE agreement (
            agreement TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            statement BLOB NOT NULL,
            recordedAt INTEGER NOT NULL,
            PRIMARY KEY (agreement, version)
        ) STRICT;
        CREATE TABLE suspension (
            partner TEXT PRIMARY KEY,
            reason TEXT NOT NULL CHECK (length(reason) > 0),
            since INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            sender TEXT NOT NULL,
            message TEXT NOT NULL CHECK (length(message) = 36),
            envelope BLOB NOT NULL CHECK (length(envelope) = 32),
            stream TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            type TEXT NOT NULL,
            agreement TEXT NOT NULL,
            purpose TEXT NOT NULL,
            handling TEXT NOT NULL,
            inReplyTo TEXT,
            receivedAt INTEGER NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected')),
            reason TEXT CHECK ((reason IS NULL) = (status = 'accepted')),
            statement BLOB NOT NULL,
            sealed BLOB NOT NULL,
            plaintext BLOB,
            salt BLOB CHECK ((salt IS NULL) = (plaintext IS NULL)),
            UNIQUE (sender, message),
            UNIQUE (sender, stream, sequence)
        ) STRICT;
        CREATE TABLE inboxReceipt (
            inbox INTEGER PRIMARY KEY REFERENCES inbox,
            receipt BLOB NOT NULL
        ) STRICT;
        CREATE TABLE inboxStream (
            sender TEXT NOT NULL,
            stream TEXT NOT NULL,
            next INTEGER NOT NULL CHECK (next >= 1),
            last BLOB CHECK ((last IS NULL) = (next = 1)),
            PRIMARY KEY (sender, stream)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            recipient TEXT NOT NULL,
            message TEXT NOT NULL UNIQUE CHECK (length(message) = 36),
            envelope BLOB NOT NULL CHECK (length(envelope) = 32),
            stream TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence >= 1),
            type TEXT NOT NULL,
            agreement TEXT NOT NULL,
            purpose TEXT NOT NULL,
            handling TEXT NOT NULL,
            inReplyTo TEXT,
            createdAt INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1)),
            status TEXT NOT NULL,
            statement BLOB NOT NULL,
            sealed BLOB NOT NULL,
            plaintext BLOB NOT NULL,
            salt BLOB NOT NULL,
            receipt BLOB,
            UNIQUE (recipient, stream, sequence)
        ) STRICT;
        CREATE INDEX outboxWaiting ON outbox (recipient, id) WHERE state = 0;
        CREATE TABLE outboxStream (
            recipient TEXT NOT NULL,
            stream TEXT NOT NULL,
            next INTEGER NOT NULL CHECK (next >= 1),
            last BLOB CHECK ((last IS NULL) = (next = 1)),
            PRIMARY KEY (recipient, stream)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE ledger (
            number INTEGER PRIMARY KEY CHECK (number >= 0),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            entry BLOB NOT NULL
        ) STRICT;
        CREATE TABLE ledgerNode (
            level INTEGER NOT NULL CHECK (level >= 1),
            position INTEGER NOT NULL CHECK (position >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoint (
            node TEXT NOT NULL,
            witness TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            root BLOB NOT NULL CHECK (length(root) = 32),
            note TEXT NOT NULL,
            seenAt INTEGER NOT NULL,
            PRIMARY KEY (node, witness, size)
        ) STRICT, WITHOUT ROWID;
        """

    /// How many messages each table holds, kept by the engine in the transaction that adds one, so
    /// that nobody has to go through all of them; those that stand still have an index.
    static let messageCounts = """
        CREATE TABLE messageCount (
            box TEXT PRIMARY KEY CHECK (box IN ('inbox', 'outbox')),
            count INTEGER NOT NULL CHECK (count >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO messageCount SELECT 'inbox', count(*) FROM inbox;
        INSERT INTO messageCount SELECT 'outbox', count(*) FROM outbox;
        CREATE TRIGGER inboxAdded AFTER INSERT ON inbox BEGIN
            UPDATE messageCount SET count = count + 1 WHERE box = 'inbox';
        END;
        CREATE TRIGGER inboxRemoved AFTER DELETE ON inbox BEGIN
            UPDATE messageCount SET count = count - 1 WHERE box = 'inbox';
        END;
        CREATE TRIGGER outboxAdded AFTER INSERT ON outbox BEGIN
            UPDATE messageCount SET count = count + 1 WHERE box = 'outbox';
        END;
        CREATE TRIGGER outboxRemoved AFTER DELETE ON outbox BEGIN
            UPDATE messageCount SET count = count - 1 WHERE box = 'outbox';
        END;
        CREATE INDEX outboxParked ON outbox (id) WHERE state = 0 AND status <> '';
        """
}
