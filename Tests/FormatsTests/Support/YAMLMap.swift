import Customs
import Formats
import Testing
import Yams

/// Turns a YAML text into the tree that column maps are made from, as the program does.
func mapNode(_ yaml: String) throws -> MapNode {
    func convert(_ node: Node) -> MapNode {
        let line = node.mark?.line ?? 0
        switch node {
        case .scalar(let scalar): return .scalar(scalar.string, line: line)
        case .sequence(let list): return .sequence(list.map(convert), line: line)
        case .mapping(let pairs):
            return .mapping(
                pairs.map { key, value in
                    .init(key: key.string ?? "", line: key.mark?.line ?? 0, value: convert(value))
                }, line: line)
        case .alias: return .scalar("", line: line)
        }
    }
    return convert(try #require(try Yams.compose(yaml: yaml)))
}

/// A map from YAML that must be free of faults.
func columnMap(_ yaml: String) throws -> ColumnMap {
    var diagnostics: [Diagnostic] = []
    let map = ColumnMap(try mapNode(yaml), diagnostics: &diagnostics)
    #expect(diagnostics == [])
    return try #require(map)
}
