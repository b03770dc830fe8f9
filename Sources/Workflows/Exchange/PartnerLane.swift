import Exchange
import Logging
import Seal
import Store
import Synchronization

/// Performs what the lane of one partner asks for: sends, waits, marks done, loads.
final class PartnerLane: Sendable {
    private let partner: String
    private let node: ExchangeNode
    private let line: HopLine
    private let lane: Mutex<Lane>
    private let events: AsyncStream<OutboxLane.Event>
    private let feed: AsyncStream<OutboxLane.Event>.Continuation
    private let checkpoints = CheckpointMemory()

    private struct Lane {
        var lane: OutboxLane
        /// Receipts that were verified and not yet stored with their message.
        var receipts: [MessageID: [UInt8]] = [:]
        var wakeAt: Timestamp?
        var isPoked = false
        /// The largest size of the partner's log that a receipt spoke of.
        var spokenOf: UInt64 = 0
        /// What was seen of the partner's log; nil until it was looked up.
        var seen: (size: UInt64, root: Digest256)?
        /// Whether a receipt spoke of less than was seen, or of something else: a repetition of an
        /// older one, or a log that was put back.
        var isDoubtful = false
        var doubtedAt: Timestamp?
        var isWitnessing = false
        /// Streams that stand still, with the message at their head.
        var parked: [String: MessageID] = [:]
    }

    init(
        partner: String, node: ExchangeNode, courier: any Courier, settings: Dispatcher.Settings
    ) {
        self.partner = partner
        self.node = node
        line = HopLine(node: node, courier: courier, partner: partner)
        lane = Mutex(
            Lane(
                lane: OutboxLane(
                    windowMax: settings.windowMax, inFlightMax: settings.inFlightMax,
                    backOff: settings.backOff)))
        // Bounded by what the lane has under way, its loads, its wake-up and one poke.
        (events, feed) = AsyncStream.makeStream()
    }

    /// Something may have been put into the outbox.
    func poke() {
        let isNew = lane.withLock { state in
            defer { state.isPoked = true }
            return !state.isPoked
        }
        if isNew { feed.yield(.poked) }
    }

    func stop() { feed.finish() }

    func run() async {
        await withDiscardingTaskGroup { group in
            do { try lookUpSeen() } catch { log("The checkpoints cannot be read.", error) }
            feed.yield(.time)
            for await event in events {
                if case .poked = event { releaseParked() }
                let now = node.settings.now()
                let random = UInt64.random(in: .min ... .max)
                let actions = lane.withLock { state in
                    if case .poked = event { state.isPoked = false }
                    return state.lane.on(event, at: now, random: random)
                }
                for action in actions { perform(action, in: &group) }
            }
            group.cancelAll()
        }
    }

    private func perform(_ action: OutboxLane.Action, in group: inout DiscardingTaskGroup) {
        switch action {
        case .send(let id):
            group.addTask { [self] in
                let event = await send(id)
                feed.yield(event)
                await witnessWhenDue()
            }
        case .done(let id, let status):
            group.addTask { [self] in await markDone(id, status) }
        case .load(let count, let except):
            group.addTask { [self] in
                do {
                    let rows = try node.store.read {
                        try $0.outboxWaiting(recipient: partner, except: except, limit: count)
                    }
                    feed.yield(.loaded(rows, isAll: rows.count < count))
                } catch {
                    log("The outbox cannot be read.", error)
                    // Interrupted only when the lane ends; then nothing is waited for.
                    try? await Task.sleep(for: .seconds(1))
                    feed.yield(.loaded([], isAll: false))
                }
            }
        case .wake(let moment):
            let isEarlier = lane.withLock { state in
                if let planned = state.wakeAt, planned <= moment { return false }
                state.wakeAt = moment
                return true
            }
            guard isEarlier else { return }
            group.addTask { [self] in
                let wait = max(1, moment.milliseconds - node.settings.now().milliseconds)
                // Interrupted only when the lane ends.
                try? await Task.sleep(for: .milliseconds(wait))
                lane.withLock { if $0.wakeAt == moment { $0.wakeAt = nil } }
                feed.yield(.time)
            }
        case .park(let stream, let id, let code):
            group.addTask { [self] in await park(stream, id, code) }
        }
    }

