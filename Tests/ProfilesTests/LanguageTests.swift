import Testing

@testable import Profiles

@Suite("The expression language")
struct LanguageTests {
    /// Expression and the value it must have, as another expression.
    static let equal: [(String, String)] = [
        ("int('987')", "987"), ("int(-7.00000000001)", "-7"), ("int(11.5)", "11"),
        ("uint('300')", "300u"), ("double('6.02214e23')", "6.02214e23"), ("string(1.0)", "'1'"),
        ("string(987.0)", "'987'"), ("string(true)", "'true'"), ("string(-0.0)", "'-0'"),
        ("bool('F')", "false"), ("bool('TRUE')", "true"), ("string(1e100)", "'1e+100'"),
        ("string(duration('1.5s'))", "'1.5s'"), ("string(1e-7)", "'1e-07'"),
        ("type(null)", "null_type"), ("type(timestamp(0))", "google.protobuf.Timestamp"),
        ("type(b'')", "bytes"), ("type([])", "list"), ("[7, 8, 9][dyn(0.0)]", "7"),
        ("[7, 8, 9][dyn(0u)]", "7"), ("3.0 in {1: 1, 2: 2, 3u: 3}", "true"),
        ("3.1 in {1: 1, 2: 2, 3u: 3}", "false"), ("{true: 1, 2: 2, 5u: 3}[true]", "1"),
        ("[1, 'foo', 3].exists(e, e != '1')", "true"), ("!!true", "true"), ("- -5", "5"),
        ("--5", "5"), ("1 + 2 * 3 - 4 / 2", "5"), ("-5.0 < 3", "true"),
        ("{'John': 'smart', 'Paul': 'cute'}.map(key, key)", "['John', 'Paul']"),
        ("[1, 2, 3].transformList(i, v, i > 0 && v < 3, (i * v) + v)", "[4]"),
        ("[1, 2].transformMap(i, v, v * 2)", "{0: 2, 1: 4}"),
        ("{'a': 'b'}.transformMapEntry(k, v, {v: k})", "{'b': 'a'}"),
        ("[1, 2, 3].map(n, n > 1, n * n)", "[4, 9]"), ("cel.bind(a, 2, a * a)", "4"),
        ("[[1, 2], [3]].map(l, l.map(n, n + 1))", "[[2, 3], [4]]"),
        ("'tacocat'.indexOf('')", "0"), ("'tacocat'.lastIndexOf('')", "7"),
        ("'hello mellow'.indexOf('', 2)", "2"), ("'hello mellow'.indexOf('ello', 2)", "7"),
        ("'hello mellow'.lastIndexOf('ello', 6)", "1"), ("'hello'.charAt(5)", "''"),
        ("'abc'.replace('', '_')", "'_a_b_c_'"), ("'abc'.replace('', '_', 2)", "'_a_bc'"),
        ("'hello hello'.replace('he', 'we', 1)", "'wello hello'"),
        ("'abc'.split('')", "['a', 'b', 'c']"), ("'abc'.split('', 2)", "['a', 'bc']"),
        ("''.split('')", "[]"), ("''.split(',')", "['']"), ("[].join()", "''"),
        ("'a,b,c'.split(',', 2)", "['a', 'b,c']"), ("' \\ttrim\\n '.trim()", "'trim'"),
        ("'%b'.format([-5])", "'-101'"), ("'%b'.format([true])", "'1'"),
        ("'%.6e'.format([1052.032911275])", "'1.052033e+03'"), ("'%d'.format([3.14])", "'3.14'"),
        ("'%s'.format([type('')])", "'string'"), ("'%s'.format([2.0])", "'2'"),
        ("'%X'.format(['Hello'])", "'48656C6C6F'"),
        ("'%e'.format([double('-inf')])", "'-Infinity'"),
        ("'%s'.format([b'\\xf0abc\\x8c\\xf0xyz'])", "'\\ufffdabc\\ufffdxyz'"),
        ("timestamp('2009-02-13T23:31:20.123456789Z').getMilliseconds()", "123"),
        ("timestamp('2023-03-01T00:00:00Z').getDayOfYear()", "59"),
        ("timestamp('2024-12-31T20:00:00Z').getFullYear('Asia/Tashkent')", "2025"),
        ("string(timestamp('9999-12-31T23:59:59.999999999Z'))", "'9999-12-31T23:59:59.999999999Z'"),
        ("timestamp('2000-01-01T05:00:00+05:00') == timestamp('2000-01-01T00:00:00Z')", "true"),
        ("duration('1h45m47s').getSeconds()", "6347"),
        ("duration('-1.5s') + duration('1ms')", "duration('-1499ms')"),
        ("{'a': 1}.?a.orValue(0)", "1"), ("{'a': 1}.?b.orValue(0)", "0"),
        ("[1, ?optional.none(), ?optional.of(3)]", "[1, 3]"),
        ("{?'a': optional.none()} == {}", "true"),
        ("optional.of(2).optMap(x, x * 2).value()", "4"), ("optional.of(1).orValue(1 / 0)", "1"),
        ("optional.none().or(optional.of(7)).value()", "7"), ("[5, 6].first().value()", "5"),
        ("optional.ofNonZeroValue(0).hasValue()", "false"), ("[][?0].hasValue()", "false"),
        ("math.sqrt(49)", "7.0"), ("math.bitXor(5u, 3u)", "6u"), ("math.sign(-2.5)", "-1.0"),
        ("'\\ud83d\\ude2c'", "'😬'"), ("r'\\d'", "'\\\\d'"), ("'''a\n'b' '''", "'a\\n\\'b\\' '"),
        ("[1, 2,]", "[1, 2]"), ("// one\n1 // two", "1"), (".5 + 1e0", "1.5"),
        ("[{'z': 0}].exists(y, y.z == 0)", "true"), ("1 == 1 ? (2 == 2 ? 'a' : 'b') : 'c'", "'a'"),
    ]

