import Customs
import Exchange
import Formats
import Seal
import Store
import Testing

@testable import Workflows

/// Requests that our own declarations answer.
@Suite("Exchange: answers by rule")
struct AutoAnswerJourneys {
    private let pair: ExchangePair
    private let us: ExchangeNode

    init() throws {
        pair = try ExchangePair()
        us = try pair.deskOfUS()
    }

    /// UZ asks US, and the request arrives; returns the case.
    private func asked(
        _ type: RequestType = .verifyExport, about number: String,
        _ change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> String {
        var content = try #require(requestContent.object)
        content["declaration"] = .object(["number": .string(number)])
        change(&content)
        let whole = JSONTree.object(content)
        let (file, draft) = try pair.uz.exchange.commit {
            try CaseWork.request(
                type, urgency: .routine, of: "US", agreement: nil, purpose: "duty-evasion",
                handling: "LIMITED", content: whole, preparedBy: "uz-liaison", in: $0)
        }
        let row = try pair.uz.exchange.commit {
            try Drafts.approve(draft.id, by: "uz-head", in: $0)
        }
        let arrival = try await us.receive(try submitted(row), hopNode: "UZ")
        #expect(arrival.status == .accepted)
        return file.id
    }

    private func store(_ number: String, flow: Declaration.Flow = .export) throws {
        var declaration = Declaration()
        declaration.flow = flow
        declaration.id = number
        declaration.functionalReferenceID = number
        var item = GoodsItem()
        item.description = "Telephones"
        item.classifications = [Classification(scheme: "HS", code: "851713")]
        item.price = Money(ExactDecimal(1_200), "USD")
        var procedure = Procedure()
        procedure.currentCode = "10"
        procedure.previousCode = "00"
        item.procedures = [procedure]
        declaration.items = [item]
        var invoice = AdditionalDocument()
        invoice.typeCode = "380"
        invoice.id = "INV-7"
        declaration.documents = [invoice]
        let content = CanonicalJSON.write(.declaration(declaration))
        try us.store.write { writer in
            let digest = Digest256(hashing: number).bytes
            let submission = try writer.insert(
                SubmissionRow(
                    id: 0, digest: digest, name: number, byteCount: 1, receivedAt: 1,
                    documentsDone: 1, isComplete: true))
            let document = try writer.insert(
                DocumentRow(
                    id: 0, kind: .declaration, identity: Array(digest.prefix(16)),
                    reference: number))
            _ = try writer.insert(
                VersionRow(
                    id: 0, document: document, number: 1, submission: submission, position: 1,
                    format: "json", digest: Array(digest.prefix(16)), receivedAt: 1,
                    content: content, diagnostics: ""))
        }
    }

    private func answered(_ id: String, by officer: String = "us-liaison") throws -> Draft {
        try us.commit { try AutoAnswers.draft(id, preparedBy: officer, in: $0) }
    }

    @Test("An export that is found is the reply, cut to its fields, let go by a second official")
    func found() async throws {
        try store("EX-1")
        let id = try await asked(about: "EX-1")
        let draft = try answered(id)
        #expect(draft.content["found"]?.boolValue == true)
        #expect(draft.content["declaration"]?["procedure"]?.text == "1000")
        #expect(draft.content["goods"]?.elements?.first?["value"]?.text == "1200")
        // Who asked is read in the name of who prepares.
        let reads = try us.store.read { try $0.ledger(from: 0, limit: 1_000) }
            .map { try JSONTree(reading: $0.entry) }.filter { $0["event"]?.text == "read" }
        #expect(reads.map { $0["by"]?.text } == ["us-liaison"])
        let row = try us.commit { try Drafts.approve(draft.id, by: "us-head", in: $0) }
        #expect(row.type == "case.reply")
        let state = try us.store.read { reader in
            try CaseFile(id, in: reader, standing: try us.standing())?.state.state
        }
        #expect(state == .replied)
    }

    @Test("A rule never says no: what is not found, or something else, is an officer's to answer")
    func officer() async throws {
        try store("IM-1", flow: .import)
        func passed(_ id: String) throws -> Bool {
            do { _ = try answered(id) } catch let failure as ExchangeFailure {
                return failure.code == .refused
            }
            return false
        }
        #expect(try await passed(asked(about: "nowhere")))
        #expect(try await passed(asked(about: "IM-1")))
        #expect(try await !passed(asked(.verifyImport, about: "IM-1")))
        func document(_ number: String) -> (inout JSONObject) -> Void {
            { content in
                content["documents"] = .array([
                    .object(["type": "380", "number": .string(number)])
                ])
                content["goods"] = nil
            }
        }
        let known = try await asked(.verifyDocument, about: "IM-1", document("INV-7"))
        #expect(try answered(known).content["authentic"]?.boolValue == true)
        #expect(
            try await passed(asked(.verifyDocument, about: "IM-1", document("INV-8"))))
    }

    @Test("What the agreement reserves to a person is not prepared by rule, for nobody")
    func reserved() async throws {
        try pair.adopt { agreement in
            var forms = agreement["requests"]?.elements ?? []
            if var first = forms.first?.object {
                first["autoAnswerable"] = false
                forms[0] = .object(first)
            }
            agreement["requests"] = .array(forms)
        }
        _ = try us.refresh()
        try store("EX-1")
        let id = try await asked(about: "EX-1")
        #expect(throws: Refusal.self) { _ = try answered(id) }
        #expect(throws: Refusal.self) {
            try us.commit {
                try AutoAnswers.order(
                    .verifyExport, agreement: "UZ-US-CMAA", preparedBy: "us-liaison", in: $0)
            }
        }
    }

    @Test("A standing order prepares each reply once, also across a restart")
    func standing() async throws {
        try store("EX-1")
        try us.commit {
            try AutoAnswers.order(
                .verifyExport, agreement: "UZ-US-CMAA", preparedBy: "us-liaison", in: $0)
        }
        #expect(throws: (any Error).self) {
            try us.commit {
                try AutoAnswers.order(
                    .verifyExport, agreement: "UZ-US-CMAA", preparedBy: "nobody", in: $0)
            }
        }
        _ = try await asked(about: "EX-1")
        _ = try await asked(about: "nowhere")
        #expect(try us.commit { try AutoAnswers.run(in: $0) } == 1)
        let again = try pair.deskOfUS()
        #expect(try again.commit { try AutoAnswers.run(in: $0) } == 0)
        #expect(try us.store.read { try $0.drafts(limit: 9) }.count == 1)
        // Nothing left by itself.
        #expect(try us.store.read { try $0.outbox(after: 0, limit: 9) }.isEmpty)
        try again.commit {
            try AutoAnswers.order(
                .verifyExport, agreement: "UZ-US-CMAA", preparedBy: nil, in: $0)
        }
        _ = try await asked(about: "EX-1")
        #expect(try again.commit { try AutoAnswers.run(in: $0) } == 0)
    }
}
