package import Exchange
import Logging
import Seal
import ServiceLifecycle
import Store
import Synchronization

/// Brings what waits in the outbox to the partners: a lane per partner, each on its own.
package struct Dispatcher: Service {
    private let node: ExchangeNode
    private let courier: any Courier
    private let settings: Settings

    package struct Settings: Sendable {
        /// How often the outbox is looked at for what other processes put there, in milliseconds.
        package var pollMilliseconds: Int64 = 500
        package var windowMax = 1_000
        /// Most messages under way to one partner.
        package var inFlightMax = 64
        package var backOff = BackOff.standard

        package init() {}
    }

    package init(node: ExchangeNode, courier: any Courier, settings: Settings = Settings()) {
        self.node = node
        self.courier = courier
        self.settings = settings
    }

    /// Runs until it is cancelled or asked to stop.
    package func run() async throws {
        let lanes = Mutex<[String: PartnerLane]>([:])
        node.onSent { partner in
            lanes.withLock { $0[partner] }?.poke()
        }
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for partner in waitingPartners() {
                        let known = lanes.withLock { $0[partner] }
                        if let known {
                            known.poke()
                            continue
                        }
                        let lane = PartnerLane(
                            partner: partner, node: node, courier: courier, settings: settings)
                        lanes.withLock { $0[partner] = lane }
                        group.addTask { await lane.run() }
                    }
                    node.tellRepeatedEvents()
                    do {
                        try await Task.sleep(for: .milliseconds(settings.pollMilliseconds))
                    } catch { break }
                }
                node.tellRepeatedEvents(all: true)
                for lane in lanes.withLock({ Array($0.values) }) { lane.stop() }
                group.cancelAll()
            }
        }
    }

    /// Partners with a believed card for whom something waits.
    private func waitingPartners() -> [String] {
        do {
            let partners = try node.standing().cards
            return try node.store.read { try $0.outboxRecipients() }
                .filter { partners[$0] != nil }
        } catch {
            node.settings.logger.error(
                "The outbox cannot be read.",
                metadata: ["problem": "\(ExchangeNode.problem(of: error))"])
            return []
        }
    }
}
