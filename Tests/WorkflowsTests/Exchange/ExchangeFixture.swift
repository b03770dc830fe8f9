import Exchange
import Foundation
import Logging
import Seal
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import Workflows

/// A clock that goes on by itself, so that waits end, and can be put forward.
final class TestClock: Sendable {
    static let base = Timestamp(seconds: 1_790_000_000)
    private let start = ContinuousClock.now
    private let ahead = Mutex<Int64>(0)

    func now() -> Timestamp {
        let (seconds, fraction) = (ContinuousClock.now - start).components
        let elapsed = seconds * 1_000 + fraction / 1_000_000_000_000_000
        return Self.base.adding(milliseconds: elapsed + ahead.withLock { $0 })
    }

    func advance(seconds: Int64) { ahead.withLock { $0 += seconds * 1_000 } }
}

/// Everything that was logged, metadata included.
final class CapturedLog: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let error = event.error.map { "\($0)" } ?? ""
            log.lines.withLock {
                $0.append("\(event.level) \(event.message) \(event.metadata ?? [:]) \(error)")
            }
        }
    }
}

/// Counts effects: each leaves an entry in the ledger, in the message's own transaction.
struct CountedEffect: EffectHandler {
    func handles(_ type: MessageType) -> Bool { true }

    func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws {
        try transaction.record("effect", ["id": message.envelope.head.id.text])
    }
}

/// A store that stops being durable when it is told to: all work is done, then the disk is full.
final class FailingStore: Store {
    private let inner: any Store
    private let isFull = Mutex(false)

    init(_ inner: any Store) { self.inner = inner }

    func setFull(_ full: Bool) { isFull.withLock { $0 = full } }

    func write<Outcome>(_ work: (any StoreWriter) throws -> Outcome) throws -> Outcome {
        try inner.write { writer in
            let outcome = try work(writer)
            if isFull.withLock({ $0 }) {
                throw StoreFailure(
                    .full, problem: "the disk is full", remedy: "free space")
            }
            return outcome
        }
    }

    func read<Outcome>(_ work: (any StoreReader) throws -> Outcome) throws -> Outcome {
        try inner.read(work)
    }
}

/// A node of one administration with its keys in memory.
final class Administration: Sendable {
    let code: String
    let store: any Store
    let exchange: ExchangeNode
    let clock: TestClock
    let log: CapturedLog
    private let keys: SecretsBox

    init(
        _ code: String, clock: TestClock, store: any Store, log: CapturedLog = CapturedLog(),
        secrets: [String: SecretBytes]? = nil,
        handlers: [any EffectHandler] = [CountedEffect()]
    ) throws {
        self.code = code
        self.store = store
        self.clock = clock
        self.log = log
        var held = secrets ?? [:]
        if secrets == nil {
            let made = try ExchangeSetup.create(
                node: code, name: "Customs of \(code)",
                endpoints: ["https://\(code.lowercased()).example:8443/gate"],
                tlsAuthorities: [Array("authority of \(code)".utf8)], now: clock.now())
            for (id, secret) in made.secrets { held[id] = secret }
            try Partners.storeFirst(made, in: store, now: clock.now())
        }
        let box = SecretsBox(held)
        keys = box
        exchange = try ExchangeNode(
            store: store,
            settings: ExchangeSettings(
                node: code, secret: { id throws(SealFailure) in box.secret(id) },
                now: { clock.now() }, handlers: handlers, logger: log.logger))
    }

    private final class SecretsBox: Sendable {
        private let secrets: Mutex<[String: SecretBytes]>
        init(_ secrets: [String: SecretBytes]) { self.secrets = Mutex(secrets) }
        func secret(_ id: String) -> SecretBytes? { secrets.withLock { $0[id] } }
        func add(_ id: String, _ secret: SecretBytes) { secrets.withLock { $0[id] = secret } }
        var all: [String: SecretBytes] { secrets.withLock { $0 } }
    }

    /// The same administration on another store, as after a backup was put back.
    func restored(on store: any Store) throws -> Administration {
        try Administration(code, clock: clock, store: store, secrets: keys.all)
    }

