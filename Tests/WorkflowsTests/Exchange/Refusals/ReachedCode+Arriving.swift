import Exchange
import Seal
import Store
import Testing

@testable import Workflows

extension ReachedCode {
    /// Codes that a partner with good keys is told when it breaks the rules.
    static let arrived: [ReachedCode] = wire + words + later

    /// What is found before anybody is believed.
    private static let wire: [ReachedCode] = [
        arriving(.malformed, "another content type") { _, partner in
            let message = try partner.message()
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, contentType: "text/plain"))
        },
        arriving(.unsupported, "no such address") { _, partner in
            let message = try partner.message()
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, path: "/gate/txp1/archive"))
        },
        saying(.unsupported, "not signed in the agreement's algorithm") {
            $0.algorithms = [.p256]
        },
        arriving(.tooLarge, "a body beyond 1 MiB") { _, partner in
            let message = try partner.message {
                $0.set("facts", .string(String(repeating: "x", count: 900_000)))
            }
            return try await partner.told(
                try partner.request(message.bytes, id: message.envelope.head.id))
        },
        arriving(.unknownPartner, "nobody whose card is believed") { _, partner in
            let message = try partner.message()
            var request = try partner.request(message.bytes, id: message.envelope.head.id)
            request.partner = "KZ"
            return try await partner.told(request)
        },
        arriving(.unknownKey, "a hop key that is not on the card") { _, partner in
            let message = try partner.message()
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, keyID: "UZ-hop-9"))
        },
        arriving(.keyNotValid, "the evidence key used for the hop") { pair, partner in
            let message = try partner.message()
            let evidence = try #require(
                try pair.uz.exchange.standing().keys.signers(
                    for: .evidence, at: pair.clock.now()
                ).first)
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, keyID: evidence.id,
                    key: evidence.key))
        },
        arriving(.keyRevoked, "a hop key that was reported as compromised") { pair, partner in
            let stolen = try pair.uz.exchange.standing().keys.signer(
                for: .hop, at: pair.clock.now())
            var change = ExchangeSetup.Change()
            change.compromised = [stolen.id]
            try pair.uz.renew(change)
            try pair.us.believe(pair.uz, isFirst: false)
            let message = try partner.message()
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, keyID: stolen.id,
                    key: stolen.key))
        },
        arriving(.badSignature, "another's key under the name of the partner's") { pair, partner in
            let message = try partner.message()
            let other = try pair.us.exchange.standing().keys.signer(
                for: .hop, at: pair.clock.now())
            return try await partner.told(
                try partner.request(
                    message.bytes, id: message.envelope.head.id, keyID: "UZ-hop-1",
                    key: other.key))
        },
        arriving(.badDigest, "a body changed on the way") { _, partner in
            let message = try partner.message()
            var request = try partner.request(message.bytes, id: message.envelope.head.id)
            request.body[40] ^= 1
            return try await partner.told(request)
        },
        arriving(.notFresh, "a request of ten minutes ago") { pair, partner in
            let message = try partner.message()
            let request = try partner.request(message.bytes, id: message.envelope.head.id)
            pair.clock.advance(seconds: 600)
            return try await partner.told(request)
        },
        saying(.wrongRecipient, "addressed to another node") { $0.to = "KZ" },
        saying(.gapInStream, "number 3 before number 1") {
            $0.sequence = 3
            $0.previous = Digest256(hashing: "before")
        },
        arriving(.digestConflict, "one id for two texts") { _, partner in
            let first = try partner.message()
            let id = first.envelope.head.id
            _ = try await partner.told(try partner.request(first.bytes, id: id))
            return try await partner.told {
                $0.id = id
                $0.stream = "other"
            }
        },
    ]

    /// What is wrong with what is said.
    private static let words: [ReachedCode] = [
        saying(.malformed, "a sealed text of another form") { $0.text = Array("[]".utf8) },
        saying(.cannotOpen, "another text than was committed to") { $0.isFalselyCommitted = true },
        saying(.wrongAgreement, "an agreement nobody here has") {
            $0.agreement = AgreementReference(
                id: "UZ-US-CMAA", version: 7, digest: Digest256(hashing: "other"))
        },
        saying(.purposeNotPermitted, "another purpose") { $0.purpose = "statistics" },
        saying(.typeNotPermitted, "a request the agreement does not have") {
            $0.members = [("request", "recovery"), ("urgency", "routine")]
            $0.basis = .recovery
        },
        saying(.typeNotPermitted, "an article that does not permit it") { $0.basis = .offences },
        saying(.fieldNotPermitted, "a field outside the form") {
            $0.set("bankAccount", .string(canary))
        },
        saying(.fieldMissing, "a mandatory field left out") { $0.set("reason", nil) },
        saying(.directionNotPermitted, "the schedule of the other direction") {
            $0.type = .scheduled
            $0.basis = .automatic
            $0.purpose = "drug-trafficking"
            $0.members = [("schedule", "seizures-US-UZ")]
            $0.content = .object(JSONObject())
        },
        saying(.officialNotDesignated, "nobody's name") { $0.preparedBy = "nobody" },
        saying(.approvalMissing, "one person in both roles") { $0.preparedBy = "uz-head" },
        saying(.handlingNotPermitted, "a class the agreement does not have") {
            $0.handling = "SECRET"
        },
        saying(.useNotPermitted, "consent to what the agreement never permits") {
            $0.type = .consentRequest
            $0.basis = .confidentiality
            $0.members = []
            $0.content = .object([
                "of": .string($0.id.text), "use": "onward", "country": "KZ",
            ])
        },
        saying(.expired, "after its own end") {
            $0.created = $0.created.adding(seconds: -7_200)
            $0.lifetimeSeconds = 3_600
        },
    ]

    /// What depends on where things stand here.
    private static let later: [ReachedCode] = [
        arriving(.directionNotPermitted, "a request that only the other side may make") {
            pair, partner in
            try pair.adopt { $0["requests"] = asked(by: "US", in: $0) }
            return try await partner.told { _ in }
        },
        arriving(.notInForce, "after the agreement's end") { pair, partner in
            try pair.adopt { $0["validUntil"] = "2026-09-23" }
            pair.clock.advance(seconds: 5 * 86_400)
            return try await partner.told { _ in }
        },
        arriving(.suspended, "while the agreement is suspended") { pair, partner in
            try pair.adopt { $0["status"] = "suspended" }
            return try await partner.told { _ in }
        },
        arriving(.stateNotPermitted, "a step of a case that nobody knows") { pair, partner in
            try await partner.told(by: try pair.deskOfUS()) {
                $0.type = .withdrawal
                $0.members = [("request", "verify-export")]
                $0.content = .object([
                    "case": .object(["reference": "no-such-case"]), "text": "never mind",
                ])
            }
        },
        arriving(.busy, "more waits than the node takes on") { pair, partner in
            var settings = pair.us.exchange.settings
            settings.waitingMax = 0
            return try await partner.told(
                by: try ExchangeNode(store: pair.us.store, settings: settings)
            ) { _ in }
        },
        arriving(.unavailable, "the disk is full") { pair, partner in
            let store = FailingStore(pair.us.store)
            let node = try ExchangeNode(store: store, settings: pair.us.exchange.settings)
            store.setFull(true)
            return try await partner.told(by: node) { _ in }
        },
    ]
}
