import Foundation
import GRDB
import Reference
import Store

/// One transaction, or one consistent read, on a connection. Statements are prepared once per connection.
struct SQLiteTransaction {
    let db: Database

    init(_ db: Database) { self.db = db }

    func one<Value>(
        _ sql: String, _ arguments: StatementArguments, _ make: (Row) -> Value
    ) throws -> Value? {
        let statement = try db.cachedStatement(sql: sql)
        // The row lives as long as its cursor, so the value is made before the cursor goes.
        let cursor = try Row.fetchCursor(statement, arguments: arguments)
        return try withExtendedLifetime(cursor) { try cursor.next().map(make) }
    }

    func many<Value>(
        _ sql: String, _ arguments: StatementArguments, _ make: (Row) -> Value
    ) throws -> [Value] {
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: arguments)
        var values: [Value] = []
        while let row = try cursor.next() { values.append(make(row)) }
        return values
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
        try run(sql, arguments)
        return db.lastInsertedRowID
    }
}

extension SQLiteTransaction: StoreReader {
    private static let submissionColumns =
        "SELECT id, digest, name, byteCount, receivedAt, documentsDone, isComplete FROM submission"
    private static let documentColumns = "SELECT id, kind, identity, reference FROM document"
    private static let documentByIdentity = documentColumns + " WHERE identity = ?"
    private static let versionsAfter = versionColumns + " WHERE v.id > ? ORDER BY v.id LIMIT ?"
    static let versionColumns = """
        SELECT v.id, v.document, v.number, v.submission, v.position, v.format, v.digest, \
        v.receivedAt, v.content, v.diagnostics FROM version v
        """

    func submission(digest: [UInt8]) throws -> SubmissionRow? {
        try one(Self.submissionColumns + " WHERE digest = ?", [Data(digest)], SubmissionRow.init)
    }

    func submission(id: Int64) throws -> SubmissionRow? {
        try one(Self.submissionColumns + " WHERE id = ?", [id], SubmissionRow.init)
    }

    func chunk(_ number: Int, of submission: Int64) throws -> [UInt8]? {
        try one(
            "SELECT bytes FROM submissionChunk WHERE submission = ? AND number = ?",
            [submission, number]
        ) { $0.bytes(0) }
    }

    func document(id: Int64) throws -> DocumentRow? {
        try one(Self.documentColumns + " WHERE id = ?", [id], DocumentRow.init)
    }

    func document(identity: [UInt8]) throws -> DocumentRow? {
        var found: DocumentRow?
        try directRows(Self.documentByIdentity, identity) { found = DocumentRow($0) }
        return found
    }

    func documents(reference: String) throws -> [DocumentRow] {
        try many(
            Self.documentColumns + " WHERE reference = ? ORDER BY id LIMIT 100", [reference],
            DocumentRow.init)
    }

    func document(registration: String) throws -> DocumentRow? {
        var found: DocumentRow?
        try directRows(
            """
            SELECT d.id, d.kind, d.identity, d.reference FROM registration r \
            JOIN document d ON d.id = r.document WHERE r.number = ?
            """, registration
        ) { found = DocumentRow($0) }
        return found
    }

    func version(id: Int64) throws -> VersionRow? {
        try one(Self.versionColumns + " WHERE v.id = ?", [id], VersionRow.init)
    }

    func versions(of document: Int64) throws -> [VersionRow] {
        try many(
            Self.versionColumns + " WHERE v.document = ? ORDER BY v.number", [document],
            VersionRow.init)
    }

    func versionState(of document: Int64, digest: [UInt8]) throws -> VersionState {
        var state = VersionState(latest: 0, same: nil, sameVersionID: nil)
        try directRows(
            "SELECT id, number, digest FROM version WHERE document = ? ORDER BY number", document
        ) { row in
            state.latest = row.int(1)
            if state.same == nil, row.bytes(2) == digest {
                state.same = row.int(1)
                state.sameVersionID = row.integer(0)
            }
        }
        return state
    }

    func versions(after: Int64, limit: Int) throws -> [VersionRow] {
        var versions: [VersionRow] = []
        try directRows(Self.versionsAfter, after, limit) { versions.append(VersionRow($0)) }
        return versions
    }

