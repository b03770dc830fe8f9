import Customs
import Formats
import Foundation
import Testing

/// The published schemas say what the records list, no more and no less.
@Suite("Published schemas")
struct SchemaTests {
    /// The JSON Schema of a record type, laid out as it is published.
    private func schema(of shape: RecordShape, name: String, title: String) -> String {
        var definitions: [String: String] = [:]
        let root = object(shape, schema: "\(name)/1", into: &definitions)
        let all =
            definitions.sorted { $0.key < $1.key }
            .map { "    \"\($0.key)\": \($0.value)" } + Self.values
        return """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "urn:tamga:schema:\(name):1",
              "title": "\(title)",
              "$ref": "#/$defs/\(shape.name)",
              "$defs": {
                "\(shape.name)": \(root),
            \(all.joined(separator: ",\n"))
              }
            }

            """
    }

    private static let values = [
        #"    "decimal": {"type": "string", "pattern": "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)$"}"#,
        ##"    "money": {"type": "object", "additionalProperties": false, "required": ["amount"], "properties": {"amount": {"$ref": "#/$defs/decimal"}, "currency": {"type": "string"}}}"##,
        ##"    "quantity": {"type": "object", "additionalProperties": false, "required": ["value"], "properties": {"value": {"$ref": "#/$defs/decimal"}, "unit": {"type": "string"}}}"##,
        #"    "dateTime": {"type": "object", "additionalProperties": false, "required": ["text"], "properties": {"text": {"type": "string"}, "formatCode": {"type": "string"}, "day": {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}}}"#,
    ]

    private func object(
        _ shape: RecordShape, schema: String? = nil, into definitions: inout [String: String]
    ) -> String {
        var properties = schema.map { ["        \"schema\": {\"const\": \"\($0)\"}"] } ?? []
        for field in shape.fields {
            properties.append(
                "        \"\(field.key)\": \(type(of: field.kind, into: &definitions))")
        }
        let required = schema == nil ? "" : "\n      \"required\": [\"schema\"],"
        return """
            {
                  "type": "object",
                  "additionalProperties": false,\(required)
                  "properties": {
            \(properties.joined(separator: ",\n"))
                  }
                }
            """
    }

    private func type(
        of kind: RecordShape.Kind, into definitions: inout [String: String]
    ) -> String {
        switch kind {
        case .text: return #"{"type": "string"}"#
        case .texts: return #"{"type": "array", "minItems": 1, "items": {"type": "string"}}"#
        case .decimal: return ##"{"$ref": "#/$defs/decimal"}"##
        case .money: return ##"{"$ref": "#/$defs/money"}"##
        case .quantity: return ##"{"$ref": "#/$defs/quantity"}"##
        case .dateTime: return ##"{"$ref": "#/$defs/dateTime"}"##
        case .word(let words):
            return "{\"enum\": [\(words.map { "\"\($0)\"" }.joined(separator: ", "))]}"
        case .record(let part):
            definitions[part.name] = object(part, into: &definitions)
            return "{\"$ref\": \"#/$defs/\(part.name)\"}"
        case .records(let part):
            definitions[part.name] = object(part, into: &definitions)
            return
                "{\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": \"#/$defs/\(part.name)\"}}"
        }
    }

    @Test(
        "equal the listings of the records",
        arguments: [
            (RecordShape.of(Declaration.self), "tamga-declaration", "Declaration"),
            (RecordShape.of(CargoReport.self), "tamga-cargo-report", "Cargo report"),
        ])
    func equal(shape: RecordShape, name: String, title: String) throws {
        let expected = schema(of: shape, name: name, title: title)
        let path = "Specs/\(name.dropFirst("tamga-".count)).schema.json"
        if Repository.records {
            try Data(expected.utf8).write(to: Repository.root.appending(path: path))
        }
        let published = try Repository.bytes(path)
        #expect(String(decoding: published, as: UTF8.self) == expected)
        _ = try JSONValue.parse(published)
    }

    @Test("the schema names every key that a full declaration is written with")
    func fullDeclaration() throws {
        let schema = try JSONValue.parse(Repository.bytes("Specs/declaration.schema.json"))
        let full = RandomFiller.make(Declaration.self, seed: 7, density: 1)
        let written = try JSONValue.parse(CanonicalJSON.write(full))
        let known = schema["$defs"]?["Declaration"]?["properties"]?.members?.map(\.key)
        #expect(written.members?.map(\.key) == known)
    }
}
