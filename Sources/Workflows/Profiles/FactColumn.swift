import Profiles

/// One column of a block of declarations: a value for each row, or a list of texts for each row.
///
/// Texts stand once in the block and rows hold their numbers, in one, two or four bytes; everything
/// else is a 64-bit number. A column is read without looking at its neighbours.
struct FactColumn: Sendable {
    private enum Content: Sendable {
        /// The place of a text in `values`; 0 for a missing one.
        case texts([UInt32])
        case numbers([Double])
        /// Where each row's list ends.
        case lists(ends: [UInt32], texts: [UInt32])
    }

    private var content: Content
    /// Texts of the column; the first says that there is none.
    private var values: [Value] = [.missing]

    /// Lays values out; each must be of a kind that ``FactField/Kind`` names.
    init(_ rows: [Value], isText: Bool, isList: Bool) {
        var places: [String: UInt32] = [:]
        var values: [Value] = [.missing]
        func place(_ value: Value) -> UInt32 {
            guard case .string(let text) = value else { return 0 }
            if let found = places[text] { return found }
            let next = UInt32(values.count)
            places[text] = next
            values.append(value)
            return next
        }
        if isList {
            var ends: [UInt32] = []
            var texts: [UInt32] = []
            for row in rows {
                if case .list(let elements) = row { texts += elements.map(place) }
                ends.append(UInt32(texts.count))
            }
            content = .lists(ends: ends, texts: texts)
        } else if isText {
            content = .texts(rows.map(place))
        } else {
            content = .numbers(
                rows.map { row in
                    switch row {
                    case .double(let number): number
                    case .int(let number): Double(number)
                    case .bool(let flag): flag ? 1 : 0
                    case .timestamp(let time): Double(time.seconds)
                    default: .nan
                    }
                })
        }
        self.values = values
    }

    /// A row's number; NaN for a missing one.
    func number(_ row: Int) -> Double {
        if case .numbers(let numbers) = content { numbers[row] } else { .nan }
    }

    /// A row's value in the form that the field's kind has.
    func value<Subject>(_ row: Int, _ kind: FactField<Subject>.Kind) -> Value {
        switch content {
        case .texts(let places): return values[Int(places[row])]
        case .lists(let ends, let texts):
            let start = row == 0 ? 0 : Int(ends[row - 1])
            return .list(texts[start..<Int(ends[row])].map { values[Int($0)] })
        case .numbers(let numbers):
            let number = numbers[row]
            guard !number.isNaN else { return .missing }
            switch kind {
            case .whole: return .int(Int64(number))
            case .flag: return .bool(number != 0)
            case .day: return Timestamp(seconds: Int64(number)).map { .timestamp($0) } ?? .missing
            default: return .double(number)
            }
        }
    }

    // MARK: Bytes

    /// Kind, texts, numbers; all in little-endian order.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        func add(_ number: UInt64, _ width: Int) {
            for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
        }
        func addTexts() {
            add(UInt64(values.count - 1), 4)
            for case .string(let text) in values {
                add(UInt64(text.utf8.count), 4)
                bytes += text.utf8
            }
        }
        func addPlaces(_ places: [UInt32]) {
            let width = values.count <= 0x100 ? 1 : values.count <= 0x1_0000 ? 2 : 4
            add(UInt64(width), 1)
            for place in places { add(UInt64(place), width) }
        }
        switch content {
        case .texts(let places):
            add(1, 1)
            add(UInt64(places.count), 4)
            addTexts()
            addPlaces(places)
        case .numbers(let numbers):
            add(2, 1)
            add(UInt64(numbers.count), 4)
            for number in numbers { add(number.bitPattern, 8) }
        case .lists(let ends, let texts):
            add(3, 1)
            add(UInt64(ends.count), 4)
            for end in ends { add(UInt64(end), 4) }
            addTexts()
            addPlaces(texts)
        }
        return bytes
    }

    /// Reads a column of a number of rows; nil when the bytes are no such column.
    init?(_ bytes: [UInt8], rowCount: Int) {
        var position = 0
        func take(_ width: Int) -> UInt64? {
            guard position + width <= bytes.count else { return nil }
            var number: UInt64 = 0
            for byte in 0..<width { number |= UInt64(bytes[position + byte]) << (8 * byte) }
            position += width
            return number
        }
        func takeTexts() -> [Value]? {
            guard let count = take(4), count <= bytes.count else { return nil }
            var values: [Value] = [.missing]
            for _ in 0..<count {
                guard let length = take(4), position + Int(length) <= bytes.count else {
                    return nil
                }
                values.append(
                    .string(
                        String(decoding: bytes[position..<position + Int(length)], as: UTF8.self)))
                position += Int(length)
            }
            return values
        }
        func takePlaces(_ count: Int, below limit: Int) -> [UInt32]? {
            guard let width = take(1), [1, 2, 4].contains(width),
                position + count * Int(width) <= bytes.count
            else { return nil }
            var places: [UInt32] = []
            places.reserveCapacity(count)
            for _ in 0..<count {
                guard let place = take(Int(width)), place < limit else { return nil }
                places.append(UInt32(place))
            }
            return places
        }
        guard let kind = take(1), let count = take(4), count == rowCount else { return nil }
        switch kind {
        case 1:
            guard let texts = takeTexts(), let places = takePlaces(rowCount, below: texts.count)
            else { return nil }
            (values, content) = (texts, .texts(places))
        case 2:
            guard position + rowCount * 8 <= bytes.count else { return nil }
            var numbers: [Double] = []
            numbers.reserveCapacity(rowCount)
            for _ in 0..<rowCount { numbers.append(Double(bitPattern: take(8) ?? 0)) }
            content = .numbers(numbers)
        case 3:
            var ends: [UInt32] = []
            for _ in 0..<rowCount {
                guard let end = take(4), end >= ends.last ?? 0, end <= bytes.count else {
                    return nil
                }
                ends.append(UInt32(end))
            }
            guard let texts = takeTexts(),
                let places = takePlaces(Int(ends.last ?? 0), below: texts.count)
            else { return nil }
            (values, content) = (texts, .lists(ends: ends, texts: places))
        default: return nil
        }
    }
}
