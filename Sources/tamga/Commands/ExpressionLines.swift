import Formats
import Foundation
import Profiles

/// Answers lines of `tamga profile eval`.
struct ExpressionLines {
    /// Parts a value may have when it is written out; values that share parts may be far larger
    /// written than in memory.
    static let partsMax = 1_000_000

    let costLimit: Int
    private var writer = JSONWriter()
    private let limits: ReadingLimits = {
        var limits = ReadingLimits()
        limits.textBytesMax = LineCutter.lineBytesMax
        limits.depthMax = 200
        return limits
    }()

    init(costLimit: Int) { self.costLimit = costLimit }

    /// What was wrong, as one line of text.
    private struct Refusal: Error { var text: String }

    /// The answer to one line, with its line feed.
    mutating func answer(_ line: [UInt8], isWhole: Bool) -> [UInt8] {
        var id = JSONValue.null
        writer.reset()
        do {
            guard isWhole else {
                throw Refusal(text: "the line has more than \(LineCutter.lineBytesMax) bytes")
            }
            let object: JSONValue
            do {
                object = try JSONValue.parse(line, limits: limits)
            } catch {
                throw Refusal(
                    text: "the line is not JSON: column \(error.column): \(error.detail)")
            }
            guard object.members != nil else { throw Refusal(text: "the line is no JSON object") }
            id = object["id"] ?? .null
            let value = try evaluate(object)
            writer.beginObject()
            writer.key("id")
            id.write(to: &writer)
            writer.key("value")
            var parts = Self.partsMax
            try ExpressionValueText.write(value, to: &writer, parts: &parts)
            writer.endObject()
        } catch {
            writer.reset()
            writer.beginObject()
            writer.key("id")
            id.write(to: &writer)
            writer.key("error")
            writer.string((error as? Refusal)?.text ?? "\(error)")
            writer.endObject()
        }
        writer.lineFeed()
        return writer.bytes
    }

    private func evaluate(_ object: JSONValue) throws -> Value {
        guard let expression = object["expr"]?.string else {
            throw Refusal(text: "the line has no text \"expr\"")
        }
        var variables: [Environment.Variable] = []
        var values: [Value] = []
        for member in object["vars"]?.members ?? [] {
            guard let value = ExpressionValueText.read(member.value) else {
                throw Refusal(
                    text: "variable '\(member.key.prefix(80))' has no value of a known kind")
            }
            variables.append(Environment.Variable(member.key, .of(value)))
            values.append(value)
        }
        let environment = Environment(variables)
        let program = try Program.compile(
            expression, in: environment, checks: object["check"]?.bool ?? true)
        var evaluator = Evaluator(environment, costLimit: costLimit)
        evaluator.begin { values[$0] }
        do {
            return try evaluator.value(of: program)
        } catch {
            throw Refusal(text: error.text(in: program))
        }
    }
}

/// Values as JSON: `{"int":"7"}`, `{"list":[…]}`, `{"map":[[key, value]…]}`.
enum ExpressionValueText {
    /// Nil when the JSON has not the form of a value.
    static func read(_ json: JSONValue) -> Value? {
        guard let members = json.members, members.count == 1 else { return nil }
        let content = members[0].value
        let text = content.string
        switch members[0].key {
        case "null": return .null
        case "bool": return content.bool.map { .bool($0) }
        case "int": return text.flatMap { Int64($0) }.map { .int($0) }
        case "uint": return text.flatMap { UInt64($0) }.map { .uint($0) }
        case "double": return text.flatMap { Double($0) }.map { .double($0) }
        case "string": return text.map { .string($0) }
        case "bytes": return text.flatMap { Data(base64Encoded: $0) }.map { .bytes([UInt8]($0)) }
        case "timestamp": return text.flatMap { Timestamp($0) }.map { .timestamp($0) }
        case "duration": return text.flatMap { TimeSpan($0) }.map { .duration($0) }
        case "type": return text.flatMap { TypeName(rawValue: $0) }.map { .type($0) }
        case "list": return list(content)
        case "map": return map(content)
        default: return nil
        }
    }

    private static func list(_ json: JSONValue) -> Value? {
        guard let elements = json.elements else { return nil }
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private static func map(_ json: JSONValue) -> Value? {
        guard let entries = json.elements else { return nil }
        var map = MapValue()
        for entry in entries {
            guard let pair = entry.elements, pair.count == 2, let key = read(pair[0]),
                let value = read(pair[1]), map.add(key, value)
            else { return nil }
        }
        return .map(map)
    }

    /// More parts than may be written.
    struct TooLarge: Error, CustomStringConvertible {
        var description: String {
            "the value has more than \(ExpressionLines.partsMax) parts when written out"
        }
    }

    /// Writes a value; `parts` is lowered by one for each part.
    static func write(
        _ value: Value, to writer: inout JSONWriter, parts: inout Int
    ) throws(TooLarge) {
        parts -= 1
        guard parts >= 0 else { throw TooLarge() }
        writer.beginObject()
        switch value {
        case .null, .missing:
            writer.key("null")
            writer.null()
        case .bool(let answer):
            writer.key("bool")
            writer.bool(answer)
        case .int(let number): text("int", String(number), &writer)
        case .uint(let number): text("uint", String(number), &writer)
        case .double(let number): text("double", DoubleText.writeExact(number), &writer)
        case .string(let string): text("string", string, &writer)
        case .bytes(let bytes): text("bytes", Data(bytes).base64EncodedString(), &writer)
        case .timestamp(let instant): text("timestamp", instant.text, &writer)
        case .duration(let span): text("duration", span.text, &writer)
        case .type(let name): text("type", name.rawValue, &writer)
        case .list(let elements):
            writer.key("list")
            writer.beginArray()
            for element in elements { try write(element, to: &writer, parts: &parts) }
            writer.endArray()
        case .map(let map):
            writer.key("map")
            writer.beginArray()
            for place in map.keys.indices {
                try pair(map.keys[place], map.values[place], &writer, &parts)
            }
            writer.endArray()
        case .record(let record):
            writer.key("map")
            writer.beginArray()
            for (field, value) in zip(record.shape.fields, record.values) {
                if case .missing = value { continue }
                try pair(.string(field.name), value, &writer, &parts)
            }
            writer.endArray()
        case .optional(let optional):
            writer.key("optional")
            writer.beginArray()
            if let inner = optional.value { try write(inner, to: &writer, parts: &parts) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func pair(
        _ key: Value, _ value: Value, _ writer: inout JSONWriter, _ parts: inout Int
    ) throws(TooLarge) {
        writer.beginArray()
        try write(key, to: &writer, parts: &parts)
        try write(value, to: &writer, parts: &parts)
        writer.endArray()
    }

    private static func text(
        _ key: StaticString, _ value: String, _ writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.string(value)
    }
}