    var card: JWS {
        get throws {
            let row = try #require(try store.read { try $0.card(of: code) })
            return try JWS(reading: JSONTree(reading: row.statement))
        }
    }

    /// Makes the card that follows and puts it into force here; partners do not have it yet.
    func renew(_ change: ExchangeSetup.Change) throws {
        let standing = try exchange.refresh()
        let believed = try #require(standing.cards[code])
        let made = try ExchangeSetup.succeed(
            believed, keys: standing.keys, by: change, now: clock.now())
        for (id, secret) in made.secrets { keys.add(id, secret) }
        try exchange.commit { try Partners.storeNext(made, in: $0) }
    }

    func believe(_ partner: Administration, isFirst: Bool = true) throws {
        let card = try partner.card
        let fingerprint = CardFingerprint(payload: card.payload).description
        try exchange.commit {
            _ = try Partners.add(card, fingerprint: isFirst ? fingerprint : nil, in: $0)
        }
    }

    /// Signs with every algorithm that a shipped agreement may ask for.
    func signers(_ algorithms: Set<SignatureAlgorithm>) throws -> [(id: String, key: SigningKey)] {
        try exchange.standing().keys.signers(for: .evidence, at: clock.now()).filter {
            algorithms.contains($0.key.algorithm)
        }
    }

    @discardableResult
    func send(
        to partner: String, stream: String = "case-1", content: JSONTree = requestContent,
        purpose: String = "duty-evasion", handling: String = "LIMITED",
        preparedBy: String? = nil, approvedBy: String? = nil,
        kind: DisclosureKind = .request(.verifyExport, .routine)
    ) throws -> OutboxRow {
        try exchange.commit { transaction in
            try Messages.send(
                Messages.Proposal(
                    kind: kind, to: partner, agreement: nil, purpose: purpose,
                    handling: handling, content: Tainted(own: content),
                    preparedBy: preparedBy ?? "\(code.lowercased())-liaison",
                    approvedBy: approvedBy ?? "\(code.lowercased())-head", stream: stream),
                in: transaction)
        }
    }

    var counts: ExchangeCounts { get throws { try store.read { try $0.exchangeCounts() } } }
    var inbox: [InboxRow] {
        get throws { try store.read { try $0.inbox(after: 0, limit: 10_000) } }
    }
    var outbox: [OutboxRow] {
        get throws { try store.read { try $0.outbox(after: 0, limit: 10_000) } }
    }

    /// Entries of the ledger about this event.
    func ledger(_ event: String) throws -> [JSONTree] {
        try store.read { try $0.ledger(from: 0, limit: 100_000) }
            .map { try JSONTree(reading: $0.entry) }.filter { $0["event"]?.text == event }
    }

    func verified(
        given: [(note: SignedNote, source: String)] = []
    ) throws -> LedgerVerification.Outcome {
        try LedgerVerification.run(store, standing: exchange.standing(), given: given)
    }
}

/// A word that stands in content only and must never be seen outside of it.
let canary = "CANARY"

let requestContent = JSONTree.object([
    "subject": "Export declaration 26001/121126/0004411", "reason": "Undervaluation suspected",
    "measure": "verify-export", "facts": "Import value is a third of the market price",
    "enquiriesMade": "Importer's books checked", "connection": "The same consignment",
    "declaration": .object(["number": "26001/121126/0004411", "date": "2026-11-12"]),
    "goods": [.object(["hsCode": "851713", "quantity": 400])],
    "parties": [.object(["role": "exporter", "name": "CANARY Trading LLC"])],
])

/// Two administrations that believe each other's cards under the shipped agreement.
struct ExchangePair {
    let uz, us: Administration
    let clock: TestClock

    init(
        stores: (any Store, any Store) = (MemoryStore(), MemoryStore()),
        handlers: [any EffectHandler] = [CountedEffect()]
    ) throws {
        clock = TestClock()
        uz = try Administration("UZ", clock: clock, store: stores.0, handlers: handlers)
        us = try Administration("US", clock: clock, store: stores.1, handlers: handlers)
        try uz.believe(us)
        try us.believe(uz)
        let statement = try signed(try Self.shipped())
        for node in [uz, us] {
            try node.exchange.commit { _ = try Partners.adopt(statement, in: $0) }
        }
    }

