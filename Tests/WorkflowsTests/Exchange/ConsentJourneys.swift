import Exchange
import Seal
import Store
import Testing

@testable import Workflows

/// Another use of what a partner told: asked, decided by the origin, part of the label afterwards.
@Suite("Exchange: consent to another use")
struct ConsentJourneys {
    private let nodes: TwoNodes
    init() throws { nodes = try TwoNodes() }

    /// KZ tells UZ something for duty-evasion.
    private func told() async throws -> String {
        let draft = try nodes.kz.commit {
            try CaseWork.spontaneous(
                to: "UZ", agreement: nil, purpose: "duty-evasion", handling: "LIMITED",
                content: .object(["subject": "CANARY"]), preparedBy: "kz-liaison", in: $0)
        }
        let row = try nodes.approved(draft, at: nodes.kz)
        try await nodes.carry(from: nodes.kz, to: nodes.uz)
        return row.message
    }

    private func words(_ message: String, _ use: String, _ target: (String, JSONTree)? = nil) throws
        -> ConsentWords
    {
        var content = JSONObject(["of": .string(message), "use": .string(use)])
        if let target { content[target.0] = target.1 }
        return try ConsentWords(.object(content))
    }

    /// UZ asks, KZ answers, both by two officials.
    @discardableResult
    private func asked(_ words: ConsentWords, answer: Bool) async throws -> String {
        let question = try nodes.approved(
            try nodes.uz.commit {
                try Consents.ask(
                    words, of: "KZ", text: "for a court", preparedBy: "uz-liaison", in: $0)
            }, at: nodes.uz)
        try await nodes.carry(from: nodes.uz, to: nodes.kz)
        let draft = try nodes.kz.commit {
            try Consents.answer(
                question.message, isGranted: answer, text: nil, preparedBy: "kz-liaison", in: $0)
        }
        _ = try nodes.approved(draft, at: nodes.kz)
        try await nodes.carry(from: nodes.kz, to: nodes.uz)
        return question.message
    }

    private func reads(_ message: String, for purpose: String) throws -> Bool {
        do {
            _ = try nodes.uz.commit {
                try Messages.read(
                    sender: "KZ", message: message, purpose: purpose, officer: "uz-liaison",
                    in: $0)
            }
            return true
        } catch let refusal as Refusal where refusal.code == .useNotPermitted { return false }
    }

    private func states(_ node: ExchangeNode) throws -> [ConsentFile.State] {
        try node.store.read { try Consents.all($0) }.map(\.state)
    }

    @Test("Another purpose is refused until the origin's two officials consent, and only that one")
    func granted() async throws {
        let message = try await told()
        #expect(try reads(message, for: "duty-evasion"))
        #expect(try !reads(message, for: "drug-trafficking"))
        let words = try words(message, "other-purpose", ("purpose", "drug-trafficking"))
        try await asked(words, answer: true)
        #expect(try reads(message, for: "drug-trafficking"))
        #expect(try !reads(message, for: "money-laundering"))
        #expect(try states(nodes.uz) == [.granted])
        #expect(try states(nodes.kz) == [.granted])
    }

