import Testing

@testable import Seal

@Suite("JSON")
struct JSONTests {
    private func read(_ text: String) throws -> JSONTree {
        try JSONTree(reading: Array(text.utf8))
    }

    @Test(
        "reads each kind of value and writes it back",
        arguments: [
            "null", "true", "false", "0", "-1", "9223372036854775807", "\"\"", "\"a\\\"\\\\\\n\"",
            "[]", "[1,[2],{}]", "{}", "{\"b\":1,\"a\":[null]}", "1.50", "12345678901234567890",
            "1e5",
            "\"Тошкент ўзбек 🇺🇿\"", "\"\\u0001\"", "-0",
        ])
    func roundTrip(text: String) throws {
        #expect(String(decoding: try read(text).bytes, as: UTF8.self) == text)
    }

    @Test("understands escapes and white space")
    func escapes() throws {
        #expect(
            try read(" [ \"\\u0041\\uD83D\\uDE00\\/\\b\\f\\r\\t\" ]\n") == ["A😀/\u{8}\u{C}\r\t"])
    }

    @Test(
        "refuses what is not strict JSON",
        arguments: [
            "", " ", "nul", "tru", "01", "-", "1.", ".5", "1e", "+1", "NaN", "\"", "\"\\x\"",
            "\"\\u12\"", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\n\"", "[1,]",
            "[1 2]",
            "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":1,\"a\":2}", "[", "{", "{\"a\"", "1 2",
            "[]x",
            "{\"a\":1,\"\\u0061\":2}", "\u{FEFF}1",
        ])
    func refused(text: String) {
        #expect(throws: SealFailure.self) { try read(text) }
    }

    @Test(
        "refuses bytes that are not UTF-8",
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        ])
    func notUTF8(bytes: [UInt8]) {
        #expect(throws: SealFailure.self) { try JSONTree(reading: bytes) }
    }

    @Test("stays within its bounds")
    func bounds() throws {
        func code(_ text: String, _ bounds: JSONTree.Bounds) -> SealFailure.Code? {
            #expect(throws: SealFailure.self) {
                try JSONTree(reading: Array(text.utf8), bounds: bounds)
            }?.code
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(code(deep, .init()) == .tooLarge)
        #expect(code("[1,2,3]", .init(valueCountMax: 3)) == .tooLarge)
        #expect(code("[1,2,3]", .init(byteCountMax: 6)) == .tooLarge)
        #expect(code(String(repeating: "1", count: 1_000), .init()) == .tooLarge)
        _ = try JSONTree(reading: Array("[1,2,3]".utf8), bounds: .init(byteCountMax: 7))
    }

    @Test("survives a text cut at any byte or with any byte changed", arguments: [UInt64(1), 2, 3])
    func hostile(seed: UInt64) {
        let text = Array("{\"a\":[1,-2.5e3,\"x\\u00e9\\n😀\",{\"b\":null,\"c\":[true,false]}]}".utf8)
        var state = seed
        for cut in 0..<text.count {
            #expect(throws: SealFailure.self) { try JSONTree(reading: Array(text[..<cut])) }
            var changed = text
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            changed[cut] = UInt8(truncatingIfNeeded: state >> 33)
            do { _ = try JSONTree(reading: changed) } catch { #expect(!error.place.isEmpty) }
        }
    }

    @Test("finds, repeats and removes members of an object with many as of one with few")
    func manyMembers() throws {
        for count in [3, 16, 17, 40] {
            let text = "{" + (0..<count).map { "\"n\($0)\":\($0)" }.joined(separator: ",") + "}"
            var object = try #require(try JSONTree(reading: Array(text.utf8)).object)
            for number in 0..<count { #expect(object["n\(number)"] == .integer(Int64(number))) }
            object["n1"] = nil
            object["n2"] = "two"
            object["new"] = 1
            #expect(object.names.count == count)
            #expect(object["n1"] == nil && object["n2"] == "two" && object["new"] == 1)
            #expect(object.names.first == "n0" && object.names.last == "new")
            let twice = text.dropLast() + ",\"n0\":1}"
            #expect(throws: SealFailure.self) { try JSONTree(reading: Array(twice.utf8)) }
        }
    }

    @Test("keeps members in order, sets and removes them")
    func members() {
        var object = JSONObject(["b": 1, "a": 2, "none": nil])
        #expect(object.names == ["b", "a"])
        object["c"] = 3
        object["b"] = nil
        object["c"] = 4
        #expect(object.names == ["a", "c"])
        #expect(object["c"] == 4)
        #expect(object["b"] == nil)
    }
}
