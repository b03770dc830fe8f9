import Customs
import Testing

@testable import Risk

/// Numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((value ^ (value >> 31)) >> 11) * 0x1p-53
    }
}

@Suite("Selecting inspections")
struct SelectionPlannerTests {
    private func candidates(_ count: Int, seed: UInt64, office: String = "A") -> [Candidate] {
        var dice = Dice(seed)
        return (1...count).map { id in
            Candidate(
                id: Int64(id), office: office, probability: dice.next() * 0.5,
                gap: dice.next() * 5_000, novelty: dice.next(), minutes: 45, draw: dice.next(),
                assignment: dice.next())
        }
    }

    private func staff(_ officers: Int, minutes: Int = 480) -> Staff {
        Staff(
            offices: [
                Staff.anyOffice: [
                    Staff.Shift(
                        name: "day",
                        officers: (1...max(officers, 1)).map {
                            Staff.Officer(id: "\($0)", minutes: officers == 0 ? 0 : minutes)
                        })
                ]
            ])
    }

    private func plan(
        _ candidates: [Candidate], _ staff: Staff,
        _ settings: SelectionSettings = SelectionSettings(), start: Double = 0.4
    ) -> SelectionPlanner.Plan {
        SelectionPlanner(staff: staff, settings: settings).plan(candidates) { _, _ in start }
    }

