import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// One way to meet a code of the specification.
struct ReachedCode: Sendable, CustomTestStringConvertible {
    let code: Refusal.Code
    /// What is wrong.
    let name: String
    /// Does it and says what came of it; the status is 0 on our own side.
    let meet: @Sendable () async throws -> (code: Refusal.Code?, status: Int)

    var testDescription: String { "\(code.rawValue): \(name)" }

    /// Something our own node will not build or let out.
    static func building(
        _ code: Refusal.Code, _ name: String,
        _ build: @escaping @Sendable (ExchangePair) throws -> Void
    ) -> ReachedCode {
        ReachedCode(code: code, name: name) {
            let pair = try ExchangePair()
            let before = try pair.uz.outbox.count
            do { try build(pair) } catch let refusals as Refusals {
                #expect(!refusals.description.contains(canary))
                #expect(try pair.uz.outbox.count <= before + 1)
                return (refusals.code, 0)
            } catch let refusal as Refusal { return (refusal.code, 0) }
            return (nil, 0)
        }
    }

    /// Something a partner with good keys brings all the same.
    static func arriving(
        _ code: Refusal.Code, _ name: String,
        _ bring:
            @escaping @Sendable (ExchangePair, RuleBreaker) async throws -> RuleBreaker.Told
    ) -> ReachedCode {
        ReachedCode(code: code, name: name) {
            let pair = try ExchangePair()
            let told = try await bring(pair, RuleBreaker(from: pair.uz, to: pair.us))
            #expect(!String(decoding: told.body, as: UTF8.self).contains(canary))
            #expect(!pair.us.log.text.contains(canary))
            // Of one id with two texts the first is good.
            #expect(try pair.us.ledger("effect").count == (code == .digestConflict ? 1 : 0))
            return (told.code, told.status)
        }
    }

    /// A message whose words are wrong, and nothing else.
    static func saying(
        _ code: Refusal.Code, _ name: String,
        _ lie: @escaping @Sendable (inout RuleBreaker.Words) throws -> Void
    ) -> ReachedCode {
        arriving(code, name) { _, partner in try await partner.told(lie) }
    }
}

extension ExchangePair {
    /// Puts a changed text of the agreement into force on both sides, as version 2.
    func adopt(_ change: (inout JSONObject) -> Void) throws {
        let next = try signed(
            try Self.shipped {
                $0["version"] = .integer(2)
                change(&$0)
            })
        for node in [uz, us] { try node.exchange.commit { _ = try Partners.adopt(next, in: $0) } }
    }

    /// The receiver with the desks of a served node.
    func deskOfUS() throws -> ExchangeNode {
        var settings = us.exchange.settings
        settings.handlers = [CaseDesk(), BreachDesk(), ConsentDesk()]
        return try ExchangeNode(store: us.store, settings: settings)
    }
}