    func firstVersionCount(after: Int64, through: Int64) throws -> Int64 {
        try one(
            """
            SELECT count(*) FROM version v JOIN document d ON d.id = v.document \
            WHERE v.id > ? AND v.id <= ? AND v.number = 1 AND d.kind = 1
            """, [after, through]
        ) { $0[0] } ?? 0
    }

    func unassessed(after: Int64, limit: Int) throws -> [VersionRow] {
        try many(
            Self.versionColumns + """
                 JOIN document d ON d.id = v.document WHERE v.id > ? AND d.kind = 1 \
                AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.version = v.id) \
                ORDER BY v.id LIMIT ?
                """, [after, limit], VersionRow.init)
    }

    func assessments(of version: Int64) throws -> [AssessmentRow] {
        var rows: [AssessmentRow] = []
        try directRows(
            """
            SELECT id, version, assessedAt, lane, score, content, facts FROM assessment \
            WHERE version = ? ORDER BY id
            """, version
        ) {
            rows.append(
                AssessmentRow(
                    id: $0.integer(0), version: $0.integer(1), assessedAt: $0.integer(2),
                    lane: $0.int(3), score: $0.real(4), content: $0.bytes(5), facts: $0.bytes(6)))
        }
        return rows
    }

    func refusals(after: Int64, limit: Int) throws -> [RefusalRow] {
        try many(
            """
            SELECT id, submission, position, format, receivedAt, diagnostics FROM refusal \
            WHERE id > ? ORDER BY id LIMIT ?
            """, [after, limit]
        ) {
            RefusalRow(
                id: $0[0], submission: $0[1], position: $0[2], format: $0[3], receivedAt: $0[4],
                diagnostics: $0[5])
        }
    }

    func rates() throws -> [RateRow] {
        try many("SELECT day, currency, quotation, quoted FROM rate ORDER BY id", []) {
            RateRow(day: $0[0], currency: $0[1], quotation: $0[2], quoted: $0[3])
        }
    }

    func snapshot(_ name: String) throws -> SnapshotRow? {
        try one("SELECT watermark, content FROM snapshot WHERE name = ?", [name]) {
            SnapshotRow(watermark: $0[0], content: $0.bytes(1))
        }
    }

    func counts() throws -> StoreCounts {
        func count(_ table: String) throws -> Int {
            try one("SELECT count(*) FROM \(table)", []) { $0[0] } ?? 0
        }
        var counts = StoreCounts()
        counts.submissions = try count("submission")
        counts.documents = try count("document")
        counts.versions = try count("version")
        counts.assessments = try count("assessment")
        counts.refusals = try count("refusal")
        return counts
    }
}

