import Customs
import Formats
import Foundation
import Workflows
import Yams

/// Column maps from YAML.
enum MapFile {
    private static let bytesMax = 1 << 20
    /// More values than this is no map; it also bounds YAML aliases that refer to aliases.
    private static let valuesMax = 20_000

    /// Reads a map file.
    ///
    /// - Throws: `Finished.refused` after its diagnostics have been shown.
    static func load(_ path: String) throws -> ColumnMap {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputFailure(
                .missing, name: path, problem: "the column map cannot be read",
                remedy: "check the path given with --map")
        }
        guard data.count <= bytesMax else {
            throw refused(
                path, line: 1, "the file is larger than \(bytesMax) bytes", "give a column map")
        }
        return try map(String(decoding: data, as: UTF8.self), name: path)
    }

    /// The maps that come with the program.
    static func shipped() throws -> [ColumnMap] {
        try ShippedMaps.all.map { try map($0.yaml, name: "\($0.name) (shipped)") }
    }

    private static func map(_ text: String, name: String) throws -> ColumnMap {
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw refused(
                    name, line: 1, "the file is empty", "write a map; Maps/ holds examples")
            }
            root = node
        } catch let error as YamlError {
            throw refused(name, line: 1, "it is not YAML: \(error)", "correct the YAML")
        }
        var budget = valuesMax
        guard let tree = converted(root, budget: &budget) else {
            throw refused(
                name, line: 1, "it holds more than \(valuesMax) values", "give a column map")
        }
        var diagnostics: [Diagnostic] = []
        let map = ColumnMap(tree, diagnostics: &diagnostics)
        DiagnosticText.show(diagnostics, of: name)
        guard let map, !diagnostics.contains(where: { $0.severity == .error }) else {
            throw Finished.refused
        }
        return map
    }

    /// Nil when the budget of values is used up.
    private static func converted(_ node: Node, budget: inout Int) -> MapNode? {
        budget -= 1
        guard budget > 0 else { return nil }
        let line = node.mark?.line ?? 0
        switch node {
        case .scalar(let scalar): return .scalar(scalar.string, line: line)
        case .alias: return .scalar("", line: line)
        case .sequence(let list):
            var values: [MapNode] = []
            for value in list {
                guard let value = converted(value, budget: &budget) else { return nil }
                values.append(value)
            }
            return .sequence(values, line: line)
        case .mapping(let pairs):
            var entries: [MapNode.Entry] = []
            for (key, value) in pairs {
                guard let value = converted(value, budget: &budget) else { return nil }
                entries.append(
                    .init(key: key.string ?? "", line: key.mark?.line ?? 0, value: value))
            }
            return .mapping(entries, line: line)
        }
    }

    private static func refused(
        _ name: String, line: Int, _ problem: String, _ remedy: String
    ) -> Finished {
        let diagnostic = Diagnostic(
            .error, code: "map-yaml", place: "line \(line)", problem: problem,
            reason: "a column map is a YAML file (Maps/README.md)", remedy: remedy)
        DiagnosticText.show([diagnostic], of: name)
        return Finished.refused
    }
}