    @Test("gives the value of another expression", arguments: equal)
    func equality(_ left: String, _ right: String) throws {
        let one = try run(left).get()
        let two = try run(right).get()
        #expect(written(one) == written(two))
    }

    static let failing: [(String, String)] = [
        ("int(9223372036854775807.0)", "overflow"), ("int('0x10')", "unreadable"),
        ("uint(-0.5)", "overflow"), ("double('1e400')", "unreadable"), ("int('')", "unreadable"),
        ("{0: 1, 0u: 2}[0.0]", "invalid-value"), ("[7][dyn(0.1)]", "out-of-range"),
        ("[1, 2, 0].exists_one(n, 12 / n > 11)", "division-by-zero"),
        ("[0].filter(n, 1 / n > 0)", "division-by-zero"), ("0u - 1u", "overflow"),
        ("'tacocat'.indexOf('a', 30)", "out-of-range"), ("'%a'.format([1])", "invalid-value"),
        ("'tacocat'.lastIndexOf('a', -1)", "out-of-range"), ("'%s'.format([])", "invalid-value"),
        ("'tacocat'.lastIndexOf('a', 30)", "out-of-range"), ("'x'.charAt(30)", "out-of-range"),
        ("timestamp('0000-01-01T00:00:00Z')", "unreadable"),
        ("timestamp(0).getHours('Mars/X')", "unreadable"),
        ("timestamp('2023-02-29T00:00:00Z')", "unreadable"),
        ("optional.none().value()", "invalid-value"),
        ("duration('1')", "unreadable"), ("math.greatest([])", "no-such-overload"),
        ("math.bitShiftLeft(1, -1)", "out-of-range"), ("dyn(1) + dyn('a')", "no-such-overload"),
        ("'a'.matches(dyn('('))", "unreadable"), ("{'a': 1}['b'] == 1 && true", "no-such-field"),
        ("-9223372036854775808 / -1", "overflow"), ("9223372036854775807 % 0", "division-by-zero"),
    ]

    @Test("fails with a code of its own", arguments: failing)
    func failure(_ expression: String, _ code: String) {
        guard case .failure(let refused) = run(expression) else {
            Issue.record("a value came out")
            return
        }
        #expect(refused.code == code)
    }

    static let refused: [(String, String)] = [
        ("1 == 1.0", "expression-type"), ("1 + 1u", "expression-type"),
        ("'a' < 1", "expression-type"),
        ("unknown", "expression-unknown-name"), ("f(1)", "expression-unknown-name"),
        ("1.foo()", "expression-unknown-name"), ("[1].all(1, true)", "expression-syntax"),
        ("has(1)", "expression-syntax"), ("[1].exists(x, x)", "expression-type"),
        ("1 +", "expression-syntax"),
        ("(1", "expression-syntax"), ("'abc", "expression-token"), ("'a\nb'", "expression-token"),
        ("'\\q'", "expression-token"), ("'\\ud800'", "expression-token"),
        ("1 @ 2", "expression-token"),
        ("9223372036854775808", "expression-token"), ("18446744073709551616u", "expression-token"),
        ("1e999", "expression-token"), ("a = 1", "expression-token"), ("for", "expression-syntax"),
        ("{1.5: 2}", "expression-type"), ("true ? 1 : 'a'", "expression-type"),
        ("!1", "expression-type"),
        ("-true", "expression-type"), ("1 && true", "expression-type"),
        ("[1]['a']", "expression-type"),
        ("'a'.matches('(')", "expression-pattern"), ("'a'.matches('\\\\1')", "expression-pattern"),
        ("'a'.matches('(?=b)')", "expression-pattern"),
        ("[1].all(x, x, true)", "expression-syntax"),
        ("Message{a: 1}", "expression-syntax"), ("'x'.size(1)", "expression-type"),
        ("1.2.3", "expression-syntax"),
        ("1a", "expression-token"), ("", "expression-syntax"), ("[1, 2", "expression-syntax"),
        ("timestamp('x', 1)", "expression-type"), ("b'\\u0041'", "expression-token"),
    ]

    @Test("refuses what is wrong before it runs, with a position", arguments: refused)
    func refusal(_ expression: String, _ code: String) {
        guard case .failure(let refused) = run(expression) else {
            Issue.record("a value came out")
            return
        }
        #expect(refused.code == code, "\(refused.text)")
        #expect(refused.position != nil)
    }

    @Test("takes the other side's answer over a failure, but not over an exhausted budget")
    func absorption() throws {
        for expression in [
            "1 / 0 == 1 || true", "true || 1 / 0 == 1", "!(1 / 0 == 1 && false)",
            "[0, 1].exists(x, 1 / x == 1)", "![1, 0, 2].all(x, 2 / x == 2)",
        ] {
            #expect(written(try run(expression).get()) == "bool true", "\(expression)")
        }
        let costly = "[1, 2, 3, 4].all(a, [1, 2, 3, 4].all(b, [1, 2, 3, 4].all(c, true)))"
        guard case .failure(let refused) = run("\(costly) || true", costLimit: 50) else {
            Issue.record("the budget was passed over")
            return
        }
        #expect(refused.code == "cost-exceeded")
    }

    @Test("says where: line and column in characters")
    func positions() {
        guard case .failure(let refused) = run("'жук' ==\n  'б' + nmae") else { return }
        #expect(refused.position == SourcePosition(offset: 21, line: 2, column: 9))
    }
}
