import Testing

@testable import Exchange
@testable import Seal

/// Two nodes and a bad network, all in one value: whatever happens follows from the seed.
///
/// Durable things (tables, log) survive a kill; the lane and everything under way does not. A
/// transaction is one step: a kill falls before it or after it, never inside, and a disk that fails
/// undoes all of it.
///
/// The product's own are the sender's lane, the receiver's verdicts on identity and order, the log with
/// its proofs, and the witness. Digests stand in for envelopes and receipts: nothing is sealed or
/// signed here, and no time passes but the agenda's. Both are tried with real keys and real processes
/// in other tests (`DeliveryJourneys`, `ExchangeFaultJourneys`).
struct DeliverySimulator {
    struct Row {
        let entry: OutboxEntry
        let position: StreamPosition
        var status: Receipt.Status?
        var receipt: Digest256?
    }

    struct Node {
        // Durable.
        var outbox: [Row] = []
        var rowOf: [MessageID: Int] = [:]
        var lastSent: [String: (sequence: Int64, envelope: Digest256)] = [:]
        var inbox: [MessageID: (envelope: Digest256, receipt: Digest256)] = [:]
        var streams: [String: InboxStream] = [:]
        var effects: [(stream: String, sequence: Int64, id: MessageID)] = []
        var log = MerkleTree()
        var seen = Checkpoint(origin: "other", size: 0, root: MerkleHash.empty)
        // Volatile.
        var lane = OutboxLane(windowMax: 8, inFlightMax: 3)
        var isUp = true
        var generation = 0
    }

    enum Packet {
        case request(MessageID, Digest256, StreamPosition)
        case answer(MessageID, Digest256, receipt: Digest256, Checkpoint, path: [Digest256])
        case refusal(MessageID, Refusal.Code)
    }

    /// What will happen, earliest first: a heap.
    struct Agenda {
        struct Item {
            let time: Int64
            let order: Int
            let happening: Happening

            func isBefore(_ other: Item) -> Bool {
                time != other.time ? time < other.time : order < other.order
            }
        }

        private var items: [Item] = []

        mutating func insert(_ item: Item) {
            items.append(item)
            var place = items.count - 1
            while place > 0, item.isBefore(items[(place - 1) / 2]) {
                items.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        }

        mutating func takeFirst() -> Item? {
            guard let first = items.first else { return nil }
            let last = items.removeLast()
            guard !items.isEmpty else { return first }
            var place = 0
            while true {
                var child = 2 * place + 1
                guard child < items.count else { break }
                if child + 1 < items.count, items[child + 1].isBefore(items[child]) { child += 1 }
                guard items[child].isBefore(last) else { break }
                items[place] = items[child]
                place = child
            }
            items[place] = last
            return first
        }
    }

    enum Happening {
        case arrive(to: Int, Packet, generation: Int?)
        case timeout(at: Int, MessageID, generation: Int)
        case wake(at: Int, generation: Int)
        case poke(at: Int, generation: Int)
        case start(at: Int)
        case enqueue(at: Int)
        case loaded(at: Int, generation: Int, [OutboxEntry], isAll: Bool)
    }

    var random: SeededGenerator
    var nodes = [Node(), Node()]
    var agenda = Agenda()
    var past: [(to: Int, packet: Packet)] = []
    var now: Int64 = 0
    var order = 0
    var isHealed = false
    var violations: [String] = []
    let messageCount: Int
    var made = 0
    var kills = 0

    init(seed: UInt64, messages: Int) {
        random = SeededGenerator(seed: seed)
        messageCount = messages
    }

    private var moment: Timestamp { Timestamp(milliseconds: now) }

    private mutating func plan(_ delay: Int64, _ happening: Happening) {
        order += 1
        agenda.insert(Agenda.Item(time: now + delay, order: order, happening: happening))
    }

    /// Runs until everything has settled; afterwards `violations` is empty or tells what broke.
    mutating func run() {
        for node in 0..<2 { perform(.time, at: node) }
        for _ in 0..<messageCount {
            plan(
                Int64.random(in: 0..<60_000, using: &random),
                .enqueue(at: random.chance(50) ? 0 : 1))
        }
        var steps = 0
        while let next = agenda.takeFirst() {
            now = max(now, next.time)
            if now > 120_000 { isHealed = true }
            steps += 1
            guard steps < 50_000 else {
                violations.append("does not settle")
                return
            }
            if !isHealed, random.chance(2) { kill(random.chance(50) ? 0 : 1) }
            if !isHealed, random.chance(3), let old = past.randomElement(using: &random) {
                plan(
                    Int64.random(in: 0..<90_000, using: &random),
                    .arrive(to: old.to, old.packet, generation: nil))
            }
            handle(next.happening)
        }
        checkEnd()
    }

