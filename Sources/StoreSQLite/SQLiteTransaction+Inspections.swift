import Foundation
import GRDB
import Store

/// Inspections in SQLite: reading.
extension SQLiteTransaction {
    private static let resultSelect = """
        SELECT id, document, number, item, day, recordedAt, outcome, field, corrected, dutyGap, \
        minutes, depth, wasHintRight, officer, office, cause FROM inspectionResult
        """
    private static let choiceSelect = """
        SELECT plan, version, document, office, shift, officer, reason, probability, isDrawn \
        FROM inspectionChoice
        """

    func inspectionResults(after: Int64, limit: Int) throws -> [InspectionResultRow] {
        try many(
            Self.resultSelect + " WHERE id > ? ORDER BY id LIMIT ?", [after, limit],
            InspectionResultRow.init)
    }

    func inspectionResults(of document: Int64) throws -> [InspectionResultRow] {
        try many(
            Self.resultSelect + " WHERE document = ? ORDER BY number", [document],
            InspectionResultRow.init)
    }

    func plan(of day: String) throws -> PlanRow? {
        try one(
            """
            SELECT id, day, madeAt, candidateCount, content FROM inspectionPlan WHERE day = ? \
            ORDER BY id DESC LIMIT 1
            """, [day]
        ) {
            PlanRow(
                id: $0[0], day: $0[1], madeAt: $0[2], candidateCount: $0[3], content: $0.bytes(4))
        }
    }

    func choices(of plan: Int64) throws -> [ChoiceRow] {
        try many(
            Self.choiceSelect + " WHERE plan = ? ORDER BY version", [plan], ChoiceRow.init)
    }

    func choice(of document: Int64) throws -> ChoiceRow? {
        try one(
            Self.choiceSelect + " WHERE document = ? ORDER BY plan DESC, version DESC LIMIT 1",
            [document], ChoiceRow.init)
    }

    func seeds(of day: String) throws -> [SeedRow] {
        try many(
            """
            SELECT day, role, commitment, committedAt, seed, revealedAt FROM drawSeed \
            WHERE day = ? ORDER BY role
            """, [day]
        ) {
            let seed: Data? = $0[4]
            return SeedRow(
                day: $0[0], role: $0[1], commitment: $0.bytes(2), committedAt: $0[3],
                seed: seed.map { [UInt8]($0) }, revealedAt: $0[5])
        }
    }

    func overrides(after: Int64, limit: Int) throws -> [OverrideRow] {
        try many(
            """
            SELECT id, version, fromLane, toLane, code, reason, officer, approver, decidedAt \
            FROM laneOverride WHERE id > ? ORDER BY id LIMIT ?
            """, [after, limit]
        ) {
            OverrideRow(
                id: $0[0], version: $0[1], from: $0[2], to: $0[3], code: $0[4], reason: $0[5],
                officer: $0[6], approver: $0[7], decidedAt: $0[8])
        }
    }

    func declarations(
        receivedFrom: Int64, until: Int64, after: Int64, limit: Int
    ) throws -> [VersionRow] {
        // The plus keeps the walk in the order of ids: an index on the time would sort every page anew.
        try many(
            Self.versionColumns + """
                 JOIN document d ON d.id = v.document WHERE +v.receivedAt >= ? AND +v.receivedAt < ? \
                AND v.id > ? AND d.kind = 1 AND v.number = \
                (SELECT max(number) FROM version WHERE document = v.document) \
                ORDER BY v.id LIMIT ?
                """, [receivedFrom, until, after, limit], VersionRow.init)
    }
}

/// Inspections in SQLite: writing.
extension SQLiteTransaction {
    func insert(_ result: InspectionResultRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO inspectionResult (document, number, item, day, recordedAt, outcome, field, \
            corrected, dutyGap, minutes, depth, wasHintRight, officer, office, cause) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                result.document, result.number, result.item, result.day, result.recordedAt,
                result.outcome, result.field, result.corrected, result.dutyGap, result.minutes,
                result.depth, result.wasHintRight, result.officer, result.office, result.cause,
            ])
    }

    func insert(_ plan: PlanRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO inspectionPlan (day, madeAt, candidateCount, content) VALUES (?, ?, ?, ?)
            """, [plan.day, plan.madeAt, plan.candidateCount, Data(plan.content)])
    }

    func insert(_ choice: ChoiceRow) throws {
        try run(
            """
            INSERT INTO inspectionChoice (plan, version, document, office, shift, officer, reason, \
            probability, isDrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                choice.plan, choice.version, choice.document, choice.office, choice.shift,
                choice.officer, choice.reason, choice.probability, choice.isDrawn,
            ])
    }

    func insert(_ seed: SeedRow) throws {
        try run(
            """
            INSERT INTO drawSeed (day, role, commitment, committedAt, seed, revealedAt) \
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                seed.day, seed.role, Data(seed.commitment), seed.committedAt,
                seed.seed.map { Data($0) }, seed.revealedAt,
            ])
    }

    func reveal(_ seed: [UInt8], of day: String, role: String, at time: Int64) throws {
        guard try seeds(of: day).contains(where: { $0.role == role }) else {
            throw StoreFailure(
                .missingParent, problem: "the promised seed referred to is not stored",
                remedy: "store the promise first")
        }
        try run(
            """
            UPDATE drawSeed SET seed = ?, revealedAt = ? \
            WHERE day = ? AND role = ? AND seed IS NULL
            """, [Data(seed), time, day, role])
    }

    func insert(_ override: OverrideRow) throws -> Int64 {
        try insert(
            """
            INSERT INTO laneOverride (version, fromLane, toLane, code, reason, officer, approver, \
            decidedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                override.version, override.from, override.to, override.code, override.reason,
                override.officer, override.approver, override.decidedAt,
            ])
    }
}

extension InspectionResultRow {
    fileprivate init(_ row: Row) {
        self.init(
            id: row[0], document: row[1], number: row[2], item: row[3], day: row[4],
            recordedAt: row[5], outcome: row[6], field: row[7], corrected: row[8],
            dutyGap: row[9], minutes: row[10], depth: row[11], wasHintRight: row[12],
            officer: row[13], office: row[14], cause: row[15])
    }
}

extension ChoiceRow {
    fileprivate init(_ row: Row) {
        self.init(
            plan: row[0], version: row[1], document: row[2], office: row[3], shift: row[4],
            officer: row[5], reason: row[6], probability: row[7], isDrawn: row[8])
    }
}
