/// The tree of ``WCOElement`` laid out flat for the reader: one small record per element,
/// the children of an element side by side.
struct WCOGrammar: Sendable {
    /// One element at one place of the tree.
    struct Node {
        /// Number of the name in ``names``.
        var name: Int16
        var namespace: WCONamespace
        var kind: WCOKind
        var isMandatory: Bool
        var countMax: Int32
        var part: WCOPart
        var word: WCOWord
        var bounds: Int16
        var parent: Int16
        var childrenStart: Int16
        var childrenEnd: Int16
    }

    private(set) var nodes: [Node] = []
    private(set) var bounds: [WCOBounds] = []
    private(set) var names: [StaticString] = []

    /// The names as the reader looks them up.
    private(set) var vocabulary = XMLNames([])

    /// Index of the envelope's node and of the declaration's.
    static let metaData = 0
    private(set) var declaration = 0

    /// The grammar of the declaration message, made once.
    static let shared = WCOGrammar(root: .metaData)

    private init(root: WCOElement) {
        var numbers: [String: Int16] = [:]
        var queue = [root]
        append(root, parent: -1, &numbers)
        var position = 0
        // Breadth first, so that children come to stand side by side.
        while position < queue.count {
            let element = queue[position]
            nodes[position].childrenStart = Int16(nodes.count)
            for child in element.children {
                append(child, parent: Int16(position), &numbers)
                queue.append(child)
            }
            nodes[position].childrenEnd = Int16(nodes.count)
            if element.part == .declaration { declaration = position }
            position += 1
        }
        vocabulary = XMLNames(names)
    }

    private mutating func append(
        _ element: WCOElement, parent: Int16, _ numbers: inout [String: Int16]
    ) {
        let key = element.name.description
        let name = numbers[key] ?? Int16(names.count)
        if numbers[key] == nil {
            numbers[key] = name
            names.append(element.name)
        }
        bounds.append(element.bounds)
        nodes.append(
            Node(
                name: name, namespace: element.namespace, kind: element.kind,
                isMandatory: element.isMandatory, countMax: Int32(element.countMax),
                part: element.part, word: element.word, bounds: Int16(bounds.count - 1),
                parent: parent, childrenStart: 0, childrenEnd: 0))
    }

    /// The name of a node.
    func name(_ node: Int) -> StaticString { names[Int(nodes[node].name)] }
}