extension SQLiteTransaction: StoreWriter {
    func insert(_ submission: SubmissionRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO submission (digest, name, byteCount, receivedAt, documentsDone, isComplete) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                Data(submission.digest), submission.name, submission.byteCount,
                submission.receivedAt, submission.documentsDone, submission.isComplete ? 1 : 0,
            ])
    }

    func appendChunk(_ bytes: [UInt8], number: Int, to submission: Int64) throws {
        try run(
            "INSERT INTO submissionChunk (submission, number, bytes) VALUES (?, ?, ?)",
            [submission, number, Data(bytes)])
    }

    func setProgress(of submission: Int64, documentsDone: Int, isComplete: Bool) throws {
        try run(
            "UPDATE submission SET documentsDone = ?, isComplete = ? WHERE id = ?",
            [documentsDone, isComplete ? 1 : 0, submission])
        guard db.changesCount == 1 else {
            throw StoreFailure(
                .missingParent, problem: "the submission referred to is not stored",
                remedy: "store the submission first")
        }
    }

    func insert(_ document: DocumentRow) throws -> Int64 {
        try direct(
            "INSERT INTO document (kind, identity, reference) VALUES (?, ?, ?)",
            document.kind.rawValue, document.identity, document.reference)
        return db.lastInsertedRowID
    }

    func insertNew(_ document: DocumentRow) throws -> Int64? {
        try direct(
            """
            INSERT INTO document (kind, identity, reference) VALUES (?, ?, ?) \
            ON CONFLICT (identity) DO NOTHING
            """, document.kind.rawValue, document.identity, document.reference)
        return db.changesCount == 1 ? db.lastInsertedRowID : nil
    }

    func setRegistration(_ number: String, document: Int64) throws {
        try direct(
            """
            INSERT INTO registration (number, document) VALUES (?, ?) \
            ON CONFLICT (number) DO UPDATE SET document = excluded.document
            """, number, document)
    }

    func insert(_ version: VersionRow) throws -> Int64 {
        try direct(
            """
            INSERT INTO version (document, number, submission, position, format, digest, \
            receivedAt, content, diagnostics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            version.document, version.number, version.submission, version.position,
            version.format, version.digest, version.receivedAt, version.content,
            version.diagnostics)
        return db.lastInsertedRowID
    }

    func insert(_ assessment: AssessmentRow) throws -> Int64 {
        try direct(
            """
            INSERT INTO assessment (version, assessedAt, lane, score, content, facts) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            assessment.version, assessment.assessedAt, assessment.lane, assessment.score,
            assessment.content, assessment.facts)
        return db.lastInsertedRowID
    }

    func insertFirst(_ assessment: AssessmentRow) throws -> Int64? {
        try direct(
            """
            INSERT INTO assessment (version, assessedAt, lane, score, content, facts) \
            SELECT ?1, ?2, ?3, ?4, ?5, ?6 \
            WHERE NOT EXISTS (SELECT 1 FROM assessment WHERE version = ?1)
            """,
            assessment.version, assessment.assessedAt, assessment.lane, assessment.score,
            assessment.content, assessment.facts)
        return db.changesCount == 1 ? db.lastInsertedRowID : nil
    }

    func insert(_ refusal: RefusalRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO refusal (submission, position, format, receivedAt, diagnostics) \
            VALUES (?, ?, ?, ?, ?)
            """,
            [
                refusal.submission, refusal.position, refusal.format, refusal.receivedAt,
                refusal.diagnostics,
            ])
    }

    func put(_ rate: RateRow) throws {
        try run(
            """
            INSERT INTO rate (day, currency, quotation, quoted) VALUES (?, ?, ?, ?) \
            ON CONFLICT DO NOTHING
            """, [rate.day, rate.currency, rate.quotation, rate.quoted])
    }

    func put(_ snapshot: SnapshotRow, name: String) throws {
        try run(
            """
            INSERT INTO snapshot (name, watermark, content) VALUES (?, ?, ?) \
            ON CONFLICT (name) \
            DO UPDATE SET watermark = excluded.watermark, content = excluded.content
            """, [name, snapshot.watermark, Data(snapshot.content)])
    }
}

extension Row {
    /// The bytes of a column that is never NULL.
    func bytes(_ index: Int) -> [UInt8] {
        guard let bytes = bytesIfAny(index) else {
            preconditionFailure("Column \(index) holds bytes.")
        }
        return bytes
    }

    /// The bytes of a column, copied once; nil when it is NULL.
    func bytesIfAny(_ index: Int) -> [UInt8]? {
        do {
            return try withUnsafeData(atIndex: index) { data in data.map { [UInt8]($0) } }
        } catch {
            preconditionFailure("Column \(index) holds bytes or NULL.")
        }
    }
}

extension SubmissionRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], digest: row.bytes(1), name: row[2], byteCount: row[3], receivedAt: row[4],
            documentsDone: row[5], isComplete: row[6])
    }
}

extension DocumentRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], kind: Kind(rawValue: row[1]) ?? .declaration, identity: row.bytes(2),
            reference: row[3])
    }
}

extension DocumentRow {
    fileprivate init(_ row: DirectRow) {
        self.init(
            id: row.integer(0), kind: Kind(rawValue: row.int(1)) ?? .declaration,
            identity: row.bytes(2), reference: row.text(3))
    }
}

extension VersionRow {
    init(_ row: DirectRow) {
        self.init(
            id: row.integer(0), document: row.integer(1), number: row.int(2),
            submission: row.integer(3), position: row.int(4), format: row.text(5),
            digest: row.bytes(6), receivedAt: row.integer(7), content: row.bytes(8),
            diagnostics: row.text(9))
    }

    init(_ row: Row) {
        self.init(
            id: row[0], document: row[1], number: row[2], submission: row[3], position: row[4],
            format: row[5], digest: row.bytes(6), receivedAt: row[7], content: row.bytes(8),
            diagnostics: row[9])
    }
}
