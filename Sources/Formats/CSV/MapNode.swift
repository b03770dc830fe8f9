/// A piece of a column map as it stands in its file, before anybody has looked at what it means.
///
/// The program turns YAML into this tree; so this module needs no YAML library.
package indirect enum MapNode: Hashable, Sendable {
    /// A single value as text; `line` is its line in the file, from 1 (0 unknown).
    case scalar(String, line: Int)
    case sequence([MapNode], line: Int)
    case mapping([Entry], line: Int)

    package struct Entry: Hashable, Sendable {
        package var key: String
        package var line: Int
        package var value: MapNode

        package init(key: String, line: Int, value: MapNode) {
            self.key = key
            self.line = line
            self.value = value
        }
    }

    package var line: Int {
        switch self {
        case .scalar(_, let line), .sequence(_, let line), .mapping(_, let line): line
        }
    }
}
