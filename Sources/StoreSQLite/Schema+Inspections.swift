extension Schema {
    /// Plans, draws and results of inspections.
    static let inspections = """
        CREATE TABLE inspectionResult (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES document,
            number INTEGER NOT NULL CHECK (number >= 1),
            item INTEGER CHECK (item >= 1),
            day TEXT NOT NULL CHECK (length(day) = 10),
            recordedAt INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('none', 'discrepancy', 'offence', 'seizure')),
            field TEXT NOT NULL,
            corrected TEXT NOT NULL,
            dutyGap INTEGER NOT NULL,
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 100000),
            depth TEXT NOT NULL CHECK (depth IN ('documents', 'partial', 'full')),
            wasHintRight INTEGER CHECK (wasHintRight IN (0, 1)),
            officer TEXT NOT NULL CHECK (length(officer) > 0),
            office TEXT NOT NULL,
            cause TEXT NOT NULL
                CHECK (cause IN ('inspection', 'appeal', 'laboratory', 'correction')),
            UNIQUE (document, number)
        ) STRICT;
        CREATE TABLE inspectionPlan (
            id INTEGER PRIMARY KEY,
            day TEXT NOT NULL CHECK (length(day) = 10),
            madeAt INTEGER NOT NULL,
            candidateCount INTEGER NOT NULL CHECK (candidateCount >= 0),
            content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX inspectionPlanDay ON inspectionPlan (day);
        CREATE TABLE inspectionChoice (
            plan INTEGER NOT NULL REFERENCES inspectionPlan,
            version INTEGER NOT NULL REFERENCES version,
            document INTEGER NOT NULL REFERENCES document,
            office TEXT NOT NULL,
            shift TEXT NOT NULL,
            officer TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (
                reason IN ('hard-stop', 'surveillance', 'random', 'benefit', 'exploration')),
            probability REAL NOT NULL CHECK (probability > 0 AND probability <= 1),
            isDrawn INTEGER NOT NULL CHECK (isDrawn IN (0, 1)),
            PRIMARY KEY (plan, version)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX inspectionChoiceDocument ON inspectionChoice (document, plan);
        CREATE TABLE drawSeed (
            day TEXT NOT NULL CHECK (length(day) = 10),
            role TEXT NOT NULL CHECK (role IN ('operations', 'audit')),
            commitment BLOB NOT NULL CHECK (length(commitment) = 32),
            committedAt INTEGER NOT NULL,
            seed BLOB CHECK (length(seed) = 32),
            revealedAt INTEGER,
            PRIMARY KEY (day, role),
            CHECK ((seed IS NULL) = (revealedAt IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE laneOverride (
            id INTEGER PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES version,
            fromLane INTEGER NOT NULL CHECK (fromLane BETWEEN 0 AND 3),
            toLane INTEGER NOT NULL CHECK (toLane BETWEEN 0 AND 3 AND toLane <> fromLane),
            code TEXT NOT NULL CHECK (code IN ('standard-exception', 'articulable-reason')),
            reason TEXT NOT NULL CHECK (length(reason) > 0),
            officer TEXT NOT NULL CHECK (length(officer) > 0),
            approver TEXT CHECK (approver <> officer),
            decidedAt INTEGER NOT NULL,
            CHECK (NOT (fromLane = 0 AND toLane = 3 AND approver IS NULL))
        ) STRICT;
        CREATE INDEX versionReceivedAt ON version (receivedAt);
        """
}
