import Customs

/// Tables of declarations as CSV, read through a column map.
///
/// The encoding, the delimiter and, without a map given, the map are found from the beginning of the
/// text. A row is a declaration with one item; with `group_by` the rows of one declaration follow each
/// other. Broken rows are refused one by one. Memory does not grow with the table.
package struct CSVFormat: DocumentFormat {
    /// Maps to choose from by the header row.
    package var maps: [ColumnMap]
    /// The map to use whatever the header row says.
    package var map: ColumnMap?
    /// Keeps label columns as extensions "label Fraud" instead of leaving them out.
    package var keepsLabels = false

    package init(maps: [ColumnMap] = [], map: ColumnMap? = nil, keepsLabels: Bool = false) {
        self.maps = maps
        self.map = map
        self.keepsLabels = keepsLabels
    }

    package var name: String { "csv" }

    package func confidence(head: UnsafeRawBufferPointer) -> Int {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        let first = head.first { !blanks.contains($0) }
        guard first != UInt8(ascii: "<"), first != UInt8(ascii: "{") else { return 0 }
        // The head is in memory: what cannot be read as a table's beginning is no table.
        guard let table = try? TableHead(head), table.header.count > 1 else { return 0 }
        if bestMap(for: table.header) != nil { return 95 }
        let looksOther = table.header[0].hasPrefix("<") || table.header[0].hasPrefix("{")
        return looksOther || table.hasControls ? 0 : (table.isEven ? 40 : 10)
    }

    /// The map whose columns stand in a header row: all required ones and four fifths of all.
    package func bestMap(for header: [String]) -> ColumnMap? {
        var best: (map: ColumnMap, fit: Double)?
        for map in maps {
            let fit = map.fit(header: header)
            if fit >= 0.8, fit > best?.fit ?? 0 { best = (map, fit) }
        }
        return best?.map
    }

    package func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let head = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { head.deallocate() }
        var filled = 0
        while filled < head.count {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: head[filled...]))
            if count == 0 { break }
            filled += count
        }
        try source.rewind()
        let start = UnsafeRawBufferPointer(rebasing: head[..<filled])
        let table = try TableHead(start, encoding: map?.encoding, delimiter: map?.delimiter)
        guard let map = map ?? bestMap(for: table.header) else {
            try emit(refused(filled == 0 ? Self.empty : noMap(table.header)))
            return
        }
        let text = DecodingSource(source, encoding: table.encoding, markLength: table.markLength)
        let scanner = RowScanner(
            text, delimiter: map.delimiter ?? table.delimiter, limits: limits)
        var reading = TableReading(map: map, keepsLabels: keepsLabels, scanner: scanner)
        try reading.run(limits: limits, emit: emit)
    }

    private func refused(_ diagnostic: Diagnostic) -> ReadDocument {
        ReadDocument(number: 1, format: name, content: nil, diagnostics: [diagnostic])
    }

    static let empty = Diagnostic(
        .error, code: "csv-empty", place: "line 1", problem: "the table is empty",
        reason: "a table has a header row and rows below it", remedy: "check the export")

    private func noMap(_ header: [String]) -> Diagnostic {
        let shown = header.prefix(8).map { Diagnostic.quoted($0, limit: 24) }
            .joined(separator: ", ")
        let known = maps.map { "\($0.name) (\($0.columns.count) columns)" }.joined(separator: ", ")
        return Diagnostic(
            .error, code: "csv-no-map", place: "line 1",
            problem: "no column map fits a table whose columns are \(shown)"
                + (header.count > 8 ? " and \(header.count - 8) more" : ""),
            reason: "a table says nothing about units, currencies and meaning; a map does. "
                + "Known maps: \(known.isEmpty ? "none" : known)",
            remedy: "name a map with --map, or write one for this table: see Maps/README.md")
    }
}

/// What the beginning of a table shows.
struct TableHead {
    let encoding: TextEncoding
    let markLength: Int
    let delimiter: UInt8
    let header: [String]
    /// The first rows have as many fields as the header.
    let isEven: Bool
    /// There are control characters no table has.
    let hasControls: Bool

    init(
        _ head: UnsafeRawBufferPointer, encoding: TextEncoding? = nil, delimiter: UInt8? = nil
    ) throws {
        let found = TextEncoding.detect(head)
        self.encoding = found.markLength > 0 ? found.0 : encoding ?? found.0
        markLength = found.markLength
        let raw = MemorySource(Array(head))
        let decoder = DecodingSource(raw, encoding: self.encoding, markLength: markLength)
        var text = [UInt8](repeating: 0, count: head.count * 3 + 4)
        var count = 0
        while count < text.count {
            let more = try text.withUnsafeMutableBytes {
                try decoder.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            if more == 0 { break }
            count += more
        }
        text.removeSubrange(count...)
        self.delimiter =
            delimiter ?? text.withUnsafeBufferPointer { CSVDialect.delimiter(of: $0) }
        hasControls = text.contains { $0 < 9 || ($0 > 13 && $0 < 32) }
        let scanner = RowScanner(
            MemorySource(text), delimiter: self.delimiter, limits: ReadingLimits())
        var header: [String] = []
        var isEven = true
        if case .row = try scanner.next() {
            header = scanner.texts()
            for _ in 0..<5 {
                guard case .row = try scanner.next() else { break }
                if scanner.count != header.count { isEven = false }
            }
        }
        self.header = header
        self.isEven = isEven
    }
}

extension RowScanner {
    /// The present row's fields, trimmed, doubled quotation marks made single.
    func texts() -> [String] {
        (0..<count).map { index in
            undouble(index)
            let field = fields[index]
            let bytes = UnsafeBufferPointer(start: field.start, count: field.count)
            return String(decoding: Self.trimmed(bytes), as: UTF8.self)
        }
    }

    /// Bytes without the blanks and byte-order marks around them. Characters would be found one by
    /// one from the end, which takes the square of a run of blanks.
    private static func trimmed(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == 9 }
        var field = bytes[...]
        while true {
            if let first = field.first, isBlank(first) {
                field.removeFirst()
            } else if field.starts(with: [0xEF, 0xBB, 0xBF]) {
                field.removeFirst(3)
            } else {
                break
            }
        }
        while let last = field.last, isBlank(last) { field.removeLast() }
        return field
    }

    /// Makes doubled quotation marks single, in place.
    func undouble(_ index: Int) {
        guard fields[index].hasDoubled else { return }
        let start = fields[index].start
        var target = 0
        var source = 0
        while source < fields[index].count {
            start[target] = start[source]
            source += start[source] == UInt8(ascii: "\"") ? 2 : 1
            target += 1
        }
        fields[index].count = target
        fields[index].hasDoubled = false
    }
}
