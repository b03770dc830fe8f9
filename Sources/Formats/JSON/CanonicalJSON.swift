package import Customs

/// Canonical JSON: the form in which documents are stored and exchanged (Specs/declaration.md).
///
/// One document is one object: its `schema` first, then its fields in the order of their listing,
/// absent ones left out. Equal documents have equal bytes.
///
/// ## Topics
/// - Writing: ``write(_:)``, ``Encoder``
/// - Reading: ``read(_:limits:)``
/// - Streams of documents: ``JSONFormat``
package enum CanonicalJSON {
    /// Value of `schema` in a declaration.
    package static let declarationSchema = "tamga-declaration/1"
    /// Value of `schema` in a cargo report.
    package static let cargoReportSchema = "tamga-cargo-report/1"
    static let schemaKey = "schema"

    /// Memory that the records of one document may take, texts apart. An item takes about a
    /// kilobyte, so this is some 60,000 items; it keeps `[{},{},…]` from growing without bound.
    static let recordBytesMax = 64 << 20

    /// The canonical bytes of a document.
    package static func write(_ document: CustomsDocument) -> [UInt8] {
        let encoder = Encoder()
        return encoder.encode(document) { Array($0) }
    }

    package static func write(_ declaration: Declaration) -> [UInt8] {
        let encoder = Encoder()
        return encoder.encode(declaration) { Array($0) }
    }

    /// Writes document after document into the same memory; for stores and bulk output.
    /// Belongs to one user at a time.
    package final class Encoder {
        private var writer = CanonicalWriter()

        package init() {}

        deinit { writer.free() }

        /// Hands the canonical bytes to `body`; they are gone when it returns.
        package func encode<Answer>(
            _ document: CustomsDocument,
            _ body: (UnsafeBufferPointer<UInt8>) throws -> Answer
        ) rethrows -> Answer {
            switch document {
            case .declaration(let declaration): return try encode(declaration, body)
            case .cargoReport(let report):
                var report = report
                return try encode(&report, schema: CanonicalJSON.cargoReportSchema, body)
            }
        }

        /// Hands the canonical bytes to `body`; they are gone when it returns.
        package func encode<Answer>(
            _ declaration: Declaration,
            _ body: (UnsafeBufferPointer<UInt8>) throws -> Answer
        ) rethrows -> Answer {
            var declaration = declaration
            return try encode(&declaration, schema: CanonicalJSON.declarationSchema, body)
        }

        private func encode<Root: Record, Answer>(
            _ root: inout Root, schema: String,
            _ body: (UnsafeBufferPointer<UInt8>) throws -> Answer
        ) rethrows -> Answer {
            writer.reset()
            writer.open(UInt8(ascii: "{"))
            var schema: String? = schema
            writer.text("schema", &schema)
            root.fields(&writer)
            writer.close(UInt8(ascii: "}"))
            writer.finish()
            return try body(writer.bytes)
        }
    }

    /// What came of reading one document.
    package struct Outcome: Sendable {
        /// What was read; nil when the text is no JSON or names no schema of ours. With an error
        /// among the diagnostics it lacks what was faulty.
        package var document: CustomsDocument?
        package var diagnostics: [Diagnostic]
    }

    /// Reads one document from bytes that hold nothing else.
    package static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: ReadingLimits = ReadingLimits()
    ) -> Outcome {
        guard bytes.count <= limits.documentBytesMax else {
            return Outcome(document: nil, diagnostics: [tooLong(limits, place: "line 1")])
        }
        let reading = DocumentReading(bytes, from: 0, lines: LineCounter(), limits: limits)
        var outcome = reading.outcome
        guard reading.fault == nil else { return outcome }
        var cursor = JSONCursor(bytes, from: reading.end, limits: limits)
        if cursor.peek() != nil {
            var lines = LineCounter()
            let (line, column) = lines.place(of: cursor.position, in: bytes)
            outcome.document = nil
            outcome.diagnostics.append(
                JSONFault(
                    .trailingBytes, offset: cursor.position,
                    detail: "more text after the end of the document"
                ).diagnostic(place: "line \(line), column \(column), /"))
        }
        return outcome
    }

    package static func read(
        _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()
    ) -> Outcome {
        bytes.withUnsafeBufferPointer { read($0, limits: limits) }
    }

    static func tooLong(_ limits: ReadingLimits, place: String) -> Diagnostic {
        Diagnostic(
            .error, code: "document-too-long", place: place,
            problem: "the document is longer than \(limits.documentBytesMax) bytes",
            reason: "the reader's bounds protect it against hostile input",
            remedy: "split the document")
    }
}

