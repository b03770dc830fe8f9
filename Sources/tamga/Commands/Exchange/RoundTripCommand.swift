import ArgumentParser
import Exchange
import Glibc
import Seal
import Workflows

/// `tamga round-trip`: a message built, sealed and signed, read, verified and opened, receipted, and
/// the receipt verified, in this process, without network or disk; for benchmarks.
struct RoundTripCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round-trip",
        abstract: "Measure what one message costs both sides without network or disk.",
        shouldDisplay: false)

    @Option(help: "Messages.")
    var count = 1_000
    @Option(help: "Bytes of text in each.")
    var bytes = 4_096
    @Option(help: "Agreement in the form that is signed, JSON, between UZ and US.")
    var agreement = "Specs/agreements/uz-us.json"

    func validate() throws {
        guard (1...1_000_000).contains(count), (1...60_000).contains(bytes) else {
            throw ValidationError("--count 1 to 1000000, --bytes 1 to 60000")
        }
    }

    func run() throws {
        let document = try JSONTree(
            reading: OpenExchange.bytes(of: agreement, max: 1 << 20))
        var pair = try RehearsedPair(document)
        let text = String(repeating: "a text as long as it has to be ", count: bytes / 31 + 1)
            .prefix(bytes)
        let watch = ContinuousClock()
        let (start, begun) = (watch.now, Self.processorSeconds)
        for number in 0..<count { try pair.exchange(number, text: String(text)) }
        let wall = (watch.now - start) / .seconds(1)
        let used = Self.processorSeconds - begun
        show(
            .object([
                "messages": .integer(Int64(count)), "wall_s": .number(String(wall)),
                "cpu_s": .number(String(used)),
            ]))
    }

    /// User and system time of this process so far.
    private static var processorSeconds: Double {
        // POSIX counts a million a second, whatever the machine.
        Double(clock()) / 1_000_000
    }
}

/// Two administrations that exist in memory alone, with an agreement between them.
private struct RehearsedPair {
    private let (uz, us): (ExchangeKeys, ExchangeKeys)
    private let signed: SignedAgreement
    private let desk: ReceptionDesk
    private let now = Timestamp(milliseconds: Clock.now())
    private var log = MerkleTree()
    private var previous: Digest256?
    private var sequence: Int64 = 1

    init(_ document: JSONTree) throws {
        let moment = now
        func administration(_ code: String) throws -> ExchangeKeys {
            let made = try ExchangeSetup.create(
                node: code, name: code, endpoints: [], tlsAuthorities: [], now: moment)
            return try ExchangeKeys(card: made.card) { id throws(SealFailure) in
                made.secrets.first { $0.id == id }?.secret
            }
        }
        let (uz, us) = (try administration("UZ"), try administration("US"))
        let algorithms = try Agreement(reading: document).signatureAlgorithms
        func signers(_ keys: ExchangeKeys) -> [(id: String, key: SigningKey)] {
            keys.signers(for: .evidence, at: moment).filter {
                algorithms.contains($0.key.algorithm)
            }
        }
        let statement = try SignedAgreement.countersign(
            SignedAgreement.propose(document, keys: signers(uz)), keys: signers(us))
        let signed = try SignedAgreement(
            verifying: statement, cards: [uz.card, us.card], at: moment)
        (self.uz, self.us, self.signed) = (uz, us, signed)
        desk = ReceptionDesk(
            node: "US", card: { $0 == "UZ" ? uz.card : nil }, agreement: { _ in signed },
            sealKey: { us.sealKey($0) })
    }

    /// One message there and its receipt back.
    mutating func exchange(_ number: Int, text: String) throws {
        let (envelope, body) = try built(number, text: text)
        let receipt = try received(body)
        try Receipt(reading: JWS(reading: JSONTree(reading: receipt)))
            .verify(for: envelope, card: us.card, at: now)
    }

    private mutating func built(
        _ number: Int, text: String
    ) throws -> (envelope: Envelope, body: [UInt8]) {
        let disclosure = try signed.disclose(
            DisclosureProposal(
                kind: .spontaneous, from: "UZ", to: "US", purpose: "drug-trafficking",
                handling: "RESTRICTED",
                content: Tainted(
                    own: .object([
                        "subject": .string("round trip \(number)"), "facts": .string(text),
                        "reliability": "A", "credibility": "1",
                    ])), preparedBy: "uz-liaison", approvedBy: "uz-head"),
            standing: AgreementStanding(), at: now)
        guard
            let position = StreamPosition(
                stream: "rehearsal", sequence: sequence, previous: previous)
        else { preconditionFailure("The stream goes on.") }
        let message = try disclosure.sealed(
            EnvelopeCircumstances(
                id: MessageID(at: now, random: secureRandomBytes(count: 10)), position: position,
                inReplyTo: nil, created: now, expires: now.adding(seconds: 86_400),
                salt: SecretBytes(secureRandomBytes(count: Commitment.saltByteCount))),
            card: us.card,
            keys: uz.signers(for: .evidence, at: now).filter {
                disclosure.algorithms.contains($0.key.algorithm)
            })
        sequence += 1
        previous = message.envelope.digest
        return (message.envelope, message.bytes)
    }

    private mutating func received(_ body: [UInt8]) throws -> [UInt8] {
        let message = try SubmittedMessage(reading: body)
        let verdict = desk.judge(
            try desk.authenticate(message, hopNode: "UZ", at: now), at: now)
        guard case .accepted = verdict else {
            throw CommandFailure(
                code: 70, what: "the message was not accepted", whatToDo: "give another agreement")
        }
        let head = message.envelope.head
        let entry = ReceivedEntry(
            envelope: message.envelope.digest, from: head.from, to: head.to, id: head.id, at: now)
        log.append(entry.bytes)
        let checkpoint = try Checkpoint(origin: "US/ledger", size: log.size, root: log.root)
            .signed(by: us.signer(for: .log, at: now).key)
        let index = log.size - 1
        guard let path = log.prover.inclusion(of: index, size: log.size) else {
            preconditionFailure("What was appended is in the log.")
        }
        return try Receipt(
            entry: entry, status: verdict.status,
            log: Receipt.LogProof(index: index, checkpoint: checkpoint, path: path),
            keys: us.signers(for: .evidence, at: now).filter {
                signed.agreement.signatureAlgorithms.contains($0.key.algorithm)
            }
        ).statement.json.bytes
    }
}
