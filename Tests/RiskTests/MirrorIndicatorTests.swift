import Customs
import Testing

@testable import Risk

@Suite("What partners' registers say as findings")
struct MirrorIndicatorTests {
    private func fact(
        _ type: String, isSame: Bool = true, dollars: Double? = 6_600
    ) -> MirrorFact {
        MirrorFact(
            type: type, isSame: isSame, partner: "UZ", number: "26001/00000435",
            day: CalendarDay(number: 20_577), dollars: dollars, confidence: 0.99, reference: "17")
    }

    private func dossier(_ mirror: [MirrorFact]?, tips: [MirrorFact]? = nil) -> Dossier {
        var dossier = Dossier.gather(
            Example.declaration(), statistics: TradeStatistics(), codes: CodeBook(),
            rates: USDRates(), draw: nil)
        if let mirror { dossier.mirror = .known(mirror) }
        if let tips { dossier.tips = .known(tips) }
        return dossier
    }

    @Test("abstains loudly while the partner sends nothing, and is silent when the registers agree")
    func abstains() {
        let without = Assessment.assess(dossier(nil), policy: .initial)
        for id in [IndicatorID.mirrorResidual, .mirrorUnmatchedExport] {
            #expect(without.abstains(id, for: .mirrorRecords))
        }
        #expect(without.abstains(.partnerTip, for: .partnerInformation))
        let agreeing = Assessment.assess(dossier([], tips: []), policy: .initial)
        for id in [IndicatorID.mirrorResidual, .mirrorUnmatchedExport, .partnerTip] {
            #expect(!agreeing.abstentions.contains { $0.indicator == id })
            #expect(agreeing.findings(of: id).isEmpty)
        }
    }

    @Test("a residual on the declaration itself weighs more than one on the trader's earlier goods")
    func residual() throws {
        let same = Assessment.assess(dossier([fact("undervaluation")]), policy: .initial)
        let earlier = Assessment.assess(
            dossier([fact("undervaluation", isSame: false)]), policy: .initial)
        let finding = try #require(same.findings(of: .mirrorResidual).first)
        #expect(same.score > earlier.score && earlier.score > 0.25)
        let words = finding.sentence(in: .english)
        #expect(words.contains("undervaluation of 6600 USD") && words.contains("gap 17"))
        #expect(finding.sentence(in: .russian).contains("занижение стоимости"))
        #expect(finding.sentence(in: .uzbek).contains("pasaytirilishi"))
        let other = try #require(earlier.findings(of: .mirrorResidual).first)
        #expect(other.sentence(in: .english).contains("26001/00000435"))
    }

    @Test("goods that left the partner and never arrived are the second indicator's")
    func phantom() throws {
        let assessment = Assessment.assess(
            dossier([fact("unmatched_export", isSame: false)]), policy: .initial)
        #expect(assessment.findings(of: .mirrorResidual).isEmpty)
        let finding = try #require(assessment.findings(of: .mirrorUnmatchedExport).first)
        #expect(finding.sentence(in: .english).contains("never arrived"))
        #expect(assessment.lane <= .yellow)
    }

    @Test("what a partner told is named with its message")
    func tip() throws {
        let tip = MirrorFact(
            type: "tip", isSame: true, partner: "KZ", number: "01A777BC",
            day: CalendarDay(number: 20_577), dollars: nil, confidence: 1, reference: "MSG-1")
        let assessment = Assessment.assess(dossier([], tips: [tip]), policy: .initial)
        let finding = try #require(assessment.findings(of: .partnerTip).first)
        let words = finding.sentence(in: .english)
        #expect(words.contains("KZ") && words.contains("01A777BC") && words.contains("MSG-1"))
    }

    @Test("at most five are shown, and a value that is missing reads as a dash")
    func bounds() {
        let facts = (0..<9).map { _ in fact("quantity_shortfall", isSame: false, dollars: nil) }
        let assessment = Assessment.assess(dossier(facts), policy: .initial)
        #expect(assessment.findings(of: .mirrorResidual).count == 5)
        #expect(
            assessment.findings(of: .mirrorResidual)[0].sentence(in: .english).contains("– USD"))
    }

    @Test("facts are stored and read back; those of an older release are read without them")
    func replay() throws {
        let declaration = Example.declaration()
        let whole = dossier(
            [fact("undervaluation"), fact("unmatched_export", dollars: nil)], tips: [])
        let read = try Dossier(replaying: declaration, facts: whole.factBytes())
        #expect(read == whole)
        // Version 2 ended where these facts begin, and the model's after them: cut them off and say so.
        var old = dossier(nil).factBytes()
        let tags = 3
        old[0] = 2
        old.removeLast(tags)
        let older = try Dossier(replaying: declaration, facts: old)
        #expect(older.mirror == .missing(.mirrorRecords))
        #expect(older.tips == .missing(.partnerInformation))
    }
}
