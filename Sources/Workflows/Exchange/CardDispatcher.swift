import Exchange
import Logging
import Seal
import ServiceLifecycle
import Store
import Synchronization

/// Tells partners of our new cards, and asks for theirs, while a node is served.
package struct CardDispatcher: Service {
    private let node: ExchangeNode
    private let courier: any Courier
    private let pollMilliseconds: Int64
    private let times = Clocks()

    private final class Clocks: Sendable {
        let times = Mutex(Times())
    }

    private struct Times {
        /// When a partner that has our newest card is asked for its own again.
        var ask: [String: Timestamp] = [:]
        /// Until when a failure holds the next try back.
        var heldBack: [String: Timestamp] = [:]
    }

    /// How often a partner that has our newest card is asked for its own, in seconds.
    static let askSeconds: Int64 = 3_600

    /// - Parameter pollMilliseconds: how often it looks whether there is a new card.
    package init(node: ExchangeNode, courier: any Courier, pollMilliseconds: Int64 = 2_000) {
        self.node = node
        self.courier = courier
        self.pollMilliseconds = pollMilliseconds
    }

    /// Runs until it is cancelled or asked to stop.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                do { try await Task.sleep(for: .milliseconds(pollMilliseconds)) } catch { return }
            }
        }
    }

    private func look() async {
        let standing: ExchangeStanding
        do { standing = try node.standing() } catch { return log("", error) }
        await withDiscardingTaskGroup { group in
            for partner in standing.partners {
                group.addTask {
                    do { try await meet(partner, standing) } catch is CourierFailure {
                        hold(partner, seconds: 30)
                    } catch {
                        log(partner, error)
                        hold(partner, seconds: 300)
                    }
                }
            }
        }
    }

    private func hold(_ partner: String, seconds: Int64) {
        times.times.withLock { $0.heldBack[partner] = node.settings.now().adding(seconds: seconds) }
    }

    private func isDue(_ partner: String, hasNews: Bool) -> Bool {
        let now = node.settings.now()
        return times.times.withLock { times in
            guard (times.heldBack[partner] ?? .earliest) <= now else { return false }
            return hasNews || (times.ask[partner] ?? .earliest) <= now
        }
    }

    /// Asks what the partner has, and brings the rest.
    private func meet(_ partner: String, _ standing: ExchangeStanding) async throws {
        guard let believed = standing.cards[partner], let own = standing.cards[standing.node],
            let endpoint = believed.card.endpoints.first
        else { return }
        let told = try node.store.read { try $0.snapshot(Self.name(partner))?.watermark ?? 0 }
        guard isDue(partner, hasNews: told > 0 && told < own.card.serial) else { return }
        let line = HopLine(node: node, courier: courier, partner: partner)
        // It has our first card at least; what it knows already changes nothing.
        var after = max(told, 1)
        // As many bundles of cards as there can be.
        for _ in 0..<8 {
            let cards = try node.ownCards(after: after)
            let body = JSONTree.object([
                "v": "TXP/1", "cards": .array(cards.map(\.json)),
                "have": .integer(believed.card.serial),
            ]).bytes
            let id = MessageID(at: node.settings.now(), random: node.settings.random(10))
            let (answer, _) = try await line.ask(
                ExchangeNode.cardPath, body: body, id: id, card: believed.card,
                endpoint: endpoint, try node.standing())
            guard let serial = answer["believed"]?.integerValue, serial > 0 else {
                return hold(partner, seconds: 300)
            }
            let theirs = try (answer["cards"]?.elements ?? []).prefix(ExchangeNode.cardsMax)
                .map { try JWS(reading: $0) }
            if !theirs.isEmpty { _ = try await node.believe(Array(theirs), of: partner) }
            if serial != told {
                try node.store.write {
                    try $0.put(
                        SnapshotRow(watermark: serial, content: []), name: Self.name(partner))
                }
            }
            guard serial < own.card.serial, serial != after else { break }
            after = serial
        }
        times.times.withLock {
            $0.ask[partner] = node.settings.now().adding(seconds: Self.askSeconds)
        }
    }

    private static func name(_ partner: String) -> String { "card-told:" + partner }

    private func log(_ partner: String, _ error: any Error) {
        node.settings.logger.error(
            "Cards could not be exchanged.",
            metadata: [
                "partner": "\(partner)", "problem": "\(ExchangeNode.problem(of: error))",
            ])
    }
}
