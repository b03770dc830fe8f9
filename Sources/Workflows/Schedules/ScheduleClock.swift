import Logging
import Seal
import ServiceLifecycle

/// Runs the ordered schedules of a served node again and again, notes deadlines that passed
/// and prepares the answers that officials ordered to be prepared by rule.
package struct ScheduleClock: Service {
    private let node: ExchangeNode
    private let seconds: Int64

    /// - Parameter seconds: between two looks; advance data leave within this time of release.
    package init(node: ExchangeNode, seconds: Int64 = 15) {
        self.node = node
        self.seconds = seconds
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                look()
                do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
            }
        }
    }

    private func look() {
        do {
            try MirrorIntake.catchUp(node.store, now: node.settings.now().milliseconds)
            while try !node.commit({ try ScheduledExchange.run(in: $0) }).isComplete {}
            try ComparisonWork.run(node)
            _ = try node.commit { try CaseWork.pass(in: $0) }
            _ = try node.commit { try AutoAnswers.run(in: $0) }
        } catch {
            node.settings.logger.error(
                "A schedule could not be run.",
                metadata: ["problem": "\(ExchangeNode.problem(of: error))"])
        }
    }
}
