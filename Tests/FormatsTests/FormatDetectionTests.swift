import Customs
import Formats
import Testing

@Suite("Telling formats by their content")
struct FormatDetectionTests {
    private func formats(_ text: String) throws -> [String] {
        let maps = try ShippedMaps.all.map { try columnMap($0.yaml) }
        var names: [String] = []
        try KnownFormats(maps: maps).read(
            MemorySource(text), as: nil, limits: ReadingLimits()
        ) { names.append("\($0.format) \($0.diagnostics.first?.code ?? "-")") }
        return names
    }

    @Test(
        "knows each format, and says what was looked for when there is none",
        arguments: [
            ("{\"schema\":\"tamga-declaration/1\"}", "json -"),
            (" \n{ \"a\" : 1 }", "json json-schema-missing"),
            ("declaration_id,flow\n1,import\n", "csv csv-no-map"),
            ("", "unknown input-empty"), ("Dear colleagues", "unknown format-unknown"),
        ])
    func known(text: String, expected: String) throws {
        #expect(try formats(text) == [expected])
    }
}
