/// How the fields of a table are told apart.
enum CSVDialect {
    /// Comma, semicolon, tab, bar; in this order when the text does not decide.
    static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"),
    ]
    /// Columns a table may have.
    static let columnsMax = 1000

    /// The delimiter by which the first lines of a text fall into the same number of fields, the
    /// more the better; the comma when none does.
    static func delimiter(of head: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var best = (delimiter: delimiters[0], score: 0)
        for delimiter in delimiters {
            let counts = fieldCounts(head, delimiter)
            guard let first = counts.first, first > 1 else { continue }
            let alike = counts.count { $0 == first }
            let score = alike * 1000 / counts.count * 10_000 + first
            if score > best.score { best = (delimiter, score) }
        }
        return best.delimiter
    }

    /// Numbers of fields of the first twenty whole lines, quotes heeded.
    private static func fieldCounts(
        _ head: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8
    ) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isQuoted = false
        var isEmpty = true
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted else { continue }
            if byte == delimiter { fields += 1 }
            if byte == 0x0A || byte == 0x0D {
                if !isEmpty { counts.append(fields) }
                fields = 1
                isEmpty = true
                if counts.count == 20 { break }
            } else {
                isEmpty = false
            }
        }
        if counts.isEmpty, !isEmpty { counts.append(fields) }
        return counts
    }
}

/// Cuts a UTF-8 text into rows and fields (RFC 4180, plus other delimiters and bare carriage returns),
/// in a window that never grows beyond the longest row allowed.
final class RowScanner {
    /// One field of the present row.
    struct Field {
        var start: UnsafeMutablePointer<UInt8>
        var count: Int
        /// Quotation marks in it are doubled.
        var hasDoubled = false
    }

    enum Row {
        case row
        case end
        /// The row is broken; the scanner stands at the next line.
        case broken(Fault)
    }

    enum Fault {
        case openQuote, textAfterQuote, tooLong, tooManyFields, nul, notUTF8
    }

    private let source: any ByteSource
    private let delimiter: UInt8
    private let rowBytesMax: Int
    private let capacity: Int
    private let base: UnsafeMutablePointer<UInt8>
    private let kinds: UnsafeMutablePointer<UInt8>
    private let storage: UnsafeMutablePointer<Field>
    private var start = 0
    private var end = 0
    private var atEnd = false
    /// The last scan ended inside a quoted field.
    private var isQuoteOpen = false
    /// Line on which the present row begins, from 1.
    private(set) var line = 1
    private var nextLine = 1
    /// Fields of the present row.
    private(set) var count = 0
    var fields: UnsafeMutablePointer<Field> { storage }

    private enum Kind {
        static let delimiter: UInt8 = 1
        static let lineFeed: UInt8 = 2
        static let carriageReturn: UInt8 = 3
        static let quote: UInt8 = 4
        static let nul: UInt8 = 5
        static let high: UInt8 = 6
    }

    init(_ source: any ByteSource, delimiter: UInt8, limits: ReadingLimits) {
        self.source = source
        self.delimiter = delimiter
        rowBytesMax = limits.tagBytesMax
        capacity = max(512 << 10, limits.tagBytesMax * 2)
        base = .allocate(capacity: capacity)
        storage = .allocate(capacity: CSVDialect.columnsMax)
        kinds = .allocate(capacity: 256)
        kinds.initialize(repeating: 0, count: 256)
        for byte in 128..<256 { kinds[byte] = Kind.high }
        kinds[Int(delimiter)] = Kind.delimiter
        kinds[0x0A] = Kind.lineFeed
        kinds[0x0D] = Kind.carriageReturn
        kinds[Int(UInt8(ascii: "\""))] = Kind.quote
        kinds[0] = Kind.nul
    }

    deinit {
        base.deallocate()
        storage.deallocate()
        kinds.deallocate()
    }

    /// Finds the next row that is not empty. Its fields lie in ``fields`` until the next call.
    func next() throws -> Row {
        while true {
            line = nextLine
            guard try start < end || fill() else { return .end }
            let outcome = scan()
            switch outcome {
            case .row(let after, let isEmpty):
                start = after
                if isEmpty { continue }
                return .row
            case .broken(let fault, let after):
                start = after
                return .broken(fault)
            case .more:
                guard end - start <= rowBytesMax else {
                    let fault: Fault = isQuoteOpen ? .openQuote : .tooLong
                    try skipLine()
                    return .broken(fault)
                }
                if try fill() { continue }
                // At the end of the input the last row needs no line feed.
                return finishOpenRow()
            }
        }
    }

    private enum Scan {
        case row(after: Int, isEmpty: Bool)
        case broken(Fault, after: Int)
        case more
    }

    private func scan() -> Scan {
        let (base, kinds, end) = (base, kinds, end)
        isQuoteOpen = false
        var index = start
        var lines = 0
        var fieldStart = start
        var hasHigh = false
        var hasNul = false
        count = 0
        while index < end {
            let kind = kinds[Int(base[index])]
            if kind == 0 {
                index += 1
                continue
            }
            switch kind {
            case Kind.delimiter:
                guard add(fieldStart, index) else { return tooManyFields(from: index) }
                index += 1
                fieldStart = index
            case Kind.lineFeed, Kind.carriageReturn:
                guard add(fieldStart, index) else { return tooManyFields(from: index) }
                let isEmpty = count == 1 && index == start
                return endOfRow(index, lines, isEmpty, hasHigh, hasNul)
            case Kind.quote:
                guard isBlank(fieldStart, index) else {
                    index += 1
                    continue
                }
                switch quoted(from: index, &lines, &hasHigh, &hasNul) {
                case .field(let after):
                    index = after
                    fieldStart = -1
                case .more:
                    isQuoteOpen = true
                    return .more
                case .textAfterQuote(let place): return textAfterQuote(at: place, lines)
                }
                // What follows is the delimiter or the end of the row.
                if index == end {
                    if atEnd { break }
                    return .more
                }
                if kinds[Int(base[index])] == Kind.delimiter {
                    index += 1
                    fieldStart = index
                    continue
                }
                return endOfRow(index, lines, false, hasHigh, hasNul)
            case Kind.nul:
                hasNul = true
                index += 1
            default:
                hasHigh = true
                index += 1
            }
        }
        guard atEnd else { return .more }
        if fieldStart >= 0, !add(fieldStart, end) { return tooManyFields(from: end) }
        nextLine += lines + 1
        return checked(start..<end, end, false, hasHigh, hasNul)
    }

