import Customs
import Exchange
import Formats
import Reference
import Risk
import Seal
import Store
import Testing

@testable import Workflows

@Suite("What is done with findings of the mirror registers")
struct MirrorUseTests {
    /// A pair with an undervalued import and an export that never arrived.
    private func found() async throws -> MirrorPair {
        let pair = try MirrorPair()
        try pair.order("mirror-records-UZ-KZ")
        try pair.order("mirror-records-KZ-UZ")
        try pair.declare(
            Consignment(number: "UZ-1", day: "2026-02-04", document: "CMR24960578").export(),
            at: pair.uz)
        try pair.declare(
            Consignment(number: "UZ-2", day: "2026-02-05", code: "610910", document: "CMR7777777")
                .export(), at: pair.uz)
        try pair.declare(
            Consignment(
                number: "KZ-1", day: "2026-02-09", value: "2000000", currency: "KZT",
                document: "CMR24960578"
            ).import(), at: pair.kz)
        try pair.declare(
            Consignment(
                number: "KZ-5", day: "2026-05-20", massKg: "77", document: "CMR9999999",
                importer: "OTHER TOO", importerID: "555"
            ).import(), at: pair.kz)
        try await pair.exchange()
        return pair
    }

    private func request(
        _ pair: MirrorPair, _ gap: Int64, purpose: String = "correct-application",
        type: RequestType? = nil
    ) throws -> (file: CaseFile, draft: Draft) {
        try pair.kz.commit {
            try MirrorRequests.request(
                finding: gap, type: type, urgency: .routine, purpose: purpose,
                handling: "LIMITED", more: .object(JSONObject()), preparedBy: "kz-liaison", in: $0)
        }
    }

    @Test("an undervaluation becomes a request about the value, filled from both records")
    func value() async throws {
        let pair = try await found()
        let gap = try #require(try pair.findings(pair.kz).first { $0.reason == "undervaluation" })
        let made = try request(pair, gap.id)
        #expect(made.draft.kind == .request(.verifyValue, .routine))
        let content = made.draft.content
        #expect(content["declaration"]?["number"]?.text == "UZ-1")
        #expect(content["goods"]?.elements?.first?["value"]?.text == "125000000")
        let facts = try #require(content["facts"]?.text)
        #expect(facts.contains("UZ-1") && facts.contains("KZ-1") && facts.contains("2000000 KZT"))
        // What the form does not permit stays behind.
        #expect(content["transport"] == nil)
        _ = try pair.kz.commit { try Drafts.approve(made.draft.id, by: "kz-head", in: $0) }
        try await pair.exchange()
        let file = try pair.uz.store.read {
            try CaseFile(made.file.id, in: $0, standing: pair.uz.standing())
        }
        #expect(file?.state.state == .delivered)
        #expect(file?.request == .verifyValue)
    }

