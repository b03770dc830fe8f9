import Customs
import Formats
import Glibc

/// Feeds arbitrary bytes to one reader, chosen by TAMGA_FUZZ_READER: wco-dec, asycuda, edifact, csv,
/// json, auto, names, or `must-crash`, the control that shows that a find would be noticed.
///
/// Beyond "no crash": a document that is accepted has content, and every refusal says why.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if reader == "must-crash" {
        precondition(
            !(bytes.count >= 3 && bytes[0] == 0x55 && bytes[1] == 0x4E), "the planted fault")
        return 0
    }
    if reader == "names" {
        fuzzNames(bytes)
        return 0
    }
    var documents = 0
    do {
        try formats.read(
            MemorySource(bytes), as: reader == "auto" ? nil : reader, limits: limits
        ) { document in
            documents += 1
            precondition(
                document.isAccepted || !document.diagnostics.isEmpty,
                "a refused document must say why")
            precondition(document.diagnostics.count <= Diagnostic.countMax + 1)
            if document.isAccepted, let content = document.content {
                check(content)
            }
        }
    } catch {
        preconditionFailure("readers do not throw for what the input says: \(error)")
    }
    return 0
}

/// What was accepted survives its canonical form.
private func check(_ content: CustomsDocument) {
    let canonical = CanonicalJSON.write(content)
    let again = CanonicalJSON.read(canonical)
    precondition(again.document == content, "canonical JSON loses something")
}

private let reader = getenv("TAMGA_FUZZ_READER").map { String(cString: $0) } ?? "auto"

private let formats = KnownFormats(map: columnMap)

/// A small map, so that the CSV reader gets past the header: id;mass;price;date;code.
private let columnMap: ColumnMap? = {
    func scalar(_ text: String) -> MapNode { .scalar(text, line: 1) }
    func entry(_ key: String, _ value: MapNode) -> MapNode.Entry {
        MapNode.Entry(key: key, line: 1, value: value)
    }
    let fields = [
        ("id", "functionalReferenceID"), ("mass", "item.netMass"), ("price", "item.price"),
        ("date", "acceptanceDateTime"), ("code", "item.classification.HS"),
        ("office", "office.declaration"),
    ]
    let columns = fields.map { column, field in
        MapNode.mapping([entry("column", scalar(column)), entry("field", scalar(field))], line: 1)
    }
    var diagnostics: [Diagnostic] = []
    let map = ColumnMap(
        .mapping(
            [entry("map", scalar("fuzz")), entry("columns", .sequence(columns, line: 1))], line: 1),
        diagnostics: &diagnostics)
    precondition(map != nil, "the fuzzer's map is wrong: \(diagnostics)")
    return map
}()

private let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.documentBytesMax = 1 << 20
    limits.interchangeBytesMax = 1 << 20
    return limits
}()
