package import Customs
import Formats

/// The columns of a table that say what an inspection found.
package struct OutcomeColumns: Sendable {
    /// Column of the outcome: 0, no, false or 1, yes, true; a number above zero is irregular.
    package var label: String
    /// Column of the duty found missing; nil without one.
    package var revenue: String?

    package init(label: String, revenue: String? = nil) {
        self.label = label
        self.revenue = revenue
    }

    package var names: [String] { [label] + (revenue.map { [$0] } ?? []) }

    /// What a cell says.
    package enum Cell: Hashable, Sendable {
        case empty, irregular, regular
        /// No outcome.
        case other(String)
    }

    /// The outcome of an item, from 1.
    package func outcome(of declaration: borrowing Declaration, item: Int) -> Cell {
        guard let text = Self.cell(label, of: declaration, item: item) else { return .empty }
        switch text.lowercased() {
        case "yes", "true", "y", "t": return .irregular
        case "no", "false", "n", "f": return .regular
        default:
            guard let number = ExactDecimal(text), !number.isNegative else { return .other(text) }
            return number.isZero ? .regular : .irregular
        }
    }

    /// Duty found missing with an item; 0 when it is not stated or no number.
    package func revenue(of declaration: borrowing Declaration, item: Int) -> Double {
        guard let revenue, let text = Self.cell(revenue, of: declaration, item: item) else {
            return 0
        }
        return max(ExactDecimal(text)?.approximate ?? 0, 0)
    }

    /// A cell of an item's row. Of a declaration of several rows, a value that was the first row's is not
    /// kept again.
    private static func cell(
        _ column: String, of declaration: borrowing Declaration, item: Int
    ) -> String? {
        var first: String?
        for index in declaration.extensions.indices {
            guard let path = declaration.extensions[index].path else { continue }
            if let end = path.firstIndex(of: "/"), path.hasPrefix("item[") {
                guard path[..<end] == "item[\(item)]",
                    ColumnMap.isColumn(column, at: path[path.index(after: end)...])
                else { continue }
                return declaration.extensions[index].value
            } else if ColumnMap.isColumn(column, at: path[...]) {
                first = declaration.extensions[index].value
            }
        }
        return first
    }
}

/// Rows of tables that could not be used, with the first diagnostics.
package struct TableFaults: Sendable {
    package private(set) var refused = 0
    /// Rows read that have no outcome.
    package internal(set) var withoutOutcome = 0
    /// Rows scored of days up to the last that the model has seen results of.
    package internal(set) var withinModelDays = 0
    package private(set) var shown: [(input: String, diagnostic: Diagnostic)] = []

    /// Diagnostics kept.
    private static let shownMax = 20

    package init() {}

    mutating func refuse(_ diagnostics: [Diagnostic], of input: String) {
        refused += 1
        for diagnostic in diagnostics where shown.count < Self.shownMax {
            shown.append((input, diagnostic))
        }
    }
}
