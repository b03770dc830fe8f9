import ArgumentParser
import Customs
import Formats
import Workflows

/// `tamga read FILE… [--format …] [--map MAP.yaml] --jsonl`
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read documents and say what is in them, or what is wrong with them.",
        discussion: """
            Needs no node and stores nothing. A line per document, in order; envelopes are looked \
            through, each row of a table is a document. Exit 65 when any was refused.
            """)

    @OptionGroup var input: InputOptions

    @Flag(help: "One JSON object a line; without it, a line of text and the diagnostics.")
    var jsonl = false

    @Flag(help: "With --jsonl: canonical JSON, every field, instead of the format's own words.")
    var canonical = false

    @Flag(help: "Only check: print nothing but diagnostics and a summary.")
    var check = false

    func run() throws {
        let reader = try DocumentReader(input)
        let progress = Progress("reading")
        var accepted = 0
        var refused = 0
        var notes = NoteLimit()
        for file in input.files {
            try ReadLines.forEach(of: file, reading: reader.reading, form: form) { batch in
                accepted += batch.accepted
                refused += batch.refused
                StandardOutput.shared.write(bytes: batch.text)
                for note in batch.notes { notes.show(note) }
                progress.add(batch.accepted + batch.refused)
            }
        }
        progress.finish()
        notes.finish()
        say("tamga: \(accepted) documents accepted, \(refused) refused")
        if refused > 0 { throw Finished.refused }
    }

    private var form: ReadLines.Form {
        if check { return .check }
        return jsonl ? (canonical ? .canonical : .words) : .text
    }
}

/// Turns documents into lines, beside the reading of the next ones.
enum ReadLines {
    enum Form: Sendable { case words, canonical, text, check }

    struct Batch: Sendable {
        var text: [UInt8] = []
        var notes: [String] = []
        var accepted = 0
        var refused = 0
    }

    private static let batchBytes = 1 << 18
    private static let batchDocuments = 256

    static func forEach(
        of file: String, reading: @escaping DocumentReading, form: Form,
        _ body: (Batch) throws -> Void
    ) throws {
        try pipeline(
            produce: { send in
                var batch: [ReadDocument] = []
                try reading(file) { document in
                    batch.append(document)
                    guard batch.count == batchDocuments else { return }
                    try send(batch)
                    batch.removeAll(keepingCapacity: true)
                }
                if !batch.isEmpty { try send(batch) }
            },
            consume: { (documents: [ReadDocument]) in
                var batch = Batch()
                for document in documents { add(document, of: file, form: form, to: &batch) }
                try body(batch)
            })
    }

    private static func add(
        _ document: ReadDocument, of file: String, form: Form, to batch: inout Batch
    ) {
        if document.isAccepted { batch.accepted += 1 } else { batch.refused += 1 }
        switch form {
        case .words, .canonical:
            batch.text += line(document, of: file, isCanonical: form == .canonical)
        case .text:
            batch.text += Array(summary(document, of: file).utf8)
            addNotes(document, of: file, to: &batch)
        case .check:
            addNotes(document, of: file, to: &batch)
        }
    }

    private static func addNotes(_ document: ReadDocument, of file: String, to batch: inout Batch) {
        for diagnostic in document.diagnostics {
            batch.notes.append(DiagnosticText.text(diagnostic, of: "\(file):\(document.number)"))
        }
    }

    /// One line of `--jsonl`.
    static func line(_ document: ReadDocument, of file: String, isCanonical: Bool) -> [UInt8] {
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        writer.key("file")
        writer.string(file)
        writer.key("document")
        writer.integer(document.number)
        writer.key("format")
        writer.string(document.format)
        writer.key("status")
        writer.string(document.isAccepted ? "accepted" : "refused")
        if document.isAccepted, let content = document.content {
            writer.key("declaration")
            if isCanonical {
                writer.raw(CanonicalJSON.write(content))
            } else {
                DocumentWords.write(content, format: document.format, to: &writer)
            }
        }
        writer.key("diagnostics")
        DiagnosticJSON.write(document.diagnostics, to: &writer)
        writer.endObject()
        writer.lineFeed()
        return writer.bytes
    }

    private static func summary(_ document: ReadDocument, of file: String) -> String {
        let status = document.isAccepted ? "accepted" : "refused"
        var text = "\(file):\(document.number) \(document.format) \(status)"
        switch document.content {
        case .declaration(let declaration)?:
            text +=
                " declaration \(declaration.id ?? declaration.functionalReferenceID ?? "without a number")"
            text +=
                ", \(declaration.flow?.rawValue ?? "flow unknown"), \(declaration.items.count) items"
        case .cargoReport(let report)?:
            text += " cargo report \(report.reference ?? "without a number")"
            text += ", \(report.consignments.count) consignments"
        case nil: break
        }
        return text + "\n"
    }
}

/// Shows the first diagnostics and counts the rest, so that a table with one fault in every row
/// stays readable.
private struct NoteLimit {
    private static let shownMax = 50
    private var count = 0

    mutating func show(_ note: String) {
        count += 1
        if count <= Self.shownMax { say(note) }
    }

    func finish() {
        guard count > Self.shownMax else { return }
        say("tamga: \(count - Self.shownMax) more diagnostics; --jsonl shows them all")
    }
}
