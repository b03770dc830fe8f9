import Exchange
package import Logging
package import Seal
package import Store
import Synchronization

/// What the exchange of a node is told from outside.
package struct ExchangeSettings: Sendable {
    /// Our own code on node cards and in agreements, such as `UZ`.
    package var node: String
    /// The secret of our key of this name; nil when it is not kept here.
    package var secret: @Sendable (_ keyID: String) throws(SealFailure) -> SecretBytes?
    package var now: @Sendable () -> Timestamp
    /// Fresh random bytes.
    package var random: @Sendable (_ count: Int) -> [UInt8]
    /// What messages do here; the first that handles a type takes it.
    package var handlers: [any EffectHandler]
    /// How long what other processes changed (a card, an agreement) may go unnoticed, in seconds.
    package var refreshSeconds: Int64 = 2
    /// Most parts that wait for a commit; who comes then is told `busy`.
    package var waitingMax = 4_096
    /// Most bytes of the attachments of one message, sent or received.
    package var attachmentBytesMax: Int64 = 4 << 30
    /// Where faults are told; never holds content, codes and numbers only.
    package var logger: Logger

    package init(
        node: String,
        secret: @escaping @Sendable (_ keyID: String) throws(SealFailure) -> SecretBytes?,
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (_ count: Int) -> [UInt8] = { secureRandomBytes(count: $0) },
        handlers: [any EffectHandler] = [], logger: Logger = Logger(label: "tamga.exchange")
    ) {
        self.node = node
        self.secret = secret
        self.now = now
        self.random = random
        self.handlers = handlers
        self.logger = logger
    }
}

/// A checkpoint signed in a transaction, and proofs under it.
package struct LedgerSeal {
    package let note: SignedNote
    package let checkpoint: Checkpoint
    let prover: MerkleProver

    /// The path that proves an entry under the checkpoint.
    package func path(of number: UInt64) -> [Digest256]? {
        prover.inclusion(of: number, size: checkpoint.size)
    }
}

