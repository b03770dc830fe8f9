import ArgumentParser
import Exchange
import Formats
import Foundation
import Gateway
import Logging
import Seal
import Store
import Synchronization
import Workflows

/// `tamga load`: messages by the thousand to a partner that serves, with the times they took; for
/// benchmarks and fault tests.
struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Send many test messages to a partner and measure; for test nodes only.",
        shouldDisplay: false)

    @Option(help: "Code of the partner.")
    var to: String
    @Option(help: "Messages to send; 0 delivers what waits.")
    var count = 1_000
    @Option(help: "Streams that they are spread over; those of one stream go one after the other.")
    var streams = 64
    @Option(help: "Requests under way at a time, and connections.")
    var connections = 64
    @Option(help: "Bytes of text in each.")
    var bytes = 4_096
    @Option(help: "Purpose, one of the agreement's codes.")
    var purpose = "drug-trafficking"
    @Option(help: "Handling class, one of the agreement's codes.")
    var handling = "RESTRICTED"
    @Option(help: "The official who prepared it.")
    var preparedBy: String
    @Option(help: "The official who approves it.")
    var approvedBy: String
    @Flag(help: "Only put them into the outbox.")
    var queueOnly = false
    @Option(help: "Give up after so many seconds.")
    var secondsMax = 600
    @OptionGroup var proof: OfficerProof
    @OptionGroup var node: NodeOption

    func validate() throws {
        guard (0...1_000_000).contains(count), (1...100_000).contains(streams),
            (1...256).contains(connections), (1...60_000).contains(bytes)
        else {
            throw ValidationError(
                "--count 0 to 1000000, --streams 1 to 100000, --connections 1 to 256, --bytes 1 to 60000"
            )
        }
    }

    func run() throws {
        let open = try node.open()
        try proof.require(approvedBy, at: open)
        let exchange = try OpenExchange(open).exchange
        guard let files = try IdentityFiles(open.directory, open.configuration.administration)
        else {
            throw CommandFailure(
                code: 78, what: "the node has no certificate", whatToDo: "tamga keys create")
        }
        let load = self
        let result = try waiting { try await load.measure(exchange, identity: files.identity) }
        show(result)
        guard result["left"]?.integerValue == 0 || queueOnly else { throw Finished.no }
    }

    private func measure(
        _ exchange: ExchangeNode, identity: GatewayIdentity
    ) async throws -> JSONTree {
        var limits = GatewayCourier.Limits()
        limits.connectionsMax = connections
        let courier = TimedCourier(
            try GatewayCourier(identity: identity, limits: limits, trust: { exchange.trust() }))
        var settings = Dispatcher.Settings()
        settings.inFlightMax = connections
        settings.pollMilliseconds = 50
        let dispatcher = Dispatcher(node: exchange, courier: courier, settings: settings)
        let before = try exchange.store.read { try $0.exchangeCounts() }
        let clock = ContinuousClock()
        let start = clock.now
        var queued = start
        try await withThrowingTaskGroup(of: Void.self) { group in
            if !queueOnly { group.addTask { try await dispatcher.run() } }
            try await queue(in: exchange)
            queued = clock.now
            if !queueOnly {
                while clock.now - start < .seconds(secondsMax) {
                    // Looked up in an index: counting would read the whole outbox each time.
                    let waiting = try exchange.store.read { try $0.outboxRecipients() }
                    if !waiting.contains(to) { break }
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            group.cancelAll()
        }
        let seconds = (clock.now - start) / .seconds(1)
        let after = try exchange.store.read { try $0.exchangeCounts() }
        let done = after.done - before.done
        var report = JSONObject()
        func number(_ value: Double) -> JSONTree { .integer(Int64(value.rounded())) }
        report["queued"] = .integer(Int64(count))
        report["done"] = .integer(Int64(done))
        report["left"] = .integer(Int64(after.waiting))
        report["milliseconds"] = number(seconds * 1_000)
        report["queueMilliseconds"] = number((queued - start) / .milliseconds(1))
        report["perSecond"] = number(Double(done) / seconds)
        let times = courier.milliseconds.sorted()
        if !times.isEmpty {
            func share(_ share: Double) -> JSONTree {
                number(times[min(times.count - 1, Int(Double(times.count) * share))] * 1_000)
            }
            report["p50Microseconds"] = share(0.5)
            report["p99Microseconds"] = share(0.99)
        }
        return .object(report)
    }

    /// Puts the messages into the outbox, as many at a time as one commit takes.
    private func queue(in exchange: ExchangeNode) async throws {
        let text = String(repeating: "a text as long as it has to be ", count: bytes / 31 + 1)
            .prefix(bytes)
        let load = self
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<min(64, max(1, count)) {
                group.addTask {
                    for number in stride(from: worker, to: load.count, by: 64) {
                        try await load.put(number, text: String(text), into: exchange)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func put(_ number: Int, text: String, into exchange: ExchangeNode) async throws {
        let proposal = Messages.Proposal(
            kind: .spontaneous, to: to, agreement: nil, purpose: purpose, handling: handling,
            content: Tainted(
                own: .object([
                    "subject": .string("load \(number)"), "facts": .string(text),
                    "reliability": "A", "credibility": "1",
                ])), preparedBy: preparedBy, approvedBy: approvedBy,
            stream: "load-\(number % streams)")
        try await exchange.commitTogether(
            { _ = try Messages.send(proposal, in: $0) }, sealed: { _, _, _ in })
    }
}

/// A courier that notes how long each request took until its answer was there.
private final class TimedCourier: Courier {
    private let courier: any Courier
    private let times = Mutex<[Double]>([])

    init(_ courier: any Courier) { self.courier = courier }

    /// One time for each answer.
    var milliseconds: [Double] { times.withLock { $0 } }

    func carry(
        _ request: DoorRequest, to endpoint: String
    ) async throws(CourierFailure) -> DoorAnswer {
        let start = ContinuousClock.now
        let answer = try await courier.carry(request, to: endpoint)
        let time = (ContinuousClock.now - start) / .milliseconds(1)
        if request.path.hasSuffix("/inbox") { times.withLock { $0.append(time) } }
        return answer
    }
}
