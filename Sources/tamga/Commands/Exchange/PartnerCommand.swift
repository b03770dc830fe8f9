import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga partner card|add|list|suspend|resume|deny`
struct PartnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner",
        abstract: "Partner administrations: our card for them, their cards, who gets nothing.",
        subcommands: [
            Card.self, Add.self, List.self, Suspend.self, Resume.self, Deny.self, AlarmEnded.self,
        ])

    struct Card: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print our node card, to be given to partners; its fingerprint on stderr.",
            discussion: """
                Two officers compare the fingerprint by another channel, such as the phone, before the \
                partner believes the card.
                """)

        @Flag(help: "What the card says instead of the signed statement, as JSON.")
        var json = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let code = open.node.configuration.administration
            guard let row = try open.node.store.read({ try $0.card(of: code) }) else {
                throw ExchangeFailure(
                    .notSetUp, problem: "this node has no card",
                    remedy: "make one with: tamga keys create")
            }
            let statement = try JWS(reading: JSONTree(reading: row.statement))
            let fingerprint = CardFingerprint(payload: statement.payload)
            if json {
                var tree = try JSONTree(reading: statement.payload).object ?? JSONObject()
                tree["fingerprint"] = .string(fingerprint.description)
                show(.object(tree))
            } else {
                StandardOutput.shared.write(bytes: row.statement + [0x0A])
            }
            say("Fingerprint: \(fingerprint)")
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Believe a partner's card: the first by its fingerprint, later ones by the first.",
            discussion: "A card that was believed before changes nothing.")

        @Argument(help: "The card as the partner printed it; - for standard input.")
        var file: String

        @Option(
            help: "The fingerprint the partner's officer read out: eight groups of five digits.")
        var fingerprint: String?

        @Flag(help: "JSON on standard output.")
        var json = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let statement = try OpenExchange.statement(in: file)
            let open = try OpenExchange(node)
            let (card, isNew) = try open.exchange.commit {
                try Partners.add(statement, fingerprint: fingerprint, in: $0)
            }
            if json {
                show(
                    .object([
                        "node": .string(card.node), "name": .string(card.name),
                        "serial": .integer(card.serial), "new": .bool(isNew),
                    ]))
            }
            say(
                isNew
                    ? "tamga: card \(card.serial) of \(card.node) (\(card.name)) is believed"
                    : "tamga: card \(card.serial) of \(card.node) was believed before")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Partners with a believed card: addresses, keys, what waits, standing.")

        @Flag(help: "JSON instead of a table.")
        var json = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let standing = try open.exchange.standing()
            let partners = standing.partners.compactMap { standing.cards[$0]?.card }
            let alarms = try open.node.store.read { reader in
                try partners.reduce(into: [:]) {
                    $0[$1.node] = try CardAlarm.of($1.node, in: reader)
                }
            }
            if json {
                show(
                    .array(
                        partners.map { card in
                            .object([
                                "node": .string(card.node), "name": .string(card.name),
                                "serial": .integer(card.serial),
                                "endpoints": .array(card.endpoints.map { .string($0) }),
                                "suspended": standing.suspended.outboundSuspended[card.node].map {
                                    .string($0)
                                },
                                "alarm": alarms[card.node].map { alarm in
                                    .object([
                                        "at": .string(alarm.at.description),
                                        "serial": .integer(alarm.serial),
                                        "fingerprint": .string(alarm.fingerprint),
                                        "problem": .string(alarm.problem),
                                    ])
                                },
                            ])
                        }))
                return
            }
            var table = TextTable(["node", "name", "card", "gateway", "outbound"])
            for card in partners {
                table.add([
                    card.node, card.name, String(card.serial),
                    card.endpoints.first ?? "none (bundles)",
                    standing.suspended.outboundSuspended[card.node].map { "suspended: \($0)" }
                        ?? "open",
                ])
            }
            StandardOutput.shared.write(table.text)
            for alarm in alarms.values.sorted(by: { $0.partner < $1.partner }) {
                say(
                    "tamga: ALARM: on \(alarm.at) somebody showed a card of \(alarm.partner) that "
                        + "does not follow the one that is believed; ask by phone whether "
                        + "\(alarm.fingerprint) is theirs, then: tamga partner alarm-ended "
                        + alarm.partner)
            }
        }
    }

    struct AlarmEnded: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "alarm-ended",
            abstract: "Say that an alarm about a partner's card was looked into.")

        @Argument(help: "Code of the partner.")
        var partner: String
        @Option(help: "Who looked into it.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try open.exchange.commit {
                try CardAlarm.end(of: partner, by: officer, in: $0)
            }
            say("tamga: the alarm about cards of \(partner) is ended")
        }
    }

    struct Suspend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a partner nothing until further notice.")

        @Argument(help: "The partner's code.")
        var partner: String
        @Option(help: "Why, for our officers.")
        var reason: String
        @Option(help: "Who decides.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            try open.exchange.commit { transaction in
                guard transaction.standing.cards[partner] != nil else { throw unknown(partner) }
                try transaction.writer.setSuspension(
                    SuspensionRow(
                        partner: partner, reason: reason,
                        since: transaction.now.milliseconds), of: partner)
                try transaction.record("suspended", ["partner": partner, "by": officer])
                transaction.changedStanding()
            }
            say("tamga: \(partner) gets nothing from now on")
        }
    }

    struct Deny: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let nobody in with a certificate, although its authority stands on a card.",
            discussion: "A running node obeys within seconds, also on connections that are open.")

        @Argument(
            help: "SHA-256 of the certificate (DER), 64 hexadecimal digits; colons may stand.")
        var certificate: String
        @Option(help: "Who decides.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let digits = certificate.filter { $0 != ":" }.lowercased()
            guard let digest = Digest256(hex: digits) else {
                throw ValidationError("give the SHA-256 of the certificate, 64 hexadecimal digits")
            }
            let open = try OpenExchange(node)
            let isNew = try open.exchange.commit {
                try DeniedCertificates.deny(digest, by: officer, in: $0)
            }
            say(
                isNew
                    ? "tamga: nobody is let in with that certificate any more"
                    : "tamga: that certificate was denied before")
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let messages to a partner go out again; two officers decide.")

        @Argument(help: "The partner's code.")
        var partner: String
        @Option(help: "Who decides.")
        var officer: String
        @Option(help: "Who agrees; another person.")
        var second: String
        @OptionGroup var proof: OfficerProof
        @OptionGroup var node: NodeOption

        func validate() throws {
            if officer == second {
                throw ValidationError("--officer and --second are two different persons")
            }
        }

        func run() throws {
            let open = try OpenExchange(node)
            try proof.require(second, at: open.node)
            try open.exchange.commit { transaction in
                guard transaction.standing.suspended.outboundSuspended[partner] != nil else {
                    throw ExchangeFailure(
                        .unknown, problem: "\(partner) is not suspended",
                        remedy: "see: tamga partner list")
                }
                try transaction.writer.setSuspension(nil, of: partner)
                try transaction.record(
                    "resumed", ["partner": partner, "by": officer, "second": second])
                transaction.changedStanding()
            }
            say("tamga: messages to \(partner) go out again")
        }
    }
}

/// No card of such a partner.
func unknown(_ partner: String) -> ExchangeFailure {
    ExchangeFailure(
        .unknown, problem: "no card of \(partner) is believed",
        remedy: "see: tamga partner list; add one with: tamga partner add")
}
