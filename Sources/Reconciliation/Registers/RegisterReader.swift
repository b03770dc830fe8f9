import Customs

/// Reads a register (CSV, UTF-8, a heading line) block by block, the pieces of a block in parallel.
///
/// Memory is bounded by the columns kept plus one block. The pieces do not depend on the number of
/// threads, and neither does anything read.
struct RegisterReader {
    /// Bytes of one block.
    static let blockBytes = 32 << 20
    /// Longest record, in bytes; a longer one means a quote that is never closed.
    static let recordBytesMax = 1 << 20
    /// Most lines a register may hold.
    static let linesMax = 100_000_000
    private static let pieceBytes = 1 << 20

    let side: RegisterSide
    let parallel: Parallel
    private(set) var diagnostics: [Diagnostic] = []
    private var faults: [RecordFault: FaultCount] = [:]
    private var records = 0

    init(side: RegisterSide, parallel: Parallel) {
        self.side = side
        self.parallel = parallel
    }

    mutating func read(_ source: RegisterSource) throws(RegisterUnreadable) -> Register {
        var register = Register(side: side)
        let reader = try SourceReader(source)
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.blockBytes, alignment: 16)
        defer { block.deallocate() }
        var filled = 0
        var columns: RegisterColumns?
        var isEnded = false
        while !isEnded {
            while filled < block.count {
                let part = UnsafeMutableRawBufferPointer(rebasing: block[filled...])
                let count = try reader.read(into: part)
                isEnded = count == 0
                if isEnded { break }
                filled += count
            }
            let bytes = UnsafeRawBufferPointer(rebasing: block[..<filled])
                .assumingMemoryBound(to: UInt8.self)
            var start = 0
            if columns == nil {
                guard let header = header(bytes, &start) else { return register }
                columns = header
            }
            guard let columns else { return register }
            let ends = pieces(bytes, from: start, isLast: isEnded)
            let end = ends.last ?? start
            guard isEnded || filled - end <= Self.recordBytesMax, end > start || isEnded else {
                report(unclosedQuoteAfter: records)
                break
            }
            let before = register.lines.count
            parse(bytes, from: start, ends: ends, columns, into: &register)
            if before == 0, end > start {
                let share = Double(reader.byteCount) / Double(end - start)
                let lines = Double(register.lines.count) * share * 1.02
                register.lines.reserve(min(Self.linesMax, Int(min(lines, 1e9))))
            }
            guard register.lines.count <= Self.linesMax else {
                report(tooManyLines: register.lines.count)
                break
            }
            block.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[end..<filled]))
            filled -= end
        }
        report(faults, lines: register.lines.count)
        return register
    }

    /// Reads the heading line; nil when there is none or it lacks a column.
    private mutating func header(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: inout Int
    ) -> RegisterColumns? {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        guard end > start, end - start < Self.recordBytesMax else {
            diagnostics.append(
                Diagnostic(
                    .error, code: "register-empty", place: side.name,
                    problem: "the file holds no heading line",
                    reason: "a register is a table with named columns",
                    remedy: "export the register again, with its heading"))
            return nil
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map { name in
            String(name.filter { $0 != "\"" && $0 != "\r" && $0 != " " })
        }
        start = min(bytes.count, end + 1)
        let columns = RegisterColumns(header: names, side: side)
        guard columns.missing.isEmpty else {
            diagnostics.append(
                Diagnostic(
                    .error, code: "register-column-missing", place: "\(side.name), heading",
                    problem: "missing: " + columns.missing.joined(separator: ", "),
                    reason: "without these columns no line can be compared",
                    remedy: "add the columns or correct their headings"))
            return nil
        }
        return columns
    }

    /// Where the pieces of a block end: behind line ends that no quote encloses.
    private func pieces(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
    ) -> [Int] {
        let ranges = Parallel.ranges(bytes.count - start, size: Self.pieceBytes)
        nonisolated(unsafe) let bytes = bytes  // Read only while the pieces are counted.
        let quotes = parallel.map(ranges.count) { piece in
            var count = 0
            for at in ranges[piece] where bytes[start + at] == 0x22 { count += 1 }
            return count
        }
        var before = 0
        let isInside = quotes.map { count in
            defer { before += count }
            return before % 2 == 1
        }
        // The first line end of each piece but the first ends the piece before it.
        let firstEnds = parallel.map(ranges.count) { piece -> Int in
            var isQuoted = isInside[piece]
            for at in ranges[piece] {
                let byte = bytes[start + at]
                if byte == 0x22 { isQuoted.toggle() }
                if byte == 0x0A, !isQuoted { return start + at + 1 }
            }
            return -1
        }
        var ends = firstEnds.dropFirst().filter { $0 >= 0 }
        if isLast {
            if ends.last != bytes.count { ends.append(bytes.count) }
        } else if let last = lastEnd(bytes, from: start, quotes: before), last > (ends.last ?? -1) {
            ends.append(last)
        }
        return ends
    }

    /// Behind the last line end outside quotes, found from the back.
    private func lastEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quotes: Int
    ) -> Int? {
        var isQuoted = quotes % 2 == 1
        var at = bytes.count
        while at > start {
            at -= 1
            if bytes[at] == 0x22 { isQuoted.toggle() }
            if bytes[at] == 0x0A, !isQuoted { return at + 1 }
        }
        return nil
    }

    private mutating func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, ends: [Int],
        _ columns: RegisterColumns, into register: inout Register
    ) {
        nonisolated(unsafe) let bytes = bytes  // Read only while the pieces are parsed.
        let parsers = parallel.map(ends.count) { piece in
            var parser = SegmentParser(columns: columns)
            let from = piece == 0 ? start : ends[piece - 1]
            if from < ends[piece] {
                parser.parse(UnsafeBufferPointer(rebasing: bytes[from..<ends[piece]]))
            }
            return parser.read
        }
        append(parsers, to: &register)
        for parser in parsers {
            for (fault, count) in parser.faults {
                faults[fault, default: FaultCount()].merge(count, offset: records)
            }
            records += parser.records
        }
    }
}

