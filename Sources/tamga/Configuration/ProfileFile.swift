import Customs
import Foundation
import Workflows
import Yams

/// Profiles from YAML.
enum ProfileFile {
    /// Room for an expression that is itself refused as too long, with its position.
    private static let bytesMax = 2 << 20
    /// More values than this is no profile; it also bounds aliases that refer to aliases.
    private static let valuesMax = 5000
    /// Brackets and dashes within one another; bounds the reader's stack.
    private static let depthMax = 200

    /// The bytes of a profile file.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try file.read(upToCount: bytesMax + 1)
        else {
            throw InputFailure(
                .missing, name: path, problem: "the profile cannot be read",
                remedy: "check the path and that the file is not empty")
        }
        return [UInt8](data)
    }

    /// Checks a profile.
    static func read(_ bytes: [UInt8]) -> (profile: ProfileDefinition?, diagnostics: [Diagnostic]) {
        var reader = ProfileFileReader()
        func refused(_ line: Int, _ problem: String, _ remedy: String) -> (
            ProfileDefinition?, [Diagnostic]
        ) {
            reader.fault(
                ProfileNode.Place(line: line, column: 1), "profile-yaml", problem, remedy)
            return (nil, reader.diagnostics)
        }
        guard bytes.count <= bytesMax else {
            return refused(1, "the file is larger than \(bytesMax) bytes", "give one profile")
        }
        if let line = tooDeep(bytes) {
            return refused(
                line, "brackets or dashes nest deeper than \(depthMax)", "give a profile")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        do {
            guard let node = try Yams.compose(yaml: text) else {
                return refused(1, "the file is empty", "see tamga profile library for examples")
            }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            var budget = valuesMax
            guard let tree = converted(node, lines: lines, budget: &budget) else {
                return refused(
                    1, "the file holds more than \(valuesMax) values", "give one profile")
            }
            let profile = reader.read(tree)
            return (profile, reader.diagnostics)
        } catch YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            return refused(mark.line, "it is not YAML: \(problem)", "correct the YAML")
        } catch {
            return refused(1, "it is not YAML", "correct the YAML")
        }
    }

    /// A checked profile and its bytes; shows the diagnostics and throws when it is refused.
    static func load(_ path: String) throws -> (profile: ProfileDefinition, bytes: [UInt8]) {
        let bytes = try bytes(path)
        let (profile, diagnostics) = read(bytes)
        DiagnosticText.show(diagnostics, of: path)
        guard let profile else { throw Finished.refused }
        return (profile, bytes)
    }

    /// For ``ProfileBook``.
    @Sendable static func definition(_ bytes: [UInt8]) -> ProfileDefinition? {
        read(bytes).profile
    }

    /// The first line on which brackets, or dashes at its start, stand too deep.
    private static func tooDeep(_ bytes: [UInt8]) -> Int? {
        var line = 1
        var brackets = 0
        var dashes = 0
        var isStart = true
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): (line, dashes, isStart) = (line + 1, 0, true)
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                if isStart { dashes += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: isStart = false
            }
            if brackets > depthMax || dashes > depthMax { return line }
        }
        return nil
    }

    /// Nil when the budget of values is used up.
    private static func converted(
        _ node: Node, lines: [Substring], budget: inout Int
    ) -> ProfileNode? {
        budget -= 1
        guard budget > 0 else { return nil }
        var place = ProfileNode.Place(
            line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        switch node {
        case .scalar(let scalar):
            place = placed(scalar, at: place, lines: lines)
            return .scalar(scalar.string, place)
        case .alias: return .scalar("", place)
        case .sequence(let list):
            var values: [ProfileNode] = []
            for value in list {
                guard let value = converted(value, lines: lines, budget: &budget) else {
                    return nil
                }
                values.append(value)
            }
            return .sequence(values, place)
        case .mapping(let pairs):
            var entries: [ProfileNode.Entry] = []
            for (key, value) in pairs {
                guard let value = converted(value, lines: lines, budget: &budget) else {
                    return nil
                }
                entries.append(
                    .init(
                        key: key.string ?? "",
                        place: .init(line: key.mark?.line ?? 1, column: key.mark?.column ?? 1),
                        value: value))
            }
            return .mapping(entries, place)
        }
    }

    /// Where the text itself begins: after a quotation mark, on the line below a block's mark.
    private static func placed(
        _ scalar: Node.Scalar, at place: ProfileNode.Place, lines: [Substring]
    ) -> ProfileNode.Place {
        var place = place
        let line = place.line >= 1 && place.line <= lines.count ? lines[place.line - 1] : ""
        switch scalar.style {
        case .literal:
            let below = lines.dropFirst(place.line).first { $0.contains { $0 != " " } } ?? ""
            place.column = below.prefix { $0 == " " }.count + 1
            place.layout = .block
        case .singleQuoted, .doubleQuoted:
            place.column += 1
            place.layout = line.contains(scalar.string) ? .inline : .folded
        case .folded: place.layout = .folded
        default: place.layout = line.contains(scalar.string) ? .inline : .folded
        }
        return place
    }
}
