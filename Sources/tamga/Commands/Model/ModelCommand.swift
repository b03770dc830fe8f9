import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Seal
import Workflows

/// `tamga model train|score|evaluate|explain|show|adopt|withdraw`
struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Learn from results of inspections, and score declarations by what was learned.",
        discussion: """
            A model is boosted decision trees over goods, masses, prices, routes and earlier results; it \
            sees no nationality, no name and no personal trait. `model train` makes a file, `model \
            evaluate` measures it on other rows, `model explain` says what a score is made of, and `model \
            adopt` lets a node's screening use it once two persons agree.
            """,
        subcommands: [
            Train.self, Score.self, Evaluate.self, Explain.self, Show.self, Adopt.self,
            Withdraw.self,
        ])
}

/// `--map MAP.yaml`
struct ModelMapOption: ParsableArguments {
    @Option(help: "Column map (YAML) for tables; shipped maps are found by their header.")
    var map: String?

    /// Reads documents of any format.
    func documents() throws -> DocumentReading {
        let formats = KnownFormats(maps: try MapFile.shipped(), map: try map.map(MapFile.load))
        return { input, emit in
            try formats.read(try InputFile(input), as: nil, limits: ReadingLimits(), emit: emit)
        }
    }

    /// Reads a table with its columns of outcomes.
    func tables(_ columns: OutcomeColumns) throws -> LabelledTables {
        let format = CSVFormat(
            maps: try MapFile.shipped().map { $0.keepingOutcomes(columns.names) },
            map: try map.map(MapFile.load)?.keepingOutcomes(columns.names), keepsLabels: true)
        return LabelledTables(
            reading: { input, emit in
                try format.read(try InputFile(input), limits: ReadingLimits(), emit: emit)
            }, columns: columns)
    }
}

/// Model files on disk.
enum ModelFile {
    /// Larger files are no models of this program.
    private static let bytesMax = 1 << 29

    /// The bytes of a model file.
    static func bytes(of path: String) throws -> [UInt8] {
        let file = try InputFile(path)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= bytesMax else {
                throw CommandFailure(
                    code: 65, what: "\(path): more than \(bytesMax) bytes are no model",
                    whatToDo: "give a file that tamga model train wrote")
            }
        }
    }

    /// Reads a model.
    static func load(_ path: String) throws -> RiskModel {
        try decoded(try bytes(of: path), path)
    }

    static func decoded(_ bytes: [UInt8], _ path: String) throws -> RiskModel {
        do {
            return try RiskModel(decoding: bytes)
        } catch {
            throw failure(error, path)
        }
    }

    static func failure(_ damage: ModelDamage, _ path: String) -> CommandFailure {
        let remedy =
            switch damage {
            case .notModel: "give a file that tamga model train wrote"
            case .version, .otherFeatures: "train the model again with this release"
            case .checksum, .invalid: "copy the file again, or train the model anew"
            }
        return CommandFailure(code: 65, what: "\(path): \(damage.sentence)", whatToDo: remedy)
    }
}

/// A file that appears under its name only when it is whole.
struct WholeFile {
    let path: String
    private let part: String
    private let file: OutputFile

    /// Begins the file beside its place; fails at once where it could not be written.
    init(_ path: String) throws {
        self.path = path
        part = path + ".part"
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
            isDirectory.boolValue
        {
            throw Self.failure(path, "it is a directory")
        }
        do {
            file = try OutputFile(part)
        } catch {
            throw CommandFailure(
                code: error.code, what: error.what.replacing(part, with: path),
                whatToDo: error.whatToDo)
        }
    }

    func write(_ bytes: [UInt8]) throws { try file.write(bytes) }

    /// Puts the file in its place.
    func finish() throws {
        try file.close()
        guard rename(part, path) == 0 else { throw Self.failure(path, "it cannot be replaced") }
    }

    /// Leaves nothing behind.
    func abandon() { unlink(part) }

    private static func failure(_ path: String, _ why: String) -> CommandFailure {
        CommandFailure(
            code: 73, what: "\(path) cannot be written: \(why)",
            whatToDo: "check the path, its permissions and the free space")
    }
}

/// What became of a table's rows, on standard error.
enum TableReport {
    static func show(_ faults: TableFaults) {
        for (input, diagnostic) in faults.shown { DiagnosticText.show([diagnostic], of: input) }
        if faults.withinModelDays > 0 {
            say(
                "tamga: \(faults.withinModelDays) rows are of days that the model has seen results of; "
                    + "their figures may flatter it")
        }
        if faults.withoutOutcome > 0 {
            say("tamga: \(faults.withoutOutcome) rows have no outcome and were left out")
        }
        if faults.refused > 0 { say("tamga: \(faults.refused) rows were refused and left out") }
    }

    /// A failure for a table that is of no use.
    static func failure(_ refusal: LabelledTables.Refusal) -> CommandFailure {
        switch refusal {
        case .noOutcomes(let input, let column):
            CommandFailure(
                code: 65,
                what: "\(input): no row has an outcome in column \(Diagnostic.quoted(column))",
                whatToDo: "name the column of the outcome with --label")
        case .tooManyRows(let input):
            CommandFailure(
                code: 65,
                what:
                    "\(input): more than \(TrainingRows.rowsMax) rows are not learned from at once",
                whatToDo: "give the latest years alone")
        }
    }
}
