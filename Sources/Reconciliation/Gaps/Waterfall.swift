import Customs

/// The way from one side's total to the other's, per month and pair of countries, in dollars.
package struct Waterfall: Sendable {
    /// The steps of the ladder in the order they are drawn.
    package enum Step: Int, CaseIterable, Sendable {
        case underWay, freight, weighing, splitting, residualNoise
        case undervaluation, overvaluation, quantityShortfall, codeMisdeclaration, originChange
        case unmatchedExport, unmatchedImport, unvalued

        /// The name in JSON and in the drawing.
        package var name: String {
            switch self {
            case .underWay: "under_way"
            case .freight: "cif_fob"
            case .weighing: "weighing_and_rounding"
            case .splitting: "split_merge"
            case .residualNoise: "rates_and_rest"
            case .undervaluation: "undervaluation"
            case .overvaluation: "overvaluation"
            case .quantityShortfall: "quantity_shortfall"
            case .codeMisdeclaration: "hs_misdeclaration"
            case .originChange: "origin_change"
            case .unmatchedExport: "unmatched_export"
            case .unmatchedImport: "unmatched_import"
            case .unvalued: "value_missing"
            }
        }
    }

    /// One month of one pair of countries.
    package struct Column: Sendable {
        /// Exporters' total, free on board.
        package var ours = 0.0
        /// Importers' total, with freight and insurance.
        package var theirs = 0.0
        /// Dollars each step adds or takes.
        package var steps = [Double](repeating: 0, count: Step.allCases.count)
        /// Lines each step speaks of.
        package var lines = [Int](repeating: 0, count: Step.allCases.count)

        mutating func add(_ step: Step, _ dollars: Double, lines count: Int = 1) {
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

    /// Adds linked lines: freight first, then weighing, and what is left to the verdict or the rest.
    mutating func add(
        month: Int32, pair: UInt32, sent: LineFacts, arrived: LineFacts, kind: LinkKind,
        verdict: FindingType?, usualRatio: Float
    ) {
        var column = columns[Place(month: month, pair: pair)] ?? Column()
        let from = sent.dollars.isFinite ? Double(sent.dollars) : 0
        let to = arrived.dollars.isFinite ? Double(arrived.dollars) : 0
        column.ours += from
        column.theirs += to
        guard sent.dollars.isFinite, arrived.dollars.isFinite else {
            column.add(.unvalued, to - from)
            columns[Place(month: month, pair: pair)] = column
            return
        }
        let ratio = sent.massNetKg > 0 ? Double(arrived.massNetKg / sent.massNetKg) : 1
        let freight = from * (Double(usualRatio) - 1)
        column.add(.freight, freight)
        let rest = to - from - freight
        switch verdict {
        case .undervaluation?: column.add(.undervaluation, rest)
        case .overvaluation?: column.add(.overvaluation, rest)
        case .quantityShortfall?: column.add(.quantityShortfall, rest)
        case .codeMisdeclaration?: column.add(.codeMisdeclaration, rest)
        case .originChange?: column.add(.originChange, rest)
        default:
            if kind == .one {
                let weighing = (from + freight) * (ratio - 1)
                column.add(.weighing, weighing)
                column.add(.residualNoise, rest - weighing)
            } else {
                column.add(.splitting, rest)
            }
        }
        columns[Place(month: month, pair: pair)] = column
    }

    /// Adds a line without partner.
    mutating func addOpen(month: Int32, pair: UInt32, facts: LineFacts, step: Step) {
        var column = columns[Place(month: month, pair: pair)] ?? Column()
        let dollars = facts.dollars.isFinite ? Double(facts.dollars) : 0
        if step == .unmatchedImport {
            column.theirs += dollars
            column.add(step, dollars)
        } else {
            column.ours += dollars
            column.add(step, -dollars)
        }
        columns[Place(month: month, pair: pair)] = column
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
