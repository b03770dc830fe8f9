import Foundation
import Profiles

/// The conformance cases of the expression language, read from the shared data beside the package.
///
/// Source: google/cel-spec, tests/simple (Apache-2.0), as JSON lines.
enum ConformanceData {
    struct Case: Sendable, CustomStringConvertible {
        var id: String
        var expression: String
        var checks: Bool
        var variables: [(name: String, value: Value)]
        /// Nil when the case asks for an error.
        var expected: Value?

        var description: String { "\(id): \(expression)" }
        var section: String { String(id.prefix { $0 != "/" }) }
    }

    /// The shared data beside the package, or beside the folder the package's clone lies in.
    static let path: String? = {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return ["../shared", "../../shared"]
            .map { root.appendingPathComponent($0 + "/data/cel/conformance.jsonl").standardized }
            .map(\.path).first { FileManager.default.fileExists(atPath: $0) }
    }()

    static func cases() throws -> [Case] {
        guard let path else { return [] }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let object =
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            let variables = object["vars"] as? [String: Any] ?? [:]
            return Case(
                id: object["id"] as? String ?? "",
                expression: object["expr"] as? String ?? "",
                checks: object["check"] as? Bool ?? true,
                variables: variables.map { ($0.key, value($0.value)) }.sorted { $0.0 < $1.0 },
                expected: object["expect"].map { value($0) })
        }
    }

    static func value(_ json: Any) -> Value {
        guard let object = json as? [String: Any], let (kind, content) = object.first else {
            return .missing
        }
        let text = content as? String ?? ""
        switch kind {
        case "null": return .null
        case "bool": return .bool(content as? Bool ?? false)
        case "int": return Int64(text).map { .int($0) } ?? .missing
        case "uint": return UInt64(text).map { .uint($0) } ?? .missing
        case "double": return Double(text).map { .double($0) } ?? .missing
        case "string": return .string(text)
        case "bytes": return Data(base64Encoded: text).map { .bytes([UInt8]($0)) } ?? .missing
        case "list": return .list((content as? [Any] ?? []).map { value($0) })
        case "map":
            var map = MapValue()
            for entry in content as? [[Any]] ?? [] { map.add(value(entry[0]), value(entry[1])) }
            return .map(map)
        case "timestamp": return Timestamp(text).map { .timestamp($0) } ?? .missing
        case "duration": return TimeSpan(text).map { .duration($0) } ?? .missing
        case "type": return TypeName(rawValue: text).map { .type($0) } ?? .missing
        default: return .missing
        }
    }
}

/// A value written out, so that results can be compared to the type and the sign of zero.
func written(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .missing: "missing"
    case .bool(let value): "bool \(value)"
    case .int(let value): "int \(value)"
    case .uint(let value): "uint \(value)"
    case .double(let value): "double \(value)"
    case .string(let value): "string \(Array(value.utf8))"
    case .bytes(let value): "bytes \(value)"
    case .list(let value): "[\(value.map(written).joined(separator: ", "))]"
    case .map(let map):
        "{\(zip(map.keys, map.values).map { "\(written($0)): \(written($1))" }.sorted())}"
    case .timestamp(let value): "timestamp \(value.text)"
    case .duration(let value): "duration \(value.text)"
    case .type(let value): "type \(value.rawValue)"
    case .record(let value): "record \(value.values.map(written))"
    case .optional(let value): "optional \(value.value.map(written) ?? "none")"
    }
}

/// Compiles and runs one expression; the failure as a text.
func run(
    _ expression: String, _ variables: [(name: String, value: Value)] = [], checks: Bool = true,
    costLimit: Int = Evaluator.costLimitDefault
) -> Result<Value, Refused> {
    let environment = Environment(
        variables.map { Environment.Variable($0.name, .of($0.value)) })
    do {
        let program = try Program.compile(expression, in: environment, checks: checks)
        var evaluator = Evaluator(environment, costLimit: costLimit)
        evaluator.begin { variables[$0].value }
        do {
            return .success(try evaluator.value(of: program))
        } catch {
            return .failure(Refused(code: error.code.rawValue, text: error.text(in: program)))
        }
    } catch {
        return .failure(
            Refused(code: error.code.rawValue, text: "\(error)", position: error.position))
    }
}

struct Refused: Error {
    var code: String
    var text: String
    var position: SourcePosition?
}
