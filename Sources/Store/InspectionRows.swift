/// One version of what an inspection of a declaration found.
///
/// A result is never changed: an appeal, a court's decision or a late laboratory report adds the next
/// version, and the last one counts. "Nothing found" says no more than its ``depth`` allows.
package struct InspectionResultRow: Hashable, Sendable {
    package var id: Int64
    /// The declaration.
    package var document: Int64
    /// 1 for the first version, one more for each that follows.
    package var number: Int
    /// Goods item concerned, from 1; nil for the declaration as a whole.
    package var item: Int?
    /// Day of the inspection, `YYYY-MM-DD`.
    package var day: String
    /// Milliseconds since 1970-01-01 UTC.
    package var recordedAt: Int64
    /// `none`, `discrepancy`, `offence` or `seizure`.
    package var outcome: String
    /// Path of the declared field that was wrong ("items.price"); empty for none.
    package var field: String
    /// What it should have said; empty when unknown.
    package var corrected: String
    /// Duty and taxes not declared, in hundredths of a US dollar.
    package var dutyGap: Int64
    /// Officers' time spent.
    package var minutes: Int
    /// `documents`, `partial` or `full`.
    package var depth: String
    /// Whether the hint that led here was right; nil when nobody said.
    package var wasHintRight: Bool?
    package var officer: String
    package var office: String
    /// Why this version was made: `inspection`, `appeal`, `laboratory`, `correction`.
    package var cause: String

    package init(
        id: Int64, document: Int64, number: Int, item: Int?, day: String, recordedAt: Int64,
        outcome: String, field: String, corrected: String, dutyGap: Int64, minutes: Int,
        depth: String, wasHintRight: Bool?, officer: String, office: String, cause: String
    ) {
        self.id = id
        self.document = document
        self.number = number
        self.item = item
        self.day = day
        self.recordedAt = recordedAt
        self.outcome = outcome
        self.field = field
        self.corrected = corrected
        self.dutyGap = dutyGap
        self.minutes = minutes
        self.depth = depth
        self.wasHintRight = wasHintRight
        self.officer = officer
        self.office = office
        self.cause = cause
    }
}

/// A plan of inspections as it was made, with everything needed to make it again.
package struct PlanRow: Hashable, Sendable {
    package var id: Int64
    /// `YYYY-MM-DD`.
    package var day: String
    package var madeAt: Int64
    /// Declarations that stood for selection.
    package var candidateCount: Int
    /// Candidates, staff and settings, JSON.
    package var content: [UInt8]

    package init(id: Int64, day: String, madeAt: Int64, candidateCount: Int, content: [UInt8]) {
        self.id = id
        self.day = day
        self.madeAt = madeAt
        self.candidateCount = candidateCount
        self.content = content
    }
}

/// One declaration chosen for inspection by a plan.
package struct ChoiceRow: Hashable, Sendable {
    package var plan: Int64
    /// The version of the declaration that stood for selection.
    package var version: Int64
    package var document: Int64
    package var office: String
    package var shift: String
    /// Empty when nobody was free.
    package var officer: String
    /// `hard-stop`, `surveillance`, `random`, `benefit` or `exploration`.
    package var reason: String
    /// Chance of being chosen by this plan, before anything was drawn; above 0, at most 1.
    package var probability: Double
    /// Drawn for the random sample too, whatever the reason.
    package var isDrawn: Bool

    package init(
        plan: Int64, version: Int64, document: Int64, office: String, shift: String,
        officer: String, reason: String, probability: Double, isDrawn: Bool
    ) {
        self.plan = plan
        self.version = version
        self.document = document
        self.office = office
        self.shift = shift
        self.officer = officer
        self.reason = reason
        self.probability = probability
        self.isDrawn = isDrawn
    }
}

/// A role's promise of a seed for one day's draw, and the seed once it is revealed.
package struct SeedRow: Hashable, Sendable {
    package var day: String
    /// `operations` or `audit`.
    package var role: String
    /// SHA-256 over purpose, day, role and seed.
    package var commitment: [UInt8]
    package var committedAt: Int64
    /// 32 bytes; nil until revealed.
    package var seed: [UInt8]?
    package var revealedAt: Int64?

    package init(
        day: String, role: String, commitment: [UInt8], committedAt: Int64, seed: [UInt8]?,
        revealedAt: Int64?
    ) {
        self.day = day
        self.role = role
        self.commitment = commitment
        self.committedAt = committedAt
        self.seed = seed
        self.revealedAt = revealedAt
    }
}

/// An officer's decision to treat a declaration otherwise than its lane says.
package struct OverrideRow: Hashable, Sendable {
    package var id: Int64
    package var version: Int64
    /// Lanes as their order: 0 red … 3 green.
    package var from: Int
    package var to: Int
    /// `standard-exception` or `articulable-reason`.
    package var code: String
    package var reason: String
    package var officer: String
    /// The second person; nil while none has agreed.
    package var approver: String?
    package var decidedAt: Int64

    package init(
        id: Int64, version: Int64, from: Int, to: Int, code: String, reason: String,
        officer: String, approver: String?, decidedAt: Int64
    ) {
        self.id = id
        self.version = version
        self.from = from
        self.to = to
        self.code = code
        self.reason = reason
        self.officer = officer
        self.approver = approver
        self.decidedAt = decidedAt
    }
}

/// Questions about inspections: plans, draws, results.
package protocol InspectionReader {
    /// Every version of every result above `after`, in order of id, at most `limit`.
    func inspectionResults(after: Int64, limit: Int) throws -> [InspectionResultRow]
    /// Every version of a declaration's result, oldest first.
    func inspectionResults(of document: Int64) throws -> [InspectionResultRow]
    /// The last plan made for a day.
    func plan(of day: String) throws -> PlanRow?
    /// What a plan chose, by version.
    func choices(of plan: Int64) throws -> [ChoiceRow]
    /// The choice that led to the inspection of a document: the latest plan's.
    func choice(of document: Int64) throws -> ChoiceRow?
    /// The seeds promised for a day, by role.
    func seeds(of day: String) throws -> [SeedRow]
    /// Overrides above `after`, in order of id.
    func overrides(after: Int64, limit: Int) throws -> [OverrideRow]
    /// The latest versions of declarations received from one time up to another (exclusive), in order
    /// of id, above `after`.
    func declarations(
        receivedFrom: Int64, until: Int64, after: Int64, limit: Int
    ) throws -> [VersionRow]
}

/// Changes about inspections.
package protocol InspectionWriter {
    /// Adds a version of a result; its number must be free.
    func insert(_ result: InspectionResultRow) throws -> Int64
    func insert(_ plan: PlanRow) throws -> Int64
    func insert(_ choice: ChoiceRow) throws
    /// Adds a promise; a role promises once for a day.
    func insert(_ seed: SeedRow) throws
    /// Reveals a promised seed; a revealed one stays as it is.
    func reveal(_ seed: [UInt8], of day: String, role: String, at time: Int64) throws
    func insert(_ override: OverrideRow) throws -> Int64
}