extension RegisterReader {
    /// Appends what the pieces hold, in their order: names on one thread, the rest on another.
    private func append(_ pieces: [ReadSegment], to register: inout Register) {
        // Each is touched by one of the two pieces of work alone.
        nonisolated(unsafe) var names = SymbolTable()
        nonisolated(unsafe) var nameMaps: [[Int32]] = []
        nonisolated(unsafe) var rest = Register(side: side)
        nonisolated(unsafe) var partyMaps: [[Int32]] = []
        swap(&names, &register.names)
        swap(&rest, &register)
        parallel.forEach(2) { work in
            if work == 0 {
                nameMaps = pieces.map { names.merge($0.names) }
            } else {
                partyMaps = pieces.map { rest.parties.merge($0.parties) }
                for piece in pieces { rest.lines.append(piece.lines) }
            }
        }
        for (place, piece) in pieces.enumerated() {
            rest.lines.appendSymbols(
                piece.lines, parties: partyMaps[place], names: nameMaps[place])
        }
        swap(&rest, &register)
        swap(&names, &register.names)
    }
}

/// What the reader tells about a register.
extension RegisterReader {
    private mutating func report(_ faults: [RecordFault: FaultCount], lines: Int) {
        for fault in RecordFault.allCases {
            guard let seen = faults[fault] else { continue }
            let records = seen.first.map(String.init).joined(separator: ", ")
            let place =
                "\(side.name), record \(records)" + (seen.count > seen.first.count ? ", …" : "")
            let (code, problem, reason) =
                switch fault {
                case .fieldCount:
                    (
                        "record-field-count",
                        "\(seen.count) records have another number of fields than the heading",
                        "fields cannot be told apart; the records are left out"
                    )
                case .noIdentifier:
                    (
                        "record-without-identifier", "\(seen.count) records have no identifier",
                        "a line without an identifier cannot be reported; it is left out"
                    )
                case .badDate:
                    (
                        "record-date", "\(seen.count) records have no readable date",
                        "dates are written YYYY-MM-DD; the records are left out"
                    )
                case .badNumber:
                    (
                        "record-number",
                        "\(seen.count) masses, quantities or values cannot be read",
                        "numbers are digits with at most one point; they count as missing"
                    )
                }
            diagnostics.append(
                Diagnostic(
                    .warning, code: code, place: place, problem: problem, reason: reason,
                    remedy: "correct the records and run again"))
        }
        if lines == 0, !diagnostics.contains(where: { $0.severity == .error }) {
            diagnostics.append(
                Diagnostic(
                    .warning, code: "register-without-lines", place: side.name,
                    problem: "the register holds no usable line",
                    reason: "nothing on the other side can find its partner",
                    remedy: "check that the right file and period were given"))
        }
    }

    private mutating func report(unclosedQuoteAfter record: Int) {
        diagnostics.append(
            Diagnostic(
                .error, code: "record-too-long", place: "\(side.name), after record \(record)",
                problem: "a record is longer than \(Self.recordBytesMax) bytes",
                reason: "most likely a quote is opened and never closed",
                remedy: "correct the quotes; what follows was not read"))
    }

    private mutating func report(tooManyLines count: Int) {
        diagnostics.append(
            Diagnostic(
                .error, code: "register-too-long", place: side.name,
                problem: "more than \(Self.linesMax) lines",
                reason: "the memory for one run is bounded",
                remedy: "split the registers by period and run each"))
    }
}
