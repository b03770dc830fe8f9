import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga agreement check|show|sign|adopt|list`
struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Agreements as data: check a text, sign it, put it into force, show it.",
        discussion: """
            An agreement is written in YAML (Specs/agreement.md; Specs/agreements holds patterns), signed \
            by every party in turn, and obeyed from the moment it is adopted.
            """,
        subcommands: [
            Check.self, Show.self, Sign.self, Adopt.self, List.self, Pattern.self,
        ])

    /// Reads a text in YAML or JSON, or the text of a signed statement.
    static func document(in path: String) throws -> (tree: JSONTree, statement: JWS?) {
        let bytes = try OpenExchange.bytes(of: path, max: 2 << 20)
        let tree = try YAMLTree.read(bytes, name: path)
        guard tree["payload"] != nil, tree["signatures"] != nil else { return (tree, nil) }
        do {
            let statement = try JWS(reading: tree)
            return (
                try JSONTree(
                    reading: statement.payload, bounds: .init(byteCountMax: 1 << 20, depthMax: 8)),
                statement
            )
        } catch {
            throw CommandFailure(
                code: 65, what: "\(path): \(error.problem)", whatToDo: error.remedy)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check an agreement's text; every fault is named with its place.")

        @Argument(help: "YAML, JSON or a signed statement; - for standard input.")
        var file: String
        @Flag(help: "Diagnostics as JSON.")
        var json = false

        func run() throws {
            let tree = try document(in: file).tree
            do {
                let agreement = try Agreement(reading: tree)
                if json { show(.array([])) }
                say(
                    "tamga: \(file) is a valid agreement: \(agreement.id) version "
                        + "\(agreement.version), digest \(Digest256(hashing: tree.bytes).base64URL)"
                )
            } catch {
                if json {
                    show(
                        .array(
                            error.all.map { refusal in
                                .object([
                                    "severity": "error", "code": .string(refusal.code.rawValue),
                                    "place": .string(refusal.place),
                                    "problem": .string(refusal.problem),
                                    "reason": .string(refusal.reason),
                                    "remedy": .string(refusal.remedy),
                                ])
                            }))
                    throw Finished.refused
                }
                for refusal in error.all {
                    say(
                        "\(file): error: \(refusal.place): \(refusal.problem) "
                            + "(\(refusal.reason)); \(refusal.remedy)")
                }
                throw Finished.refused
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What an agreement permits: parties, purposes, requests, deadlines, fields.")

        @Argument(help: "A file, or the id of an agreement in force at the node.")
        var file: String
        @Flag(help: "The whole text as JSON.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let (tree, agreement) = try read()
            if json { return show(tree) }
            StandardOutput.shared.write(AgreementText.overview(agreement))
        }

        private func read() throws -> (JSONTree, Agreement) {
            if CardKey.isName(file), let open = try? OpenExchange(node),
                let signed = try open.exchange.standing().agreements[file]
            {
                return (try JSONTree(reading: signed.statement.payload), signed.agreement)
            }
            let tree = try document(in: file).tree
            return (tree, try Agreement(reading: tree))
        }
    }

    struct Sign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign an agreement for our administration; the statement goes to stdout.",
            discussion: """
                The first party signs the text, each further party the statement it was given. When all \
                have signed, each adopts it.
                """)

        @Argument(help: "The text, or the statement that another party has signed.")
        var file: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let (tree, statement) = try document(in: file)
            let agreement = try Agreement(reading: tree)
            let open = try OpenExchange(node)
            let standing = try open.exchange.standing()
            guard agreement.party(standing.node) != nil else {
                throw ExchangeFailure(
                    .notPermitted, problem: "\(standing.node) is no party to \(agreement.id)",
                    remedy: "sign agreements of this administration only")
            }
            let keys = standing.keys.signers(
                for: .evidence, at: Timestamp(milliseconds: Clock.now())
            ).filter { agreement.signatureAlgorithms.contains($0.key.algorithm) }
            let signed =
                try statement.map { try SignedAgreement.countersign($0, keys: keys) }
                ?? SignedAgreement.propose(tree, keys: keys)
            try open.exchange.commit { transaction in
                _ = try transaction.record(
                    "agreement-signed",
                    [
                        "id": agreement.id, "version": String(agreement.version),
                        "digest": Digest256(hashing: signed.payload).base64URL,
                    ])
            }
            StandardOutput.shared.write(bytes: signed.json.bytes + [0x0A])
        }
    }

    struct Adopt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put an agreement into force here, once every party has signed it.")

        @Argument(help: "The signed statement; - for standard input.")
        var file: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let statement = try OpenExchange.statement(in: file)
            let open = try OpenExchange(node)
            let (agreement, isNew) = try open.exchange.commit {
                try Partners.adopt(statement, in: $0)
            }
            say(
                isNew
                    ? "tamga: \(agreement.id) version \(agreement.version) is in force here"
                    : "tamga: \(agreement.id) version \(agreement.version) was in force already")
        }
    }

    struct Pattern: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a pattern to begin an agreement with: uz-us, uz-kz, central-asia.")

        @Argument(help: "The pattern; none lists them.")
        var name: String?

        func run() throws {
            guard let name else {
                for pattern in ShippedAgreements.all {
                    StandardOutput.shared.write(pattern.name + "\n")
                }
                return
            }
            guard let pattern = ShippedAgreements.all.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    code: 66, what: "no pattern \(name) comes with the program",
                    whatToDo: "choose one of "
                        + ShippedAgreements.all.map(\.name).joined(separator: ", "))
            }
            StandardOutput.shared.write(pattern.yaml + "\n")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Agreements of the node.")

        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let standing = try OpenExchange(node).exchange.standing()
            let all = standing.agreements.values.map(\.agreement).sorted { $0.id < $1.id }
            if json {
                show(
                    .array(
                        all.map { agreement in
                            .object([
                                "id": .string(agreement.id),
                                "version": .integer(agreement.version),
                                "status": .string(agreement.status.rawValue),
                                "digest": .string(agreement.digest.base64URL),
                                "parties": .array(
                                    agreement.parties.map { .string($0.node) }),
                                "validFrom": .string(agreement.validFrom.description),
                                "validUntil": agreement.validUntil.map {
                                    .string($0.description)
                                },
                            ])
                        }))
                return
            }
            var table = TextTable(["agreement", "version", "status", "parties", "from", "until"])
            for agreement in all {
                table.add([
                    agreement.id, String(agreement.version), agreement.status.rawValue,
                    agreement.parties.map(\.node).joined(separator: ", "),
                    agreement.validFrom.description,
                    agreement.validUntil?.description ?? "further notice",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }
}

/// An agreement on one page.
enum AgreementText {
    static func overview(_ agreement: Agreement) -> String {
        var text = "\(agreement.title)\n\(agreement.id) version \(agreement.version), "
        text += "\(agreement.status.rawValue), from \(agreement.validFrom)"
        text += agreement.validUntil.map { " until \($0)\n" } ?? " until further notice\n"
        text += "\nParties\n"
        for party in agreement.parties {
            text += "  \(party.node)  \(party.name)\n"
            for official in party.officials {
                let roles = official.roles.map(\.rawValue).sorted().joined(separator: ", ")
                text += "      \(official.id)  \(official.post) (\(roles))\n"
            }
        }
        text += "\nPurposes\n"
        for purpose in agreement.purposes { text += "  \(purpose.code)  \(purpose.title)\n" }
        text += "\nRequests\n"
        for form in agreement.requestForms {
            text += "  \(form.type.rawValue)  mandatory: "
            text += form.mandatory.map(\.description).sorted().joined(separator: ", ") + "\n"
        }
        if !agreement.schedules.isEmpty {
            text += "\nExchange by schedule\n"
            for schedule in agreement.schedules {
                text +=
                    "  \(schedule.id)  \(schedule.dataSet), \(schedule.from) to \(schedule.to), "
                text += "\(schedule.fields.count) fields\n"
            }
        }
        text += "\nHandling: "
        text += agreement.handlingClasses.map(\.code).joined(separator: ", ")
        text += "\nSignatures: "
        text += agreement.signatureAlgorithms.map(\.rawValue).sorted().joined(separator: ", ")
        return text + "; seal: \(agreement.sealSuite.rawValue)\n"
    }
}