/// The exchange of one node: everything that is received, sent or decided goes through here, is
/// durable before anybody is told, and stands in the ledger.
package final class ExchangeNode: Sendable {
    package let store: any Store
    package let settings: ExchangeSettings
    private let shared: Mutex<Shared>
    private let group: Mutex<GroupCommit?>
    let repeated = RepeatedEvents()

    private struct Shared {
        var standing: ExchangeStanding
        var readAt: Timestamp
        var tail: MerkleFrontier?
        var listeners: [@Sendable (String) -> Void] = []
    }

    /// Opens the exchange of a node.
    ///
    /// - Throws: ``ExchangeFailure/Code/notSetUp`` without a card of our own.
    package init(store: any Store, settings: ExchangeSettings) throws {
        self.store = store
        self.settings = settings
        let standing = try store.read {
            try ExchangeStanding(node: settings.node, reader: $0, secret: settings.secret)
        }
        shared = Mutex(Shared(standing: standing, readAt: settings.now()))
        group = Mutex(nil)
    }

    /// What is believed now; read anew when it is older than the settings permit.
    package func standing() throws -> ExchangeStanding {
        let now = settings.now()
        let (standing, isStale) = shared.withLock { shared in
            let isStale =
                shared.readAt.adding(seconds: settings.refreshSeconds) <= now
                || now < shared.readAt
            // One reader is enough; the others go on with what there is.
            if isStale { shared.readAt = now }
            return (shared.standing, isStale)
        }
        return isStale ? try refresh() : standing
    }

    /// Reads cards, agreements and suspensions anew.
    @discardableResult
    package func refresh() throws -> ExchangeStanding {
        let standing = try store.read {
            try ExchangeStanding(node: settings.node, reader: $0, secret: settings.secret)
        }
        shared.withLock { shared in
            shared.standing = standing
            shared.readAt = settings.now()
        }
        return standing
    }

    /// Calls `listener` with a partner's code whenever something was put into its outbox.
    package func onSent(_ listener: @escaping @Sendable (_ partner: String) -> Void) {
        shared.withLock { $0.listeners.append(listener) }
    }

    /// Runs one transaction at once; what it records in the ledger is under a signed checkpoint
    /// when this returns.
    package func commit<Outcome>(
        _ work: (ExchangeTransaction) throws -> Outcome
    ) throws -> Outcome {
        try commit(work) { _, _, outcome in outcome }
    }

    /// The same with a second step that sees the checkpoint.
    private func commit<Made, Outcome>(
        _ work: (ExchangeTransaction) throws -> Made,
        sealed: (ExchangeTransaction, LedgerSeal?, Made) throws -> Outcome
    ) throws -> Outcome {
        let standing = try standing()
        let cached = shared.withLock { $0.tail }
        var finished: (tail: MerkleFrontier, recipients: Set<String>, changed: Bool)?
        let outcome = try store.write { writer in
            let transaction = ExchangeTransaction(
                writer: writer, standing: standing, now: settings.now(), random: settings.random,
                tail: try LedgerTail(writer, cached: cached), repeated: repeated)
            let before = transaction.tail.frontier.size
            let made = try work(transaction)
            let seal =
                transaction.tail.frontier.size > before ? try signCheckpoint(transaction) : nil
            let outcome = try sealed(transaction, seal, made)
            finished = (
                transaction.tail.frontier, transaction.recipients, transaction.hasChangedStanding
            )
            return outcome
        }
        guard let finished else { return outcome }
        let listeners = shared.withLock { shared in
            shared.tail = finished.tail
            return shared.listeners
        }
        if finished.changed { try refresh() }
        for partner in finished.recipients.sorted() {
            for listener in listeners { listener(partner) }
        }
        return outcome
    }

    private func signCheckpoint(_ transaction: ExchangeTransaction) throws -> LedgerSeal {
        let frontier = transaction.tail.frontier
        let checkpoint = Checkpoint(
            origin: "\(settings.node)/ledger", size: frontier.size, root: frontier.root)
        let key = try transaction.standing.keys.signer(for: .log, at: transaction.now)
        let note = try checkpoint.signed(by: key.key)
        try transaction.writer.put(
            CheckpointRow(
                node: settings.node, size: Int64(frontier.size), root: frontier.root,
                note: note.note, seenAt: transaction.now.milliseconds))
        return LedgerSeal(
            note: note, checkpoint: checkpoint, prover: transaction.tail.prover(transaction.writer))
    }

    /// Runs a part of a shared transaction: `work` first, then `sealed` with the checkpoint of all
    /// parts. Returns when both are durable.
    ///
    /// - Throws: ``ExchangeFailure/Code/busy``, what the parts throw, ``StoreFailure``.
    package func commitTogether<Made: Sendable, Outcome: Sendable>(
        _ work: @escaping @Sendable (ExchangeTransaction) throws -> Made,
        sealed: @escaping @Sendable (ExchangeTransaction, LedgerSeal?, Made) throws -> Outcome
    ) async throws -> Outcome {
        try await withCheckedThrowingContinuation { continuation in
            let made = Mutex<Swift.Result<Made, any Error>?>(nil)
            let outcome = Mutex<Swift.Result<Outcome, any Error>?>(nil)
            let part = GroupCommit.Part(
                run: { transaction in
                    let result = Swift.Result { try transaction.attempt { try work(transaction) } }
                    // After a fault of the store the engine may have undone the transaction
                    // already; whatever the other parts wrote then would stand alone.
                    if case .failure(let error) = result, !Self.isRefusal(error) { throw error }
                    made.withLock { $0 = result }
                },
                seal: { transaction, seal in
                    guard case .success(let value)? = made.withLock({ $0 }) else { return }
                    let result = try sealed(transaction, seal, value)
                    outcome.withLock { $0 = .success(result) }
                },
                finish: { failure in
                    if let failure { return continuation.resume(throwing: failure) }
                    if case .failure(let error)? = made.withLock({ $0 }) {
                        return continuation.resume(throwing: error)
                    }
                    guard let result = outcome.withLock({ $0 }) else {
                        return continuation.resume(throwing: Self.busy)
                    }
                    continuation.resume(with: result)
                })
            if !groupCommit().add(part) { continuation.resume(throwing: Self.busy) }
        }
    }

    private func groupCommit() -> GroupCommit {
        group.withLock { group in
            if let group { return group }
            let made = GroupCommit(waitingMax: settings.waitingMax) { [weak self] parts in
                guard let self else { throw Self.busy }
                try self.commit({ transaction in
                    for part in parts { try part.run(transaction) }
                }) { transaction, seal, _ in
                    for part in parts { try part.seal(transaction, seal) }
                }
            }
            group = made
            return made
        }
    }

    /// Whether a part failed for its own reasons, so that the others can go on.
    private static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case is Refusal, is Refusals, is SealFailure, is ExchangeFailure: true
        default: false
        }
    }

    private static var busy: ExchangeFailure {
        ExchangeFailure(
            .busy, problem: "more waits for the ledger than this node takes on",
            remedy: "try again shortly")
    }
}
