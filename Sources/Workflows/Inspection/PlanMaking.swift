package import Customs
import Formats
package import Risk
package import Store

/// Makes and checks plans of inspections on a node.
///
/// A plan is of the declarations of one day: those received on it, and those whose own date it is.
/// Inspected ones no longer stand for selection.
package struct PlanMaking: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64
    /// What orders from outside say about a declaration; asked for every candidate.
    let orders: @Sendable (VersionRow) -> Orders

    /// Orders that come before anything a plan weighs.
    package struct Orders: Hashable, Sendable {
        /// A controlled delivery: let it pass, and leave no trace.
        package var isSuppressed: Bool
        /// A partner's or a superior's request to examine.
        package var isUnderSurveillance: Bool

        package init(isSuppressed: Bool = false, isUnderSurveillance: Bool = false) {
            self.isSuppressed = isSuppressed
            self.isUnderSurveillance = isUnderSurveillance
        }
    }

    package init(
        store: any Store, now: @escaping @Sendable () -> Int64,
        orders: @escaping @Sendable (VersionRow) -> Orders = { _ in Orders() }
    ) {
        self.store = store
        self.now = now
        self.orders = orders
    }

    /// A plan with the people's numbers of the declarations it chose.
    package struct Made: Sendable {
        package var plan: SelectionPlanner.Plan
        package var record: PlanRecord
        /// Reference by version, for the chosen.
        package var references: [Int64: String]
        /// Declarations of the day that nothing has assessed yet.
        package var unassessed: Int
        /// Declarations of the day that have been inspected.
        package var inspected: Int
    }

    /// Declarations that one plan takes at most.
    package static let candidatesMax = 1_000_000
    static let batch = 1_000
    static let millisecondsPerDay: Int64 = 86_400_000

    /// Makes a day's plan and stores it.
    package func make(
        day: CalendarDay, staff: Staff, settings: SelectionSettings, estimate: GapEstimate,
        draw: DailyDraw
    ) throws -> Made {
        var made = Made(
            plan: SelectionPlanner.Plan(choices: [], shifts: []),
            record: PlanRecord(
                entries: [], staff: staff, settings: settings, isPromised: draw.isPromised),
            references: [:], unassessed: 0, inspected: 0)
        try gather(day: day, estimate: estimate, draw: draw, into: &made)
        made.plan = Self.plan(made.record, draw: draw)
        try save(&made, day: day)
        return made
    }

    /// The plan that a record leads to.
    static func plan(_ record: PlanRecord, draw: DailyDraw) -> SelectionPlanner.Plan {
        SelectionPlanner(staff: record.staff, settings: record.settings).plan(
            record.entries.map(\.candidate)
        ) { draw.number(office: $0, shift: $1) }
    }

    private func gather(
        day: CalendarDay, estimate: GapEstimate, draw: DailyDraw, into made: inout Made
    ) throws {
        var estimate = estimate
        let start = Int64(day.number) * Self.millisecondsPerDay
        var after: Int64 = 0
        while made.record.entries.count < Self.candidatesMax {
            let page = try store.read { try Self.page(of: day, from: start, after: after, in: $0) }
            made.inspected += page.inspected
            // Reading what is stored takes most of the time, and one declaration knows nothing of
            // another.
            let read = mapConcurrently(page.rows) { Standing($0, on: day) }
            for standing in read {
                guard let standing else { continue }
                guard let assessment = standing.row.assessment else {
                    made.unassessed += 1
                    continue
                }
                let version = standing.row.version
                let candidate = self.candidate(
                    standing, assessment, estimate: &estimate, draw: draw)
                guard !candidate.isSuppressed else { continue }
                made.record.entries.append(
                    PlanRecord.Entry(
                        candidate: candidate, document: version.document, digest: version.digest))
            }
            guard let last = page.last else { return }
            after = last
        }
    }

    private func candidate(
        _ standing: Standing, _ assessment: AssessmentRow, estimate: inout GapEstimate,
        draw: DailyDraw
    ) -> Candidate {
        let (version, declaration, signals) = (
            standing.row.version, standing.declaration, standing.signals
        )
        let guess = estimate.guess(declaration, signals: signals, score: assessment.score)
        var candidate = Candidate(
            id: version.id, office: Self.office(of: declaration), probability: guess.probability,
            gap: guess.gap, severity: guess.severity, novelty: guess.novelty,
            minutes: InspectionTime.minutes(declaration),
            draw: draw.number(for: .sample, version: version.id, digest: version.digest),
            assignment: draw.number(for: .officer, version: version.id, digest: version.digest))
        let needs = InspectionNeeds(declaration, signals: signals.indicators)
        candidate.skills = needs.skills
        candidate.equipment = needs.equipment
        candidate.isHardStop = assessment.lane == Lane.red.order && signals.isFloored
        let orders = orders(version)
        candidate.isSuppressed = orders.isSuppressed
        candidate.isUnderSurveillance =
            orders.isUnderSurveillance
            || signals.indicators[IndicatorID.instructionInForce.rawValue] != nil
        return candidate
    }

    /// The office where the goods are looked at.
    static func office(of declaration: Declaration) -> String {
        declaration.office(.presentation) ?? declaration.office(.declaration)
            ?? declaration.office(.entry) ?? declaration.office(.exit) ?? "unknown"
    }

    private func save(_ made: inout Made, day: CalendarDay) throws {
        let documents = Dictionary(
            uniqueKeysWithValues: made.record.entries.map { ($0.candidate.id, $0.document) })
        let row = PlanRow(
            id: 0, day: day.iso, madeAt: now(), candidateCount: made.record.entries.count,
            content: made.record.json)
        let choices = made.plan.choices
        made.references = try store.write { writer in
            let id = try writer.insert(row)
            var references: [Int64: String] = [:]
            for choice in choices {
                guard let document = documents[choice.candidate] else { continue }
                try writer.insert(
                    ChoiceRow(choice, plan: id, document: document))
                references[choice.candidate] = try writer.document(id: document)?.reference
            }
            return references
        }
    }
}

