import Foundation
import Profiles
import Testing

/// Speed of many profiles over many declarations.
///
/// Run with: `TAMGA_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter SpeedTests`
@Suite("Speed", .serialized)
struct SpeedTests {
    static let isMeasured = ProcessInfo.processInfo.environment["TAMGA_MEASURE"] != nil

    static let fields: [(String, ValueType)] = [
        ("declaration.mode", .string), ("declaration.office", .string),
        ("declaration.procedure", .string), ("declaration.consignor.country", .string),
        ("declaration.consignee.id", .string), ("declaration.value", .double),
        ("declaration.mass", .double), ("declaration.packages", .int),
        ("declaration.route", .list(.string)), ("declaration.date", .timestamp),
        ("item.commodity", .string), ("item.origin", .string), ("item.description", .string),
        ("item.value", .double), ("item.mass", .double),
    ]

    static let templates: [String] = [
        "declaration.mode == 'road' && item.commodity.startsWith('30%d') && item.value > 1%d000.0",
        "item.origin in ['AF', 'IR', 'TJ', 'KG', 'TM', 'CN'] && declaration.value < 2%d0.0",
        "item.value / item.mass < 0.%d && declaration.consignor.country != item.origin",
        "item.commodity.startsWith('27%d') || item.commodity.startsWith('28%d')",
        "declaration.packages > 1%d && declaration.mass / double(declaration.packages) < 2.5",
        "item.description.contains('parts %d') && declaration.procedure == '40'",
        "declaration.route.exists(r, r == 'AF%d') && declaration.mode == 'road'",
        "declaration.office == '0%d' && declaration.date.getDayOfWeek() == 0",
        "item.description.matches('(?i)(precurs|acet).*%d') && item.mass > 10.0",
        "declaration.value >= 1%d000.0 ? declaration.mode == 'air' : item.mass < 5.0",
    ]

    static func facts(_ number: Int) -> [Value] {
        func pick(_ values: [String], _ salt: Int) -> Value {
            .string(values[(number &* 31 &+ salt) % values.count])
        }
        return [
            pick(["road", "rail", "air", "road"], 1), pick(["01", "02", "07", "11"], 2),
            pick(["40", "10", "80"], 3), pick(["AF", "CN", "KZ", "RU", "DE"], 4),
            .string("30\(number % 5000)"), .double(Double(number % 90_000)),
            .double(Double(number % 9000) + 1), .int(Int64(number % 40 + 1)),
            .list([.string("CN"), .string("KZ"), .string("UZ")]),
            Timestamp(seconds: 1_700_000_000 + Int64(number) * 60).map { .timestamp($0) }
                ?? .missing,
            pick(["300490", "271019", "870323", "620342", "080810"], 5),
            pick(["CN", "RU", "AF", "TR"], 6), .string("spare parts \(number % 100) of machines"),
            .double(Double(number % 20_000)), .double(Double(number % 700) + 1),
        ]
    }

    @Test(
        "200 profiles over 100,000 declarations",
        .enabled(if: isMeasured, "measured on request: TAMGA_MEASURE=1, release build"))
    func throughput() throws {
        let environment = Environment(Self.fields.map { Environment.Variable($0.0, $0.1) })
        let programs = try (0..<200).map { number in
            try Program.compile(
                Self.templates[number % Self.templates.count]
                    .replacing("%d", with: String(number / 10)), in: environment)
        }
        let declarations = (0..<10_000).map { Self.facts($0) }
        var evaluator = Evaluator(environment)
        for round in 1...3 {
            let start = ContinuousClock.now
            var hits = 0
            var failures = 0
            for turn in 0..<100_000 {
                let facts = declarations[turn % declarations.count]
                evaluator.begin { facts[$0] }
                for program in programs {
                    switch evaluator.truth(of: program) {
                    case .yes: hits += 1
                    case .no: break
                    case .failed: failures += 1
                    }
                }
            }
            let spent = (ContinuousClock.now - start) / .seconds(1)
            print(
                "round \(round): \(Int(20_000_000 / spent)) evaluations/s on one thread,",
                "\(hits) hits, \(failures) failures")
        }
        for (number, template) in Self.templates.enumerated() {
            let start = ContinuousClock.now
            for turn in 0..<100_000 {
                let facts = declarations[turn % declarations.count]
                evaluator.begin { facts[$0] }
                for copy in 0..<10 { _ = evaluator.truth(of: programs[number + copy * 10]) }
            }
            let spent = (ContinuousClock.now - start) / .nanoseconds(1)
            print("\(Int(spent / 1_000_000)) ns: \(template)")
        }
    }

    @Test(
        "200 profiles over 100,000 declarations on two threads",
        .enabled(if: isMeasured, "measured on request: TAMGA_MEASURE=1, release build"))
    func threads() throws {
        let environment = Environment(Self.fields.map { Environment.Variable($0.0, $0.1) })
        let programs = try (0..<200).map { number in
            try Program.compile(
                Self.templates[number % Self.templates.count]
                    .replacing("%d", with: String(number / 10)), in: environment)
        }
        let declarations = (0..<10_000).map { Self.facts($0) }
        for count in [1, 2] {
            let start = ContinuousClock.now
            let busy = clock()
            DispatchQueue.concurrentPerform(iterations: count) { thread in
                var evaluator = Evaluator(environment)
                var hits = 0
                for turn in 0..<100_000 / count {
                    let facts = declarations[(turn * count + thread) % declarations.count]
                    evaluator.begin { facts[$0] }
                    for program in programs where evaluator.truth(of: program) == .yes {
                        hits += 1
                    }
                }
                #expect(hits > 0)
            }
            let spent = (ContinuousClock.now - start) / .seconds(1)
            let processor = Double(clock() - busy) / Double(CLOCKS_PER_SEC)
            print(
                "threads \(count): \(Int(20_000_000 / spent)) evaluations/s,",
                "\(Int(processor * 1e9 / 20_000_000)) ns of processor each")
        }
    }
}
