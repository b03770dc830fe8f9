import ArgumentParser
import Exchange
import Foundation
import Seal
import Store
import Workflows

/// `tamga message send|list|show|attachment|retry`
struct MessageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message",
        abstract: "Messages to and from partners: put one into the outbox, list, read.",
        discussion: """
            What a message may hold, for which purpose and by whom, the agreement says; everything else is \
            refused before it is sealed. `tamga serve` brings what waits to the partners.
            """,
        subcommands: [
            Send.self, List.self, Show.self, AttachmentExport.self, Retry.self,
        ])

    struct Send: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a message into the outbox; two designated officials stand for it.")

        @Option(help: "Code of the partner.")
        var to: String
        @Option(
            help: """
                What it is: information.spontaneous, case.request, case.reply, … (Specs/exchange.md, \
                section 8).
                """)
        var type = "information.spontaneous"
        @Option(help: "The agreement; needed when several are in force with the partner.")
        var agreement: String?
        @Option(help: "Purpose, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Handling class, one of the agreement's codes.")
        var handling: String
        @Option(help: "JSON or YAML file with the content; - for standard input.")
        var content: String
        @Option(help: "The official who prepared it.")
        var preparedBy: String
        @Option(help: "The official who approves it; another person.")
        var approvedBy: String
        @Option(help: "Kind of request for messages of a case, such as verify-export.")
        var request: String?
        @Option(help: "routine or urgent, for requests.")
        var urgency = "routine"
        @Option(help: "Schedule of the agreement, for information.scheduled.")
        var schedule: String?
        @Option(help: "Id of the message answered.")
        var replyTo: String?
        @Option(help: "Stream whose messages are read in order; default: one for all information.")
        var stream: String?
        @Option(help: "A file to send along, sealed; repeatable, at most 16.")
        var attach: [String] = []
        @Option(
            help: """
                A message of a partner that the content was made from; its label goes along. \
                Repeatable.
                """)
        var source: [String] = []
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func run() throws {
            let kind = try disclosureKind()
            var answered: MessageID?
            if let replyTo {
                guard let id = MessageID(replyTo) else {
                    throw ValidationError("--reply-to takes the id of a message")
                }
                answered = id
            }
            let tree = try YAMLTree.read(
                try OpenExchange.bytes(of: content, max: 1 << 20), name: content)
            let open = try OpenExchange(node)
            try proof.require(approvedBy, at: open.node)
            let (content, along) = try OutgoingFiles.added(
                attach, sources: source, to: tree, for: to, agreement: agreement, open)
            let row = try open.exchange.commit { transaction in
                var proposal = Messages.Proposal(
                    kind: kind, to: to, agreement: agreement, purpose: purpose,
                    handling: handling, content: Tainted(own: content),
                    preparedBy: preparedBy, approvedBy: approvedBy, inReplyTo: answered,
                    stream: stream, reserved: along.reserved)
                proposal.sources = along.sources
                return try Messages.send(proposal, in: transaction)
            }
            if json {
                show(MessageJSON.sent(row))
            } else {
                StandardOutput.shared.write(row.message + "\n")
            }
            say("tamga: message \(row.message) waits for \(row.recipient)")
        }

        private func disclosureKind() throws -> DisclosureKind {
            guard let type = MessageType(rawValue: type) else {
                let known = MessageType.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\(type) is no type of message; known are \(known)")
            }
            let urgency = try Urgency(option: urgency)
            let wanted = request.flatMap(RequestType.init(rawValue:))
            if let kind = DisclosureKind(
                type, request: wanted, urgency: urgency, schedule: schedule)
            {
                return kind
            }
            if type == .scheduled {
                throw ValidationError("information.scheduled needs --schedule")
            }
            let known = RequestType.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("messages of a case need --request, one of \(known)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Messages that came and went, oldest first; never their content.")

        @Flag(help: "Only what came.")
        var received = false
        @Flag(help: "Only what went or waits.")
        var sent = false
        @Option(help: "Most messages of each kind.")
        var limit = 1_000
        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard (1...1_000_000).contains(limit) else {
                throw ValidationError("--limit is 1 to 1000000")
            }
        }

        func run() throws {
            let store = try node.open().store
            var trees: [JSONTree] = []
            if !sent {
                try pages({ after, count in
                    try store.read { try $0.inbox(after: after, limit: count) }
                }) {
                    (row: InboxRow) in
                    trees.append(MessageJSON.received(row))
                    return row.row
                }
            }
            if !received {
                try pages({ after, count in
                    try store.read { try $0.outbox(after: after, limit: count) }
                }) {
                    (row: OutboxRow) in
                    trees.append(MessageJSON.sent(row))
                    return row.row
                }
            }
            if json { return show(.array(trees)) }
            var table = TextTable(["", "message", "partner", "type", "status", "stream", "number"])
            for tree in trees {
                func text(_ name: String) -> String { tree[name]?.text ?? "" }
                table.add([
                    text("direction") == "received" ? "←" : "→", text("id"),
                    text("direction") == "received" ? text("from") : text("to"), text("type"),
                    text("status"), text("stream"), String(tree["seq"]?.integerValue ?? 0),
                ])
            }
            StandardOutput.shared.write(table.text)
        }

        private func pages<Row>(
            _ read: (Int64, Int) throws -> [Row], each: (Row) -> Int64
        ) throws {
            var after: Int64 = 0
            var rest = limit
            while rest > 0 {
                let rows = try read(after, min(rest, 256))
                guard !rows.isEmpty else { return }
                for row in rows { after = each(row) }
                rest -= rows.count
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a message; for what a partner told, say for which purpose you read it.",
            discussion: """
                Who read what for which purpose is written into the ledger first. Another purpose than the \
                one it was given for is refused.
                """)

        @Argument(help: "The message's id.")
        var id: String
        @Option(help: "Purpose for which you read it, one of the agreement's codes.")
        var purpose: String?
        @Option(help: "Who reads.")
        var officer: String?
        @Flag(help: "JSON on standard output (the default).")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            if let row = try open.node.store.read({ try $0.outbox(message: id) }) {
                var tree = MessageJSON.sent(row).object ?? JSONObject()
                let content = try open.exchange.commit { transaction in
                    try Workflows.Drafts.readSent(
                        row, purpose: purpose, officer: officer, in: transaction)
                }
                tree["content"] = content
                tree["attachments"] = try attachments(
                    of: row.recipient, isOurs: true, content, open)
                return show(.object(tree))
            }
            let partners = try open.exchange.standing().partners
            let row: InboxRow? = try open.node.store.read { reader in
                for partner in partners {
                    if let row = try reader.inbox(sender: partner, message: id) { return row }
                }
                return nil as InboxRow?
            }
            guard let row else {
                throw ExchangeFailure(
                    .unknown, problem: "no message \(id) came or went",
                    remedy: "see: tamga message list")
            }
            var tree = MessageJSON.received(row).object ?? JSONObject()
            if row.status == "accepted" {
                guard let purpose, let officer else {
                    throw CommandFailure(
                        code: 77,
                        what: "reading what \(row.sender) told needs a purpose and a reader",
                        whatToDo:
                            "give --purpose and --officer; without them see: tamga message list")
                }
                let content = try open.exchange.commit { transaction in
                    try Messages.read(
                        sender: row.sender, message: id, purpose: purpose, officer: officer,
                        in: transaction)
                }
                tree["content"] = content
                tree["attachments"] = try attachments(
                    of: row.sender, isOurs: false, content, open)
            }
            show(.object(tree))
        }

        private func attachments(
            of partner: String, isOurs: Bool, _ content: JSONTree, _ open: OpenExchange
        ) throws -> JSONTree? {
            let entries = try open.node.store.read {
                try AttachmentReading.entries(
                    of: id, partner: partner, isOurs: isOurs, content: content, in: $0)
            }
            guard !entries.isEmpty else { return nil }
            return .array(
                entries.map { entry in
                    .object([
                        "number": .integer(Int64(entry.number)), "name": .string(entry.name),
                        "mediaType": .string(entry.mediaType),
                        "bytes": .integer(entry.byteCount),
                        "state": .string(entry.state.rawValue),
                        "percent": .integer(entry.percent),
                    ])
                })
        }
    }

    struct Retry: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a stream go on whose first message the partner refused.")

        @Argument(help: "Id of the message that is parked.")
        var id: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try open.exchange.commit { transaction in
                guard let row = try transaction.writer.outbox(message: id),
                    row.state == .waiting, !row.status.isEmpty
                else {
                    throw ExchangeFailure(
                        .unknown, problem: "no message \(id) is parked",
                        remedy: "see: tamga message list --sent")
                }
                try transaction.writer.setOutbox(id, state: .waiting, status: "", receipt: nil)
                _ = try transaction.record("released", ["id": id, "partner": row.recipient])
            }
            say("tamga: message \(id) is tried again")
        }
    }
}