    private mutating func kill(_ node: Int) {
        guard nodes[node].isUp else { return }
        kills += 1
        nodes[node].isUp = false
        nodes[node].generation += 1
        plan(Int64.random(in: 10..<5_000, using: &random), .start(at: node))
    }

    private mutating func handle(_ happening: Happening) {
        switch happening {
        case .start(let node):
            nodes[node].isUp = true
            nodes[node].lane = OutboxLane(windowMax: 8, inFlightMax: 3)
            perform(.time, at: node)
        case .enqueue(let node):
            guard nodes[node].isUp else { return plan(1_000, .enqueue(at: node)) }
            enqueue(at: node)
        case .arrive(let node, let packet, let generation):
            guard nodes[node].isUp, generation.map({ $0 == nodes[node].generation }) ?? true else {
                return
            }
            switch packet {
            case .request(let id, let envelope, let position):
                receive(id, envelope, position, at: node)
            case .answer(let id, let envelope, let receipt, let checkpoint, let path):
                accept(id, envelope, receipt, checkpoint, path, at: node)
            case .refusal(let id, let code):
                perform(.refused(id, code, retryAfterSeconds: nil), at: node)
            }
        case .timeout(let node, let id, let generation):
            guard nodes[node].isUp, generation == nodes[node].generation else { return }
            perform(.failed(id), at: node)
        case .wake(let node, let generation):
            guard nodes[node].isUp, generation == nodes[node].generation else { return }
            perform(.time, at: node)
        case .poke(let node, let generation):
            guard nodes[node].isUp, generation == nodes[node].generation else { return }
            perform(.poked, at: node)
        case .loaded(let node, let generation, let rows, let isAll):
            guard nodes[node].isUp, generation == nodes[node].generation else { return }
            perform(.loaded(rows, isAll: isAll), at: node)
        }
    }

    /// The business change and its outbox row in one transaction.
    private mutating func enqueue(at node: Int) {
        made += 1
        let stream = "s\(Int.random(in: 0..<4, using: &random))"
        let last = nodes[node].lastSent[stream]
        guard
            let position = StreamPosition(
                stream: stream, sequence: (last?.sequence ?? 0) + 1, previous: last?.envelope)
        else {
            violations.append("no position")
            return
        }
        let bits =
            [UInt8](repeating: UInt8(node), count: 6) + [
                0, UInt8(made >> 8 & 255), UInt8(made & 255), 0,
            ]
        let id = MessageID(at: moment, random: bits)
        let envelope = Digest256(hashing: "\(node) \(id) \(stream) \(position.sequence)")
        let entry = OutboxEntry(
            id: id, envelope: envelope, stream: stream, sequence: position.sequence)
        nodes[node].rowOf[id] = nodes[node].outbox.count
        nodes[node].outbox.append(Row(entry: entry, position: position))
        nodes[node].lastSent[stream] = (position.sequence, envelope)
        if !isHealed, random.chance(5) { return kill(node) }
        perform(.enqueued(entry), at: node)
    }

    private mutating func perform(_ event: OutboxLane.Event, at node: Int) {
        let actions = nodes[node].lane.on(event, at: moment, random: random.next())
        if nodes[node].lane.count > 9 { violations.append("lane holds \(nodes[node].lane.count)") }
        for action in actions {
            let generation = nodes[node].generation
            switch action {
            case .send(let id): send(id, from: node)
            case .done(let id, let status):
                guard let row = nodes[node].rowOf[id] else { continue }
                // The receipt may find no room; then the row still waits and is sent again.
                if !isHealed, random.chance(3) {
                    plan(1_000, .poke(at: node, generation: generation))
                    continue
                }
                nodes[node].outbox[row].status = status
            case .load(let count, let except):
                // The table is read now; the rows arrive later, when others may have been added.
                let rows = nodes[node].outbox.filter {
                    $0.status == nil && !except.contains($0.entry.stream)
                }.prefix(count).map(\.entry)
                plan(
                    Int64.random(in: 1..<3_000, using: &random),
                    .loaded(
                        at: node, generation: generation, rows, isAll: rows.count < count))
            case .wake(let time):
                plan(max(1, time.milliseconds - now), .wake(at: node, generation: generation))
            case .park(let stream, _, let code):
                violations.append("parked \(stream): \(code)")
            }
        }
    }

