import Exchange
import Foundation
import Seal
import Yams

/// Reads documents of the exchange that people write in YAML into plain trees; JSON is YAML too.
enum YAMLTree {
    /// The largest file and the most values, so that anchors cannot blow it up.
    static let byteCountMax = 1 << 20, valueCountMax = 50_000

    /// - Throws: ``Refusal/Code/malformed``, ``Refusal/Code/tooLarge``.
    static func read(_ bytes: [UInt8], name: String) throws(Refusal) -> JSONTree {
        guard bytes.count <= byteCountMax else {
            throw refusal(name, .tooLarge, "it is larger than 1 MiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw refusal(name, .malformed, "it is not UTF-8")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            let first = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            throw refusal(name, .malformed, "it is not YAML: \(first)")
        }
        guard let root else { throw refusal(name, .malformed, "it is empty") }
        var budget = valueCountMax
        return try tree(root, name, &budget)
    }

    private static func tree(
        _ node: Node, _ name: String, _ budget: inout Int
    ) throws(Refusal) -> JSONTree {
        budget -= 1
        guard budget > 0 else {
            throw refusal(name, .tooLarge, "it holds more than \(valueCountMax) values")
        }
        switch node {
        case .alias: throw refusal(name, .malformed, "aliases are not allowed here")
        case .sequence(let list):
            var elements: [JSONTree] = []
            for element in list { elements.append(try tree(element, name, &budget)) }
            return .array(elements)
        case .mapping(let pairs):
            var object = JSONObject()
            for (key, value) in pairs {
                guard let member = key.scalar?.string else {
                    throw refusal(name, .malformed, "a key that is no text")
                }
                guard object[member] == nil else {
                    throw refusal(name, .malformed, "the key \(member) stands twice")
                }
                object[member] = try tree(value, name, &budget)
            }
            return .object(object)
        case .scalar(let scalar):
            // Quoted text is text whatever it looks like.
            guard scalar.style == .plain || scalar.style == .any else {
                return .string(scalar.string)
            }
            switch scalar.string {
            case "null", "~", "": return .null
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: return number(scalar.string) ?? .string(scalar.string)
            }
        }
    }

    private static func number(_ text: String) -> JSONTree? {
        if let integer = Int64(text), String(integer) == text { return .integer(integer) }
        let isNumber = text.utf8.allSatisfy { "+-.eE0123456789".utf8.contains($0) }
        guard isNumber, Double(text) != nil, text.contains(".") || text.contains("e"),
            text.first.map({ $0.isNumber || $0 == "-" }) == true
        else { return nil }
        return .number(text)
    }

    private static func refusal(
        _ name: String, _ code: Refusal.Code, _ problem: String
    ) -> Refusal {
        Refusal(
            code, place: name, problem: problem, reason: "a document in YAML or JSON",
            remedy: "correct the file; Specs/agreements holds examples")
    }
}
