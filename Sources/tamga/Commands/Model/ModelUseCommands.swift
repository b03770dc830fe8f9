import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Seal
import Workflows

extension ModelCommand {
    /// `tamga model score MODEL FILE.csv --map MAP.yaml --out PRED.csv`
    struct Score: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "score",
            abstract: "Score every declaration of a file: its number and a probability.",
            discussion: """
                A declaration's score is that of its most suspicious item, and depends on nothing but the \
                declaration and the model. Exit 65 when a document was refused; it then has no line.
                """)

        @Argument(help: "File of the model.")
        var model: String

        @Argument(help: "File to score; - is standard input, .gz is unpacked on the way.")
        var file: String

        @OptionGroup var source: ModelMapOption

        @Option(help: "Table of the scores; - is standard output.")
        var out = "-"

        func run() throws {
            let scores = ModelScores(
                reading: try source.documents(), model: try ModelFile.load(model))
            _ = try InputFile(file)
            let output = out == "-" ? nil : try WholeFile(out)
            var (written, refused) = (0, 0)
            let progress = Progress("scoring")
            do {
                try output?.write(Array("Declaration ID,score\n".utf8))
                if output == nil { StandardOutput.shared.write("Declaration ID,score\n") }
                try scores.run(file) { scored in
                    progress.add(1)
                    guard let probability = scored.probability else {
                        refused += 1
                        if refused <= 20 { DiagnosticText.show(scored.diagnostics, of: file) }
                        return
                    }
                    written += 1
                    let line = "\(Self.cell(scored.id)),\(Self.text(probability))\n"
                    if let output {
                        try output.write(Array(line.utf8))
                    } else {
                        StandardOutput.shared.write(line)
                    }
                }
                try output?.finish()
            } catch {
                output?.abandon()
                throw error
            }
            progress.finish()
            say("tamga: \(written) declarations scored, \(refused) refused")
            if refused > 0 { throw Finished.refused }
        }

        /// Nine decimals, without the rounding of a format.
        private static func text(_ probability: Double) -> String {
            let digits = String(Int64((probability * 1e9).rounded()))
            guard digits.count < 10 else { return "1.000000000" }
            return "0." + String(repeating: "0", count: 9 - digits.count) + digits
        }

        /// A cell of the table; quoted where it has to be.
        private static func cell(_ text: String) -> String {
            guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else {
                return text
            }
            return "\"" + text.replacing("\"", with: "\"\"") + "\""
        }
    }

    /// `tamga model explain MODEL FILE.csv --map MAP.yaml --id ID`
    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "What a declaration's score is made of, feature by feature.",
            discussion: """
                Each line is a feature's exact Shapley value on the trees (TreeSHAP, arXiv:1802.03888), in \
                log-odds. With the first line they sum to the margin, and the margin is the score. Exit 1 \
                when the file has no declaration of the number.
                """)

        @Argument(help: "File of the model.")
        var model: String

        @Argument(help: "File with the declaration.")
        var file: String

        @OptionGroup var source: ModelMapOption

        @Option(help: "Number of the declaration.")
        var id: String

        @Option(help: "Item, from 1; by default the one with the highest score.")
        var item: Int?

        @Option(help: "Features shown as text; the rest is summed.")
        var top = 12

        @Flag(help: "JSON instead of text, with every feature.")
        var json = false

        @Option(help: "Language of the features: en, uz or ru.")
        var language = SpokenLanguage.en

        func validate() throws {
            guard top >= 1 else { throw ValidationError("--top takes 1 or more") }
        }

        func run() throws {
            let model = try ModelFile.load(model)
            let scores = ModelScores(reading: try source.documents(), model: model)
            guard let declaration = try scores.find(id, in: file) else {
                say(
                    "tamga: no declaration \(Diagnostic.quoted(id)) in \(file); check the number"
                )
                throw Finished.no
            }
            guard let score = model.score(declaration) else {
                throw CommandFailure(
                    code: 65, what: "\(file): declaration \(Diagnostic.quoted(id)) has no item",
                    whatToDo: "choose another one")
            }
            let place = item ?? score.item
            guard declaration.items.indices.contains(place - 1) else {
                throw ValidationError("--item takes 1 to \(declaration.items.count) here")
            }
            let explained = model.explain(declaration, item: place)
            let words = ExplanationText(
                explanation: explained, model: model, id: id, language: language.language)
            StandardOutput.shared.write(json ? words.json : words.text(top: top))
        }
    }
}
