import Customs
import Formats
import Foundation
import Profiles
import Reference
import Risk
import Store
import Testing

@testable import Workflows

@Suite("Trusted traders and calibrated weights")
struct NodeRulesTests {
    private static let day = "2026-06-01"

    private func register(_ rows: String) -> (TrustedTraders?, [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        let text = "number,category,status,from,to,partner\n" + rows
        let found = TrustedTraders.read(Array(text.utf8), diagnostics: &diagnostics)
        return (found, diagnostics)
    }

    private func declaration(_ importer: String, day: String? = day) -> Declaration {
        var declaration = Declaration()
        declaration.flow = .import
        declaration.acceptanceDateTime = day.map { WrittenDateTime(text: $0) }
        var party = Party()
        party.role = .importer
        party.id = importer
        declaration.parties = [party]
        return declaration
    }

    @Test("an authorisation counts while it is active and on days it spans")
    func register() throws {
        let (found, diagnostics) = register(
            """
            302 111-222,AEOC,active,2026-01-01,2026-06-30,
            302111333,AEOS,suspended,,,
            302111444,AEOC,active,,2026-05-31,KZ

            """)
        #expect(diagnostics.isEmpty)
        let traders = try #require(found)
        #expect(traders.isTrusted(declaration("302111222")))
        #expect(!traders.isTrusted(declaration("302111222", day: "2026-07-01")))
        #expect(!traders.isTrusted(declaration("302111222", day: nil)))
        #expect(!traders.isTrusted(declaration("302111333")))
        #expect(!traders.isTrusted(declaration("302111444")))
        #expect(traders.isTrusted(declaration("302111444", day: "2026-05-31")))
        #expect(!traders.isTrusted(declaration("999")))
    }

    @Test(
        "a faulty register is refused with its lines",
        arguments: [
            ("1,A,active,,,\n", "line 2"), ("302111222,A,maybe,,,\n", "line 2"),
            ("302111222,A,active,,,\n302111222,A,active,1.1.2026,,\n", "line 3"),
            ("302111222,A,active\n", "line 2"),
        ])
    func faulty(rows: String, place: String) {
        let (found, diagnostics) = register(rows)
        #expect(found == nil)
        #expect(diagnostics.map(\.place) == [place])
        #expect(diagnostics.allSatisfy { !$0.problem.isEmpty && !$0.remedy.isEmpty })
    }

    private func member(
        _ id: String, _ offence: ProfileDefinition.Offence
    ) throws -> ProfileSet.Member {
        let profile = ProfileDefinition(
            id: id, title: SentenceTemplate(id, uz: id, ru: id), offence: offence, objective: "o",
            legalBasis: "l",
            program: try Program.compile(
                "declaration.flow == 'import'", in: ProfileFields.environment), score: 0.3,
            lane: nil, instruction: nil, offices: [], validity: .days(30), owner: "1", minutes: 30)
        return ProfileSet.Member(profile, version: 1, isShadow: false)
    }

    @Test("profiles about duty leave trusted traders alone; those about security do not")
    func immunity() throws {
        let set = ProfileSet([try member("duty", .duty), try member("drugs", .drugs)])
        let trusted = declaration("302111222")
        let hits = set.hits(in: trusted, rates: USDRates(), isTrusted: true)
        #expect(hits.map(\.profile) == ["drugs"])
        #expect(set.hits(in: trusted, rates: USDRates()).map(\.profile) == ["duty", "drugs"])
    }

    private func learned(_ weights: [String: Double]) -> LearnedRisk {
        var learned = LearnedRisk.initial()
        (learned.version, learned.labels) = (4, 100)
        for (name, weight) in weights {
            learned.weights[name] = weight
            learned.support[name] = 30
        }
        return learned
    }

    @Test("results move a weight to twice or half of what it was, and no further")
    func bounds() {
        let start = LanePolicy.initial
        let policy = start.calibrated(
            by: learned([
                "round-masses": 0.9, "unit-price-low": 0.01, "random-sample": 0.9,
                "vague-description": 0.3, "chapter-impossible": 0.98,
            ]))
        #expect(policy.weight(of: .roundMasses) == 2 * start.weight(of: .roundMasses))
        #expect(policy.weight(of: .unitPriceLow) == start.weight(of: .unitPriceLow) / 2)
        #expect(policy.weight(of: .vagueDescription) == 0.3)
        #expect(policy.weight(of: .chapterImpossible) == LanePolicy.calibratedWeightMax)
        #expect(policy.weight(of: .randomSample) == 0)
        #expect(policy.weight(of: .checkDigit) == start.weight(of: .checkDigit))
        #expect(policy.startingWeight(of: .checkDigit) == nil)
        #expect(policy.version == start.version + "+learned-4")
        let again = policy.calibrated(by: learned(["round-masses": 0.9]))
        #expect(again.weight(of: .roundMasses) == 2 * start.weight(of: .roundMasses))
        #expect(again.weight(of: .unitPriceLow) == start.weight(of: .unitPriceLow))
    }

    @Test("a calibrated policy is read back as it was, and an uncalibrated one keeps its bytes")
    func bytes() throws {
        let policy = LanePolicy.initial.calibrated(by: learned(["unit-price-low": 0.7]))
        #expect(try LanePolicy(decoding: policy.encoded()) == policy)
        #expect(try LanePolicy(decoding: LanePolicy.initial.encoded()) == .initial)
        #expect(
            policy.encoded().starts(with: []) && policy.encoded() != LanePolicy.initial.encoded())
        #expect(throws: StatisticsDamage.self) {
            _ = try LanePolicy(decoding: policy.encoded().dropLast())
        }
    }

    @Test("findings show the weight that results moved, and a replay shows the same")
    func reasons() throws {
        let policy = LanePolicy.initial.calibrated(by: learned(["zero-amount": 0.7]))
        var judgement = Judgement()
        judgement.find(.zeroAmount, score: 1, [])
        judgement.find(.roundMasses, score: 1, [])
        let assessment = Assessment(judgement, policy: policy)
        let moved = try #require(assessment.findings.first { $0.indicator == .zeroAmount })
        #expect(moved.evidence.map(\.key) == ["weight", "weight-before-results"])
        let other = try #require(assessment.findings.first { $0.indicator == .roundMasses })
        #expect(other.evidence.isEmpty)
        #expect(assessment.score > Assessment(judgement, policy: .initial).score)
    }

    @Test("changes of the policy are kept with who made them; the last one is in force")
    func changes() throws {
        let store = MemoryStore()
        let none = try store.read { try NodeRules.current(in: $0) }
        #expect(none.policy == nil && none.trusted == nil)
        let policy = try NodeRules.calibrate(
            by: learned(["unit-price-low": 0.7]), officer: "17", reason: "measured", at: 5,
            in: store)
        let first = try store.read { try NodeRules.current(none, in: $0) }
        #expect(first.policy == policy)
        _ = try NodeRules.calibrate(by: nil, officer: "18", reason: "too strict", at: 6, in: store)
        let second = try store.read { try NodeRules.current(first, in: $0) }
        #expect(second.policy == nil)
        var settings = ScreeningSettings(
            rates: ExchangeRates(), nationalCurrency: nil, codes: CodeBook())
        settings.policy = policy
        second.apply(to: &settings)
        #expect(settings.policy == .initial)
        let changes = try NodeRules.changes(in: store)
        #expect(changes.map(\.officer) == ["17", "18"])
        #expect(changes.map(\.policy) == [policy.version, LanePolicy.initial.version])
        try TrustedTraders.save(
            Array("number,category,status,from,to,partner\n302111222,A,active,,,\n".utf8), in: store
        )
        let third = try store.read { try NodeRules.current(second, in: $0) }
        #expect(third.trusted?.entries.count == 1)
    }

    @Test("what profiles said is kept once by name, and facts of older programs are still read")
    func profileFacts() throws {
        func hit(_ number: Int, shadow: Bool = false) -> ProfileHit {
            ProfileHit(
                profile: "p\(number)", version: number, score: 0.1 * Double(number), lane: .yellow,
                sentence: SentenceTemplate("a", uz: "b", ru: "в"), isShadow: shadow)
        }
        let facts = ReplayFacts(dossier: [7, 7], hits: [hit(1), hit(2, shadow: true), hit(3)])
        let read = try #require(ReplayFacts(facts.bytes))
        #expect(read.dossier == [7, 7] && !read.isQuiet)
        #expect(read.hits == ["profile-hit:p1/1", "profile-hit:p3/3"])
        #expect(try ReplayFacts.hit(JSONValue.parse(ReplayFacts.json(of: hit(3)))) == hit(3))
        // As the first program with profiles wrote them: in full.
        let json = [UInt8(ascii: "[")] + ReplayFacts.json(of: hit(1)) + [UInt8(ascii: "]")]
        let length = (0..<4).map { UInt8(truncatingIfNeeded: json.count >> ($0 * 8)) }
        let old = try #require(
            ReplayFacts([9] + json + length + Array("tamga-profile-hits-1".utf8)))
        #expect(old.dossier == [9] && old.writtenHits == [hit(1)] && old.hits.isEmpty)
        #expect(ReplayFacts([1, 2, 3])?.dossier == [1, 2, 3])
        #expect(ReplayFacts(Array(facts.bytes.suffix(24))) == nil)
        let quiet = try #require(ReplayFacts(ReplayFacts(dossier: [5], isQuiet: true).bytes))
        #expect(quiet.isQuiet && quiet.dossier == [5])
    }
}
