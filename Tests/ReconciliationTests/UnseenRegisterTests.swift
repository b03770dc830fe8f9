import Customs
import Simulation
import Testing

@testable import Reconciliation

@Suite("Registers nobody tuned on")
struct UnseenRegisterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var seed: UInt64
        var level = RegisterSettings.Level.hard
        var noise = 1.0
        var missing = 1.0
        var gaps = 1.0
        var firms: Int?
        var linksMin = 0.990
        var findingsMin = 0.80

        var settings: RegisterSettings {
            var settings = RegisterSettings(seed: seed, lines: 1_500, level: level, firms: firms)
            settings.noise = noise
            settings.missing = missing
            settings.gaps = gaps
            return settings
        }
    }

    static let cases = [
        Case(
            testDescription: "many numbers shared", seed: 401, level: .normal, linksMin: 0.998,
            findingsMin: 0.975),
        Case(testDescription: "few numbers shared", seed: 402),
        Case(testDescription: "names and numbers mostly rewritten", seed: 403, noise: 1.8),
        Case(testDescription: "most numbers left out", seed: 404, missing: 1.4),
        Case(testDescription: "three times the gaps", seed: 405, gaps: 3),
        Case(
            testDescription: "ten firms that trade with each other all the time", seed: 406,
            firms: 10),
    ]

    @Test("links and findings stay good whatever the noise", arguments: cases)
    func accuracy(sample: Case) throws {
        let registers = SimulatedRegisters(sample.settings)
        let result = try registers.reconcile()
        let links = f1(result.linkNames, registers.links)
        let findings = f1(result.findingNames, registers.findings)
        #expect(links >= sample.linksMin, "links \(links), seed \(sample.seed)")
        #expect(findings >= sample.findingsMin, "findings \(findings), seed \(sample.seed)")
        let exported = result.findings.compactMap(\.exported)
        #expect(Set(exported).count == exported.count)
        #expect(!result.diagnostics.contains { $0.severity == .error })
    }

    @Test("registers without a gap give hardly a finding")
    func noGaps() throws {
        var settings = RegisterSettings(seed: 410, lines: 1_500, level: .hard)
        settings.gaps = 0
        let registers = SimulatedRegisters(settings)
        #expect(registers.findings.isEmpty)
        let found = try registers.reconcile().findings.count
        // One in five hundred lines: a missed link, or a chance likeness.
        #expect(found <= 3, "\(found) findings")
    }

    @Test("the order of the lines does not matter", arguments: [7, 8] as [UInt64])
    func shuffled(seed: UInt64) throws {
        let registers = SimulatedRegisters(
            RegisterSettings(seed: 411, lines: 1_000, level: .hard))
        let one = try registers.reconcile()
        let other = try registers.shuffled { Mix.pair(UInt64($0), seed) }.reconcile()
        // Ties between equal candidates may fall the other way.
        #expect(f1(one.linkNames, other.linkNames) > 0.998)
        #expect(f1(one.findingNames, other.findingNames) > 0.98)
    }

    @Test("a register against itself, and every line twice, is told and changes nothing")
    func doubled() throws {
        let registers = SimulatedRegisters(
            RegisterSettings(seed: 412, lines: 500, level: .hard))
        let once = try registers.reconcile()
        let twice = try Reconciler(settings: ReconciliationSettings(threads: 2)).reconcile(
            exports: .bytes(
                registers.exports
                    + registers.exports.drop { $0 != 0x0A }.dropFirst()),
            imports: .bytes(registers.imports), rates: registers.rates)
        #expect(twice.linkNames == once.linkNames)
        #expect(twice.findingNames == once.findingNames)
        #expect(twice.diagnostics.map(\.code) == ["line-repeated"])
    }

    @Test("the generator gives the same bytes for the same seed, others for another")
    func seeds() {
        func bytes(_ seed: UInt64) -> [UInt8] {
            SimulatedRegisters(RegisterSettings(seed: seed, lines: 200, level: .hard)).exports
        }
        #expect(bytes(1) == bytes(1))
        #expect(bytes(1) != bytes(2))
    }

    @Test("confidence means what it says: among links of one band about so many are right")
    func calibration() throws {
        var bands: [Int: (count: Int, sure: Double, right: Int)] = [:]
        for seed in 420...423 as ClosedRange<UInt64> {
            var settings = RegisterSettings(seed: seed, lines: 1_500, level: .hard, firms: 20)
            settings.missing = 1.4
            let registers = SimulatedRegisters(settings)
            let result = try registers.reconcile()
            for link in result.links {
                let name =
                    result.exportRegister.lines.ids[link.exported] + " "
                    + result.importRegister.lines.ids[link.imported]
                let band = link.confidence < 0.9 ? 0 : link.confidence < 0.99 ? 1 : 2
                bands[band, default: (0, 0, 0)].count += 1
                bands[band, default: (0, 0, 0)].sure += link.confidence
                if registers.links.contains(name) { bands[band, default: (0, 0, 0)].right += 1 }
            }
        }
        let sure = try #require(bands[2])
        #expect(Double(sure.right) / Double(sure.count) > 0.995)
        for (band, sums) in bands where sums.count >= 200 {
            let difference =
                sums.sure / Double(sums.count) - Double(sums.right) / Double(sums.count)
            #expect(abs(difference) < 0.05, "band \(band): \(sums)")
        }
    }
}
