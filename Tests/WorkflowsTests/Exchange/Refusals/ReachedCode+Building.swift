import Seal
import Store
import Testing

@testable import Exchange
@testable import Workflows

extension ReachedCode {
    /// Codes that our own node gives before anything leaves.
    static let built: [ReachedCode] = [
        building(.unsupported, "a key of the agreement's algorithm is not held") { pair in
            var settings = pair.uz.exchange.settings
            let secret = settings.secret
            settings.secret = { id throws(SealFailure) in
                id == "UZ-evidence-1" ? nil : try secret(id)
            }
            let keyless = try ExchangeNode(store: pair.uz.store, settings: settings)
            let disclosure = try pair.uz.disclosure(to: "US")
            try keyless.commit { _ = try $0.send(disclosure, stream: "information") }
        },
        building(.tooLarge, "more than a body holds") { pair in
            var content = try #require(requestContent.object)
            content["facts"] = .string(String(repeating: "x", count: 900_000))
            try pair.uz.send(to: "US", content: .object(content))
        },
        building(.unknownPartner, "no card of the partner is believed") { pair in
            let alone = try Administration("UZ", clock: pair.clock, store: MemoryStore())
            try alone.exchange.commit { transaction in
                _ = try transaction.send(
                    try pair.uz.disclosure(to: "US"), stream: "information")
            }
        },
        building(.unknownKey, "the partner's keys of the suite have lapsed") { pair in
            // Keys last 730 days, the agreement longer; only one side renews them.
            pair.clock.advance(seconds: 710 * 86_400)
            try pair.uz.renew(renewing([.evidence, .hop, .log, .seal]))
            pair.clock.advance(seconds: 21 * 86_400)
            try pair.uz.send(to: "US")
        },
        building(.wrongAgreement, "a message goes out under the version in force only") { pair in
            let old = try pair.uz.disclosure(to: "US")
            try pair.adopt { _ in }
            try pair.uz.exchange.commit {
                _ = try $0.send(old, stream: "information")
            }
        },
        building(.notInForce, "after the agreement's end") { pair in
            try pair.adopt { $0["validUntil"] = "2026-09-23" }
            pair.clock.advance(seconds: 5 * 86_400)
            try pair.uz.send(to: "US")
        },
        building(.suspended, "the agreement is suspended") { pair in
            try pair.adopt { $0["status"] = "suspended" }
            try pair.uz.send(to: "US")
        },
        building(.suspended, "the partner broke confidentiality") { pair in
            let given = try pair.uz.send(to: "US")
            try pair.uz.exchange.commit {
                _ = try Breaches.report(
                    message: given.message, text: "printed in a newspaper", by: "uz-liaison",
                    in: $0)
            }
            try pair.uz.send(to: "US")
        },
        building(.purposeNotPermitted, "a purpose the agreement does not have") { pair in
            try pair.uz.send(to: "US", purpose: "statistics")
        },
        building(.typeNotPermitted, "a request the agreement does not have") { pair in
            try pair.uz.send(to: "US", kind: .request(.recovery, .routine))
        },
        building(.fieldNotPermitted, "a field outside the form") { pair in
            var content = try #require(requestContent.object)
            content["bankAccount"] = .string(canary)
            try pair.uz.send(to: "US", content: .object(content))
        },
        building(.fieldMissing, "a mandatory field left out") { pair in
            var content = try #require(requestContent.object)
            content["reason"] = nil
            try pair.uz.send(to: "US", content: .object(content))
        },
        building(.directionNotPermitted, "the schedule of the other direction") { pair in
            try pair.uz.send(
                to: "US", content: .object(JSONObject()), purpose: "drug-trafficking",
                kind: .scheduled("seizures-US-UZ"))
        },
        building(.directionNotPermitted, "a request that only the other side may make") { pair in
            try pair.adopt { $0["requests"] = asked(by: "US", in: $0) }
            try pair.uz.send(to: "US")
        },
        building(.officialNotDesignated, "an official the agreement does not name") { pair in
            try pair.uz.send(to: "US", preparedBy: "nobody")
        },
        building(.approvalMissing, "one person in both roles") { pair in
            try pair.uz.send(to: "US", preparedBy: "uz-head", approvedBy: "uz-head")
        },
        building(.handlingNotPermitted, "a class the agreement does not have") { pair in
            try pair.uz.send(to: "US", handling: "SECRET")
        },
        building(.useNotPermitted, "what another country told is handed on") { pair in
            try pair.uz.send(to: "US", given: label(of: "KZ", keptDays: 100, pair))
        },
        building(.stateNotPermitted, "a step that may not follow") { pair in
            try pair.uz.exchange.commit { transaction in
                let (file, _) = try CaseWork.request(
                    .verifyExport, urgency: .routine, of: "US", agreement: nil,
                    purpose: "duty-evasion", handling: "LIMITED", content: requestContent,
                    preparedBy: "uz-liaison", in: transaction)
                _ = try CaseWork.step(
                    .outcome, of: file.id, content: .object(JSONObject()),
                    preparedBy: "uz-liaison", in: transaction)
            }
        },
        building(.expired, "made longer ago than a disclosure may wait") { pair in
            let old = try pair.uz.disclosure(to: "US")
            pair.clock.advance(seconds: Disclosure.waitSecondsMax + 1)
            try pair.uz.exchange.commit { _ = try $0.send(old, stream: "information") }
        },
        building(.expired, "what was received is beyond its retention") { pair in
            let kept = label(of: "US", keptDays: 1, pair)
            pair.clock.advance(seconds: 2 * 86_400)
            try pair.uz.send(to: "US", given: kept)
        },
    ]

