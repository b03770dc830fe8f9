/// The tree of an expression, as nodes in one array; a node's parts stand before it.
struct Syntax {
    var nodes: [Node] = []
    var root = 0
    /// The text, for positions.
    var text: ArraySlice<UInt8> = []

    struct Node {
        var kind: Kind
        /// Byte offset in the text.
        var offset: Int
        /// Levels below and including this node.
        var depth: Int
    }

    enum Kind {
        case literal(Value)
        /// `isRooted`: written with a leading dot, which looks past the variables of macros.
        case name(String, isRooted: Bool)
        case select(Int, field: String, isOptional: Bool)
        /// `has(e.f)`
        case has(Int, field: String)
        case call(String, target: Int?, arguments: [Int])
        case and([Int])
        case or([Int])
        case conditional(Int, Int, Int)
        case index(Int, Int, isOptional: Bool)
        case list([Element])
        case map([Entry])
        case loop(Loop)
        /// `cel.bind(name, value, body)`
        case bind(String, value: Int, body: Int)
        /// `e.optMap(name, body)`, `e.optFlatMap(name, body)`
        case optionalMap(Int, name: String, body: Int, isFlat: Bool)
    }

    struct Element {
        var value: Int
        var isOptional: Bool
    }

    struct Entry {
        var key: Int
        var value: Int
        var isOptional: Bool
    }

    /// A macro that visits each element of a list or each key of a map.
    struct Loop {
        enum Kind {
            case all, exists, existsOne, list, map, mapEntry
        }

        var kind: Kind
        var range: Int
        /// Element or key; with `second`: index or key.
        var first: String
        /// Element or value.
        var second: String?
        var condition: Int?
        /// The predicate, or what is collected; nil to collect the element itself.
        var body: Int?
    }

    func position(_ node: Int) -> SourcePosition {
        SourcePosition(offset: nodes[node].offset, in: text)
    }

    /// A chain of names such as `a.b.c` from its root, or nil when the node is anything else.
    func path(_ node: Int) -> (names: [String], isRooted: Bool)? {
        var names: [String] = []
        var place = node
        while true {
            switch nodes[place].kind {
            case .name(let name, let isRooted):
                names.append(name)
                return (names.reversed(), isRooted)
            case .select(let operand, let field, false):
                names.append(field)
                place = operand
            default: return nil
            }
        }
    }
}