    /// Lets streams go on whose head an officer released.
    private func releaseParked() {
        let parked = lane.withLock { $0.parked }
        for (stream, id) in parked {
            do {
                let row = try node.store.read { try $0.outbox(message: id.text) }
                guard let row, row.state == .done || row.status.isEmpty else { continue }
                lane.withLock { $0.parked[stream] = nil }
                feed.yield(.released(stream: stream))
            } catch { log("The outbox cannot be read.", error) }
        }
    }

    // MARK: Sending

    private func send(_ id: MessageID) async -> OutboxLane.Event {
        do {
            guard let row = try node.store.read({ try $0.outbox(message: id.text) }) else {
                return .failed(id)
            }
            if row.state == .done { return .receipted(id, .stored) }
            let standing = try node.standing()
            if standing.suspended.outboundSuspended[partner] != nil,
                row.type != MessageType.breach.rawValue
            {
                return .refused(id, .suspended, retryAfterSeconds: nil)
            }
            guard let card = standing.cards[partner]?.card, let endpoint = card.endpoints.first
            else { return .failed(id) }
            let message = try envelope(of: row, standing)
            let (answer, status) = try await line.ask(
                ExchangeNode.inboxPath, body: message.bytes, id: id, card: card,
                endpoint: endpoint, standing)
            return try take(answer, status: status, for: message.envelope, id: id, card: card)
        } catch let failure as CourierFailure {
            node.settings.logger.debug(
                "A partner was not reached.",
                metadata: ["partner": "\(partner)", "code": "\(failure.code.rawValue)"])
            return .failed(id)
        } catch {
            log("An attempt to deliver failed.", error)
            return .failed(id)
        }
    }

    /// The message as it is stored, signed anew when the key that signed it has lapsed meanwhile.
    private func envelope(
        of row: OutboxRow, _ standing: ExchangeStanding
    ) throws -> SubmittedMessage {
        var envelope = try Envelope(
            reading: JWS(reading: JSONTree(reading: row.statement)))
        let now = node.settings.now()
        let lapsed = envelope.statement.signatures.contains { signature in
            standing.keys.card.keys.first { $0.id == signature.keyID }?.isValid(at: now) != true
        }
        if lapsed {
            let algorithms = Set(envelope.statement.signatures.map(\.algorithm))
            let keys = standing.keys.signers(for: .evidence, at: now).filter {
                algorithms.contains($0.key.algorithm.rawValue)
            }
            if !keys.isEmpty { envelope = try envelope.resigned(keys: keys) }
        }
        return SubmittedMessage(envelope: envelope, ciphertext: row.sealed)
    }

    private func take(
        _ answer: JSONObject, status: Int, for envelope: Envelope, id: MessageID, card: NodeCard
    ) throws -> OutboxLane.Event {
        if let refused = answer["refused"]?.text {
            guard let code = Refusal.Code(rawValue: refused) else { return .failed(id) }
            return .refused(id, code, retryAfterSeconds: code == .busy ? 1 : nil)
        }
        guard let statement = answer["receipt"] else { return .failed(id) }
        let receipt = try Receipt(reading: JWS(reading: statement))
        let checkpoint = try receipt.verify(
            for: envelope, card: card, at: node.settings.now(), memory: checkpoints)
        lane.withLock { state in
            state.receipts[id] = statement.bytes
            state.spokenOf = max(state.spokenOf, checkpoint.size)
            if let seen = state.seen,
                checkpoint.size < seen.size
                    || checkpoint.size == seen.size && checkpoint.root != seen.root
            {
                state.isDoubtful = true
            }
        }
        return .receipted(id, receipt.status)
    }

    // MARK: Afterwards