/// One attempt to read a document that begins at a place in a buffer.
struct DocumentReading {
    private(set) var outcome = CanonicalJSON.Outcome(document: nil, diagnostics: [])
    /// Why the text is broken; ``JSONFault/Kind/endOfInput`` when more bytes might mend it.
    private(set) var fault: JSONFault?
    /// Offset after the document.
    private(set) var end: Int

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, lines: LineCounter,
        limits: ReadingLimits
    ) {
        end = start
        var reader = CanonicalReader(bytes, from: start, lines: lines, limits: limits)
        var probe = JSONCursor(bytes, from: start, limits: limits)
        switch Self.schema(&probe) {
        case CanonicalJSON.declarationSchema:
            var declaration = Declaration()
            if reader.object(into: &declaration, isRoot: true) {
                declaration.extensions += reader.strangers
                outcome.document = .declaration(declaration)
            }
        case CanonicalJSON.cargoReportSchema:
            var report = CargoReport()
            if reader.object(into: &report, isRoot: true) {
                report.extensions += reader.strangers
                outcome.document = .cargoReport(report)
            }
        case let other:
            if reader.cursor.skipValue() { Self.refuse(schema: other, at: start, in: &reader) }
        }
        fault = reader.cursor.fault
        end = reader.cursor.position
        if fault == nil {
            let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
            switch UTF8Check.check(text) {
            case .valid: break
            case .invalid(let offset), .cut(let offset):
                fault = JSONFault(
                    .invalidUTF8, offset: start + offset, detail: "bytes that are not UTF-8")
            }
        }
        if let fault {
            outcome.document = nil
            reader.report(fault)
        }
        outcome.diagnostics = reader.diagnostics.all
    }

    /// The value of the root's `schema`, which our writer puts first; nil when there is none.
    private static func schema(_ cursor: inout JSONCursor) -> String? {
        guard cursor.take(UInt8(ascii: "{")), cursor.peek() == UInt8(ascii: "\"") else {
            return nil
        }
        repeat {
            guard let text = cursor.text() else { return nil }
            let isSchema = cursor.withBytes(text) { $0.elementsEqual(CanonicalJSON.schemaKey.utf8) }
            guard cursor.take(UInt8(ascii: ":")) else { return nil }
            if isSchema {
                guard cursor.peek() == UInt8(ascii: "\""), let value = cursor.text() else {
                    return nil
                }
                return cursor.string(value)
            }
            guard cursor.skipValue() else { return nil }
        } while cursor.take(UInt8(ascii: ","))
        return nil
    }

    private static func refuse(schema: String?, at start: Int, in reader: inout CanonicalReader) {
        let known = "\(CanonicalJSON.declarationSchema), \(CanonicalJSON.cargoReportSchema)"
        reader.report(
            .error, schema == nil ? "json-schema-missing" : "json-schema-unknown", at: start,
            pointer: "/schema",
            problem: schema.map { "the schema \(Diagnostic.quoted($0)) is not known here" }
                ?? "the document does not name its schema",
            reason: "a document says what it is by the key \"schema\"; known are \(known)",
            remedy: "add the right schema, or convert the document with the program that wrote it")
    }
}
