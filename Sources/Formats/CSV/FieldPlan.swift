import Customs

/// A column map compiled for speed: for every record type the fields to fill, in the order in which
/// the record lists them, as plain integers.
struct FieldPlan: Sendable {
    /// One field of a record to fill, or one element of a list of records.
    struct Field: Sendable {
        /// Position in the record's own listing.
        var index: Int32
        /// Column slot the value comes from; at or above ``FieldPlan/slotCount`` a constant; −1 for a part.
        var slot: Int32 = -1
        /// The part's or element's node; −1 for a value.
        var node: Int32 = -1
        /// Unit or currency that holds for every row, in ``FieldPlan/texts``; −1 none.
        var unit: Int32 = -1
        /// Column slot of the unit or currency; −1 none.
        var unitSlot: Int32 = -1
        /// Code list in ``FieldPlan/tables``; −1 none.
        var table: Int32 = -1
        /// How numbers and dates are written, in ``FieldPlan/styles``.
        var style: Int32 = 0
        /// The element's `role`, `stage` or `scheme`, in ``FieldPlan/texts``; −1 when it goes by order.
        var selector: Int32 = -1
    }

    /// How numbers and dates are written.
    struct Style: Hashable, Sendable {
        var point = UInt8(ascii: ".")
        /// Separator of thousands; "" none, " " also takes no-break spaces.
        var thousands = ""
        var layout = DateLayout.iso
    }

    /// Node 0 is the declaration; each node is a range of ``fields``.
    var nodes: [Range<Int>] = []
    var fields: [Field] = []
    var constants: [[UInt8]] = []
    var texts: [String] = []
    var tables: [CodeTable] = []
    var styles: [Style] = []
    var slotCount = 0
    /// Slots whose values are kept as extensions.
    var extensionSlots: [Int] = []
    var requiredSlots: [Int] = []
}

/// Translates the codes of a table into ours; found by bisection over bytes.
struct CodeTable: Sendable {
    let name: String
    private let entries: [(key: [UInt8], value: String)]

    init(name: String, _ pairs: [(String, String)]) {
        self.name = name
        entries = pairs.map { (Array($0.0.utf8), $0.1) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }

    func value(for key: UnsafeBufferPointer<UInt8>) -> String? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key.lexicographicallyPrecedes(key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < entries.count, entries[low].key.elementsEqual(key) else { return nil }
        return entries[low].value
    }

    /// The first code that means `value`.
    func key(for value: String) -> String? {
        entries.first { $0.value == value }.map { String(decoding: $0.key, as: UTF8.self) }
    }

    var keys: [String] { entries.map { String(decoding: $0.key, as: UTF8.self) } }
}

/// A way to write a day: "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD".
struct DateLayout: Hashable, Sendable {
    private enum Token: Hashable, Sendable {
        case year, shortYear, month, day
        case mark(UInt8)
    }

    private let tokens: [Token]
    let text: String

    static let iso = DateLayout(
        text: "YYYY-MM-DD",
        tokens: [.year, .mark(45), .month, .mark(45), .day])

    private init(text: String, tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    /// Nil when the text does not name year, month and day once each, or joins short numbers
    /// without marks between them.
    init?(_ text: String) {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("YYYY") {
                tokens.append(.year)
                rest = rest.dropFirst(4)
            } else if rest.hasPrefix("YY") {
                tokens.append(.shortYear)
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("MM") {
                tokens.append(.month)
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("DD") {
                tokens.append(.day)
                rest = rest.dropFirst(2)
            } else if let mark = first.asciiValue, "-./ ".contains(first) {
                tokens.append(.mark(mark))
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        let years = tokens.count { $0 == .year || $0 == .shortYear }
        guard years == 1, tokens.count(where: { $0 == .month }) == 1,
            tokens.count(where: { $0 == .day }) == 1
        else { return nil }
        self.init(text: text, tokens: tokens)
    }

    /// The day a text begins with; a time may follow after a space or "T". Days and months may be
    /// written with one digit where a mark follows. Short years mean 1970…2069.
    func day(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
        var position = 0
        var (year, month, day) = (0, 0, 0)
        for token in tokens {
            switch token {
            case .mark(let mark):
                guard position < bytes.count, bytes[position] == mark else { return nil }
                position += 1
            case .year: year = number(bytes, &position, digits: 4...4) ?? -1
            case .shortYear:
                let short = number(bytes, &position, digits: 2...2) ?? -1
                year = short < 0 ? -1 : short + (short < 70 ? 2000 : 1900)
            case .month: month = number(bytes, &position, digits: 1...2) ?? -1
            case .day: day = number(bytes, &position, digits: 1...2) ?? -1
            }
        }
        guard
            position == bytes.count || bytes[position] == UInt8(ascii: " ")
                || bytes[position] == UInt8(ascii: "T")
        else { return nil }
        return CalendarDay(year: year, month: month, day: day)
    }

    private func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, digits: ClosedRange<Int>
    ) -> Int? {
        var value = 0
        var count = 0
        while count < digits.upperBound, position < bytes.count,
            bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9")
        {
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }
}
