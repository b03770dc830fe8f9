import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Seal
import Workflows

extension ModelCommand {
    /// `tamga model train TRAIN.csv --map MAP.yaml --label COLUMN [--valid VALID.csv] --out MODEL`
    struct Train: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "train",
            abstract: "Learn a model from declarations whose inspection had a result.",
            discussion: """
                What is counted for a row (earlier results of the same goods, traders, routes) comes from \
                the days before its own. With --valid growing stops where the log loss of later rows no \
                longer falls; their results then join what the model remembers. The same rows and seed \
                give the same file, whatever the number of threads.
                """)

        @Argument(help: "Tables to learn from; - is standard input, .gz is unpacked on the way.")
        var files: [String]

        @OptionGroup var source: ModelMapOption

        @Option(help: "Column of the outcome: 0 or 1, no or yes, or a number above zero.")
        var label: String

        @Option(help: "Table of later rows that decide when to stop.")
        var valid: String?

        @Option(help: "File of the model.")
        var out: String

        @Option(help: "Trees at most, 1 to 5000; by default 200, with --valid 600.")
        var trees: Int?

        @Option(help: "Leaves of a tree, 2 to 256.")
        var leaves = 31

        @Option(help: "Questions on the way to a leaf, 1 to 12.")
        var depth = 10

        @Option(help: "Share of a tree's answer that is taken, 0.001 to 1.")
        var shrinkage = 0.05

        @Option(help: "Seed of what each tree may look at.")
        var seed: UInt64 = 1

        @Option(help: "Threads, 1 to 64; by default as many as there are cores.")
        var threads: Int?

        @Option(help: "Also write the features as a table, for other learners to be compared with.")
        var features: String?

        @Flag(help: "JSON instead of a summary.")
        var json = false

        func validate() throws {
            guard trees.map({ (1...RiskModel.treesMax).contains($0) }) ?? true else {
                throw ValidationError("--trees takes 1 to \(RiskModel.treesMax)")
            }
            guard (2...DecisionTree.leavesMax).contains(leaves) else {
                throw ValidationError("--leaves takes 2 to \(DecisionTree.leavesMax)")
            }
            guard (1...DecisionTree.depthMax).contains(depth) else {
                throw ValidationError("--depth takes 1 to \(DecisionTree.depthMax)")
            }
            guard (0.001...1).contains(shrinkage) else {
                throw ValidationError("--shrinkage takes 0.001 to 1")
            }
            guard threads.map({ (1...64).contains($0) }) ?? true else {
                throw ValidationError("--threads takes 1 to 64")
            }
        }

        func run() throws {
            let tables = try source.tables(OutcomeColumns(label: label))
            // Opened once before anything is read, so that a wrong name costs no work.
            for path in files + (valid.map { [$0] } ?? []) { _ = try InputFile(path) }
            let model = try WholeFile(out)
            let table: FeatureFile?
            do {
                table = try features.map { try FeatureFile($0) }
                let faults = try learn(tables, model, table)
                if faults.refused > 0 { throw Finished.refused }
            } catch {
                model.abandon()
                throw error
            }
        }

        private func learn(
            _ tables: LabelledTables, _ file: WholeFile, _ table: FeatureFile?
        ) throws -> TableFaults {
            var rows = TrainingRows()
            var faults = TableFaults()
            let reading = Progress("reading")
            do {
                for path in files {
                    try tables.add(path, to: &rows, isHeld: false, faults: &faults) {
                        reading.add($0)
                    }
                }
                if let valid {
                    try tables.add(valid, to: &rows, isHeld: true, faults: &faults) {
                        reading.add($0)
                    }
                }
            } catch let refusal as LabelledTables.Refusal {
                TableReport.show(faults)
                throw TableReport.failure(refusal)
            }
            reading.finish()
            TableReport.show(faults)
            let outcome = try outcome(rows, table)
            let bytes = outcome.model.encoded()
            try file.write(bytes)
            try file.finish()
            try table?.finish()
            TrainReport(outcome: outcome, digest: Digest256(hashing: bytes), path: out)
                .show(isJSON: json)
            return faults
        }

        private func outcome(
            _ rows: TrainingRows, _ table: FeatureFile?
        ) throws -> ModelTraining.Outcome {
            var settings = TreeSettings()
            // Nothing says when to stop without later rows, and more trees learn by heart.
            settings.treesMax = trees ?? (valid == nil ? 200 : 600)
            settings.leavesMax = leaves
            settings.depthMax = depth
            settings.shrinkage = shrinkage
            settings.seed = seed
            let growing = Progress("growing trees")
            do {
                let training = ModelTraining(
                    settings: settings, spread: threads.map { .threads($0) } ?? .cores)
                let outcome = try training.learn(
                    rows, label: label, table: table.map { file in { try file.write($0) } },
                    progress: { _ in growing.add(1) })
                growing.finish()
                return outcome
            } catch let refusal as ModelTraining.Refusal {
                throw Self.failure(refusal, files[0])
            }
        }

        private static func failure(
            _ refusal: ModelTraining.Refusal, _ path: String
        ) -> CommandFailure {
            switch refusal {
            case .tooFewRows(let count):
                CommandFailure(
                    code: 65,
                    what: "\(path): \(count) rows with an outcome are too few to learn from",
                    whatToDo: "give at least \(ModelTraining.rowsMin)")
            case .oneClass(let isIrregular):
                CommandFailure(
                    code: 65,
                    what: "\(path): every row is \(isIrregular ? "irregular" : "regular")",
                    whatToDo: "give rows of both outcomes, or check --label")
            case .tooManyRows:
                TableReport.failure(.tooManyRows(input: path))
            }
        }
    }
}

/// The features of every row as a table: held out or not, outcome, features; empty where missing.
struct FeatureFile {
    private let file: WholeFile

    init(_ path: String) throws {
        file = try WholeFile(path)
    }

    func write(_ table: FeatureTable) throws {
        let names = ModelFeature.all.map(\.id).joined(separator: ",")
        try file.write(Array("held,outcome,\(names)\n".utf8))
        try table.forEachRow { isHeld, isIrregular, features in
            var line = "\(isHeld ? 1 : 0),\(isIrregular ? 1 : 0)"
            for value in features { line += value.isNaN ? "," : ",\(value)" }
            line += "\n"
            try file.write(Array(line.utf8))
        }
    }

    func finish() throws { try file.finish() }
}

/// What training did, for people and programs.
struct TrainReport {
    let outcome: ModelTraining.Outcome
    let digest: Digest256
    let path: String

    func show(isJSON: Bool) {
        let (model, report) = (outcome.model, outcome.report)
        let (first, last) = (report.trainingLoss.first ?? 0, report.trainingLoss[report.treeCount])
        if isJSON {
            var writer = JSONWriter(capacity: 512)
            writer.beginObject()
            ModelWords.writeMembers(model, digest: digest, to: &writer)
            writer.key("trainingLoss")
            writer.number(last)
            if !report.validationLoss.isEmpty {
                writer.key("validationLoss")
                writer.number(report.validationLoss[report.treeCount])
            }
            writer.endObject()
            StandardOutput.shared.write(writer.text + "\n")
            return
        }
        StandardOutput.shared.write(ModelWords.text(model, digest: digest))
        var text = String(
            format: "log loss       %.4f before, %.4f after on rows learned", first, last)
        if let before = report.validationLoss.first {
            text += String(
                format: "; %.4f before, %.4f after on rows held out", before,
                report.validationLoss[report.treeCount])
        }
        StandardOutput.shared.write(text + "\n")
        say("tamga: the model is in \(path); next: tamga model evaluate \(path) FILE --label …")
    }
}
