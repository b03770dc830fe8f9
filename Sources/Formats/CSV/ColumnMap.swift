package import Customs

/// How the columns of a table become a declaration: which column is which field, in which unit,
/// currency, date layout and code list.
///
/// Made from a ``MapNode`` only, which checks it whole; Maps/README.md describes the file.
package struct ColumnMap: Sendable {
    /// Short name: "korea-customs".
    package let name: String
    /// One line for people.
    package let title: String
    /// The columns the map speaks of, in its order.
    package let columns: [Column]
    /// Columns that carry the outcome of an inspection, not the declaration.
    package private(set) var labels: [String]
    package let ignored: [String]
    /// Rows in sequence with the same value here are items of one declaration.
    package let groupBy: String?
    /// False when the first row is data and columns go by position.
    package let hasHeader: Bool
    /// Delimiter to use instead of the detected one.
    package let delimiter: UInt8?
    /// Encoding to use instead of the detected one.
    package let encoding: TextEncoding?

    /// One column of the table.
    package struct Column: Sendable {
        /// Name in the header row; nil when it goes by position.
        package let name: String?
        /// Position from 1; nil when it goes by name.
        package let position: Int?
        /// Path of the field it fills: "item.netMass"; "extension" keeps it as it is.
        package let field: String
        /// A row without a value here is refused.
        package let isRequired: Bool

        /// The name, or "position 4".
        package var label: String { name ?? position.map { "position \($0)" } ?? "" }
    }

    /// The fields to fill, compiled.
    let plan: FieldPlan

    /// Checks a map and compiles it; nil when there is an error among `diagnostics`, which receives
    /// everything there is to say, with line numbers of the file.
    package init?(_ node: MapNode, diagnostics: inout [Diagnostic]) {
        var reader = MapReader()
        let parts = reader.read(node)
        diagnostics += reader.diagnostics.all
        guard let parts, !reader.diagnostics.hasError else { return nil }
        name = parts.name
        title = parts.title
        columns = parts.columns
        labels = parts.labels
        ignored = parts.ignored
        groupBy = parts.groupBy
        hasHeader = parts.hasHeader
        delimiter = parts.delimiter
        encoding = parts.encoding
        plan = parts.plan
    }

    /// The same map with further columns that carry outcomes, unless it names them already.
    package func keepingOutcomes(_ names: [String]) -> ColumnMap {
        var map = self
        let known = Set(knownNames.map(Self.key))
        map.labels += names.filter { !known.contains(Self.key($0)) }
        return map
    }

    /// Whether an extension of a declaration read through a map comes from a column.
    package static func isColumn(_ name: String, at path: Substring) -> Bool {
        for kind in ["label ", "column "] where path.hasPrefix(kind) {
            return key(String(path.dropFirst(kind.count))) == key(name)
        }
        return false
    }

    /// A column's name without regard to case, spaces at the ends, and underscores for spaces.
    static func key(_ name: String) -> String {
        var key = ""
        for character in name.lowercased() where character != "\u{FEFF}" {
            let isSpace = character == " " || character == "_" || character == "\u{A0}"
            if !isSpace {
                key.append(character)
            } else if !key.isEmpty, key.last != " " {
                key.append(" ")
            }
        }
        if key.last == " " { key.removeLast() }
        return key
    }

    /// Names of all columns the map knows, mapped or not.
    var knownNames: [String] { columns.compactMap(\.name) + labels + ignored }

    /// How well a header row fits: the share of the map's columns found in it, 0 when a required one
    /// is missing.
    func fit(header: [String]) -> Double {
        let keys = Set(header.map(Self.key))
        let named = columns.filter { $0.name != nil }
        guard hasHeader, !named.isEmpty else { return 0 }
        let found = named.filter { keys.contains(Self.key($0.label)) }
        let missing = named.contains { $0.isRequired && !keys.contains(Self.key($0.label)) }
        return missing ? 0 : Double(found.count) / Double(named.count)
    }
}