    @Test("A question that was declined changes nothing, and is answered once")
    func declined() async throws {
        let message = try await told()
        let question = try await asked(try words(message, "evidence"), answer: false)
        #expect(try states(nodes.uz) == [.declined])
        #expect(throws: Refusal.self) {
            _ = try nodes.kz.commit {
                try Consents.answer(
                    question, isGranted: true, text: nil, preparedBy: "kz-liaison", in: $0)
            }
        }
        #expect(throws: Refusal.self) {
            // Who asked does not decide.
            _ = try nodes.uz.commit {
                try Consents.answer(
                    question, isGranted: true, text: nil, preparedBy: "uz-liaison", in: $0)
            }
        }
    }

    @Test("What the agreement never permits is not asked, and nobody's message neither")
    func notAsked() async throws {
        let message = try await told()
        do {
            _ = try nodes.uz.commit {
                try Consents.ask(
                    try words(message, "onward", ("country", "US")), of: "KZ", text: nil,
                    preparedBy: "uz-liaison", in: $0)
            }
            Issue.record("asked")
        } catch let refusals as Refusals { #expect(refusals.code == .useNotPermitted) }
        let other = MessageID(at: nodes.clock.now, random: .init(1...10)).text
        #expect(throws: ExchangeFailure.self) {
            _ = try nodes.uz.commit {
                try Consents.ask(
                    try words(other, "evidence"), of: "KZ", text: nil,
                    preparedBy: "uz-liaison", in: $0)
            }
        }
        let parts = [
            JSONObject(["of": .string(message)]), JSONObject(["use": "evidence"]), JSONObject(),
        ]
        for content in parts {
            #expect(throws: Refusal.self) { _ = try ConsentWords(.object(content)) }
        }
        #expect(throws: Refusal.self) { _ = try words(message, "agency") }
        #expect(throws: Refusal.self) { _ = try words(message, "anything") }
    }

    @Test("An answer to no question, or to another one, is rejected for good")
    func strays() async throws {
        let message = try await told()
        let words = try words(message, "evidence")
        // KZ consents without being asked.
        var content = JSONObject(["consent": true])
        for (name, value) in words.members { content[name] = value }
        let stray = content
        #expect(throws: (any Error).self) {
            try nodes.kz.commit { transaction in
                _ = try Messages.send(
                    Messages.Proposal(
                        kind: .consentAnswer, to: "UZ", agreement: nil, purpose: "duty-evasion",
                        handling: "LIMITED", content: Tainted(own: .object(stray)),
                        preparedBy: "kz-liaison", approvedBy: "kz-head"), in: transaction)
            }
        }
        // UZ asks about a message that went to nobody.
        let elsewhere = MessageID(at: nodes.clock.now, random: .init(1...10)).text
        let row = try nodes.uz.commit { transaction in
            try Messages.send(
                Messages.Proposal(
                    kind: .consentRequest, to: "KZ", agreement: nil, purpose: "duty-evasion",
                    handling: "LIMITED",
                    content: Tainted(
                        own: .object(["of": .string(elsewhere), "use": "evidence"])),
                    preparedBy: "uz-liaison", approvedBy: "uz-head"), in: transaction)
        }
        let arrival = try await nodes.kz.receive(try submitted(row), hopNode: "UZ")
        #expect(arrival.status == .rejected(.stateNotPermitted))
        #expect(try states(nodes.kz).isEmpty)
    }

    @Test(
        "What is made from a partner's information keeps its label: purpose, class, onward, reading"
    )
    func taint() async throws {
        let message = try await told()
        let source = InformationSource(origin: "KZ", message: message)
        func prepared(_ purpose: String) throws -> Draft {
            try nodes.uz.commit {
                try CaseWork.spontaneous(
                    to: "KZ", agreement: nil, purpose: purpose, handling: "LIMITED",
                    content: .object(["subject": "derived"]), preparedBy: "uz-liaison",
                    along: DraftCompany(sources: [source]), in: $0)
            }
        }
        // Back to its origin, for its purpose.
        let draft = try prepared("duty-evasion")
        func read(_ purpose: String?) throws -> Bool {
            do {
                _ = try nodes.uz.commit {
                    try Drafts.read(draft.id, purpose: purpose, officer: "uz-head", in: $0)
                }
                return true
            } catch is Refusal { return false } catch is ExchangeFailure { return false }
        }
        #expect(try !read(nil) && !read("drug-trafficking") && read("duty-evasion"))
        let row = try nodes.approved(draft, at: nodes.uz)
        #expect(throws: ExchangeFailure.self) {
            _ = try nodes.uz.commit {
                try Drafts.readSent(row, purpose: nil, officer: nil, in: $0)
            }
        }
        // A message without a draft keeps it as well.
        let direct = try nodes.uz.commit { transaction in
            var proposal = Messages.Proposal(
                kind: .spontaneous, to: "KZ", agreement: nil, purpose: "duty-evasion",
                handling: "LIMITED", content: Tainted(own: .object(["subject": "derived"])),
                preparedBy: "uz-liaison", approvedBy: "uz-head")
            proposal.sources = [source]
            return try Messages.send(proposal, in: transaction)
        }
        #expect(throws: ExchangeFailure.self) {
            _ = try nodes.uz.commit {
                try Drafts.readSent(direct, purpose: nil, officer: nil, in: $0)
            }
        }
        // After its retention nothing is made of it any more.
        nodes.clock.pass(seconds: 1_001 * 86_400)
        #expect(throws: (any Error).self) { _ = try prepared("duty-evasion") }
    }
}
