import Customs
import Testing

@testable import Risk

@Suite("Hits on watch lists as findings")
struct WatchIndicatorTests {
    private func fact(
        _ subject: WatchFact.Subject, lane: Lane?, isDiscreet: Bool = false,
        instruction: String = "Call the duty officer"
    ) -> WatchFact {
        WatchFact(
            subject: subject, item: nil,
            role: SentenceTemplate("importer", uz: "importchi", ru: "импортёр"),
            declared: "Акмалходжа Мавлонов", listed: "MAVLONOV Akmalxoʻja", list: "Own list",
            reference: "CASE 17", grounds: "secret grounds", likeness: 0.97,
            alignment: SentenceTemplate("a = b", uz: "a = b (uz)", ru: "a = b (ru)"),
            facts: nil, instruction: instruction, lane: lane, isDiscreet: isDiscreet)
    }

    private func assess(_ facts: [WatchFact]) -> Assessment {
        var dossier = Dossier.gather(
            Declaration(), statistics: TradeStatistics(), codes: CodeBook(), rates: USDRates(),
            draw: nil)
        dossier.watch = .known(facts)
        return Assessment.assess(dossier, policy: .initial)
    }

    @Test("sets the lane, adds nothing to the score, and stands first with its reasons")
    func open() throws {
        let assessment = assess([fact(.person, lane: .red)])
        #expect(assessment.lane == .red)
        #expect(assessment.score == 0)
        let finding = try #require(assessment.findings.first)
        #expect(finding.indicator == .watchPerson)
        for word in ["Акмалходжа", "MAVLONOV", "Own list", "CASE 17", "0.97", "a = b", "duty"] {
            #expect(finding.sentence(in: .english).contains(word))
        }
        #expect(finding.sentence(in: .russian).contains("a = b (ru)"))
        #expect(assessment.laneSentence(in: .english).contains("MAVLONOV"))
    }

    @Test(
        "an observation leaves the lane as it is",
        arguments: [
            WatchFact.Subject.person, .company, .conveyance,
        ])
    func observed(subject: WatchFact.Subject) {
        let assessment = assess([fact(subject, lane: nil)])
        #expect(assessment.lane == .green)
        #expect(assessment.findings.count == 1)
    }

    @Test(
        "a discreet hit shows the instruction and nothing of its reason",
        arguments: [
            "Weigh the vehicle", "",
        ])
    func discreet(instruction: String) throws {
        let assessment = assess([
            fact(.person, lane: .yellow, isDiscreet: true, instruction: instruction),
            fact(.company, lane: .yellow, isDiscreet: true, instruction: instruction),
        ])
        #expect(assessment.lane == .yellow)
        #expect(assessment.findings.count == 1)
        let finding = try #require(assessment.findings.first)
        #expect(finding.indicator == .instructionInForce)
        #expect(finding.score == 1)
        for language in Language.allCases {
            let said =
                finding.sentence(in: language) + assessment.laneSentence(in: language)
                + finding.evidence.map { $0.value.text(in: language) }.joined()
            #expect(said.contains(instruction))
            for secret in ["MAVLONOV", "Мавлонов", "Own list", "CASE", "grounds", "0.97"] {
                #expect(!said.contains(secret))
            }
        }
    }

    @Test("a discreet observation without an instruction is not shown at all")
    func unseen() {
        let assessment = assess([fact(.person, lane: nil, isDiscreet: true, instruction: "")])
        #expect(assessment.findings.isEmpty)
        #expect(assessment.lane == .green)
    }
}
