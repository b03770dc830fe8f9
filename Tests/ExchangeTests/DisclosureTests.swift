import Testing

@testable import Exchange
@testable import Seal

@Suite("Disclosures")
struct DisclosureTests {
    private let pair: TestPair

    init() throws { pair = try TestPair.uzus() }

    private func codes(
        _ proposal: DisclosureProposal, standing: AgreementStanding = AgreementStanding(),
        at moment: Timestamp? = nil
    ) -> Set<Refusal.Code> {
        do {
            _ = try pair.signed.disclose(proposal, standing: standing, at: moment ?? pair.now)
            return []
        } catch { return Set(error.all.map(\.code)) }
    }

    @Test("permits a complete request")
    func complete() throws {
        let disclosure = try pair.disclosure()
        #expect(disclosure.basis == .applicationOfLaw)
        var dumped = ""
        dump(disclosure, to: &dumped)
        #expect(!"\(disclosure)\(dumped)".contains("CANARY"))
        #expect(!"\(pair.proposal().content)".contains("CANARY"))
    }

    @Test("refuses another purpose, party, handling class, official or missing second person")
    func wrong() {
        func with(_ change: (inout DisclosureProposal) -> Void) -> Set<Refusal.Code> {
            var proposal = pair.proposal()
            change(&proposal)
            return codes(proposal)
        }
        #expect(with { $0.purpose = "curiosity" } == [.purposeNotPermitted])
        #expect(with { $0.to = "FR" } == [.directionNotPermitted])
        #expect(with { $0.to = "UZ" } == [.directionNotPermitted])
        #expect(with { $0.handling = "PUBLIC" } == [.handlingNotPermitted])
        #expect(
            with { $0.approvedBy = "uz-liaison" } == [.officialNotDesignated, .approvalMissing])
        #expect(with { $0.preparedBy = "us-head" } == [.officialNotDesignated])
        #expect(with { $0.preparedBy = "uz-head" } == [.approvalMissing])
        #expect(with { $0.kind = .request(.recovery, .routine) } == [.typeNotPermitted])
        #expect(with { $0.kind = .scheduled("none") } == [.typeNotPermitted])
    }

    @Test("refuses every field outside the whitelist, however deep, and names it")
    func fields() throws {
        let extra: [(JSONTree, String)] = [
            (.object(["salary": 5]), "content.salary"),
            (.object(["goods": [.object(["secretNote": "x"])]]), "content.goods.secretNote"),
            (.object(["goods": []]), "content.goods"),
            (.object(["subject": .object(["inner": "x"])]), "content.subject.inner"),
            (.object(["a b": 1]), "member 1 of the payload"),
            ([], "the payload is not an object"),
        ]
        for (content, place) in extra {
            let proposal = pair.proposal(.request(.verifyExport, .routine), content)
            let refusals = #expect(throws: Refusals.self) {
                try pair.signed.disclose(proposal, standing: AgreementStanding(), at: pair.now)
            }
            #expect(
                refusals?.all.contains { $0.code == .fieldNotPermitted && $0.place == place }
                    == true, "\(refusals as Any)")
        }
    }

    @Test("refuses a request without a mandatory field or with an empty one")
    func mandatory() throws {
        var content = try #require(TestPair.requestContent.object)
        content["facts"] = ""
        content["reason"] = nil
        let proposal = pair.proposal(.request(.verifyExport, .routine), .object(content))
        let refusals = #expect(throws: Refusals.self) {
            try pair.signed.disclose(proposal, standing: AgreementStanding(), at: pair.now)
        }
        #expect(refusals?.all.map(\.place) == ["content.facts", "content.reason"])
        #expect(refusals?.code == .fieldMissing)
    }

    @Test("refuses after the agreement's end, during a suspension and when terminated")
    func inForce() throws {
        let late = try #require(Timestamp("2031-01-02T00:00:00Z"))
        #expect(codes(pair.proposal(), at: late) == [.notInForce])
        let standing = AgreementStanding(outboundSuspended: ["US": "breach 7"])
        #expect(codes(pair.proposal(), standing: standing) == [.suspended])
        let document = AgreementTests.changed(
            try shippedDocument("uz-us"), ["status"], to: "terminated")
        let terminated = try TestPair(document, "UZ", "US")
        #expect(throws: Refusals.self) { try terminated.disclosure() }
    }

    @Test("lets a breach be reported even to a suspended partner of an ended agreement")
    func breach() throws {
        var proposal = pair.proposal(
            .breach,
            .object(["of": "x", "discovered": "2026-11-22", "text": "found in a newspaper"]))
        proposal.handling = "LIMITED"
        let late = try #require(Timestamp("2032-01-02T00:00:00Z"))
        let standing = AgreementStanding(outboundSuspended: ["US": "breach 7"])
        #expect(codes(proposal, standing: standing, at: late) == [])
    }

    @Test("refuses a ground of refusal that the agreement does not have")
    func ground() {
        func step(_ ground: JSONTree) -> Set<Refusal.Code> {
            codes(
                pair.proposal(
                    .step(.refusal, .verifyExport), .object(["ground": ground, "text": "no"])))
        }
        #expect(step("sovereignty") == [])
        #expect(step("mood") == [.fieldNotPermitted])
    }

    @Test("does not hand on what another partner gave, unless it consented")
    func onward() throws {
        let rules = UseRules(evidence: .consent, onward: .never, agencies: [])
        func label(_ origin: String, purpose: String = "duty-evasion") -> HandlingLabel {
            HandlingLabel(
                agreement: pair.signed.agreement.reference, origin: origin,
                message: MessageID(at: pair.now, random: [UInt8](repeating: 9, count: 10)),
                handling: "RESTRICTED", rank: 2, purpose: purpose, rules: rules,
                keepUntil: pair.now.adding(seconds: 1_000))
        }
        func attempt(_ label: HandlingLabel, handling: String = "RESTRICTED") -> Set<Refusal.Code> {
            var proposal = pair.proposal()
            proposal.handling = handling
            proposal.content = Tainted(TestPair.requestContent, labels: [label])
            return codes(proposal)
        }
        #expect(attempt(label("KZ")) == [.useNotPermitted])
        #expect(attempt(label("US")) == [])
        #expect(attempt(label("US"), handling: "LIMITED") == [.handlingNotPermitted])
        #expect(attempt(label("US", purpose: "drug-trafficking")) == [.useNotPermitted])
        var consented = label("KZ")
        consented.record(
            consent: MessageID(at: pair.now, random: [UInt8](repeating: 8, count: 10)),
            to: .onward("US"))
        #expect(attempt(consented) == [])
    }

    @Test("clings to what is derived and gives it only for its purpose and time")
    func taint() throws {
        let rules = UseRules(evidence: .notify, onward: .never, agencies: ["prosecutor"])
        func label(_ origin: String, _ purpose: String) -> HandlingLabel {
            HandlingLabel(
                agreement: pair.signed.agreement.reference, origin: origin,
                message: MessageID(at: pair.now, random: [UInt8](repeating: 9, count: 10)),
                handling: "LIMITED", rank: 1, purpose: purpose, rules: rules,
                keepUntil: pair.now.adding(seconds: 1_000))
        }
        let first = Tainted(2, labels: [label("US", "duty-evasion")])
        let second = Tainted(3, labels: [label("KZ", "drug-trafficking")])
        let derived = first.map { $0 * 10 }
        #expect(try derived.value(for: .read(purpose: "duty-evasion"), at: pair.now) == 20)
        #expect(throws: Refusal.self) {
            try derived.value(for: .export(purpose: "drug-trafficking"), at: pair.now)
        }
        #expect(throws: Refusal.self) {
            try derived.value(
                for: .print(purpose: "duty-evasion"), at: pair.now.adding(seconds: 1_000))
        }
        let sum = first.combined(with: second, +)
        #expect(sum.labels.count == 2)
        for purpose in ["duty-evasion", "drug-trafficking"] {
            #expect(throws: Refusal.self) {
                try sum.value(for: .read(purpose: purpose), at: pair.now)
            }
        }
        #expect(try first.value(for: .agency("prosecutor"), at: pair.now) == 2)
        #expect(throws: Refusal.self) { try first.value(for: .agency("press"), at: pair.now) }
        #expect(try first.value(for: .evidence, at: pair.now) == 2)
        #expect(label("US", "x").mustNotify(.evidence))
        #expect("\(first)" == "‹hidden›")
    }
}
