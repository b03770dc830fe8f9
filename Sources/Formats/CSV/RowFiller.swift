import Customs

/// Fills a record from the fields of one row, as a ``FieldPlan`` says.
///
/// The record's own listing is walked once; every field it shows is counted, and the plan's next
/// entry says at which count something is to be done. So a row costs a comparison for each field of the
/// vocabulary and work only for those in the table.
struct RowFiller: FieldVisitor {
    /// Why a value was not taken.
    struct Fault {
        enum Kind { case number, date, word([String]), code(String), unitMissing }
        var slot: Int
        var kind: Kind
        var text: String
    }

    private(set) var faults: [Fault] = []

    private let plan: FieldPlan
    private let planFields: UnsafeMutablePointer<FieldPlan.Field>
    /// Column of the table for each slot; −1 where the table lacks it.
    private let columns: UnsafeMutablePointer<Int>
    private let constants: UnsafeMutablePointer<UnsafeMutableBufferPointer<UInt8>>
    private var row: UnsafeMutablePointer<RowScanner.Field>
    private var rowCount = 0

    private var cursor = 0
    private var nodeEnd = 0
    private var fieldIndex: Int32 = 0
    private var nextIndex: Int32 = .max
    /// Values taken from columns, constants apart.
    private var taken = 0

    /// The owner calls ``free()`` once, at the end.
    init(_ plan: FieldPlan, columnOfSlot: [Int], row: UnsafeMutablePointer<RowScanner.Field>) {
        self.plan = plan
        self.row = row
        planFields = .allocate(capacity: max(1, plan.fields.count))
        planFields.initialize(from: plan.fields, count: plan.fields.count)
        columns = .allocate(capacity: max(1, columnOfSlot.count))
        columns.initialize(from: columnOfSlot, count: columnOfSlot.count)
        constants = .allocate(capacity: max(1, plan.constants.count))
        for (index, constant) in plan.constants.enumerated() {
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: constant.count)
            _ = copy.initialize(from: constant)
            (constants + index).initialize(to: copy)
        }
    }

    func free() {
        for index in 0..<plan.constants.count { constants[index].deallocate() }
        constants.deallocate()
        columns.deallocate()
        planFields.deallocate()
    }

    /// Makes a declaration with one item from the present row.
    mutating func fill(_ declaration: inout Declaration, fieldCount: Int) {
        rowCount = fieldCount
        if !faults.isEmpty { faults.removeAll() }
        enter(0)
        declaration.fields(&self)
    }

    // MARK: The walk

    @inline(__always)
    private mutating func enter(_ node: Int) {
        let range = plan.nodes[node]
        cursor = range.lowerBound
        nodeEnd = range.upperBound
        fieldIndex = 0
        nextIndex = cursor < nodeEnd ? planFields[cursor].index : .max
    }

    /// True when the field now shown is the next of the plan.
    @inline(__always)
    private mutating func isNext() -> Bool {
        let index = fieldIndex
        fieldIndex = index &+ 1
        return index == nextIndex
    }

    @inline(__always)
    private mutating func step() -> FieldPlan.Field {
        let field = planFields[cursor]
        cursor += 1
        nextIndex = cursor < nodeEnd ? planFields[cursor].index : .max
        return field
    }

    /// The trimmed bytes for a slot; nil when there is nothing.
    @inline(__always)
    private mutating func bytes(_ slot: Int32) -> UnsafeMutableBufferPointer<UInt8>? {
        guard slot < plan.slotCount else { return constants[Int(slot) - plan.slotCount] }
        let column = columns[Int(slot)]
        guard column >= 0, column < rowCount, let bytes = trimmed(row[column]) else { return nil }
        taken &+= 1
        return bytes
    }

    @inline(__always)
    private func trimmed(_ field: RowScanner.Field) -> UnsafeMutableBufferPointer<UInt8>? {
        var start = field.start
        var count = field.count
        while count > 0, start[0] == 0x20 || start[0] == 0x09 {
            start += 1
            count -= 1
        }
        while count > 0, start[count - 1] == 0x20 || start[count - 1] == 0x09 { count -= 1 }
        return count > 0 ? UnsafeMutableBufferPointer(start: start, count: count) : nil
    }

    /// The text of a slot, translated by its code list.
    private mutating func string(_ field: FieldPlan.Field) -> String? {
        guard let bytes = bytes(field.slot) else { return nil }
        let text = UnsafeBufferPointer(bytes)
        guard field.table >= 0 else { return String(decoding: text, as: UTF8.self) }
        let table = plan.tables[Int(field.table)]
        if let value = table.value(for: text) { return value }
        let written = String(decoding: text, as: UTF8.self)
        faults.append(Fault(slot: Int(field.slot), kind: .code(table.name), text: written))
        return written
    }

    private mutating func number(_ field: FieldPlan.Field) -> ExactDecimal? {
        guard let bytes = bytes(field.slot) else { return nil }
        let style = plan.styles[Int(field.style)]
        let plain =
            style.thousands.isEmpty ? bytes : withoutThousands(bytes, style.thousands)
        if let value = ExactDecimal(utf8: UnsafeBufferPointer(plain), point: style.point) {
            return value
        }
        let text = String(decoding: bytes, as: UTF8.self)
        faults.append(Fault(slot: Int(field.slot), kind: .number, text: text))
        return nil
    }

    /// Closes the gaps between groups of digits, in place.
    private func withoutThousands(
        _ bytes: UnsafeMutableBufferPointer<UInt8>, _ mark: String
    ) -> UnsafeMutableBufferPointer<UInt8> {
        let byte = mark.utf8.first ?? 0
        var target = 0
        var index = 0
        while index < bytes.count {
            let isSpace = byte == 0x20
            if bytes[index] == byte {
                index += 1
            } else if isSpace, index + 1 < bytes.count, bytes[index] == 0xC2,
                bytes[index + 1] == 0xA0
            {
                index += 2
            } else if isSpace, index + 2 < bytes.count, bytes[index] == 0xE2,
                bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF || bytes[index + 2] == 0x89
            {
                index += 3
            } else {
                bytes[target] = bytes[index]
                target += 1
                index += 1
            }
        }
        return UnsafeMutableBufferPointer(rebasing: bytes[..<target])
    }

    private mutating func unit(_ field: FieldPlan.Field) -> String? {
        if field.unitSlot >= 0, let bytes = bytes(field.unitSlot) {
            return String(decoding: UnsafeBufferPointer(bytes), as: UTF8.self)
        }
        guard field.unit < 0 else { return plan.texts[Int(field.unit)] }
        if field.unitSlot >= 0 {
            faults.append(Fault(slot: Int(field.unitSlot), kind: .unitMissing, text: ""))
        }
        return nil
    }

    // MARK: Fields

    @inline(__always)
    mutating func text(_ key: StaticString, _ value: inout String?) {
        if isNext() { value = string(step()) }
    }

    @inline(__always)
    mutating func texts(_ key: StaticString, _ value: inout [String]) {
        if isNext(), let text = string(step()) { value.append(text) }
    }

    @inline(__always)
    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
        if isNext() { value = number(step()) }
    }

    @inline(__always)
    mutating func money(_ key: StaticString, _ value: inout Money?) {
        if isNext() { value = money(step()) }
    }

    private mutating func money(_ field: FieldPlan.Field) -> Money? {
        guard let amount = number(field) else { return nil }
        return Money(amount, unit(field))
    }

    @inline(__always)
    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
        if isNext() { value = quantity(step()) }
    }

    private mutating func quantity(_ field: FieldPlan.Field) -> Quantity? {
        guard let amount = number(field) else { return nil }
        return Quantity(amount, unit(field))
    }

    @inline(__always)
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        if isNext() { value = moment(step()) }
    }

    private mutating func moment(_ field: FieldPlan.Field) -> WrittenDateTime? {
        guard let bytes = bytes(field.slot) else { return nil }
        let written = UnsafeBufferPointer(bytes)
        let text = String(decoding: written, as: UTF8.self)
        guard let day = plan.styles[Int(field.style)].layout.day(written) else {
            faults.append(Fault(slot: Int(field.slot), kind: .date, text: text))
            return nil
        }
        var moment = WrittenDateTime(text: text)
        moment.day = day
        return moment
    }

    @inline(__always)
    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        if isNext() { take(step(), &value) }
    }

    private mutating func take<Word: RawRepresentable>(
        _ field: FieldPlan.Field, _ value: inout Word?
    ) where Word.RawValue == String {
        guard let text = string(field) else { return }
        value = Word(rawValue: text)
        if value == nil {
            let words = RecordShape.words(Word.self)
            faults.append(Fault(slot: Int(field.slot), kind: .word(words), text: text))
        }
    }

    @inline(__always)
    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        if isNext() { take(step(), &value) }
    }

    private mutating func take<Part: Record>(_ field: FieldPlan.Field, _ value: inout Part?) {
        var part = Part()
        if filled(&part, field) { value = consume part }
    }

    @inline(__always)
    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        if isNext() { elements(&value) }
    }

    private mutating func elements<Part: Record>(_ value: inout [Part]) {
        let index = nextIndex
        var elements = 1
        while cursor + elements < nodeEnd, planFields[cursor + elements].index == index {
            elements += 1
        }
        value.reserveCapacity(elements)
        for _ in 0..<elements {
            let field = step()
            var part = Part()
            if filled(&part, field) { value.append(consume part) }
        }
    }

    /// Fills a part; false when no column had anything for it.
    @inline(__always)
    private mutating func filled<Part: Record>(
        _ part: inout Part, _ field: FieldPlan.Field
    ) -> Bool {
        let outer = (cursor, nodeEnd, fieldIndex, nextIndex, taken)
        enter(Int(field.node))
        taken = 0
        part.fields(&self)
        let isFilled = taken > 0
        (cursor, nodeEnd, fieldIndex, nextIndex) = (outer.0, outer.1, outer.2, outer.3)
        taken = outer.4 &+ (isFilled ? 1 : 0)
        return isFilled
    }
}
