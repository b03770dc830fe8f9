import Customs

/// The formats this program reads; adding one is one line in ``all(maps:map:)``.
package struct KnownFormats: Sendable {
    /// Names in the order in which they are asked.
    package static let names = all(maps: [], map: nil).map(\.name)
    /// Bytes of an input's beginning that formats are told by.
    package static let headBytes = 64 << 10

    private let formats: [any DocumentFormat]

    /// `maps` are told by a table's header; `map` is the one that was named, and is then the only one.
    package init(maps: [ColumnMap] = [], map: ColumnMap? = nil) {
        formats = Self.all(maps: maps, map: map)
    }

    private static func all(maps: [ColumnMap], map: ColumnMap?) -> [any DocumentFormat] {
        [
            WCODeclarationFormat(),
            ASYCUDAFormat(),
            EDIFACTFormat(),
            JSONFormat(),
            CSVFormat(maps: maps, map: map),
        ]
    }

    /// Reads all documents of an input. `name` is the format; nil tells it from the content.
    ///
    /// An input that no format recognises is one refused document that says what was looked for.
    package func read(
        _ source: any ByteSource, as name: String?, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        if let name, let format = formats.first(where: { $0.name == name }) {
            return try format.read(source, limits: limits, emit: emit)
        }
        let head = try Self.head(of: source)
        try source.rewind()
        let best = head.withUnsafeBytes { bytes in
            formats.map { ($0, $0.confidence(head: bytes)) }.max { $0.1 < $1.1 }
        }
        guard let best, best.1 > 0 else {
            return try emit(Self.unknown(isEmpty: head.isEmpty))
        }
        try best.0.read(source, limits: limits, emit: emit)
    }
}

extension KnownFormats {
    /// The beginning of an input, for telling its format.
    private static func head(of source: any ByteSource) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: headBytes) { buffer, count in
            while count < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let got = try source.read(into: rest)
                guard got > 0 else { return }
                count += got
            }
        }
    }

    private static func unknown(isEmpty: Bool) -> ReadDocument {
        ReadDocument(
            number: 1, format: "unknown", content: nil,
            diagnostics: [
                Diagnostic(
                    .error, code: isEmpty ? "input-empty" : "format-unknown",
                    place: "the whole input",
                    problem: isEmpty
                        ? "the input is empty" : "no known format recognises the input",
                    reason:
                        "looked for WCO declaration XML, ASYCUDA XML, an EDIFACT interchange (UNA or UNB), "
                        + "canonical JSON, and a table with a known header",
                    remedy: isEmpty
                        ? "check that the file was written to its end"
                        : "name the format with --format, and for a table its columns with --map")
            ])
    }
}
