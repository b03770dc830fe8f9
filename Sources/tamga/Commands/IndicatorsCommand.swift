import ArgumentParser
import Customs
import Formats
import Risk

/// `tamga indicators list|show`
struct IndicatorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: "The indicators: what each asks, needs, computes and cannot know; by offence.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    /// `tamga indicators list [--offence O] [--json]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All indicators, or one pack.")

        @Option(help: "Only the pack of this field, such as drugs or strategic-goods.")
        var offence: String?

        @Flag(help: "JSON instead of a table.")
        var json = false

        func validate() throws {
            if let offence, Offence(rawValue: offence) == nil {
                let known = Offence.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--offence takes one of \(known)")
            }
        }

        func run() {
            let pack = offence.flatMap { Offence(rawValue: $0)?.indicators }
            let chosen = IndicatorID.allCases.filter { pack?.contains($0) ?? true }
            guard !json else {
                var writer = JSONWriter(capacity: 16_384)
                writer.beginArray()
                for id in chosen { IndicatorsCommand.write(id, to: &writer) }
                writer.endArray()
                return StandardOutput.shared.write(writer.text + "\n")
            }
            var table = TextTable(["indicator", "weight", "offences", "question"])
            for id in chosen {
                table.add([
                    id.rawValue,
                    Evidence.Value.share(LanePolicy.initial.weight(of: id)).text(in: .english),
                    IndicatorsCommand.offences(of: id).joined(separator: ", "),
                    KnownIndicators.type(of: id).card.question,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    /// `tamga indicators show ID [--json]`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One indicator in full.")

        @Argument(help: "Name of the indicator, as in list.")
        var id: String

        @Flag(help: "JSON instead of text.")
        var json = false

        func run() throws {
            guard let id = IndicatorID(rawValue: id) else {
                say(
                    "tamga: no indicator \(Diagnostic.quoted(id)); `tamga indicators list` names them"
                )
                throw Finished.no
            }
            guard !json else {
                var writer = JSONWriter(capacity: 2048)
                IndicatorsCommand.write(id, to: &writer)
                return StandardOutput.shared.write(writer.text + "\n")
            }
            let type = KnownIndicators.type(of: id)
            var text = "\(id.rawValue): \(type.card.question)\n"
            text += "  needs     \(type.card.needs.map(\.rawValue).joined(separator: ", "))\n"
            text += "  computes  \(type.card.formula)\n  limits    \(type.card.limits)\n"
            for sentence in type.sentences {
                for language in Language.allCases {
                    text += "  \(language.rawValue)        \(sentence.text(in: language))\n"
                }
            }
            StandardOutput.shared.write(text)
        }
    }

    static func offences(of id: IndicatorID) -> [String] {
        Offence.allCases.filter { $0.indicators.contains(id) }.map(\.rawValue)
    }

    static func write(_ id: IndicatorID, to writer: inout JSONWriter) {
        let type = KnownIndicators.type(of: id)
        func strings(_ key: StaticString, _ values: [String]) {
            writer.key(key)
            writer.beginArray()
            for value in values { writer.string(value) }
            writer.endArray()
        }
        writer.beginObject()
        writer.key("id")
        writer.string(id.rawValue)
        writer.key("question")
        writer.string(type.card.question)
        strings("offences", offences(of: id))
        strings("needs", type.card.needs.map(\.rawValue))
        writer.key("formula")
        writer.string(type.card.formula)
        writer.key("limits")
        writer.string(type.card.limits)
        writer.key("weight")
        writer.number(LanePolicy.initial.weight(of: id))
        writer.key("sentences")
        writer.beginArray()
        for sentence in type.sentences {
            writer.beginObject()
            for language in Language.allCases {
                writer.key(text: language.rawValue)
                writer.string(sentence.text(in: language))
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
