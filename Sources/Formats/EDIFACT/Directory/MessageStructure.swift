/// The segment table of one message type, made ready for following a message segment by segment.
///
/// The table is a tree of segments and groups, kept flat in its own order; a group's first child
/// is the segment that opens it. For every segment and every tag the nearest segment ahead that
/// the tag can stand for is worked out beforehand.
final class MessageStructure: Sendable {
    struct Node: Sendable {
        /// Packed tag of a segment; 0 for a group.
        var tag: UInt32
        /// "SG30" for a group, the tag for a segment.
        var name: String
        var min: Int
        var max: UInt16
        /// Index of the enclosing group; -1 outside groups.
        var parent: Int
        /// Index behind the node and all that it holds.
        var end: Int
        /// Opens its group: the group's repeats count, not the segment's.
        var isTrigger: Bool
        /// Names of the groups around it: "SG30/SG31".
        var groupPath: String
    }

    let nodes: [Node]
    /// Position and tag to node + 1; 0 when the tag cannot follow; the top bit is set when something mandatory is left out on the way.
    let transitions: [UInt16]
    /// Open hash of tags: packed tag and its index.
    let hash: [(tag: UInt32, index: UInt16)]
    let tagCount: Int

    static let cusdecD96B = MessageStructure(DirectoryFacts.cusdecD96BStructure)
    static let cuscarD95B = MessageStructure(DirectoryFacts.cuscarD95BStructure)

    /// Takes apart a table of ``DirectoryFacts``.
    init(_ table: String) {
        var nodes: [Node] = []
        var open: [Int] = []
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.first == ")" {
                if let group = open.popLast() { nodes[group].end = nodes.count }
                continue
            }
            guard words.count >= 3, let min = Int(words[1]), let max = UInt16(words[2]) else {
                continue
            }
            let isGroup = words.count == 4
            let parent = open.last ?? -1
            let name = String(words[0])
            let path = open.map { nodes[$0].name }.joined(separator: "/")
            nodes.append(
                Node(
                    tag: isGroup ? 0 : SegmentTag.packed(name), name: name, min: min, max: max,
                    parent: parent, end: nodes.count + 1,
                    isTrigger: parent >= 0 && parent == nodes.count - 1, groupPath: path))
            if isGroup { open.append(nodes.count - 1) }
        }
        self.nodes = nodes
        var tagIndices: [UInt32: Int] = [:]
        for node in nodes where node.tag != 0 && tagIndices[node.tag] == nil {
            tagIndices[node.tag] = tagIndices.count
        }
        tagCount = tagIndices.count
        var hash = [(tag: UInt32, index: UInt16)](repeating: (0, 0), count: 256)
        for (tag, index) in tagIndices {
            var slot = Self.slot(tag)
            while hash[slot].tag != 0 { slot = (slot + 1) & 255 }
            hash[slot] = (tag, UInt16(index))
        }
        self.hash = hash
        var transitions = [UInt16](repeating: 0, count: nodes.count * tagIndices.count)
        for position in nodes.indices where nodes[position].tag != 0 {
            for (tag, index) in tagIndices {
                guard
                    let hit = Self.ahead(of: position, tag: tag, in: nodes, isFull: { _ in false })
                else { continue }
                let skips = !Self.mandatory(between: position, and: hit, in: nodes).isEmpty
                transitions[position * tagIndices.count + index] =
                    UInt16(hit + 1) | (skips ? 0x8000 : 0)
            }
        }
        self.transitions = transitions
    }

    /// First place to look for a tag in ``hash``.
    @inline(__always)
    static func slot(_ tag: UInt32) -> Int {
        Int(truncatingIfNeeded: (tag &* 0x9E37_79B1) >> 24)
    }

    /// The nearest node ahead that a tag can stand for and that is not full.
    func next(after position: Int, tag: UInt32, isFull: (Int) -> Bool) -> Int? {
        Self.ahead(of: position, tag: tag, in: nodes, isFull: isFull)
    }

    /// Names of mandatory segments and groups left out between two positions.
    func mandatoryNodes(between position: Int, and target: Int) -> [Int] {
        Self.mandatory(between: position, and: target, in: nodes)
    }

    private static func ahead(
        of position: Int, tag: UInt32, in nodes: [Node], isFull: (Int) -> Bool
    ) -> Int? {
        var from = position
        if nodes[from].isTrigger { from += 1 }
        var parent = nodes[position].parent
        while true {
            let end = parent < 0 ? nodes.count : nodes[parent].end
            var index = from
            while index < end {
                if nodes[index].tag == tag, !isFull(index) { return index }
                if nodes[index].tag == 0, nodes[index + 1].tag == tag, !isFull(index) {
                    return index + 1
                }
                index = nodes[index].end
            }
            guard parent >= 0 else { return nil }
            from = parent
            parent = nodes[parent].parent
        }
    }

    private static func mandatory(between position: Int, and target: Int, in nodes: [Node]) -> [Int]
    {
        let targetNode = nodes[target].isTrigger ? nodes[target].parent : target
        let targetParent = nodes[targetNode].parent
        var missing: [Int] = []
        var index = position
        while true {
            let parent = nodes[index].parent
            let level = parent == targetParent
            let end = parent < 0 ? nodes.count : nodes[parent].end
            var sibling = nodes[index].end
            while sibling < (level ? min(targetNode, end) : end) {
                if nodes[sibling].min > 0 { missing.append(sibling) }
                sibling = nodes[sibling].end
            }
            if level || parent < 0 { return missing }
            index = parent
        }
    }
}

extension MessageStructure {
    /// The node of a segment by its groups and tag, "SG30/SG31/PAC"; the first when there are more.
    func node(_ path: String) -> Int? {
        nodes.firstIndex { node in
            node.tag != 0
                && (node.groupPath.isEmpty ? node.name : node.groupPath + "/" + node.name) == path
        }
    }
}
