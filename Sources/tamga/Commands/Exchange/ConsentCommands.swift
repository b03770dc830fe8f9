import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

extension CaseCommand {
    struct AskConsent: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Prepare a question to a partner: may we use what it told for something else?",
            discussion: """
                The answer becomes part of the information's label: until the origin consents, the other \
                use is refused. What the agreement never permits is not even asked.
                """)

        @Argument(help: "The message that was received.")
        var message: String
        @Option(help: "Code of the partner that told it.")
        var to: String
        @Option(help: "other-purpose, evidence, agency or onward.")
        var use: String
        @Option(help: "The other purpose, agency or country (code).")
        var target: String?
        @Option(help: "Why, in words for the partner.")
        var text: String?
        @Option(help: "The official who prepares it.")
        var preparedBy: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let names = ["other-purpose": "purpose", "agency": "agency", "onward": "country"]
            guard use == "evidence" || names[use] != nil else {
                throw ValidationError("--use is other-purpose, evidence, agency or onward")
            }
            guard use == "evidence" || target != nil else {
                throw ValidationError("--use \(use) needs --target")
            }
            guard MessageID(message) != nil else {
                throw ValidationError("\(message) is no id of a message")
            }
            var content = JSONObject(["of": .string(message), "use": .string(use)])
            if let name = names[use], let target { content[name] = .string(target) }
            let words = try ConsentWords(.object(content))
            let open = try OpenExchange(node)
            let draft = try open.exchange.commit {
                try Consents.ask(words, of: to, text: text, preparedBy: preparedBy, in: $0)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    struct AnswerConsent: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare our answer to a partner's question for consent.")

        @Argument(help: "The question; see: tamga case consents")
        var question: String
        @Flag(inversion: .prefixedNo, help: "Whether we consent.")
        var grant: Bool
        @Option(help: "Words for the partner.")
        var text: String?
        @Option(help: "The official who prepares it.")
        var preparedBy: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let draft = try open.exchange.commit {
                try Consents.answer(
                    question, isGranted: grant, text: text, preparedBy: preparedBy, in: $0)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    struct ConsentList: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "consents",
            abstract: "Questions for consent to another use: ours and the partners', oldest first.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let files = try node.open().store.read { try Consents.all($0) }
            if json {
                return tamga.show(
                    .array(
                        files.map { file in
                            .object([
                                "question": .string(file.id), "partner": .string(file.partner),
                                "of": .string(file.words.message.text),
                                "use": file.words.members.first { $0.0 == "use" }?.1,
                                "origin": .bool(file.isOrigin),
                                "state": .string(file.state.rawValue),
                                "openedAt": .string(file.openedAt.description),
                                "answer": file.answer.map { .string($0.text) },
                            ])
                        }))
            }
            var table = TextTable(["question", "partner", "we", "of", "use", "state"])
            for file in files {
                table.add([
                    file.id, file.partner, file.isOrigin ? "decide" : "ask",
                    file.words.message.text,
                    file.words.members.first { $0.0 == "use" }?.1.text ?? "",
                    file.state.rawValue,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }
}
