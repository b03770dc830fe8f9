import Profiles
import Testing

/// The index may only ever leave out programs whose answer is no.
@Suite("Guard index")
struct GuardIndexTests {
    private static let shape = RecordShape(
        name: "item",
        fields: [.init("code", .string), .init("origin", .string), .init("mass", .double)])
    private static let environment = Environment([
        .init("mode", .string), .init("office", .string),
        .init("items", .list(.record(shape))), .init("mass", .double),
    ])
    private static let sources = [
        "mode == 'road' && mass > 10.0",
        "mode in ['road', 'rail'] && office == 'UZ1'",
        "mode in ['a', 'b', 'c', 'd', 'e', 'road'] && mass < 50.0",
        "office.startsWith('UZ') && mode != 'air'",
        "office.startsWith('U') || mode == 'sea'",
        "mode == 'road' || mode == 'air'",
        "items.exists(i, i.code.startsWith('2915') && i.mass > 5.0)",
        "items.exists(i, (i.code.startsWith('29') || i.code == '300490') && i.origin in ['AF', 'IR'])",
        "items.exists(i, i.origin == 'AF') && mode == 'road'",
        "items.exists(i, i.mass > 5.0 && i.code.startsWith('291'))",
        "items.all(i, i.code.startsWith('29'))",
        "!items.exists(i, i.code.startsWith('29'))",
        "items.exists(i, 'AF' == i.origin)",
        "items.exists(i, has(i.code) && i.code.startsWith('29'))",
        "size(items) > 1", "mass > 20.0 ? mode == 'road' : office == 'UZ1'",
        "items.exists(i, i.code in ['291524', '300490', '870323', '010101', '999999'])",
    ]

    private struct Random {
        var state: UInt64
        mutating func pick<Element>(_ elements: [Element]) -> Element {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return elements[Int((state >> 33) % UInt64(elements.count))]
        }
    }

    private static func facts(_ random: inout Random) -> [Value] {
        func text(_ values: [String]) -> Value {
            let text = random.pick(values)
            return text.isEmpty ? .missing : .string(text)
        }
        func item() -> Value {
            .record(
                Record(
                    shape,
                    [
                        text(["291524", "291600", "300490", "870323", "29", "2", ""]),
                        text(["AF", "IR", "CN", ""]), .double(random.pick([1, 10])),
                    ]))
        }
        let items = (0..<random.pick([0, 1, 2, 3])).map { _ in item() }
        return [
            text(["road", "rail", "air", "sea", ""]), text(["UZ1", "UZ2", "U", "KZ1", ""]),
            random.pick([.list(items), .list(items), .list(items), .missing]),
            random.pick([.double(5), .double(30), .missing]),
        ]
    }

    @Test("leaves out no program that is true or fails", arguments: [1, 2, 3] as [UInt64])
    func soundness(seed: UInt64) throws {
        let programs = try (0..<5).flatMap { _ in
            try Self.sources.map { try Program.compile($0, in: Self.environment) }
        }
        let index = GuardIndex(programs)
        var random = Random(state: seed)
        var evaluator = Evaluator(Self.environment)
        var marks = [UInt64](repeating: 0, count: index.words)
        var spared = 0
        for _ in 0..<500 {
            let facts = Self.facts(&random)
            evaluator.begin { facts[$0] }
            evaluator.mark(index, in: &marks)
            for (place, program) in programs.enumerated() {
                guard marks[place >> 6] >> UInt64(place & 63) & 1 == 0 else { continue }
                spared += 1
                #expect(evaluator.truth(of: program) == .no, "\(program.source)")
            }
        }
        // An index that never leaves anything out would pass, and be of no use.
        #expect(spared > 500 * programs.count / 4)
    }

    @Test("spares all but the profiles of a chapter")
    func selectivity() throws {
        let programs = try (0..<200).map { number in
            try Program.compile(
                "items.exists(i, i.code.startsWith('\(1000 + number)'))", in: Self.environment)
        }
        let index = GuardIndex(programs)
        var evaluator = Evaluator(Self.environment)
        var marks = [UInt64](repeating: 0, count: index.words)
        let item = Record(Self.shape, [.string("107755"), .missing, .missing])
        evaluator.begin { $0 == 2 ? .list([.record(item)]) : .missing }
        evaluator.mark(index, in: &marks)
        #expect(marks.reduce(0) { $0 + $1.nonzeroBitCount } == 1)
        #expect(marks[77 >> 6] >> UInt64(77 & 63) & 1 == 1)
    }

    @Test("knows which fields of records a program reads")
    func fields() throws {
        func fields(_ source: String) throws -> Set<Int>? {
            try Program.compile(source, in: Self.environment).fields(ofRecordsIn: 2)
        }
        #expect(try fields("mode == 'road'") == [])
        #expect(try fields("items.exists(i, i.origin == 'AF')") == [1])
        #expect(try fields("size(items) > 2 && items.all(i, has(i.mass))") == [2])
        #expect(try fields("items[0].code == 'a'") == nil)
        #expect(try fields("items == items") == nil)
        #expect(try fields("items.exists(i, i == items[0])") == nil)
        #expect(try fields("items.filter(i, i.mass > 1.0)[0].code == 'a'") == nil)
    }
}
