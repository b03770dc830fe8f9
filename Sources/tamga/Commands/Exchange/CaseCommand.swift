import ArgumentParser
import Exchange
import Foundation
import Seal
import Store
import Workflows

/// `tamga case request|step|approve|refuse-draft|spontaneous|oral|list|show|drafts|due|close|evidence`
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Assistance cases: ask a partner, answer one, keep deadlines.",
        discussion: """
            One official prepares, another approves, and only then a message leaves. Both sides see the \
            same state; three clocks run (delivery, acknowledgement, reply); a case closes when the asker \
            has told what came of the answer.
            """,
        subcommands: [
            Request.self, FromFinding.self, Step.self, Spontaneous.self, Oral.self, Approve.self,
            RefuseDraft.self,
            List.self, Show.self, Drafts.self, Due.self, Close.self, Evidence.self,
            Answer.self, AutoAnswer.self, ShowDraft.self, AskConsent.self, AnswerConsent.self,
            ConsentList.self,
        ])

    /// What every prepared message says of itself.
    struct Preparation: ParsableArguments {
        @Option(help: "JSON or YAML file with the content; - for standard input.")
        var content: String?
        @Option(
            help:
                "One field of the content as PATH=VALUE, such as case.ownReference=US-77; repeatable."
        )
        var set: [String] = []
        @Option(help: "The official who prepares it.")
        var preparedBy: String
        @Option(help: "A file to send along, sealed; repeatable, at most 16.")
        var attach: [String] = []
        @Option(
            help: """
                A message of a partner that the content was made from; its label goes along: purpose, \
                class and use rules of its origin. Repeatable.
                """)
        var source: [String] = []

        /// Content, sealed files and sources of what goes to a partner.
        func whole(
            for partner: String, agreement: String?, _ open: OpenExchange
        ) throws -> (content: JSONTree, along: DraftCompany) {
            try OutgoingFiles.added(
                attach, sources: source, to: try tree(), for: partner, agreement: agreement, open)
        }

        /// The content from the file, with the fields set one by one.
        func tree() throws -> JSONTree {
            var tree = JSONTree.object(JSONObject())
            if let content {
                tree = try YAMLTree.read(
                    try OpenExchange.bytes(of: content, max: 1 << 20), name: content)
            }
            for field in set {
                guard let mark = field.firstIndex(of: "="), mark != field.startIndex else {
                    throw ValidationError("--set takes PATH=VALUE, such as text=\"as agreed\"")
                }
                let path = field[..<mark].split(separator: ".").map(String.init)
                tree = Self.setting(
                    String(field[field.index(after: mark)...]), at: path[...], in: tree)
            }
            return tree
        }

        /// The tree with one text (or true, false) set at a path.
        static func setting(
            _ value: String, at path: ArraySlice<String>, in tree: JSONTree
        ) -> JSONTree {
            guard let name = path.first else {
                switch value {
                case "true": return .bool(true)
                case "false": return .bool(false)
                default: return .string(value)
                }
            }
            var object = tree.object ?? JSONObject()
            object[name] = setting(
                value, at: path.dropFirst(), in: object[name] ?? .object(JSONObject()))
            return .object(object)
        }
    }

    static func show(_ draft: Draft, json: Bool) {
        if json {
            tamga.show(CaseJSON.draft(draft, state: "open", message: nil))
        } else {
            StandardOutput.shared.write(draft.id + "\n")
        }
        say(
            "tamga: draft \(draft.id) waits for a second official: "
                + "tamga case approve \(draft.id) --officer …")
    }

    struct Request: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare a request to a partner; a second official approves it.")

        @Argument(help: "verify-export, surveillance, offence-information, … (Specs/agreement.md).")
        var type: String
        @Option(help: "Code of the partner.")
        var to: String
        @Option(help: "The agreement; needed when several are in force with the partner.")
        var agreement: String?
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Handling class, one of the agreement's codes.")
        var handling: String
        @Option(help: "routine or urgent.")
        var urgency = "routine"
        @OptionGroup var preparation: Preparation
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let request = try RequestType(option: type)
            let urgency = try Urgency(option: urgency)
            let open = try OpenExchange(node)
            let (content, along) = try preparation.whole(for: to, agreement: agreement, open)
            let (file, draft) = try open.exchange.commit { transaction in
                try CaseWork.request(
                    request, urgency: urgency, of: to, agreement: agreement, purpose: purpose,
                    handling: handling, content: content, preparedBy: preparation.preparedBy,
                    along: along, in: transaction)
            }
            CaseCommand.show(draft, json: json)
            say("tamga: case \(file.id)")
        }
    }

    struct Step: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare the next message of a case: acknowledgement, reply, outcome …",
            discussion: """
                Steps: acknowledgement, clarification-asked, clarification, progress, partial-reply, reply, \
                refusal, postponement, conditions-proposed, conditions-accepted, conditions-declined, \
                not-competent, outcome, withdrawal, oral-confirmation. Which fields each needs is in \
                Specs/agreement.md, section 2.
                """)

        @Argument(help: "The case.")
        var id: String
        @Argument(help: "The step.")
        var step: String
        @OptionGroup var preparation: Preparation
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let type = MessageType(rawValue: step.hasPrefix("case.") ? step : "case." + step)
            else { throw ValidationError("\(step) is no step of a case; see --help") }
            let open = try OpenExchange(node)
            let standing = try open.exchange.standing()
            guard
                let file = try open.node.store.read({
                    try CaseFile(id, in: $0, standing: standing)
                })
            else {
                throw ExchangeFailure(
                    .unknown, problem: "no case \(id)", remedy: "see: tamga case list")
            }
            let (content, along) = try preparation.whole(
                for: file.partner, agreement: file.agreement, open)
            let draft = try open.exchange.commit { transaction in
                try CaseWork.step(
                    type, of: id, content: content, preparedBy: preparation.preparedBy,
                    along: along, in: transaction)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    struct Spontaneous: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare information that nobody asked for, such as a hit of our screening.")

        @Option(help: "Code of the partner.")
        var to: String
        @Option(help: "The agreement; needed when several are in force with the partner.")
        var agreement: String?
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Handling class, one of the agreement's codes.")
        var handling: String
        @Option(
            help: """
                Number of a declaration at this node whose data to add, as far as the agreement permits \
                each field.
                """)
        var fromDeclaration: String?
        @OptionGroup var preparation: Preparation
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            var (content, along) = try preparation.whole(for: to, agreement: agreement, open)
            if let number = fromDeclaration {
                let signed = try Messages.agreement(
                    agreement, with: to, in: try open.exchange.standing())
                content = try DeclarationFields.adding(
                    number, to: content, permitted: signed.agreement.spontaneous?.fields ?? [],
                    from: open.node.store)
            }
            let (whole, company) = (content, along)
            let draft = try open.exchange.commit { transaction in
                try CaseWork.spontaneous(
                    to: to, agreement: agreement, purpose: purpose, handling: handling,
                    content: whole, preparedBy: preparation.preparedBy, along: company,
                    in: transaction)
            }
            CaseCommand.show(draft, json: json)
        }
    }

    struct Oral: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Log a request by voice; it expires unless it is confirmed in writing in time.")

        @Argument(help: "Kind of request.")
        var type: String
        @Option(help: "Code of the partner.")
        var partner: String
        @Flag(help: "The partner asked us; default: we asked.")
        var heard = false
        @Option(help: "The agreement; needed when several are in force with the partner.")
        var agreement: String?
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Handling class, one of the agreement's codes.")
        var handling: String
        @Option(help: "Who spoke or listened here.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            guard let request = RequestType(rawValue: type) else {
                throw ValidationError("\(type) is no request")
            }
            let open = try OpenExchange(node)
            let file = try open.exchange.commit { transaction in
                try CaseWork.oral(
                    request, urgency: .urgent, role: heard ? .answerer : .asker,
                    partner: partner, agreement: agreement, purpose: purpose,
                    handling: handling, officer: officer, in: transaction)
            }
            StandardOutput.shared.write(file.id + "\n")
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a draft go: it is sealed and put into the outbox.")

        @Argument(help: "The draft.")
        var draft: String
        @Option(help: "The official who approves; not the one who prepared it.")
        var officer: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try proof.require(officer, at: open.node)
            let row = try open.exchange.commit {
                try Workflows.Drafts.approve(draft, by: officer, in: $0)
            }
            if json {
                tamga.show(MessageJSON.sent(row))
            } else {
                StandardOutput.shared.write(row.message + "\n")
            }
            say("tamga: message \(row.message) waits for \(row.recipient)")
        }
    }

    struct RefuseDraft: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a draft back to who prepared it; nothing leaves.")

        @Argument(help: "The draft.")
        var draft: String
        @Option(help: "Who refuses.")
        var officer: String
        @Option(help: "Why.")
        var reason: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try open.exchange.commit {
                try Workflows.Drafts.refuse(draft, by: officer, reason: reason, in: $0)
            }
            say("tamga: draft \(draft) is refused")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cases, oldest first.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let standing = try open.exchange.standing()
            let files = try open.node.store.read { reader in
                try CaseFile.all(reader, standing: standing)
            }
            if json { return tamga.show(.array(files.map(CaseJSON.file))) }
            var table = TextTable(["case", "partner", "we", "request", "state", "opened"])
            for file in files {
                table.add([
                    file.id, file.partner, file.role == .asker ? "ask" : "answer",
                    file.request.rawValue, file.state.state.rawValue, file.openedAt.description,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A case: terms, state, clocks and steps; contents: tamga message show.")

        @Argument(help: "The case.")
        var id: String
        @Flag(help: "JSON (the default).")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let standing = try open.exchange.standing()
            let file = try open.node.store.read {
                try CaseFile(id, in: $0, standing: standing)
            }
            guard let file else {
                throw ExchangeFailure(
                    .unknown, problem: "no case \(id)", remedy: "see: tamga case list")
            }
            tamga.show(CaseJSON.file(file))
        }
    }

    struct Drafts: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Drafts: what waits for a second official, and what became of the others.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let rows = try node.open().store.read { try $0.drafts(limit: 10_000) }
            if json {
                return tamga.show(
                    .array(
                        try rows.map {
                            CaseJSON.draft(try Draft($0), state: $0.state, message: $0.message)
                        }))
            }
            var table = TextTable(["draft", "state", "to", "type", "prepared by", "message"])
            for row in rows {
                let draft = try Draft(row)
                table.add([
                    row.id, row.state, draft.to, draft.type.rawValue, row.preparedBy,
                    row.message ?? "",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Due: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deadlines that run, the most urgent first; passed ones are noted.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            _ = try open.exchange.commit { try CaseWork.pass(in: $0) }
            let standing = try open.exchange.standing()
            let due = try open.node.store.read {
                try CaseWork.due(
                    $0, standing: standing, at: Timestamp(milliseconds: Clock.now()))
            }
            if json {
                return tamga.show(
                    .array(
                        due.map {
                            .object([
                                "case": .string($0.file.id), "partner": .string($0.file.partner),
                                "clock": .string($0.kind.rawValue),
                                "deadline": .string($0.deadline.description),
                                "overdue": .bool($0.isOverdue),
                            ])
                        }))
            }
            var table = TextTable(["deadline", "", "case", "partner", "waits for"])
            for entry in due {
                table.add([
                    entry.deadline.description, entry.isOverdue ? "OVERDUE" : "", entry.file.id,
                    entry.file.partner, entry.kind.rawValue,
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a case whose outcome was told; its retention begins.")

        @Argument(help: "The case.")
        var id: String
        @Option(help: "Who closes it.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let file = try open.exchange.commit {
                try CaseWork.close(id, by: officer, in: $0)
            }
            let end = file.state.keepUntil?.description ?? "its retention ends"
            say("tamga: case \(id) is closed and kept until \(end)")
        }
    }

    struct Evidence: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a case as evidence: messages, receipts, texts, cards, agreement.",
            discussion: """
                Anybody who has the cards' fingerprints verifies it without a node and without a network: \
                tamga bundle verify FILE --fingerprint … . What a partner told is in it only for the \
                purpose it was given for; who exported it stands in the ledger.
                """)

        @Argument(help: "The case.")
        var id: String
        @Option(name: .shortAndLong, help: "The file to write.")
        var out: String
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Who exports it.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let lines = try open.exchange.commit {
                try CaseEvidence.lines(id, purpose: purpose, officer: officer, in: $0)
            }
            let file = try OutputFile(out)
            for line in lines { try file.write(line) }
            try file.close()
            say("tamga: evidence of case \(id) in \(out)")
        }
    }
}