extension ChoiceRow {
    init(_ choice: SelectionPlanner.Choice, plan: Int64, document: Int64) {
        self.init(
            plan: plan, version: choice.candidate, document: document, office: choice.office,
            shift: choice.shift, officer: choice.officer ?? "", reason: choice.reason.rawValue,
            probability: choice.probability, isDrawn: choice.isDrawn)
    }
}

/// How long an inspection takes.
enum InspectionTime {
    private static let minutesBase = 40
    private static let minutesPerItem = 5
    private static let minutesMax = 180

    /// Starting values until results have measured ones: 40 minutes and 5 for each item, at most 180.
    static func minutes(_ declaration: Declaration) -> Int {
        min(minutesBase + minutesPerItem * max(declaration.items.count, 1), minutesMax)
    }
}

/// What stored findings say, by indicator.
package struct StoredSignals: Hashable, Sendable {
    /// The strongest score of each indicator or profile that spoke.
    package var indicators: [String: Double]
    /// A floor of the policy or an instruction decided the lane, other than the random sample.
    package var isFloored: Bool

    package init(_ content: [UInt8]) {
        indicators = [:]
        isFloored = false
        let tree: JSONValue
        do {
            tree = try JSONValue.parse(content)
        } catch {
            // Damage to the file; lane and score stand in columns of their own.
            return
        }
        for finding in tree["findings"]?.elements ?? [] {
            guard let name = finding["indicator"]?.string else { continue }
            indicators[name] = max(indicators[name] ?? 0, finding["score"]?.double ?? 0)
        }
        if let floor = tree["floor"]?.string {
            isFloored = floor != IndicatorID.randomSample.rawValue
        }
    }
}