    @Test("an export that never arrived becomes a request to verify the export")
    func export() async throws {
        let pair = try await found()
        let gap = try #require(
            try pair.findings(pair.kz).first { $0.reason == "unmatched_export" })
        let made = try request(pair, gap.id)
        #expect(made.draft.kind == .request(.verifyExport, .routine))
        #expect(made.draft.content["declaration"]?["number"]?.text == "UZ-2")
        #expect(
            made.draft.content["transport"]?["document"]?.elements == [.string("CMR7777777")])
        // Our own export that the partner never saw is asked about as an import.
        let ours = try #require(
            try pair.findings(pair.uz).first { $0.reason == "unmatched_export" })
        let other = try pair.uz.commit {
            try MirrorRequests.request(
                finding: ours.id, type: nil, urgency: .routine, purpose: "correct-application",
                handling: "LIMITED", more: .object(JSONObject()), preparedBy: "uz-liaison",
                in: $0)
        }
        #expect(other.draft.kind == .request(.verifyImport, .routine))
    }

    @Test("another purpose than the record came for, and gaps that do not stand, are refused")
    func refused() async throws {
        let pair = try await found()
        let gap = try #require(try pair.findings(pair.kz).first { $0.reason == "undervaluation" })
        #expect {
            _ = try request(pair, gap.id, purpose: "duty-evasion")
        } throws: { ($0 as? Refusal)?.code == .useNotPermitted }
        #expect(throws: ExchangeFailure.self) { _ = try request(pair, 9_999) }
        try pair.declare(
            Consignment(
                number: "KZ-1", day: "2026-02-09", value: "5300000", currency: "KZT",
                document: "CMR24960578"
            ).import(), at: pair.kz)
        #expect(throws: ExchangeFailure.self) { _ = try request(pair, gap.id) }
    }

    @Test("the trader's next declaration is judged with what stands against the earlier ones")
    func nextDeclaration() async throws {
        let pair = try await found()
        let next = Consignment(number: "KZ-2", day: "2026-05-25", importer: "ALTAI TRADE LLP")
        func facts(_ declaration: Declaration) throws -> MirrorFacts {
            try pair.kz.store.read {
                try MirrorGathering($0, now: pair.clock.now.milliseconds)
                    .facts(of: declaration, number: declaration.id ?? "")
            }
        }
        let known = try #require(try facts(next.import()).mirror.value)
        #expect(Set(known.map(\.type)) == ["undervaluation", "unmatched_export"])
        #expect(known.allSatisfy { !$0.isSame })
        // The declaration itself, seen again.
        let same = try #require(
            try facts(
                Consignment(number: "KZ-1", day: "2026-02-09", document: "CMR24960578").import()
            ).mirror.value)
        #expect(same.contains { $0.isSame && $0.type == "undervaluation" })
        // Somebody else's goods, and goods from elsewhere.
        let other = try facts(
            Consignment(
                number: "KZ-3", day: "2026-05-25", importer: "SILK ROAD TOO", importerID: "12345678"
            ).import())
        #expect(other.mirror == .known([]))
        var elsewhere = next.import()
        elsewhere.exportCountryCode = "CN"
        #expect(try facts(elsewhere).mirror == .missing(.mirrorRecords))
        #expect(try facts(next.import()).tips == .missing(.partnerInformation))
    }

    @Test("a declaration that comes live is paired and judged in its own transaction")
    func live() async throws {
        let pair = try await found()
        try pair.declare(
            Consignment(number: "UZ-7", day: "2026-05-04", document: "CMR31313131").export(),
            at: pair.uz)
        try await pair.exchange()
        let now = pair.clock.now.milliseconds
        let screening = try LiveScreening(
            settings: {
                ScreeningSettings(
                    rates: ExchangeRates(), nationalCurrency: "KZT", codes: CodeBook())
            },
            reading: { bytes, _, emit in
                try emit(
                    ReadDocument(
                        number: 1, format: "json", content: CanonicalJSON.read(bytes).document))
            }, store: pair.kz.store, now: { now })
        let came = Consignment(
            number: "KZ-70", day: "2026-05-09", value: "1500000", currency: "KZT",
            document: "CMR31313131")
        let bytes = CanonicalJSON.write(.declaration(came.import()))
        let outcome = try await screening.submit(bytes, name: "test")
        let line = String(decoding: try #require(outcome.documents.first).line, as: UTF8.self)
        #expect(line.contains("mirror-residual"))
        #expect(line.contains("Beside the record of UZ this declaration shows undervaluation"))
        // The same again is the same declaration, paired once.
        _ = try await screening.submit(bytes, name: "test")
        let gaps = try pair.kz.store.read { try MirrorHistory(number: "KZ-70", in: $0) }.gaps
        #expect(gaps.filter { $0.row.reason == "undervaluation" }.count == 1)
    }

    @Test(
        "what a partner told is found by number, folded name and plate for as long as it may be used"
    )
    func tips() async throws {
        let pair = try await found()
        let told = try pair.uz.commit { transaction in
            try CaseWork.spontaneous(
                to: "KZ", agreement: nil, purpose: "duty-evasion", handling: "LIMITED",
                content: .object([
                    "subject": "Cover goods", "facts": "Seen twice", "reliability": "B",
                    "credibility": "2",
                    "parties": .array([.object(["name": "ООО Алтай Трейд", "role": "importer"])]),
                    "transport": .object(["vehicle": "01 А 777 ВС"]),
                ]), preparedBy: "uz-liaison", in: transaction)
        }
        _ = try pair.uz.commit { try Drafts.approve(told.id, by: "uz-head", in: $0) }
        try await pair.exchange()
        func tips(_ consignment: Consignment, plate: String?) throws -> [MirrorFact] {
            var declaration = consignment.import()
            declaration.transportMeans[0].id = plate
            let facts = try pair.kz.store.read {
                try MirrorGathering($0, now: pair.clock.now.milliseconds)
                    .facts(of: declaration, number: "KZ-7")
            }
            return try #require(facts.tips.value)
        }
        let other = Consignment(
            number: "KZ-7", day: "2026-05-25", importer: "SILK ROAD TOO", importerID: "12345678")
        #expect(try tips(other, plate: "01A777BC").map(\.number) == ["01 А 777 ВС"])
        #expect(try tips(other, plate: "01A778BC").isEmpty)
        let named = Consignment(number: "KZ-7", day: "2026-05-25", importer: "ALTAI TREID LLP")
        #expect(try tips(named, plate: nil).count == 1)
        pair.clock.pass(days: 4_000)
        #expect(try tips(other, plate: "01A777BC").isEmpty)
    }

    @Test("explaining shows links, gaps with their steps, and what was so before")
    func history() async throws {
        let pair = try await found()
        let history = try pair.kz.store.read { try MirrorHistory(number: "KZ-1", in: $0) }
        #expect(history.links.map(\.number) == ["UZ-1"])
        let gap = try #require(history.gaps.last)
        #expect(gap.row.reason == "undervaluation")
        let steps = gap.content["steps"]?.elements?.compactMap { $0["step"]?.text }
        #expect(steps == ["exchange-rate", "cif-fob", "residual"])
        for reason in ["timing", "cif-fob", "undervaluation", "rounding", "transit"] {
            let words = Language.allCases.map { MirrorHistory.words(reason).text(in: $0) }
            #expect(Set(words).count == 3)
        }
        #expect(try pair.kz.store.read { try MirrorHistory(number: "none", in: $0) }.isEmpty)
    }
}
