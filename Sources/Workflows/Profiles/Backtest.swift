package import Customs
import Formats
import Profiles
import Risk
package import Store

/// What a profile would have done over the declarations a node holds.
package struct Backtest: Sendable {
    /// Declarations within the period asked for.
    package private(set) var declarations = 0
    package private(set) var hits = 0
    /// Declarations for which the condition has no answer, since a fact is missing.
    package private(set) var unanswered = 0
    package private(set) var first: CalendarDay?
    package private(set) var last: CalendarDay?
    /// Hits by office of declaration; "" where none is stated.
    package private(set) var offices: [String: Int] = [:]
    /// Hits that were inspected, and those whose last result is irregular.
    package private(set) var inspected = 0
    package private(set) var irregular = 0
    /// All inspected declarations of the period, for comparison.
    package private(set) var inspectedOfAll = 0
    package private(set) var irregularOfAll = 0
    /// Hits that each live profile has too, by name.
    package private(set) var overlap: [String: Int] = [:]
    /// Hits that no live profile has.
    package private(set) var hitsAlone = 0
    package private(set) var minutes = 0

    /// Days from the first declaration to the last, both included.
    package var days: Int {
        guard let first, let last else { return 0 }
        return last.days(since: first) + 1
    }

    package var hitsPerDay: Double { days > 0 ? Double(hits) / Double(days) : 0 }
    package var officerHours: Double { Double(hits * minutes) / 60 }

    /// Bounds of the share irregular at 95 %; nil when nothing was inspected.
    package var interval: (low: Double, high: Double)? {
        let share = CountedShare(hits: irregular, of: inspected)
        return inspected > 0 ? (share.low, share.high) : nil
    }

    /// Runs a profile over the store.
    ///
    /// - Parameters:
    ///   - live: profiles in force, to compare with; the one of the same name is left out.
    ///   - period: days of the declarations (acceptance, else issue, else arrival); an open end is
    ///     `nil`. Declarations without a day count only when both ends are open.
    package static func run(
        _ profile: ProfileDefinition, live: ProfileSet?, store: any Store, rates: DailyRates,
        period: (from: CalendarDay?, to: CalendarDay?) = (nil, nil),
        progress: (Int) -> Void = { _ in }
    ) throws -> Backtest {
        let others = (live?.members ?? []).filter {
            !$0.isShadow && $0.profile.id != profile.id
        }
        let question = Question(
            profile: profile, others: others, period: period,
            inspected: try store.read { try $0.inspectedFirstVersions() }.reduce(into: [:]) {
                $0[$1.version] = $1.isIrregular
            })
        var projection = FactProjection(store: store, rates: rates)
        var total = Backtest()
        total.minutes = profile.minutes
        try projection.visit(columns: question.columns, progress: progress) { blocks in
            let parts = mapConcurrently(blocks, parts: min(blocks.count, 16)) {
                question.answer(over: $0)
            }
            for part in parts { total.add(part) }
        }
        return total
    }

    private mutating func add(_ other: Backtest) {
        declarations += other.declarations
        hits += other.hits
        unanswered += other.unanswered
        if let day = other.first { first = min(first ?? day, day) }
        if let day = other.last { last = max(last ?? day, day) }
        offices.merge(other.offices, uniquingKeysWith: +)
        inspected += other.inspected
        irregular += other.irregular
        inspectedOfAll += other.inspectedOfAll
        irregularOfAll += other.irregularOfAll
        overlap.merge(other.overlap, uniquingKeysWith: +)
        hitsAlone += other.hitsAlone
    }

    private struct Question: Sendable {
        var profile: ProfileDefinition
        var others: [ProfileSet.Member]
        var period: (from: CalendarDay?, to: CalendarDay?)
        var inspected: [Int64: Bool]

        private static let office = slot("declaration.office")
        private static let date = slot("declaration.date")

        private static func slot(_ name: String) -> Int {
            ProfileFields.environment.slot(of: name) ?? 0
        }

        var programs: [Program] { [profile.program] + others.map(\.profile.program) }

        var columns: Set<String> {
            var names: Set<String> = [
                FactBlock.version, FactBlock.column(Self.office), FactBlock.column(Self.date),
            ]
            for program in programs {
                for slot in program.slots where slot < ProfileFields.all.count {
                    names.insert(FactBlock.column(slot))
                }
            }
            let fields = ProfileSet.itemFields(programs) ?? Set(ItemFields.all.indices)
            return names.union(fields.map(FactBlock.itemColumn))
        }

        func answer(over block: FactBlock) -> Backtest {
            var answer = Backtest()
            let index = GuardIndex([profile.program])
            var marks = [UInt64](repeating: 0, count: index.words)
            var evaluator = Evaluator(ProfileFields.environment)
            let access = block.access
            for row in 0..<block.rowCount {
                let day = Self.day(block.value(of: Self.date, row: row))
                guard isWithin(day) else { continue }
                answer.declarations += 1
                if let day {
                    answer.first = min(answer.first ?? day, day)
                    answer.last = max(answer.last ?? day, day)
                }
                let result = inspected.isEmpty ? nil : inspected[block.version(of: row)]
                if let result {
                    answer.inspectedOfAll += 1
                    if result { answer.irregularOfAll += 1 }
                }
                let office = Self.text(block.value(of: Self.office, row: row))
                guard profile.applies(at: office) else { continue }
                evaluator.begin(access.reader(of: row))
                evaluator.mark(index, in: &marks)
                guard marks[0] != 0 else { continue }
                switch evaluator.truth(of: profile.program) {
                case .no: continue
                case .failed: answer.unanswered += 1
                case .yes:
                    answer.hits += 1
                    answer.offices[office ?? "", default: 0] += 1
                    if let result {
                        answer.inspected += 1
                        if result { answer.irregular += 1 }
                    }
                    var isAlone = true
                    for other in others where other.profile.applies(at: office) {
                        guard evaluator.truth(of: other.profile.program) == .yes else { continue }
                        answer.overlap[other.profile.id, default: 0] += 1
                        isAlone = false
                    }
                    if isAlone { answer.hitsAlone += 1 }
                }
            }
            return answer
        }

        private func isWithin(_ day: CalendarDay?) -> Bool {
            guard let day else { return period.from == nil && period.to == nil }
            return (period.from.map { $0 <= day } ?? true) && (period.to.map { day <= $0 } ?? true)
        }

        private static func day(_ value: Value) -> CalendarDay? {
            guard case .timestamp(let time) = value else { return nil }
            return CalendarDay(number: Int32(time.seconds / 86_400))
        }

        private static func text(_ value: Value) -> String? {
            if case .string(let text) = value { text } else { nil }
        }
    }
}