/// Messages as JSON for programs; without their content.
enum MessageJSON {
    static func received(_ row: InboxRow) -> JSONTree {
        .object([
            "direction": "received", "id": .string(row.message), "from": .string(row.sender),
            "envelope": .string(row.envelope.base64URL), "stream": .string(row.stream),
            "seq": .integer(row.sequence), "type": .string(row.type),
            "agreement": .string(row.agreement), "purpose": .string(row.purpose),
            "handling": .string(row.handling), "inReplyTo": row.inReplyTo.map { .string($0) },
            "receivedAt": .string(Timestamp(milliseconds: row.receivedAt).description),
            "status": .string(row.status), "reason": row.reason.map { .string($0) },
        ])
    }

    static func sent(_ row: OutboxRow) -> JSONTree {
        .object([
            "direction": "sent", "id": .string(row.message), "to": .string(row.recipient),
            "envelope": .string(row.envelope.base64URL), "stream": .string(row.stream),
            "seq": .integer(row.sequence), "type": .string(row.type),
            "agreement": .string(row.agreement), "purpose": .string(row.purpose),
            "handling": .string(row.handling), "inReplyTo": row.inReplyTo.map { .string($0) },
            "createdAt": .string(Timestamp(milliseconds: row.createdAt).description),
            "status": .string(
                row.state == .done ? row.status : row.status.isEmpty ? "waiting" : row.status),
        ])
    }
}
