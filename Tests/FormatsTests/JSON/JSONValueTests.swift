import Formats
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test("parses every kind of value and writes it again")
    func roundTrip() throws {
        let text = #"{"a":[1,-2.50e+3,true,false,null],"b":{"c":"\u00e9\n"},"d":{},"e":[]}"#
        let value = try JSONValue.parse(text)
        #expect(value["a"]?[1] == .number("-2.50e+3"))
        #expect(value["b"]?["c"]?.string == "é\n")
        var writer = JSONWriter()
        value.write(to: &writer)
        #expect(writer.text == text.replacing("\\u00e9", with: "é"))
    }

    @Test(
        "refuses with line and column",
        arguments: [
            ("{\"a\":1,\n \"a\":2}", 2, 2), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("tru", 1, 4),
            ("01", 1, 1), ("\"é\u{1}\"", 1, 3), ("1 1", 1, 3), ("", 1, 1),
        ])
    func refused(text: String, line: Int, column: Int) {
        do throws(JSONFault) {
            _ = try JSONValue.parse(text)
            Issue.record("accepted")
        } catch {
            #expect(error.line == line)
            #expect(error.column == column)
        }
    }
}
