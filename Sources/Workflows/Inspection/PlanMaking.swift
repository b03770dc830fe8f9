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
    private static let batch = 1_000
    private static let millisecondsPerDay: Int64 = 86_400_000

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
        let isoDay = Array(day.iso.utf8)
        var after: Int64 = 0
        while made.record.entries.count < Self.candidatesMax {
            let found = try store.read { (reader: any StoreReader) throws in
                let versions = try reader.declarations(
                    receivedFrom: .min, until: .max, after: after, limit: Self.batch)
                var rows: [(VersionRow, Declaration, AssessmentRow?)] = []
                for version in versions {
                    let isOfToday =
                        version.receivedAt >= start
                        && version.receivedAt < start + Self.millisecondsPerDay
                    // The day's digits must stand in the content of what is dated on it.
                    guard isOfToday || Self.contains(version.content, isoDay),
                        case .declaration(let declaration)? = CanonicalJSON.read(version.content)
                            .document, isOfToday || declaration.referenceDay == day
                    else { continue }
                    guard try reader.inspectionResults(of: version.document).isEmpty else {
                        made.inspected += 1
                        continue
                    }
                    rows.append((version, declaration, try reader.assessments(of: version.id).last))
                }
                return (rows: rows, last: versions.last?.id)
            }
            for (version, declaration, assessment) in found.rows {
                guard let assessment else {
                    made.unassessed += 1
                    continue
                }
                let candidate = self.candidate(
                    version, declaration, assessment, estimate: &estimate, draw: draw)
                guard !candidate.isSuppressed else { continue }
                made.record.entries.append(
                    PlanRecord.Entry(
                        candidate: candidate, document: version.document, digest: version.digest))
            }
            guard let last = found.last else { return }
            after = last
        }
    }

    private static func contains(_ content: [UInt8], _ word: [UInt8]) -> Bool {
        content.withUnsafeBufferPointer { bytes in
            guard let first = word.first, bytes.count >= word.count else { return false }
            for start in 0...bytes.count - word.count where bytes[start] == first {
                var place = 1
                while place < word.count, bytes[start + place] == word[place] { place += 1 }
                if place == word.count { return true }
            }
            return false
        }
    }

    private func candidate(
        _ version: VersionRow, _ declaration: Declaration, _ assessment: AssessmentRow,
        estimate: inout GapEstimate, draw: DailyDraw
    ) -> Candidate {
        let signals = StoredSignals(assessment.content)
        let guess = estimate.guess(declaration, signals: signals, score: assessment.score)
        var candidate = Candidate(
            id: version.id, office: Self.office(of: declaration), probability: guess.probability,
            gap: guess.gap, severity: guess.severity, novelty: guess.novelty,
            minutes: InspectionTime.minutes(declaration),
            draw: draw.number(for: .sample, version: version.id, digest: version.digest),
            assignment: draw.number(for: .officer, version: version.id, digest: version.digest))
        candidate.skills = InspectionTime.skills(declaration)
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

/// How long an inspection takes and what it asks of the officer.
enum InspectionTime {
    private static let minutesBase = 40
    private static let minutesPerItem = 5
    private static let minutesMax = 180

    /// Starting values until results have measured ones: 40 minutes and 5 for each item, at most 180.
    static func minutes(_ declaration: Declaration) -> Int {
        min(minutesBase + minutesPerItem * max(declaration.items.count, 1), minutesMax)
    }

    /// Skills by heading: radioactive goods (HS 2612, 2844, 8401).
    static func skills(_ declaration: Declaration) -> Set<String> {
        let radioactive: Set = ["2612", "2844", "8401"]
        let isRadioactive = declaration.items.contains { item in
            item.commodityCode.map { radioactive.contains(String($0.prefix(4))) } ?? false
        }
        return isRadioactive ? ["radiation"] : []
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
