package import Exchange
import Logging
import Seal
import ServiceLifecycle
import Store
import Synchronization

/// Brings the chunks of our attachments to the partners once their messages are accepted; after a cut
/// it goes on where the partner says.
package struct AttachmentDispatcher: Service {
    private let node: ExchangeNode
    private let courier: any Courier
    private let settings: Settings

    package struct Settings: Sendable {
        /// How often it looks for what waits, in milliseconds.
        package var pollMilliseconds: Int64 = 500
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
        let busy = Busy()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for partner in waitingPartners()
                    where busy.partners.withLock({ $0.insert(partner).inserted }) {
                        group.addTask {
                            await serve(partner)
                            busy.partners.withLock { _ = $0.remove(partner) }
                        }
                    }
                    do {
                        try await Task.sleep(for: .milliseconds(settings.pollMilliseconds))
                    } catch { break }
                }
                group.cancelAll()
            }
        }
    }

    /// Partners who are being served.
    private final class Busy: Sendable {
        let partners = Mutex<Set<String>>([])
    }

    private func waitingPartners() -> Set<String> {
        do {
            return Set(
                try node.store.read { try $0.attachments(.waiting, limit: 1_000) }
                    .map(\.partner))
        } catch {
            log("The attachments cannot be read.", error, "")
            return []
        }
    }

    /// Sends what waits for one partner, one after the other, until nothing does or the line breaks
    /// for longer than it can be waited for.
    private func serve(_ partner: String) async {
        var failures = 0
        while !Task.isCancelled {
            do {
                let rows = try node.store.read { try $0.attachments(.waiting, limit: 1_000) }
                var isDone = true
                for row in rows where row.partner == partner {
                    if try await transfer(row) {
                        failures = 0
                    } else {
                        isDone = false
                    }
                }
                // A message that is not accepted yet keeps its files back; the next look sees.
                if isDone || failures == 0 { return }
            } catch is CancellationError {
                return
            } catch let failure as CourierFailure {
                node.settings.logger.debug(
                    "A partner was not reached.",
                    metadata: ["partner": "\(partner)", "code": "\(failure.code.rawValue)"])
            } catch { log("An attachment could not be sent.", error, partner) }
            failures += 1
            let wait = settings.backOff.wait(
                failures: failures, random: UInt64.random(in: .min ... .max))
            // Interrupted only when the node stops.
            do { try await Task.sleep(for: .milliseconds(wait)) } catch { return }
        }
    }

    /// False when it has to wait; its message may not be accepted yet.
    private func transfer(_ row: AttachmentRow) async throws -> Bool {
        let standing = try node.standing()
        guard let message = try node.store.read({ try $0.outbox(message: row.message) }) else {
            try settle(row, as: .parked, reason: "message-missing")
            return true
        }
        guard message.state == .done else { return false }
        guard message.status == "accepted" || message.status == "stored" else {
            try settle(row, as: .parked, reason: message.status)
            return true
        }
        guard standing.suspended.outboundSuspended[row.partner] == nil,
            let card = standing.cards[row.partner]?.card, let endpoint = card.endpoints.first,
            let id = MessageID(row.message)
        else { return false }
        let line = HopLine(node: node, courier: courier, partner: row.partner)
        var (have, body): (Int64, [UInt8]) = (0, [])
        while !Task.isCancelled {
            let (answer, _) = try await line.ask(
                "\(ExchangeNode.attachmentsPath)\(row.number)/\(have)", body: body,
                contentType: ExchangeNode.attachmentContentType, id: id, card: card,
                endpoint: endpoint, try node.standing())
            if let refused = answer["refused"]?.text {
                guard Self.isFinal(refused) else { return false }
                try settle(row, as: .parked, reason: refused)
                return true
            }
            guard let word = answer["attachment"]?.object,
                word["number"]?.integerValue == Int64(row.number),
                let there = word["have"]?.integerValue, (0...row.chunkCount).contains(there)
            else { throw ExchangeNode.refusal(.malformed, "an answer of another form") }
            if word["whole"]?.boolValue == true {
                try settle(row, as: .sent, reason: nil)
                return true
            }
            // Complete and not whole: the partner still compares; asking again finishes it.
            have = there
            body = try pieces(of: row, from: have)
        }
        throw CancellationError()
    }

    private func pieces(of row: AttachmentRow, from first: Int64) throws -> [UInt8] {
        var body: [UInt8] = []
        for number in first..<min(first + ExchangeNode.piecesMax, row.chunkCount) {
            guard
                let chunk = try node.store.read({ try $0.attachmentChunk(number, of: row.id) })
            else {
                throw ExchangeFailure(
                    .damaged, problem: "a chunk of an attachment is not stored",
                    remedy: "attach the file to another message")
            }
            body += chunk
        }
        return body
    }

    /// Codes after which trying again is of no use.
    private static func isFinal(_ code: String) -> Bool {
        switch Refusal.Code(rawValue: code) {
        case .busy, .unavailable, .notFresh, .unknownKey, .keyNotValid, .suspended, nil: false
        default: true
        }
    }

    private func settle(
        _ row: AttachmentRow, as state: AttachmentRow.State, reason: String?
    ) throws {
        try node.commit { transaction in
            var row = row
            row.state = state
            if state == .sent {
                row.have = row.chunkCount
                try transaction.writer.removeChunks(ofAttachment: row.id)
            }
            try transaction.writer.update(row)
            try transaction.record(
                "attachment",
                [
                    "message": row.message, "to": row.partner, "number": "\(row.number)",
                    "digest": row.digest.base64URL, "state": state.rawValue, "code": reason,
                ])
        }
    }

    private func log(_ text: Logger.Message, _ error: any Error, _ partner: String) {
        node.settings.logger.error(
            text,
            metadata: [
                "partner": "\(partner)", "problem": "\(ExchangeNode.problem(of: error))",
            ])
    }
}
