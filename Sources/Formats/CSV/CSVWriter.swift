package import Customs

/// Writes declarations as a table, one row an item, through a column map: the way back of ``CSVFormat``.
///
/// A table cannot hold everything; ``lost`` tells what was left out. Belongs to one user at a time.
package struct CSVWriter {
    private let map: ColumnMap
    private let delimiter: UInt8
    /// The text written so far; whoever streams takes it and calls ``take()``.
    private var bytes: [UInt8] = []
    /// Fields that declarations had and the table has no column for, as keys: "items/documents".
    package private(set) var lost: Set<String> = []

    /// Begins with the header row.
    package init(map: ColumnMap) {
        self.map = map
        delimiter = map.delimiter ?? UInt8(ascii: ",")
        if map.hasHeader { write(row: map.columns.map(\.label)) }
    }

    /// Adds the rows of a declaration: one for each item, one without item values when it has none.
    package mutating func write(_ declaration: Declaration) {
        let count = max(1, declaration.items.count)
        for index in 0..<count {
            var single = declaration
            single.items = declaration.items.isEmpty ? [] : [declaration.items[index]]
            var picker = CellPicker(plan: map.plan)
            picker.pick(&single)
            lost.formUnion(picker.lost)
            write(row: picker.cells)
        }
    }

    /// Hands over what was written since the last call.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// One row by RFC 4180: quotation marks around what needs them, CR LF at its end.
    mutating func write(row cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            let needsQuotes =
                cell.utf8.contains {
                    $0 == delimiter || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
                } || cell.first == " " || cell.last == " " || (cell.isEmpty && cells.count == 1)
            guard needsQuotes else {
                bytes.append(contentsOf: cell.utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in cell.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }
}

/// Picks the values of one row out of a declaration, by the same plan that fills it.
private struct CellPicker: FieldVisitor {
    let plan: FieldPlan
    var cells: [String]
    var lost: Set<String> = []
    private var fields: ArraySlice<FieldPlan.Field> = []
    private var fieldIndex: Int32 = 0
    private var path = ""

    init(plan: FieldPlan) {
        self.plan = plan
        cells = Array(repeating: "", count: plan.slotCount)
    }

    mutating func pick(_ declaration: inout Declaration) {
        fields = plan.fields[plan.nodes[0]]
        declaration.fields(&self)
    }

    /// The plan's entries for the field now shown.
    private mutating func entries() -> ArraySlice<FieldPlan.Field> {
        let index = fieldIndex
        fieldIndex += 1
        let mine = fields.prefix { $0.index == index }
        fields = fields.dropFirst(mine.count)
        return mine
    }

    private mutating func put(_ key: StaticString, _ value: String?, unit: String? = nil) {
        let entry = entries().first
        guard let value else { return }
        guard let entry else {
            lost.insert("\(path)\(key)")
            return
        }
        put(value, in: entry)
        if let unit {
            if entry.unitSlot >= 0 {
                cells[Int(entry.unitSlot)] = unit
            } else if entry.unit < 0 || plan.texts[Int(entry.unit)] != unit {
                lost.insert("\(path)\(key)/unit")
            }
        }
    }

    private mutating func put(_ value: String, in entry: FieldPlan.Field) {
        guard entry.slot < plan.slotCount else { return }
        let table = entry.table >= 0 ? plan.tables[Int(entry.table)] : nil
        cells[Int(entry.slot)] = table?.key(for: value) ?? value
    }

    private mutating func inside<Part: Record>(
        _ key: StaticString, _ part: Part, _ entry: FieldPlan.Field
    ) {
        let outer = (fields, fieldIndex, path)
        fields = plan.fields[plan.nodes[Int(entry.node)]]
        fieldIndex = 0
        path += "\(key)/"
        var part = part
        part.fields(&self)
        (fields, fieldIndex, path) = outer
    }

    mutating func text(_ key: StaticString, _ value: inout String?) { put(key, value) }

    mutating func texts(_ key: StaticString, _ value: inout [String]) {
        put(key, value.first)
        if value.count > 1 { lost.insert("\(path)\(key)") }
    }

    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
        put(key, value?.written)
    }

    mutating func money(_ key: StaticString, _ value: inout Money?) {
        put(key, value?.amount.written, unit: value?.currency)
    }

    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
        put(key, value?.value.written, unit: value?.unit)
    }

    /// Days are written as the ISO layout has them; texts that name no day stay as they are.
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        put(key, value.map { $0.day?.iso ?? $0.text })
        if let value, value.day?.iso != value.text { lost.insert("\(path)\(key)/text") }
    }

    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        put(key, value?.rawValue)
    }

    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        let entry = entries().first
        guard let part = value else { return }
        guard let entry else {
            lost.insert("\(path)\(key)")
            return
        }
        inside(key, part, entry)
    }

    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        var used: Set<Int> = []
        for entry in entries() {
            let wanted = entry.selector >= 0 ? plan.texts[Int(entry.selector)] : nil
            let found = value.indices.first { index in
                guard !used.contains(index) else { return false }
                return wanted == nil || SelectorProbe.selector(of: value[index]) == wanted
            }
            guard let found else { continue }
            used.insert(found)
            inside(key, value[found], entry)
        }
        if used.count < value.count { lost.insert("\(path)\(key)") }
    }
}

/// Reads what tells an element of a list apart: its `role`, `stage` or `scheme`.
private struct SelectorProbe: FieldVisitor {
    private var found: String?

    static func selector<Part: Record>(of part: Part) -> String? {
        var probe = SelectorProbe()
        var part = part
        part.fields(&probe)
        return probe.found
    }

    mutating func text(_ key: StaticString, _ value: inout String?) {
        if "\(key)" == "scheme" { found = value }
    }
    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        found = value?.rawValue
    }
    func texts(_ key: StaticString, _ value: inout [String]) {}
    func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {}
    func money(_ key: StaticString, _ value: inout Money?) {}
    func quantity(_ key: StaticString, _ value: inout Quantity?) {}
    func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {}
    func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {}
    func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {}
}