    @Test("takes hard stops and surveillance even when nobody is there")
    func hardStops() {
        var all = candidates(50, seed: 1)
        all[10].isHardStop = true
        all[20].isUnderSurveillance = true
        for place in all.indices { all[place].draw = 0.9 }
        let made = plan(all, staff(0))
        #expect(
            made.choices.map(\.candidate) == [11, 21] || made.choices.map(\.candidate) == [21, 11])
        #expect(made.choices.allSatisfy { $0.probability == 1 && $0.officer == nil })
        #expect(made.shifts.first?.isOverCapacity == true)
    }

    @Test("lets a controlled delivery pass, whatever else speaks, and leaves no trace of it")
    func suppressed() {
        var all = candidates(50, seed: 2)
        all[10].isHardStop = true
        all[10].isUnderSurveillance = true
        all[10].draw = 0
        all[10].isSuppressed = true
        let made = plan(all, staff(3))
        #expect(!made.choices.contains { $0.candidate == 11 })
        #expect(made.shifts.first?.candidates == 49)
        var without = all
        without.remove(at: 10)
        #expect(plan(without, staff(3)) == made, "a plan without it is the same plan")
    }

    @Test(
        "takes everything drawn at random, and only what is worth it fills the rest",
        arguments: 1...5)
    func random(seed: UInt64) {
        let all = candidates(400, seed: seed)
        let settings = SelectionSettings(randomShare: 0.05)
        let made = plan(all, staff(4), settings)
        let drawn = Set(all.filter { $0.draw < 0.05 }.map(\.id))
        let chosen = Dictionary(uniqueKeysWithValues: made.choices.map { ($0.candidate, $0) })
        #expect(drawn.allSatisfy { chosen[$0]?.isDrawn == true })
        #expect(made.choices.allSatisfy { $0.isDrawn == drawn.contains($0.candidate) })
        #expect(made.choices.allSatisfy { $0.reason != .benefit || $0.benefit > 0 })
        #expect(made.choices.contains { $0.reason == .exploration })
        // What benefit filled is worth at least as much per minute as what it left out.
        let least = made.choices.filter { $0.reason == .benefit }.map(\.benefit).min() ?? 0
        let left =
            all.filter { chosen[$0.id] == nil }
            .map { $0.benefit(costPerMinute: settings.costPerMinute) }.max() ?? 0
        #expect(least >= left)
        #expect(made.choices.allSatisfy { $0.reason != .random || $0.probability >= 0.05 })
    }

    @Test("keeps every officer within the minutes of the shift, and skills where they are needed")
    func capacity() {
        var all = candidates(300, seed: 9)
        for place in all.indices where place % 10 == 0 { all[place].skills = ["radiation"] }
        for place in all.indices where place % 7 == 0 { all[place].equipment = [.scanner] }
        var team = staff(5)
        team.offices[Staff.anyOffice]?[0].officers[2].skills = ["radiation"]
        team.offices[Staff.anyOffice]?[0].uses[.scanner] = 3
        let made = plan(all, team)
        var minutes: [String: Int] = [:]
        for choice in made.choices {
            if let officer = choice.officer { minutes[officer, default: 0] += choice.minutes }
            let candidate = all[Int(choice.candidate) - 1]
            if candidate.skills.contains("radiation"), let officer = choice.officer {
                #expect(officer == "3")
            }
        }
        #expect(minutes.values.allSatisfy { $0 <= 480 })
        let scans = made.choices.filter {
            $0.reason == .benefit && !all[Int($0.candidate) - 1].equipment.isEmpty
        }
        #expect(scans.count <= 3)
    }

    @Test("gives the same plan for the candidates in any order")
    func order() {
        let all =
            candidates(200, seed: 4)
            + candidates(100, seed: 5, office: "B").map {
                var candidate = $0
                candidate.id += 1_000
                return candidate
            }
        #expect(plan(all, staff(3)) == plan(all.reversed(), staff(3)))
    }

    @Test("explores as often as the stored probability says")
    func inclusion() {
        var all = candidates(60, seed: 6)
        for place in all.indices {
            all[place].probability = 0
            all[place].draw = 0.999
        }
        var counts = [Int](repeating: 0, count: 61)
        var probability = [Double](repeating: 0, count: 61)
        let rounds = 1_000
        for round in 0..<rounds {
            let made = plan(all, staff(4), start: (Double(round) + 0.5) / Double(rounds))
            for choice in made.choices {
                #expect(choice.reason == .exploration)
                counts[Int(choice.candidate)] += 1
                // The random share is part of the stored probability; here nothing is drawn.
                probability[Int(choice.candidate)] = 1 - (1 - choice.probability) / 0.98
            }
        }
        for id in 1...60 {
            let share = Double(counts[id]) / Double(rounds)
            #expect((share - probability[id]).magnitude < 0.003, "candidate \(id)")
        }
    }

    @Test("includes in proportion to weights, none above 1, as many as asked for")
    func shares() {
        let shares = ShiftFilling.inclusion(weights: [10, 1, 1, 1, 0, 3], count: 3)
        #expect(shares[0] == 1 && shares[4] == 0)
        #expect((shares.reduce(0, +) - 3).magnitude < 1e-12)
        #expect((shares[5] - 3 * shares[1]).magnitude < 1e-12 || shares[5] == 1)
        #expect(ShiftFilling.inclusion(weights: [1, 1], count: 5) == [1, 1])
        #expect(ShiftFilling.inclusion(weights: [], count: 5).isEmpty)
        #expect(ShiftFilling.inclusion(weights: [0, 0], count: 1) == [0, 0])
    }

    @Test("reads a staff list and names the line of every fault")
    func staffList() {
        let head = ["office", "shift", "kind", "id", "capacity", "skills"]
        var diagnostics: [Diagnostic] = []
        let good = Staff.reading(
            rows: [
                head, ["A", "day", "officer", "7", "480", "radiation cites"],
                ["A", "day", "scanner", "", "4", ""], ["*", "day", "officer", "8", "240", ""],
            ], diagnostics: &diagnostics)
        #expect(diagnostics.isEmpty)
        #expect(good?.shifts(of: "A").first?.officers.first?.skills == ["radiation", "cites"])
        #expect(good?.shifts(of: "A").first?.uses[.scanner] == 4)
        #expect(good?.shifts(of: "elsewhere").first?.minutes == 240)
        let bad = Staff.reading(
            rows: [
                head, ["A", "day", "officer", "7", "-1", ""], ["", "day", "officer", "7", "1", ""],
                ["A", "day", "pilot", "7", "1", ""], ["A", "day"],
                ["A", "day", "officer", "7", "1", ""], ["A", "day", "officer", "7", "1", ""],
            ], diagnostics: &diagnostics)
        #expect(bad == nil)
        #expect(diagnostics.map(\.place) == ["line 2", "line 3", "line 4", "line 5", "line 7"])
    }

    private func goods(_ code: String, container: Bool = false) -> Declaration {
        var declaration = Declaration()
        declaration.containerCode = container ? "1" : "0"
        var item = GoodsItem()
        item.classifications = [Classification(scheme: "HS", code: code)]
        declaration.items = [item]
        return declaration
    }

    @Test("what an inspection needs is told from the goods and from what indicators said")
    func needs() {
        func needs(_ code: String, _ signals: [String: Double] = [:], container: Bool = false)
            -> InspectionNeeds
        {
            InspectionNeeds(goods(code, container: container), signals: signals)
        }
        #expect(needs("284443").skills == ["radiation"])
        #expect(needs("960110").skills == ["cites"])
        #expect(needs("854231").skills == ["dual-use"])
        #expect(needs("291524").skills == ["chemicals"])
        #expect(needs("291524").equipment == [.laboratory])
        #expect(needs("110100").skills.isEmpty && needs("110100").equipment.isEmpty)
        #expect(needs("110100", ["permit-wildlife": 0.5]).skills == ["cites"])
        let hidden = ["vague-description": 0.6, "freight-share": 0.4]
        #expect(needs("110100", hidden).equipment == [.canine])
        #expect(needs("110100", hidden, container: true).equipment == [.canine, .scanner])
        #expect(needs("110100", ["vague-description": 0], container: true).equipment.isEmpty)
    }

    @Test("what nobody in a shift can do is not waited for, but radiation is left to those who may")
    func unmetNeeds() {
        var all = candidates(4, seed: 3)
        for place in all.indices { (all[place].probability, all[place].gap) = (0.9, 9_000) }
        all[0].skills = ["chemicals"]
        all[0].equipment = [.laboratory, .canine]
        all[1].skills = ["radiation"]
        var team = staff(1)
        team.offices[Staff.anyOffice]?[0].uses = [.canine: 1]
        let settings = SelectionSettings.pureExploitation(randomShare: 0)
        let chosen = plan(all, team, settings).choices.map(\.candidate)
        #expect(Set(chosen) == [all[0].id, all[2].id, all[3].id])
        team.offices[Staff.anyOffice]?[0].uses = [.canine: 0]
        #expect(plan(all, team, settings).choices.contains { $0.candidate == all[0].id })
    }
}
