import Customs

/// Reads the records of one piece of a register into columns; the piece holds whole records.
struct SegmentParser {
    let columns: RegisterColumns
    private let fields: Int
    var read = ReadSegment()
    private var row = [UnsafeBufferPointer<UInt8>](
        repeating: UnsafeBufferPointer(start: nil, count: 0),
        count: RegisterColumns.Column.allCases.count)

    init(columns: RegisterColumns) {
        self.columns = columns
        fields = columns.targets.count
    }

    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x0A || bytes[at] == 0x0D {
                at += 1
                continue
            }
            read.records += 1
            let count = record(bytes, &at)
            guard count == fields else {
                note(.fieldCount)
                continue
            }
            take()
        }
    }

    /// Splits one record into fields and returns their number; `at` moves behind the line end.
    private mutating func record(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int {
        var field = 0
        for place in row.indices { row[place] = UnsafeBufferPointer(start: nil, count: 0) }
        while true {
            var text: UnsafeBufferPointer<UInt8>
            if at < bytes.count, bytes[at] == 0x22 {
                text = quoted(bytes, &at)
            } else {
                let start = at
                while at < bytes.count, bytes[at] != 0x2C, bytes[at] != 0x0A { at += 1 }
                var end = at
                if end > start, bytes[end - 1] == 0x0D { end -= 1 }
                text = UnsafeBufferPointer(rebasing: bytes[start..<end])
            }
            if field < fields {
                let target = columns.targets[field]
                if target >= 0 { row[Int(target)] = text }
            }
            field += 1
            guard at < bytes.count else { return field }
            let end = bytes[at]
            at += 1
            if end == 0x0A { return field }
        }
    }

    /// A quoted field; doubled quotes stay doubled in the text, where names and numbers skip them.
    private func quoted(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
    ) -> UnsafeBufferPointer<UInt8> {
        at += 1
        let start = at
        var end = at
        while at < bytes.count {
            if bytes[at] == 0x22 {
                if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
                    at += 2
                    continue
                }
                break
            }
            at += 1
        }
        end = at
        while at < bytes.count, bytes[at] != 0x2C, bytes[at] != 0x0A { at += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Whether the file has a column.
    func has(_ column: RegisterColumns.Column) -> Bool { columns.isGiven[column.rawValue] }

    subscript(column: RegisterColumns.Column) -> UnsafeBufferPointer<UInt8> {
        row[column.rawValue]
    }

    private mutating func take() {
        let id = self[.id]
        guard id.count > 0 else { return note(.noIdentifier) }
        guard let day = CalendarDay(utf8: self[.date])?.number else { return note(.badDate) }
        var value = Self.number(self[.value])
        if value == nil {
            note(.badNumber)
            value = .nan
        }
        read.lines.ids.append(id)
        read.lines.days.append(day)
        read.lines.declarations.append(Self.declaration(self[.declaration]))
        read.lines.parties.append(read.parties.symbol(self[.partyID]))
        read.lines.names.append(read.names.symbol(self[.party]))
        read.lines.partners.append(read.names.symbol(self[.partner]))
        read.lines.codes.append(Self.commodity(self[.code]))
        read.lines.origins.append(UInt16(truncatingIfNeeded: Self.packed(self[.origin], 2)))
        read.lines.countries.append(UInt16(truncatingIfNeeded: Self.packed(self[.country], 2)))
        read.lines.massNetKg.append(positive(.massNet))
        read.lines.massGrossKg.append(positive(.massGross))
        read.lines.quantities.append(positive(.quantity))
        read.lines.units.append(Self.packed(self[.unit], 3))
        let packages = positive(.packages)
        read.lines.packages.append(packages < 2e9 ? Int32(packages) : 0)
        read.lines.values.append(value ?? .nan)
        read.lines.currencies.append(Self.packed(self[.currency], 3))
        read.lines.modes.append(self[.mode].first ?? 0)
        read.lines.invoices.append(PackedKey(self[.invoice]))
        read.lines.documents.append(PackedKey(self[.document]))
        read.lines.containers.append(PackedKey(self[.container]))
        read.lines.references.append(PackedKey(self[.reference]))
        takeExtras()
    }

    /// A number above zero, or 0 when it is missing or no such number.
    private mutating func positive(_ column: RegisterColumns.Column) -> Float {
        let text = self[column]
        guard text.count > 0 else { return 0 }
        guard let number = Self.number(text), number >= 0, number < 1e15 else {
            note(.badNumber)
            return 0
        }
        return Float(number)
    }

    private mutating func note(_ fault: RecordFault) {
        read.faults[fault, default: FaultCount()].add(record: read.records)
    }

    /// Digits with at most one point; nil for anything else or more than 18 digits.
    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var mantissa: Int64 = 0
        var digits = 0
        var scale = -1
        var at = 0
        let isNegative = text.first == 0x2D
        if isNegative { at = 1 }
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == 0x2E, scale < 0 {
                scale = 0
                continue
            }
            guard byte >= 0x30, byte <= 0x39, digits < 18 else { return nil }
            mantissa = mantissa * 10 + Int64(byte - 0x30)
            if mantissa > 0 { digits += 1 }
            if scale >= 0 { scale += 1 }
        }
        guard text.count > (isNegative ? 1 : 0), scale < 19 else { return nil }
        let number = Double(mantissa) / Self.powers[max(0, scale)]
        return isNegative ? -number : number
    }

    private static let powers: [Double] = (0..<19).map { power in
        (0..<power).reduce(1.0) { value, _ in value * 10 }
    }

    /// The first eight digits of a commodity code, filled with zeros; 0 below four digits.
    private static func commodity(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var code: UInt32 = 0
        var digits = 0
        for byte in text {
            guard byte >= 0x30, byte <= 0x39 else { continue }
            code = code * 10 + UInt32(byte - 0x30)
            digits += 1
            if digits == 8 { break }
        }
        guard digits >= 4 else { return 0 }
        while digits < 8 {
            code *= 10
            digits += 1
        }
        return code
    }

    /// A declaration's number as it is told apart: 64 bits, 0 when missing. Two of ten million
    /// numbers share them with a probability below one in 300 000.
    private static func declaration(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        text.count > 0 ? max(1, Mix.bytes(text)) : 0
    }

    /// Up to `count` characters packed into bytes.
    static func packed(_ text: UnsafeBufferPointer<UInt8>, _ count: Int) -> UInt32 {
        var packed: UInt32 = 0
        for byte in text.prefix(count) { packed = packed << 8 | UInt32(byte) }
        return packed
    }
}

/// What one piece of a register holds.
struct ReadSegment: Sendable {
    var lines = LineColumns()
    var parties = SymbolTable()
    var names = SymbolTable()
    /// Faults by kind, with the first records they were seen at, counted from the piece's start.
    var faults: [RecordFault: FaultCount] = [:]
    /// Records read, refused ones included.
    var records = 0
}

/// What can be wrong with one record.
enum RecordFault: Int, CaseIterable, Sendable {
    case fieldCount, noIdentifier, badDate, badNumber
}

/// How often a fault was seen, and at which records first.
struct FaultCount: Sendable {
    private(set) var count = 0
    private(set) var first: [Int] = []
    private static let shownMax = 5

    mutating func add(record: Int) {
        count += 1
        if first.count < Self.shownMax { first.append(record) }
    }

    /// Adds the counts of a later piece that begins after `offset` records.
    mutating func merge(_ other: FaultCount, offset: Int) {
        count += other.count
        for record in other.first where first.count < Self.shownMax {
            first.append(record + offset)
        }
    }
}
