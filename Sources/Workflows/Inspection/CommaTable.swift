/// The rows of a small comma-separated table (RFC 4180): staff lists, inspection results.
enum CommaTable {
    /// Larger tables are refused before they are cut into cells.
    static let bytesMax = 64 << 20

    /// Cells row by row, spaces around them removed; empty lines and a byte-order mark are left out. Nil
    /// when a quotation mark is never closed or the bytes are no UTF-8.
    static func rows(_ bytes: [UInt8]) -> [[String]]? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuoted = false
        func trimmed() -> String {
            let text = String(cell)
            guard !wasQuoted else { return text }
            let start = text.drop { $0 == " " || $0 == "\t" }
            let end = start.lastIndex { $0 != " " && $0 != "\t" }
            return end.map { String(start[...$0]) } ?? ""
        }
        func endCell() {
            row.append(trimmed())
            cell = String.UnicodeScalarView()
            wasQuoted = false
        }
        func endRow() {
            endCell()
            if row != [""] { rows.append(row) }
            row = []
        }
        var scalars = Substring(text).unicodeScalars
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            if isQuoted {
                guard scalar == "\"" else {
                    cell.append(scalar)
                    continue
                }
                if scalars.first == "\"" {
                    scalars.removeFirst()
                    cell.append("\"")
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"" where cell.isEmpty:
                isQuoted = true
                wasQuoted = true
            case ",": endCell()
            case "\n": endRow()
            case "\r": if scalars.first != "\n" { endRow() }
            default: cell.append(scalar)
            }
        }
        guard !isQuoted else { return nil }
        if !cell.isEmpty || !row.isEmpty || wasQuoted { endRow() }
        return rows
    }
}
