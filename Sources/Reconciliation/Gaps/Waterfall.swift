import Customs

/// The way from one side's total to the other's, per month and pair of countries, in dollars.
package struct Waterfall: Sendable {
    /// One month of one pair of countries.
    package struct Column: Sendable {
        /// Exporters' total, free on board.
        package var ours = 0.0
        /// Importers' total, with freight and insurance.
        package var theirs = 0.0
        /// Dollars each step adds or takes.
        package var steps = [Double](repeating: 0, count: GapReason.allCases.count)
        /// Lines each step speaks of.
        package var lines = [Int](repeating: 0, count: GapReason.allCases.count)

        mutating func add(_ step: GapReason, _ dollars: Double, lines count: Int = 1) {
            steps[step.rawValue] += dollars
            lines[step.rawValue] += count
        }
    }

    struct Place: Hashable, Comparable, Sendable {
        /// Months since year 0.
        var month: Int32
        /// Two packed country codes.
        var pair: UInt32

        static func < (one: Place, two: Place) -> Bool {
            one.pair != two.pair ? one.pair < two.pair : one.month < two.month
        }
    }

    private(set) var columns: [Place: Column] = [:]

    static func month(_ day: Int32) -> Int32 {
        let parts = CalendarDay(number: day).parts
        return Int32(parts.year) * 12 + Int32(parts.month) - 1
    }

    /// Adds a gap between linked lines, step by step.
    mutating func add(_ parts: GapParts, month: Int32, pair: UInt32) {
        columns[Place(month: month, pair: pair), default: Column()].add(parts)
    }

    /// Adds a line without partner.
    mutating func addOpen(
        month: Int32, pair: UInt32, facts: LineFacts, step: GapReason, isImport: Bool
    ) {
        columns[Place(month: month, pair: pair), default: Column()]
            .addOpen(facts, step, isImport: isImport)
    }

    mutating func add(_ other: Waterfall) {
        for (place, column) in other.columns {
            var sum = columns[place] ?? Column()
            sum.ours += column.ours
            sum.theirs += column.theirs
            for step in sum.steps.indices {
                sum.steps[step] += column.steps[step]
                sum.lines[step] += column.lines[step]
            }
            columns[place] = sum
        }
    }

    /// The columns in order, with their month as "2026-05" and their pair as "UZ-KZ".
    package var rows: [(month: String, pair: String, column: Column)] {
        columns.sorted { $0.key < $1.key }.map { place, column in
            let name = Self.name(place)
            return (name.month, name.pair, column)
        }
    }

    /// A month as "2026-05" and a pair as "UZ-KZ".
    static func name(_ place: Place) -> (month: String, pair: String) {
        let month = place.month % 12 + 1
        let text = "\(place.month / 12)-" + (month < 10 ? "0" : "") + "\(month)"
        let from = DollarValues.text(place.pair >> 16)
        let to = DollarValues.text(place.pair & 0xFFFF)
        return (text, "\(from)-\(to)")
    }

    /// All months of all pairs together.
    package var total: Column {
        var total = Column()
        for (_, _, column) in rows {
            total.ours += column.ours
            total.theirs += column.theirs
            for step in total.steps.indices {
                total.steps[step] += column.steps[step]
                total.lines[step] += column.lines[step]
            }
        }
        return total
    }
}

extension Waterfall.Column {
    mutating func add(_ parts: GapParts) {
        let from = parts.sent.isFinite ? parts.sent : 0
        let to = parts.arrived.isFinite ? parts.arrived : 0
        ours += from
        theirs += to
        guard parts.gap.isFinite else { return add(.unvalued, to - from) }
        for step in parts.steps { add(step.reason, step.dollars) }
    }

    /// Adds a line without partner.
    mutating func addOpen(_ facts: LineFacts, _ step: GapReason, isImport: Bool) {
        let dollars = facts.dollars.isFinite ? Double(facts.dollars) : 0
        if isImport {
            theirs += dollars
            add(step, dollars)
        } else {
            ours += dollars
            add(step, -dollars)
        }
    }
}