    static func renewing(_ purposes: Set<KeyPurpose>) -> ExchangeSetup.Change {
        var change = ExchangeSetup.Change()
        change.renewed = purposes
        return change
    }

    /// The requests with the first reserved to one side.
    static func asked(by node: String, in agreement: JSONObject) -> JSONTree {
        var forms = agreement["requests"]?.elements ?? []
        if var first = forms.first?.object {
            first["askers"] = .array([.string(node)])
            forms[0] = .object(first)
        }
        return .array(forms)
    }

    private static func label(
        of origin: String, keptDays: Int64, _ pair: ExchangePair
    ) -> HandlingLabel {
        HandlingLabel(
            agreement: AgreementReference(
                id: "UZ-US-CMAA", version: 1, digest: Digest256(hashing: "agreement")),
            origin: origin, message: MessageID(at: pair.clock.now(), random: .init(1...10)),
            handling: "LIMITED", rank: 1, purpose: "duty-evasion",
            rules: UseRules(evidence: .allowed, onward: .never, agencies: []),
            keepUntil: pair.clock.now().adding(seconds: keptDays * 86_400))
    }
}

extension Administration {
    /// A disclosure that was made and not sent.
    func disclosure(to partner: String) throws -> Disclosure {
        try exchange.commit { transaction in
            try Messages.disclosure(
                Messages.Proposal(
                    kind: .request(.verifyExport, .routine), to: partner, agreement: nil,
                    purpose: "duty-evasion", handling: "LIMITED",
                    content: Tainted(own: requestContent), preparedBy: "uz-liaison",
                    approvedBy: "uz-head"), in: transaction)
        }
    }

    /// Sends what was made from received information.
    func send(to partner: String, given label: HandlingLabel) throws {
        try exchange.commit { transaction in
            _ = try Messages.send(
                Messages.Proposal(
                    kind: .request(.verifyExport, .routine), to: partner, agreement: nil,
                    purpose: "duty-evasion", handling: "LIMITED",
                    content: Tainted(requestContent, labels: [label]),
                    preparedBy: "uz-liaison", approvedBy: "uz-head"), in: transaction)
        }
    }
}
