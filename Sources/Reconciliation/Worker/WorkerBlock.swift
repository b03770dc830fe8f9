import Customs
import Reference

/// One block of two registers and their rates as tab-separated lines, compared on its own: what a
/// cluster hands to a worker.
///
/// Lines in: `E` and the fields of an export line, `I` and those of an import line, in the order of
/// ``exportHeading`` and ``importHeading``; `R`, day, currency, units per dollar. Lines out: `L` for a
/// link, `F` for a finding, `D` for a diagnostic. The same block gives the same bytes.
package struct WorkerBlock {
    /// Fields of an `E` line.
    package static let exportHeading =
        "exp_id,declaration,item,date,exporter_id,exporter,consignee,hs,description,origin,"
        + "destination,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms"
    /// Fields of an `I` line.
    package static let importHeading =
        "imp_id,declaration,item,date,importer_id,importer,supplier,hs,description,origin,"
        + "departure,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms"
    /// Largest block, in bytes.
    package static let bytesMax = 1 << 30

    private var exports = Array((exportHeading + "\n").utf8)
    private var imports = Array((importHeading + "\n").utf8)
    private var rates = Array("date,currency,per_usd\n".utf8)
    private var line: [UInt8] = []
    private var total = 0
    private var unknownLines = 0

    package init() {}

    /// Whether the block is larger than a worker takes; what follows is not kept.
    package var isTooLarge: Bool { total > Self.bytesMax }

    /// Takes the next bytes of the block, cut anywhere.
    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            total += 1
            guard !isTooLarge else { return }
            if byte == 0x0A { endLine() } else { line.append(byte) }
        }
    }

    private mutating func endLine() {
        defer { line.removeAll(keepingCapacity: true) }
        if line.last == 0x0D { line.removeLast() }
        guard !line.isEmpty else { return }
        guard line.count > 2, line[1] == 0x09 else {
            unknownLines += 1
            return
        }
        switch line[0] {
        case 0x45: Self.append(line, to: &exports)
        case 0x49: Self.append(line, to: &imports)
        case 0x52: Self.append(line, to: &rates)
        default: unknownLines += 1
        }
    }

    /// A tab-separated line without its mark as a CSV record.
    private static func append(_ line: [UInt8], to table: inout [UInt8]) {
        for field in line[2...].split(separator: 0x09, omittingEmptySubsequences: false) {
            if field.contains(0x2C) || field.contains(0x22) {
                table.append(0x22)
                for byte in field {
                    if byte == 0x22 { table.append(0x22) }
                    table.append(byte)
                }
                table.append(0x22)
            } else {
                table.append(contentsOf: field)
            }
            table.append(0x2C)
        }
        table[table.count - 1] = 0x0A
    }

    /// Compares the block and writes its lines out. False when the block is refused.
    package mutating func finish(
        _ settings: ReconciliationSettings, write: ([UInt8]) throws -> Void
    ) throws -> Bool {
        endLine()
        var diagnostics = faults
        var table = ExchangeRates()
        let hasRates = rates.count > 22
        if hasRates { diagnostics += RatesImporter(day: nil).read(rates, into: &table).diagnostics }
        var text = TextBuffer()
        if !diagnostics.contains(where: { $0.severity == .error }) {
            let result = try Reconciler(settings: settings).reconcile(
                exports: .bytes(exports), imports: .bytes(imports), rates: table)
            diagnostics += result.diagnostics
            try Self.write(result, &text, write)
        }
        for diagnostic in diagnostics { Self.add(diagnostic, &text) }
        try text.drain(write)
        return !diagnostics.contains { $0.severity == .error }
    }

    private var faults: [Diagnostic] {
        var faults: [Diagnostic] = []
        if isTooLarge {
            faults.append(
                Diagnostic(
                    .error, code: "block-too-large", place: "standard input",
                    problem: "more than \(Self.bytesMax) bytes",
                    reason: "the memory of a worker is bounded",
                    remedy: "cut the registers into smaller blocks, by period or pair"))
        }
        if unknownLines > 0 {
            faults.append(
                Diagnostic(
                    .error, code: "block-line", place: "standard input",
                    problem: "\(unknownLines) lines do not begin with E, I or R and a tab",
                    reason: "it cannot be told to which register they belong",
                    remedy: "mark every line"))
        }
        return faults
    }

    private static func write(
        _ result: ReconciliationResult, _ text: inout TextBuffer, _ write: ([UInt8]) throws -> Void
    ) rethrows {
        let exports = result.exportRegister.lines.ids
        let imports = result.importRegister.lines.ids
        for link in result.links {
            text.add("L\t\(plain(exports[link.exported]))\t\(plain(imports[link.imported]))\t")
            text.add("\(link.kind)\t")
            text.add(link.confidence, decimals: 4)
            text.add("\t\(link.key)\n")
            if text.bytes.count > TextBuffer.pieceBytes { try text.drain(write) }
        }
        for finding in result.findings {
            let exported = finding.exported.map { plain(exports[$0]) } ?? ""
            let imported = finding.imported.map { plain(imports[$0]) } ?? ""
            text.add("F\t\(finding.type.rawValue)\t\(exported)\t\(imported)\t")
            text.add(finding.factor, decimals: 3)
            text.add("\t")
            if let dollars = finding.dollars { text.add(dollars, decimals: 2) }
            text.add("\t")
            text.add(finding.confidence, decimals: 4)
            text.add("\t\(plain(finding.sentence))\n")
            if text.bytes.count > TextBuffer.pieceBytes { try text.drain(write) }
        }
    }

    private static func add(_ diagnostic: Diagnostic, _ text: inout TextBuffer) {
        let fields = [
            diagnostic.severity.rawValue, diagnostic.code, diagnostic.place, diagnostic.problem,
            diagnostic.reason, diagnostic.remedy,
        ]
        text.add("D\t" + fields.map(plain).joined(separator: "\t") + "\n")
    }

    /// A field without tabs and line ends; quotes that the reader kept doubled are single again.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            plain.append(scalar.value < 0x20 ? " " : scalar)
        }
        return String(plain).replacing("\"\"", with: "\"")
    }
}