    private func markDone(_ id: MessageID, _ status: Receipt.Status) async {
        let receipt = lane.withLock { $0.receipts.removeValue(forKey: id) }
        guard let receipt else { return }
        let word = ExchangeNode.word(of: status)
        do {
            try await node.commitTogether(
                { [partner, handlers = node.settings.handlers] transaction in
                    guard let row = try transaction.writer.outbox(message: id.text),
                        row.state == .waiting
                    else { return }
                    try transaction.writer.setOutbox(
                        id.text, state: .done, status: word, receipt: receipt)
                    for handler in handlers {
                        try handler.delivered(row, status: status, in: transaction)
                    }
                    try transaction.record(
                        "receipted", ["id": id.text, "by": partner, "status": word])
                }, sealed: { _, _, _ in })
        } catch {
            // The row still waits: it is sent again and gets the same receipt.
            log("A receipt could not be stored.", error)
            // Interrupted only when the lane ends.
            try? await Task.sleep(for: .seconds(1))
            poke()
        }
    }

    private func park(_ stream: String, _ id: MessageID, _ code: Refusal.Code) async {
        node.settings.logger.error(
            "A stream stands still until an officer looks.",
            metadata: ["partner": "\(partner)", "code": "\(code.rawValue)"])
        do {
            try await node.commitTogether(
                { [partner] transaction in
                    try transaction.writer.setOutbox(
                        id.text, state: .waiting, status: "parked:\(code.rawValue)", receipt: nil)
                    try transaction.record(
                        "parked",
                        [
                            "id": id.text, "partner": partner, "stream": stream,
                            "code": code.rawValue,
                        ])
                }, sealed: { _, _, _ in })
            lane.withLock { $0.parked[stream] = id }
        } catch { log("A parked stream could not be recorded.", error) }
    }

    /// Shows our log to the partner and looks at the partner's, when a receipt spoke of more than
    /// was seen, or of less; one exchange at a time.
    private func witnessWhenDue() async {
        let now = node.settings.now()
        let isDue = lane.withLock { state -> Bool in
            guard !state.isWitnessing, let seen = state.seen else { return false }
            // Older receipts come again after every lost answer; asking once a minute is enough.
            let isDoubted =
                state.isDoubtful
                && (state.doubtedAt.map { $0.adding(seconds: 60) <= now || now < $0 } ?? true)
            guard isDoubted || seen.size < state.spokenOf else { return false }
            if isDoubted {
                state.isDoubtful = false
                state.doubtedAt = now
            }
            state.isWitnessing = true
            return true
        }
        guard isDue else { return }
        defer { lane.withLock { $0.isWitnessing = false } }
        do {
            // Many receipts come in a burst; one exchange serves them all.
            try await Task.sleep(for: .milliseconds(250))
            try await witness()
            try lookUpSeen()
        } catch is CancellationError {
            return
        } catch { log("A witness exchange failed.", error) }
    }

    private func lookUpSeen() throws {
        let newest = try node.store.read {
            try $0.newestCheckpoint(of: partner, witness: "")
        }
        let seen = (UInt64(newest?.size ?? 0), newest?.root ?? MerkleHash.empty)
        lane.withLock { $0.seen = seen }
    }

    private func witness() async throws {
        let standing = try node.standing()
        guard let card = standing.cards[partner]?.card, let endpoint = card.endpoints.first,
            let question = try node.witnessQuestion(for: partner)
        else { return }
        let id = MessageID(at: node.settings.now(), random: node.settings.random(10))
        let (answer, status) = try await line.ask(
            ExchangeNode.witnessPath, body: question.body, id: id, card: card, endpoint: endpoint,
            standing)
        guard status == 200 else { return }
        try await node.takeWitnessAnswer(
            JSONTree.object(answer).bytes, of: partner, asked: question.seen)
    }

    private func log(_ text: Logger.Message, _ error: any Error) {
        node.settings.logger.error(
            text,
            metadata: [
                "partner": "\(partner)", "problem": "\(ExchangeNode.problem(of: error))",
            ])
    }
}

extension ExchangeNode {
    /// How a receipt's status is written beside its message.
    static func word(of status: Receipt.Status) -> String {
        switch status {
        case .stored: "stored"
        case .accepted: "accepted"
        case .rejected(let code): "rejected:\(code.rawValue)"
        }
    }
}
