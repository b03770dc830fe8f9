import Customs
import Testing

@testable import Reconciliation

@Suite("What a reconciliation reports")
struct ReportTests {
    private func text(_ body: (([UInt8]) -> Void) -> Void) -> String {
        var bytes: [UInt8] = []
        body { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var undervalued: Fixture {
        var fixture = Fixture()
        fixture.export("E1")
        fixture.import("I1", value: 2650)
        return fixture
    }

    @Test("the steps of every month and pair lead from ours to theirs")
    func stepsAddUp() throws {
        var fixture = undervalued
        fixture.export("E2", on: "2026-04-01", declaration: "D2", document: "CMR77777777")
        let result = try fixture.reconcile()
        let rows = text { WaterfallTables(result).steps($0) }.split(separator: "\n").dropFirst()
        var level: [String: Double] = [:]
        for row in rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            let place = "\(fields[0]) \(fields[1])"
            let dollars = try #require(Double(fields[3]))
            if fields[2] == "theirs_cif" {
                #expect(abs(level[place, default: 0] - dollars) < 0.1)
            } else {
                level[place, default: 0] += dollars
            }
        }
        #expect(level.count == 2)
    }

    @Test("the findings of most dollars stand behind their month and pair")
    func residuals() throws {
        let result = try undervalued.reconcile()
        let rows = text { WaterfallTables(result).residuals($0) }.split(separator: "\n")
        #expect(rows.count == 2)
        #expect(rows.last?.hasPrefix("2026-03,UZ-KZ,1,undervaluation,E1,I1,2650.") == true)
    }

    @Test("each pair and month has a drawing whose name is a plain file name")
    func drawings() throws {
        var fixture = undervalued
        fixture.exports = fixture.exports.replacing(",KZ,", with: ",./,")
        let drawings = WaterfallTables(try fixture.reconcile()).drawings
        #expect(drawings.map(\.name) == ["UZ-__-2026-03.svg"])
        #expect(drawings.first?.svg.hasPrefix("<svg") == true)
    }

    @Test("duty at stake is an interval around its point")
    func duty() throws {
        let fixture = undervalued
        var settings = ReconciliationSettings(threads: 1)
        settings.dutyPercentByHeading =
            DutyRates(Array("heading,percent\n5210,10\n".utf8))
            .percentByHeading
        let result = try fixture.reconcile(settings)
        let finding = try #require(result.findings.first)
        let duty = try #require(finding.dutyInterval)
        let dollars = try #require(finding.dollars)
        #expect(duty.low < dollars / 10 && dollars / 10 < duty.high)
        // 5000 USD at a ratio of 1.02 and of 1.10, less 2650 USD, at 10 %.
        #expect(abs(duty.low - 245) < 0.5 && abs(duty.high - 285) < 0.5)
    }

    @Test("a wrong heading costs the difference of the rates, an unknown rate nothing")
    func codeDuty() {
        let amounts = GapAmounts(
            usual: 1.06, low: 1.02, high: 1.1, dutyPercentByHeading: [5210: 15, 3926: 5])
        let share = amounts.dutyShare(.codeMisdeclaration, sent: 5210, arrived: 3926)
        #expect(share.map { abs($0.high - 0.10) < 1e-9 } == true)
        #expect(amounts.dutyShare(.codeMisdeclaration, sent: 5210, arrived: 8448) == nil)
        #expect(amounts.dutyShare(.codeMisdeclaration, sent: 3926, arrived: 5210)?.high == 0)
    }

    @Test("a duty line that is none is refused by its number")
    func dutyLines() {
        let rates = DutyRates(Array("heading,percent\n5210,10\n52,1\n3926,x\n0101,-1\n".utf8))
        #expect(rates.percentByHeading == [5210: 10])
        #expect(rates.diagnostics.first?.place == "duty rates, line 3, 4, 5")
    }
}

@Suite("One block for a worker")
struct WorkerTests {
    private func block(_ fixture: Fixture) -> [UInt8] {
        var text = ""
        for (mark, table) in [("E", fixture.exports), ("I", fixture.imports)] {
            for line in table.split(separator: "\n").dropFirst() {
                // The fixture's only quoted name holds no comma.
                let plain = line.replacing("\"TOO \"\"DALA\"\"\"", with: "TOO \"DALA\"")
                text += mark + "\t" + plain.replacing(",", with: "\t") + "\n"
            }
        }
        return Array(text.utf8)
    }

    private func run(_ bytes: [UInt8], cut: Int = .max) throws -> (text: String, isDone: Bool) {
        var block = WorkerBlock()
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + min(cut, bytes.count))
            block.add(bytes[at..<end])
            at = end
        }
        var written: [UInt8] = []
        let isDone = try block.finish(ReconciliationSettings(threads: 1)) {
            written.append(contentsOf: $0)
        }
        return (String(decoding: written, as: UTF8.self), isDone)
    }

    @Test("gives the links and findings of its lines, however the bytes arrive")
    func same() throws {
        var fixture = Fixture()
        fixture.export("E,1")
        fixture.import("I1", value: 2650)
        fixture.exports = fixture.exports.replacing("E,1,D1", with: "E1,D1")
        let bytes = block(fixture)
        let whole = try run(bytes)
        #expect(whole.isDone)
        let rows = whole.text.split(separator: "\n")
        #expect(rows.first?.hasPrefix("L\tE1\tI1\tone\t") == true)
        #expect(rows.contains { $0.hasPrefix("F\tundervaluation\tE1\tI1\t0.5") })
        #expect(try run(bytes, cut: 7).text == whole.text)
    }

    @Test("a field with a comma or a quote comes back as it was")
    func quoting() throws {
        var fixture = Fixture()
        fixture.export("E1")
        let text = String(decoding: block(fixture), as: UTF8.self)
            .replacing("E\tE1\t", with: "E\tE \"1\", b\t")
        let result = try run(Array(text.utf8))
        #expect(!result.text.contains("D\terror"))
        let other = try run(Array((text + text.replacing("2026-03-01", with: "2026-09-01")).utf8))
        #expect(other.text.contains("line-repeated"))
    }

    @Test("lines without a mark refuse the block")
    func unmarked() throws {
        let result = try run(Array("E1,D1,1\n".utf8))
        #expect(!result.isDone)
        #expect(result.text.hasPrefix("D\terror\tblock-line\t"))
    }

    @Test("nothing at all gives diagnostics and no findings")
    func empty() throws {
        let result = try run([])
        #expect(result.isDone)
        #expect(result.text.split(separator: "\n").allSatisfy { $0.hasPrefix("D\twarning") })
    }
}
