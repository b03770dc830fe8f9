/// A table of text with aligned columns, for terminals.
struct TextTable {
    private let head: [String]
    private var rows: [[String]] = []

    init(_ head: [String]) { self.head = head }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The table with a rule under its head. The last column is not padded.
    var text: String {
        var widths = head.map(\.count)
        for row in rows {
            for (column, cell) in row.enumerated() {
                widths[column] = max(widths[column], cell.count)
            }
        }
        func line(_ cells: [String]) -> String {
            var line = ""
            for (column, cell) in cells.enumerated() {
                line += cell
                if column < cells.count - 1 {
                    line += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            return line + "\n"
        }
        return line(head) + line(widths.map { String(repeating: "─", count: $0) })
            + rows.map(line).joined()
    }
}
