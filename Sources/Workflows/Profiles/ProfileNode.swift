/// A value of a profile file with its place, whatever the file's syntax.
package indirect enum ProfileNode: Hashable, Sendable {
    /// Text; `place` is where it begins.
    case scalar(String, Place)
    case sequence([ProfileNode], Place)
    case mapping([Entry], Place)

    /// Line and column, from 1.
    package struct Place: Hashable, Sendable, CustomStringConvertible {
        package var line: Int
        package var column: Int
        /// Whether the text stands on one line and begins at the place, so that a position within it
        /// is a column of the line; for a block whether it keeps its line ends.
        package var layout: Layout

        package enum Layout: Hashable, Sendable { case inline, block, folded }

        package init(line: Int, column: Int, layout: Layout = .inline) {
            self.line = line
            self.column = column
            self.layout = layout
        }

        package var description: String { "\(line):\(column)" }
    }

    package struct Entry: Hashable, Sendable {
        package var key: String
        package var place: Place
        package var value: ProfileNode

        package init(key: String, place: Place, value: ProfileNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    package var place: Place {
        switch self {
        case .scalar(_, let place), .sequence(_, let place), .mapping(_, let place): place
        }
    }

    package var text: String? {
        if case .scalar(let text, _) = self { text } else { nil }
    }
}
