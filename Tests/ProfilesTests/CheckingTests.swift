import Testing

@testable import Profiles

@Suite("Profiles over a schema")
struct CheckingTests {
    struct Facts: Sendable {
        var mode: String?
        var value: Double?
        var packages: Int?
        var origins: [String] = []
    }

    static let item = RecordShape(
        name: "item",
        fields: [
            .init("commodity", .string), .init("origin", .string, codes: countries),
            .init("mass", .double),
        ])
    static let countries = CodeSet(name: "the list of countries", codes: ["UZ", "KZ", "AF", "CN"])
    static let modes = CodeSet(name: "the list of modes", codes: ["road", "rail", "air"])

    static let schema: FactSchema<Facts> = {
        var schema = FactSchema<Facts>()
        schema.text("declaration.mode", codes: modes) { $0.mode }
        schema.number("declaration.value") { $0.value }
        schema.integer("declaration.packages") { $0.packages }
        schema.add("declaration.items", .list(.record(item))) { facts in
            .list(
                facts.origins.map {
                    .record(Record(item, [.string("300490"), .string($0), .missing]))
                })
        }
        return schema
    }()

    static let refused: [(String, ExpressionFailure.Code, String)] = [
        ("declaration.mod == 'road'", .unknownField, "did you mean 'declaration.mode'?"),
        ("declaration.Mode == 'road'", .unknownField, "did you mean 'declaration.mode'?"),
        ("declaraton.mode == 'road'", .unknownName, "did you mean 'declaration.mode'?"),
        ("has(declaration.vaule)", .unknownField, "did you mean 'declaration.value'?"),
        ("declaration == 1", .unknownName, "it is a group of fields; name one of them"),
        ("declaration.mode == 'raod'", .unknownName, "did you mean 'road'?"),
        ("declaration.mode in ['road', 'rial']", .unknownName, "did you mean 'rail'?"),
        ("declaration.items.exists(i, i.orign == 'CN')", .unknownField, "did you mean 'origin'?"),
        ("declaration.items.exists(i, i.origin == 'CHN')", .unknownName, "did you mean 'CN'?"),
        ("declaration.mode.startWith('r')", .unknownName, "did you mean 'startsWith'?"),
        ("declaration.mode.size", .unknownField, ""),
        ("size(declaration.mode, 1) > 2", .type, "convert one of them"),
        ("declaration.value > '1'", .type, "convert one of them"),
        ("declaration.mode.lenght() > 2", .unknownName, ""),
        ("startsWith(declaration.mode, 'r')", .unknownName, "write x.startsWith()"),
    ]

    @Test("refuses wrong fields, codes and types, and suggests the right ones", arguments: refused)
    func refusal(_ text: String, _ code: ExpressionFailure.Code, _ remedy: String) throws {
        let failure = try #require(throws: ExpressionFailure.self) {
            try Program.compile(text, in: Self.schema.environment)
        }
        #expect(failure.code == code)
        #expect(failure.remedy.hasPrefix(remedy), "\(failure)")
    }

    static let answers: [(String, Truth)] = [
        ("declaration.mode == 'road'", .yes), ("declaration.mode != 'road'", .no),
        ("'road' == declaration.mode", .yes), ("declaration.value > 100", .failed),
        ("declaration.value > 100 || declaration.mode == 'road'", .yes),
        ("declaration.value > 100 && declaration.mode == 'rail'", .no),
        ("has(declaration.value)", .no),
        ("has(declaration.packages) && declaration.packages > 2", .yes),
        ("declaration.items.exists(i, i.origin in ['AF', 'CN'])", .yes),
        ("declaration.items.all(i, i.origin == 'CN')", .no),
        ("declaration.items.exists(i, has(i.mass))", .no),
        ("declaration.items[0].mass > 1", .failed),
        ("declaration.items[1].origin == 'AF' && declaration.items.size() == 2", .yes),
        ("declaration.mode.startsWith('ro')", .yes), ("declaration.mode.matches('^r.{3}$')", .yes),
        ("declaration.mode in ['road', 'rail', 'air', 'road', 'rail']", .yes),
        ("declaration.items.map(i, i.origin) == ['CN', 'AF']", .yes),
        ("declaration.packages", .failed),
    ]

    @Test("answers over facts, and says when they are missing", arguments: answers)
    func answer(_ text: String, _ truth: Truth) throws {
        let environment = Self.schema.environment
        let program = try Program.compile(text, in: environment)
        var evaluator = Evaluator(environment)
        for _ in 0..<2 {
            let facts = Facts(mode: "road", packages: 3, origins: ["CN", "AF"])
            evaluator.begin(Self.schema.reader(over: facts))
            #expect(evaluator.truth(of: program) == truth)
            if truth == .failed { #expect(evaluator.failure != nil) }
        }
    }

    @Test("reads a slot once for all programs, and only those they name")
    func laziness() throws {
        let environment = Environment([.init("a", .int), .init("b", .int), .init("c", .int)])
        let programs = try ["a > 1 || b > 1", "a == 2 && b < 9"].map {
            try Program.compile($0, in: environment)
        }
        #expect(programs[0].slots == [0, 1])
        var evaluator = Evaluator(environment)
        var reads: [Int] = []
        withUnsafeMutablePointer(to: &reads) { reads in
            evaluator.begin { slot in
                reads.pointee.append(slot)
                return .int(Int64(slot))
            }
            for program in programs { _ = evaluator.truth(of: program) }
        }
        #expect(reads == [0, 1])
    }

    @Test("states a cost that evaluation does not exceed", arguments: LanguageTests.equal.map(\.0))
    func cost(_ text: String) throws {
        let program = try Program.compile(text, in: Environment())
        var evaluator = Evaluator(Environment())
        _ = try evaluator.value(of: program)
        if let most = program.costMax { #expect(evaluator.cost <= most, "\(text)") }
    }

    @Test("gives the same value checked and unchecked", arguments: LanguageTests.equal.map(\.0))
    func unchecked(_ text: String) throws {
        #expect(written(try run(text).get()) == written(try run(text, checks: false).get()))
    }

    @Test("reads every line of the table of signatures, each with a function behind it")
    func signatures() {
        let count = Signature.table.values.reduce(0) { $0 + $1.count }
        #expect(count == Signature.lineCount)
        for key in Signature.table.keys where key.contains(where: \.isLetter) && key != "in" {
            let name = key.hasPrefix(".") ? String(key.dropFirst()) : key
            #expect(Function(rawValue: name) != nil, "\(key)")
        }
    }
}