    private mutating func send(_ id: MessageID, from node: Int) {
        guard let row = nodes[node].rowOf[id] else {
            violations.append("sends what it does not have")
            return
        }
        let kept = nodes[node].outbox[row]
        transmit(.request(id, kept.entry.envelope, kept.position), to: 1 - node, generation: nil)
        plan(5_000, .timeout(at: node, id, generation: nodes[node].generation))
    }

    /// Loses, doubles, delays and thereby reorders.
    private mutating func transmit(_ packet: Packet, to node: Int, generation: Int?) {
        past.append((node, packet))
        if past.count > 64 { past.removeFirst() }
        let copies = isHealed ? 1 : random.chance(15) ? 0 : random.chance(15) ? 2 : 1
        for _ in 0..<copies {
            let delay = isHealed ? 10 : Int64.random(in: 1..<8_000, using: &random)
            plan(delay, .arrive(to: node, packet, generation: generation))
        }
    }

    private mutating func receive(
        _ id: MessageID, _ envelope: Digest256, _ position: StreamPosition, at node: Int
    ) {
        let known = nodes[node].inbox[id].map { KnownMessage(envelope: $0.envelope) }
        let stream = nodes[node].streams[position.stream] ?? .beginning
        let verdict = InboxVerdict.judge(
            envelope: envelope, position: position, known: known, stream: stream)
        // The node may die before its transaction …
        if !isHealed, random.chance(4) { return kill(node) }
        // … or find its disk full, and say so …
        if !isHealed, random.chance(4) {
            return transmit(
                .refusal(id, .unavailable), to: 1 - node, generation: nodes[1 - node].generation)
        }
        switch verdict {
        case .take(let next):
            nodes[node].log.append(envelope.bytes)
            nodes[node].streams[position.stream] = next
            nodes[node].effects.append((position.stream, position.sequence, id))
            let receipt = Digest256(hashing: "receipt \(envelope) \(nodes[node].log.size) \(now)")
            nodes[node].inbox[id] = (envelope, receipt)
        case .repeatReceipt: break
        case .wait, .conflict:
            if verdict == .conflict { violations.append("conflict over \(position)") }
            return transmit(
                .refusal(id, verdict.refusal ?? .busy), to: 1 - node,
                generation: nodes[1 - node].generation)
        }
        // … or after it, before the answer.
        if !isHealed, random.chance(4) { return kill(node) }
        guard let row = nodes[node].inbox[id] else { return }
        let log = nodes[node].log
        let checkpoint = Checkpoint(origin: "other", size: log.size, root: log.root)
        let path = log.prover.consistency(from: nodes[1 - node].seen.size, to: log.size) ?? []
        transmit(
            .answer(id, envelope, receipt: row.receipt, checkpoint, path: path), to: 1 - node,
            generation: nodes[1 - node].generation)
    }

    private mutating func accept(
        _ id: MessageID, _ envelope: Digest256, _ receipt: Digest256, _ checkpoint: Checkpoint,
        _ path: [Digest256], at node: Int
    ) {
        guard let row = nodes[node].rowOf[id], nodes[node].outbox[row].entry.envelope == envelope
        else {
            violations.append("a receipt for nothing")
            return
        }
        if let before = nodes[node].outbox[row].receipt, before != receipt {
            violations.append("two receipts for one message")
        }
        nodes[node].outbox[row].receipt = receipt
        // Answers overtake one another; the witness looks at those that go forward.
        if checkpoint.size > nodes[node].seen.size {
            var witness = Witness(nodes[node].seen)
            let proof =
                nodes[1 - node].log.prover.consistency(
                    from: nodes[node].seen.size, to: checkpoint.size) ?? []
            do {
                try witness.see(checkpoint, path: proof)
                nodes[node].seen = witness.newest
            } catch { violations.append("log \(error)") }
        }
        perform(.receipted(id, .accepted), at: node)
    }

    private mutating func checkEnd() {
        for node in 0..<2 {
            let sent = nodes[node].outbox
            let received = nodes[1 - node]
            for row in sent where row.status == nil {
                violations.append("never receipted: \(row.entry.id)")
            }
            if received.effects.count != sent.count {
                violations.append("\(received.effects.count) effects of \(sent.count) messages")
            }
            if Set(received.effects.map(\.id)).count != received.effects.count {
                violations.append("an effect took place twice")
            }
            for stream in Set(received.effects.map(\.stream)) {
                let numbers = received.effects.filter { $0.stream == stream }.map(\.sequence)
                if numbers != Array(1...Int64(numbers.count)) {
                    violations.append("stream \(stream) out of order: \(numbers)")
                }
            }
            if received.log.size != UInt64(received.effects.count) {
                violations.append("log and effects differ")
            }
            if !nodes[node].lane.isIdle { violations.append("the lane does not rest") }
        }
    }
}
