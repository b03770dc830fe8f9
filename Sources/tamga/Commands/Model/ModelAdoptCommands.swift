import ArgumentParser
import Formats
import Risk
import Seal
import Store
import Workflows

extension ModelCommand {
    /// `tamga model adopt FILE --node DIR --by A --and B`
    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: "Let a node's screening use a model; two persons decide (else exit 77).",
            discussion: """
                From then on the indicator learned-risk speaks of declarations that the model rates above \
                nine in ten of those it was tried on, or at a half and more. Every adopted model is kept, so a past assessment can \
                be made again. What is assessed already stays as it is.
                """)

        @Argument(help: "File of the model.")
        var file: String

        @OptionGroup var node: NodeOption
        @OptionGroup var persons: TwoPersons

        func run() throws {
            let bytes = try ModelFile.bytes(of: file)
            let model = try ModelFile.decoded(bytes, file)
            let store = try node.open().store
            let name = try persons.deciding {
                try RiskModels(store: store, now: Clock.now).adopt(
                    bytes, officer: $0, second: $1)
            }
            say(
                "tamga: model \(name.prefix(16)) of \(model.card.rows) rows is in force; new declarations are "
                    + "screened with it")
        }
    }

    /// `tamga model withdraw --node DIR --by A --and B`
    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw",
            abstract: "Take a node's model out of force; two persons decide (else exit 77).")

        @OptionGroup var node: NodeOption
        @OptionGroup var persons: TwoPersons

        func run() throws {
            let store = try node.open().store
            try persons.deciding {
                try RiskModels(store: store, now: Clock.now).withdraw(officer: $0, second: $1)
            }
            say("tamga: no model is in force; learned-risk abstains")
        }
    }

    /// `tamga model show [FILE]`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "What a model file was learned from, or which models a node has adopted.")

        @Argument(help: "File of the model; without it, the models of the node.")
        var file: String?

        @OptionGroup var node: NodeOption

        @Flag(help: "JSON instead of text.")
        var json = false

        func run() throws {
            guard let file else { return try showAdoptions() }
            let bytes = try ModelFile.bytes(of: file)
            let model = try ModelFile.decoded(bytes, file)
            let digest = Digest256(hashing: bytes)
            guard json else {
                return StandardOutput.shared.write(ModelWords.text(model, digest: digest))
            }
            var writer = JSONWriter(capacity: 512)
            writer.beginObject()
            ModelWords.writeMembers(model, digest: digest, to: &writer)
            writer.endObject()
            StandardOutput.shared.write(writer.text + "\n")
        }

        private func showAdoptions() throws {
            let store = try node.open().store
            let steps = try store.read { try RiskModels.adoptions(in: $0) }
            guard !steps.isEmpty else {
                say("tamga: the node has adopted no model; tamga model adopt FILE")
                throw Finished.no
            }
            guard json else {
                var table = TextTable(["model", "by", "and", "at"])
                for step in steps {
                    table.add([
                        step.model.isEmpty ? "withdrawn" : step.model, step.officer, step.second,
                        Clock.text(step.at),
                    ])
                }
                return StandardOutput.shared.write(table.text)
            }
            var writer = JSONWriter(capacity: 512)
            writer.beginArray()
            for step in steps {
                writer.beginObject()
                writer.key("model")
                if step.model.isEmpty { writer.null() } else { writer.string(step.model) }
                writer.key("by")
                writer.string(step.officer)
                writer.key("and")
                writer.string(step.second)
                writer.key("at")
                writer.integer(Int(step.at))
                writer.endObject()
            }
            writer.endArray()
            StandardOutput.shared.write(writer.text + "\n")
        }
    }
}

/// `--by A --and B`
struct TwoPersons: ParsableArguments {
    @Option(help: "Service number of who decides.")
    var by: String

    @Option(name: .customLong("and"), help: "Service number of who agrees.")
    var second: String

    /// Takes a step that needs both.
    func deciding<Outcome>(_ step: (String, String) throws -> Outcome) throws -> Outcome {
        do {
            return try step(by, second)
        } catch let refusal as RiskModels.Refusal {
            switch refusal {
            case .officerMissing:
                throw CommandFailure(
                    code: 77, what: "a model takes two persons", whatToDo: "give --by and --and")
            case .onePerson:
                throw CommandFailure(
                    code: 77, what: "the second person is the first",
                    whatToDo: "let somebody else agree")
            case .noneInForce:
                throw CommandFailure(
                    code: 65, what: "no model is in force",
                    whatToDo: "tamga model show lists what was adopted")
            case .tooManySteps:
                throw CommandFailure(
                    code: 65, what: "the node keeps no more adoptions",
                    whatToDo: "use the model in force")
            }
        }
    }
}
