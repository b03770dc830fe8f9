import Customs

/// Canonical JSON as a stream: one document, documents one after the other (one a line, or laid
/// out over several), or an array of documents.
///
/// A broken document is refused with its place; reading goes on at the next line that begins with
/// an opening brace. Memory: the longest document, at most `documentBytesMax`.
package struct JSONFormat: DocumentFormat {
    /// After this many broken documents in a row the rest of the input is not looked at.
    package static let brokenInARowMax = 1000

    package init() {}

    package var name: String { "json" }

    package func confidence(head: UnsafeRawBufferPointer) -> Int {
        var bytes = head[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let text = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard let first = text.first else { return 0 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return 0 }
        let rest = text.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
        if rest.starts(with: "\"schema\"".utf8) { return 100 }
        return rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "}") ? 80 : 30
    }

    package func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        var stream = JSONStream(limits: limits)
        defer { stream.buffer.deallocate() }
        try stream.run(source, emit: emit)
    }
}

/// A window on the source that holds the document being read.
private struct JSONStream {
    var buffer: UnsafeMutableRawBufferPointer
    private let limits: ReadingLimits
    /// The window's bytes that are filled and not yet used up.
    private var start = 0
    private var end = 0
    private var atEnd = false
    private var number = 0
    private var brokenInARow = 0
    private var inArray = false
    /// Line and column of `start`.
    private var line = 1
    private var column = 1

    init(limits: ReadingLimits) {
        self.limits = limits
        buffer = .allocate(byteCount: 256 << 10, alignment: 16)
    }

    private var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[start..<end])
    }

    mutating func run(
        _ source: any ByteSource, emit: (consuming ReadDocument) throws -> Void
    ) throws {
        try fill(source)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
        try skipSpace(source)
        if bytes.first == UInt8(ascii: "[") {
            inArray = true
            use(1)
        }
        while true {
            try skipSpace(source)
            guard start < end else { return }
            if inArray, bytes.first == UInt8(ascii: "]") || bytes.first == UInt8(ascii: ",") {
                use(1)
                continue
            }
            try document(source, emit: emit)
            if brokenInARow >= JSONFormat.brokenInARowMax { return }
        }
    }

    /// Reads one document, enlarging the window as long as it is not whole.
    private mutating func document(
        _ source: any ByteSource, emit: (consuming ReadDocument) throws -> Void
    ) throws {
        number += 1
        var reading = attempt()
        if reading.fault?.kind == .endOfInput, !atEnd {
            // The records of an unfinished document are not kept; its end is looked for first.
            repeat {
                guard end - start < limits.documentBytesMax else {
                    return try leaveTooLong(source, emit: emit)
                }
                try fill(source)
            } while !isWhole() && !atEnd
            reading = attempt()
        }
        var outcome = reading.outcome
        brokenInARow = outcome.document != nil ? 0 : brokenInARow + 1
        if brokenInARow == JSONFormat.brokenInARowMax { outcome.diagnostics.append(gaveUp) }
        try emit(
            ReadDocument(
                number: number, format: "json", content: outcome.document,
                diagnostics: outcome.diagnostics))
        if let fault = reading.fault {
            use(max(1, fault.offset))
            try resume(source)
        } else {
            use(reading.end)
        }
    }

    private mutating func leaveTooLong(
        _ source: any ByteSource, emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let diagnostic = CanonicalJSON.tooLong(limits, place: "line \(line)")
        try emit(
            ReadDocument(number: number, format: "json", content: nil, diagnostics: [diagnostic]))
        use(end - start)
        try resume(source)
    }

    private var gaveUp: Diagnostic {
        Diagnostic(
            .error, code: "json-given-up", place: "line \(line)",
            problem: "\(JSONFormat.brokenInARowMax) broken documents in a row",
            reason: "an input that is broken throughout is not read to its end",
            remedy: "look at the first faults; the input is probably no JSON at all")
    }

    private func attempt() -> DocumentReading {
        DocumentReading(
            bytes, from: 0, lines: LineCounter(line: line, column: column), limits: limits)
    }

    /// True when the window holds a whole value, or a fault that more bytes cannot mend.
    private func isWhole() -> Bool {
        var cursor = JSONCursor(bytes, limits: limits)
        return cursor.skipValue() || cursor.fault?.kind != .endOfInput
    }

    /// Goes on to the next line that begins with an opening brace.
    private mutating func resume(_ source: any ByteSource) throws {
        // The fault may lie at the very start of such a line: a document that was not closed.
        if column == 1, bytes.first == UInt8(ascii: "{") { return }
        while true {
            var lineFeed = false
            var index = 0
            let window = bytes
            while index < window.count {
                let byte = window[index]
                if lineFeed, byte == UInt8(ascii: "{") {
                    use(index)
                    return
                }
                lineFeed = byte == 0x0A
                index += 1
            }
            use(lineFeed ? window.count - 1 : window.count)
            guard !atEnd else {
                use(end - start)
                return
            }
            try fill(source)
        }
    }

    private mutating func skipSpace(_ source: any ByteSource) throws {
        while true {
            let window = bytes
            var index = 0
            while index < window.count,
                window[index] == 0x20 || window[index] == 0x0A || window[index] == 0x0D
                    || window[index] == 0x09
            {
                index += 1
            }
            use(index)
            guard start == end, !atEnd else { return }
            try fill(source)
        }
    }

    /// Leaves `count` bytes behind.
    private mutating func use(_ count: Int) {
        var lines = LineCounter(line: line, column: column)
        (line, column) = lines.place(of: count, in: bytes)
        start += min(count, end - start)
    }

    /// Brings more bytes: moves what is left to the front, doubles the window when it is full.
    private mutating func fill(_ source: any ByteSource) throws {
        if start > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            end -= start
            start = 0
        }
        if end == buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(
                byteCount: buffer.count * 2, alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
            buffer.deallocate()
            buffer = larger
        }
        while end < buffer.count {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            guard count > 0 else {
                atEnd = true
                return
            }
            end += count
        }
    }
}