    /// The row ends at the line feed or carriage return at `index`, or with both.
    private func endOfRow(
        _ index: Int, _ lines: Int, _ isEmpty: Bool, _ hasHigh: Bool, _ hasNul: Bool
    ) -> Scan {
        let isReturn = base[index] == 0x0D
        if isReturn, index + 1 == end, !atEnd { return .more }
        let isPair = isReturn && index + 1 < end && base[index + 1] == 0x0A
        nextLine += lines + 1
        return checked(start..<index, index + (isPair ? 2 : 1), isEmpty, hasHigh, hasNul)
    }

    private func checked(
        _ row: Range<Int>, _ after: Int, _ isEmpty: Bool, _ hasHigh: Bool, _ hasNul: Bool
    ) -> Scan {
        if hasNul { return .broken(.nul, after: after) }
        if row.count > rowBytesMax { return .broken(.tooLong, after: after) }
        if hasHigh {
            let bytes = UnsafeBufferPointer(start: base + row.lowerBound, count: row.count)
            guard UTF8Check.check(bytes) == .valid else { return .broken(.notUTF8, after: after) }
        }
        return .row(after: after, isEmpty: isEmpty)
    }

    @inline(__always)
    private func add(_ from: Int, _ to: Int) -> Bool {
        guard count < CSVDialect.columnsMax else { return false }
        (storage + count).initialize(to: Field(start: base + from, count: to - from))
        count += 1
        return true
    }

    private func isBlank(_ from: Int, _ to: Int) -> Bool {
        from >= 0 && (from..<to).allSatisfy { base[$0] == 0x20 }
    }

    private enum Quoted {
        case field(after: Int)
        case more
        case textAfterQuote(at: Int)
    }

    /// Reads a quoted field that begins at `index`; it may hold delimiters and line feeds.
    private func quoted(
        from index: Int, _ lines: inout Int, _ hasHigh: inout Bool, _ hasNul: inout Bool
    ) -> Quoted {
        let from = index + 1
        var index = from
        var hasDoubled = false
        while index < end {
            let byte = base[index]
            if byte != UInt8(ascii: "\"") {
                if byte == 0x0A || (byte == 0x0D && index + 1 < end && base[index + 1] != 0x0A) {
                    lines += 1
                }
                if byte >= 0x80 { hasHigh = true }
                if byte == 0 { hasNul = true }
                index += 1
                continue
            }
            guard index + 1 < end else {
                guard atEnd else { return .more }
                return add(quoted: from, index, hasDoubled, after: end)
            }
            if base[index + 1] == UInt8(ascii: "\"") {
                hasDoubled = true
                index += 2
                continue
            }
            var after = index + 1
            while after < end, base[after] == 0x20 { after += 1 }
            if after < end {
                let kind = kinds[Int(base[after])]
                guard (Kind.delimiter...Kind.carriageReturn).contains(kind) else {
                    return .textAfterQuote(at: after)
                }
            }
            return add(quoted: from, index, hasDoubled, after: after)
        }
        return .more
    }

    private func add(quoted from: Int, _ to: Int, _ hasDoubled: Bool, after: Int) -> Quoted {
        guard add(from, to) else { return .textAfterQuote(at: after) }
        storage[count - 1].hasDoubled = hasDoubled
        return .field(after: after)
    }

    // MARK: Broken rows

    /// Goes on behind the line on which text follows a closing quotation mark.
    private func textAfterQuote(at place: Int, _ lines: Int) -> Scan {
        nextLine += lines
        return .broken(
            count >= CSVDialect.columnsMax ? .tooManyFields : .textAfterQuote,
            after: endOfLine(from: place))
    }

    private func tooManyFields(from place: Int) -> Scan {
        .broken(.tooManyFields, after: endOfLine(from: place))
    }

    private func endOfLine(from place: Int) -> Int {
        var index = place
        while index < end, base[index] != 0x0A { index += 1 }
        nextLine += 1
        return min(index + 1, end)
    }

    /// Drops the rest of the line on which a row begins that is too long.
    private func skipLine() throws {
        nextLine += 1
        while true {
            while start < end {
                start += 1
                if base[start - 1] == 0x0A { return }
            }
            guard try fill() else { return }
        }
    }

    /// The input ends inside a row: its last line lacks the line feed, or a quotation mark is open.
    private func finishOpenRow() -> Row {
        switch scan() {
        case .row(let after, let isEmpty):
            start = after
            return isEmpty ? .end : .row
        case .broken(let fault, let after):
            start = after
            return .broken(fault)
        case .more:
            start = endOfLine(from: start)
            return .broken(.openQuote)
        }
    }

    /// Brings more bytes behind what is left; false when there are none or the window is full.
    private func fill() throws -> Bool {
        if start > 0 {
            base.update(from: base + start, count: end - start)
            end -= start
            start = 0
        }
        let before = end
        while !atEnd, end < capacity {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
            if count == 0 { atEnd = true }
            end += count
        }
        return end > before
    }
}
