import ArgumentParser
import Customs
import Formats
import Workflows

/// `tamga write --to wco-dec FILE`
struct WriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Read one document and write the same in another format.",
        discussion: """
            Nothing is lost and nothing added: what the target format has no place for is a warning \
            that names it. The result is on standard output.
            """)

    enum Target: String, ExpressibleByArgument, CaseIterable {
        case wcoDec = "wco-dec"
        case json
    }

    @Option(help: "Target format: wco-dec or json.")
    var to: Target

    @OptionGroup var input: InputOptions

    func validate() throws {
        guard input.files.count == 1 else { throw ValidationError("write takes one file") }
    }

    func run() throws {
        let reader = try DocumentReader(input)
        var documents: [ReadDocument] = []
        // Two are enough to know that there is more than one.
        try reader.reading(input.files[0]) { document in
            if documents.count < 2 { documents.append(document) }
        }
        guard documents.count == 1, let document = documents.first else {
            throw CommandFailure(
                code: 65,
                what:
                    "\(input.files[0]) holds \(documents.isEmpty ? "no document" : "more than one document")",
                whatToDo: "give a file with exactly one")
        }
        DiagnosticText.show(document.diagnostics, of: input.files[0])
        guard document.isAccepted, let content = document.content else { throw Finished.refused }
        try write(content)
    }

    private func write(_ content: CustomsDocument) throws {
        switch (to, content) {
        case (.json, _):
            StandardOutput.shared.write(bytes: CanonicalJSON.write(content))
            StandardOutput.shared.write("\n")
        case (.wcoDec, .declaration(let declaration)):
            let written = WCODeclarationWriter().write(declaration)
            DiagnosticText.show(written.diagnostics, of: "written")
            guard !written.diagnostics.contains(where: { $0.severity == .error }) else {
                throw Finished.refused
            }
            StandardOutput.shared.write(bytes: written.bytes)
        case (.wcoDec, .cargoReport):
            throw CommandFailure(
                code: 65, what: "a cargo report cannot be written as a WCO declaration",
                whatToDo: "use --to json")
        }
    }
}