    static func shipped(
        _ name: String = "uz-us", _ change: (inout JSONObject) -> Void = { _ in }
    ) throws -> JSONTree {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Specs/agreements/\(name).json").standardized
        var object = try #require(
            try JSONTree(reading: Array(try Data(contentsOf: url))).object)
        change(&object)
        return .object(object)
    }

    /// The text with both signatures.
    func signed(_ document: JSONTree) throws -> JWS {
        let algorithms = try Agreement(reading: document).signatureAlgorithms
        return try SignedAgreement.countersign(
            try SignedAgreement.propose(document, keys: try uz.signers(algorithms)),
            keys: try us.signers(algorithms))
    }

    var desks: [String: any PartnerDesk] { ["UZ": uz.exchange, "US": us.exchange] }

    /// Runs the dispatchers of both sides until `isDone`, at most three minutes.
    func exchange(
        _ couriers: (any Courier, any Courier), until isDone: () throws -> Bool
    ) async throws {
        var settings = Dispatcher.Settings()
        settings.pollMilliseconds = 10
        settings.backOff = BackOff(firstMilliseconds: 2, longestMilliseconds: 20)
        let services = [
            Dispatcher(node: uz.exchange, courier: couriers.0, settings: settings),
            Dispatcher(node: us.exchange, courier: couriers.1, settings: settings),
        ]
        let tasks = services.map { service in Task { try await service.run() } }
        defer { for task in tasks { task.cancel() } }
        let deadline = ContinuousClock.now + .seconds(180)
        while try !isDone() {
            guard ContinuousClock.now < deadline else {
                Issue.record("the messages did not arrive in three minutes")
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// A directory with databases of its own, for stores that are opened again.
    static func scratch() throws -> String {
        let path = NSTemporaryDirectory() + "tamga-exchange-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

/// Numbers that follow from a seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A line that does what its seed says: loses requests and answers, doubles, delays, replays.
final class HostileCourier: Courier {
    private struct State {
        var numbers: SeededNumbers
        var isHostile: Bool
        var late: [DoorRequest] = []
        var carried: [DoorRequest] = []
        var answers: [DoorAnswer] = []
    }

    private let from: String
    private let desks: [String: any PartnerDesk]
    private let state: Mutex<State>

    init(from: String, to desks: [String: any PartnerDesk], seed: UInt64, isHostile: Bool = true) {
        self.from = from
        self.desks = desks
        state = Mutex(State(numbers: SeededNumbers(seed: seed), isHostile: isHostile))
    }

    /// Every request that was given to the line, and every answer that came out of it.
    var carried: [DoorRequest] { state.withLock { $0.carried } }
    var answers: [DoorAnswer] { state.withLock { $0.answers } }

    func carry(
        _ request: DoorRequest, to endpoint: String
    ) async throws(CourierFailure) -> DoorAnswer {
        guard let desk = desks[request.partner] else {
            throw CourierFailure(.unreachable, problem: "nobody there")
        }
        var incoming = request
        // The door knows by the certificate who is there.
        incoming.partner = from
        let (fault, late) = state.withLock { state -> (UInt64, [DoorRequest]) in
            state.carried.append(incoming)
            guard state.isHostile else { return (9, []) }
            let fault = state.numbers.next() % 10
            if fault == 3 { state.late.append(incoming) }
            guard fault >= 5, !state.late.isEmpty else { return (fault, []) }
            defer { state.late = [] }
            return (fault, state.late)
        }
        switch fault {
        case 0, 3: throw CourierFailure(.unreachable, problem: "lost on the way")
        case 1:
            _ = await desk.answer(incoming)
            throw CourierFailure(.timeout, problem: "the answer was lost")
        case 2: _ = await desk.answer(incoming)
        case 4: for _ in 0..<20 { await Task.yield() }
        default: break
        }
        // What was thought lost arrives after its repetition.
        for old in late { keep(await desk.answer(old)) }
        let answer = await desk.answer(incoming)
        keep(answer)
        return answer
    }

    private func keep(_ answer: DoorAnswer) { state.withLock { $0.answers.append(answer) } }
}
