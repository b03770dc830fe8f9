import ArgumentParser
import Formats
import Workflows

/// Files to read and how; the same for every command that reads documents.
struct InputOptions: ParsableArguments {
    @Argument(help: "Files to read; - is standard input, .gz is unpacked on the way.")
    var files: [String]

    @Option(help: "Format: auto, or \(KnownFormats.names.joined(separator: ", ")).")
    var format = "auto"

    @Option(help: "Column map (YAML) for tables; shipped maps are found by their header.")
    var map: String?

    func validate() throws {
        guard format == "auto" || KnownFormats.names.contains(format) else {
            throw ValidationError(
                "--format \(format) is not known; choose auto, \(KnownFormats.names.joined(separator: ", "))"
            )
        }
        guard files.filter({ $0 == "-" }).count <= 1 else {
            throw ValidationError("standard input (-) can be read once only")
        }
    }
}

/// Reads documents as the options say.
struct DocumentReader {
    /// Reads one input; safe to call from any thread, each call opens the input anew.
    let reading: DocumentReading

    init(_ options: InputOptions) throws {
        let formats = KnownFormats(
            maps: try MapFile.shipped(), map: try options.map.map(MapFile.load))
        let name = options.format == "auto" ? nil : options.format
        // Opened once before anything is read, so that a wrong name costs no work.
        for path in options.files { _ = try InputFile(path) }
        reading = { input, emit in
            try formats.read(try InputFile(input), as: name, limits: ReadingLimits(), emit: emit)
        }
    }
}
