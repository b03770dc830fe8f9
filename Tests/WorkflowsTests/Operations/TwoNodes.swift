import Exchange
import Seal
import Store
import Synchronization

@testable import Workflows

/// Two administrations in one process, UZ and KZ, with an agreement in force and messages carried
/// by hand.
final class TwoNodes {
    static let start = Timestamp("2026-06-01T08:00:00Z") ?? .earliest

    final class Clock: Sendable {
        private let moment = Mutex(TwoNodes.start)
        var now: Timestamp { moment.withLock { $0 } }
        func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    let clock = Clock()
    let uz, kz: ExchangeNode

    init() throws {
        let clock = clock
        func make(_ code: String) throws -> (ExchangeNode, ExchangeSetup.MadeCard) {
            let made = try ExchangeSetup.create(
                node: code, name: code, endpoints: ["https://localhost:1"], tlsAuthorities: [],
                now: Self.start)
            let store = MemoryStore()
            try Partners.storeFirst(made, in: store, now: Self.start)
            let secrets = made.secrets
            let node = try ExchangeNode(
                store: store,
                settings: ExchangeSettings(
                    node: code,
                    secret: { id throws(SealFailure) in secrets.first { $0.id == id }?.secret },
                    now: { clock.now }, handlers: [CaseDesk(), BreachDesk(), ConsentDesk()]))
            return (node, made)
        }
        let (first, firstCard) = try make("UZ")
        let (second, secondCard) = try make("KZ")
        (uz, kz) = (first, second)
        try first.commit {
            _ = try Partners.add(
                secondCard.statement, fingerprint: secondCard.fingerprint.description, in: $0)
        }
        try second.commit {
            _ = try Partners.add(
                firstCard.statement, fingerprint: firstCard.fingerprint.description, in: $0)
        }
        let tree = try JSONTree(reading: Array(Self.agreement.utf8))
        func keys(_ node: ExchangeNode) throws -> [(id: String, key: SigningKey)] {
            try node.standing().keys.signers(for: .evidence, at: Self.start)
                .filter { $0.key.algorithm == .ed25519 }
        }
        let signed = try SignedAgreement.countersign(
            SignedAgreement.propose(tree, keys: try keys(first)), keys: try keys(second))
        for node in [first, second] { try node.commit { _ = try Partners.adopt(signed, in: $0) } }
    }

    /// Carries everything that waits from one node to the other.
    func carry(from: ExchangeNode, to: ExchangeNode) async throws {
        let rows = try from.store.read { try $0.outbox(after: 0, limit: 1_000) }
        for row in rows where row.state == .waiting {
            let envelope = try Envelope(reading: JWS(reading: JSONTree(reading: row.statement)))
            let message = SubmittedMessage(envelope: envelope, ciphertext: row.sealed)
            let arrival = try await to.receive(message, hopNode: from.settings.node)
            guard case .accepted = arrival.status else { continue }
            try from.commit {
                try $0.writer.setOutbox(
                    row.message, state: .done, status: "accepted", receipt: arrival.receipt)
            }
        }
    }

    /// Prepared by the liaison, let go by the head.
    func approved(_ draft: Draft, at node: ExchangeNode) throws -> OutboxRow {
        try node.commit {
            try Drafts.approve(draft.id, by: "\(node.settings.node.lowercased())-head", in: $0)
        }
    }

    private static let agreement = """
        {"format":"tamga-agreement/1","id":"UZ-KZ-TEST","version":1,"title":"Test",
        "status":"active","validFrom":"2026-01-01","validUntil":"2028-01-01","parties":[
        {"node":"UZ","name":"UZ","country":"UZ","languages":["en"],"calendar":"c","officials":[
        {"id":"uz-liaison","post":"p","roles":["send","receive"],"keys":["UZ-evidence-1"],
        "from":"2026-01-01"},
        {"id":"uz-head","post":"p","roles":["send","approve"],"keys":["UZ-evidence-1"],
        "from":"2026-01-01"}]},
        {"node":"KZ","name":"KZ","country":"KZ","languages":["en"],"calendar":"c","officials":[
        {"id":"kz-liaison","post":"p","roles":["send","receive"],"keys":["KZ-evidence-1"],
        "from":"2026-01-01"},
        {"id":"kz-head","post":"p","roles":["send","approve"],"keys":["KZ-evidence-1"],
        "from":"2026-01-01"}]}],
        "instruments":[{"id":"I","title":"t","reference":"r"}],
        "purposes":[{"code":"drug-trafficking","title":"t"},{"code":"duty-evasion","title":"t"}],
        "articles":["offences","spontaneous","surveillance","confidentiality"],
        "algorithms":{"signatures":["Ed25519"],"seal":"XWING-SHA256-AES256GCM"},
        "languages":["en"],"channels":["txp1"],"requests":[
        {"type":"surveillance","purposes":["drug-trafficking"],
        "mandatory":["reason","surveillance.kind","surveillance.grounds","surveillance.until"],
        "permitted":["surveillance.action","transport.vehicle"],"replyMandatory":["hits"],
        "replyPermitted":["text","sightings.at","sightings.document"],
        "acknowledgeWithin":{"hours":24},
        "replyWithin":{"routine":{"workingDays":30},"urgent":{"hours":72}},
        "autoAnswerable":false}],
        "schedules":[],"spontaneous":{"purposes":["duty-evasion"],"fields":["subject"],
        "mandatory":["subject"],"acknowledgeWithin":{"hours":1}},
        "handling":[{"code":"LIMITED","title":"t","rank":1,"national":{"UZ":"u","KZ":"k"}}],
        "use":{"evidence":"notify","onward":"never"},
        "retention":{"defaultDays":1825,"classes":{"duty-evasion":1000}},
        "personalFields":["parties.name"],
        "refusalGrounds":[{"code":"sovereignty","title":"t"}],
        "costs":{"waived":true,"exceptions":["experts"],"consultFirst":true},
        "oral":{"confirmWithinHours":24},
        "breach":{"suspendOutbound":true,"notifyWithinHours":24},
        "reciprocity":[{"article":"surveillance","parties":["UZ","KZ"]}],
        "calendars":[{"id":"c","minutesEastOfUTC":0,"weekend":[6,7],"holidays":["2026-01-01"],
        "knownUntil":"2027-12-31"}]}
        """
}
