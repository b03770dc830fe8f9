/// A message's structure and element rules laid out for the walk: plain memory, no reference counts.
///
/// Owned by one walk, which frees it; ``MessageStructure`` and ``SegmentRules`` stay the readable
/// form, asked for whatever is rare.
struct FollowingTables {
    struct Node {
        /// Greatest number of repeats, of the group when the segment opens one.
        var max: UInt16
        var isTrigger: Bool
        /// For a segment that opens a group: index behind the group.
        var groupEnd: Int32
        /// Index of the segment's rules; -1 when there are none.
        var segment: Int32
    }

    struct Segment {
        var first: Int32
        var count: Int32
        var lastMandatory: Int32
    }

    struct Element {
        var first: Int32
        var count: Int32
        var isMandatory: Bool
    }

    struct Component {
        var lengthMax: UInt16
        var isMandatory: Bool
        var isNumeric: Bool
    }

    let structure: MessageStructure?
    let rules: SegmentRules
    let nodes: UnsafeMutablePointer<Node>
    /// Repeats of each node in the group's current repeat.
    let counts: UnsafeMutablePointer<UInt16>
    let nodeCount: Int
    let transitions: UnsafeMutablePointer<UInt16>
    let tagCount: Int
    let hashTags: UnsafeMutablePointer<UInt32>
    let hashIndices: UnsafeMutablePointer<UInt16>
    let segments: UnsafeMutablePointer<Segment>
    let elements: UnsafeMutablePointer<Element>
    let components: UnsafeMutablePointer<Component>
    private let segmentIndices: [UInt32: Int]

    init(_ structure: MessageStructure?, _ rules: SegmentRules) {
        self.structure = structure
        self.rules = rules
        let list = structure?.nodes ?? []
        nodeCount = list.count
        var indices: [UInt32: Int] = [:]
        segments = .allocate(capacity: max(1, rules.segments.count))
        for (index, entry) in rules.segments.enumerated() {
            indices[entry.key] = index
            (segments + index).initialize(
                to: Segment(
                    first: Int32(entry.value.first), count: Int32(entry.value.count),
                    lastMandatory: Int32(entry.value.lastMandatory)))
        }
        segmentIndices = indices
        elements = .allocate(capacity: max(1, rules.elements.count))
        for (index, element) in rules.elements.enumerated() {
            (elements + index).initialize(
                to: Element(
                    first: Int32(element.first), count: Int32(element.count),
                    isMandatory: element.isMandatory))
        }
        components = .allocate(capacity: max(1, rules.components.count))
        for (index, component) in rules.components.enumerated() {
            (components + index).initialize(
                to: Component(
                    lengthMax: component.lengthMax, isMandatory: component.isMandatory,
                    isNumeric: component.isNumeric))
        }
        nodes = .allocate(capacity: max(1, list.count))
        counts = .allocate(capacity: max(1, list.count))
        counts.initialize(repeating: 0, count: max(1, list.count))
        for (index, node) in list.enumerated() {
            let counted = node.isTrigger ? list[index - 1] : node
            (nodes + index).initialize(
                to: Node(
                    max: counted.max, isTrigger: node.isTrigger,
                    groupEnd: node.isTrigger ? Int32(counted.end) : 0,
                    segment: Int32(indices[node.tag] ?? -1)))
        }
        let flat = structure?.transitions ?? []
        transitions = .allocate(capacity: max(1, flat.count))
        transitions.initialize(repeating: 0, count: max(1, flat.count))
        for (index, entry) in flat.enumerated() { transitions[index] = entry }
        tagCount = structure?.tagCount ?? 0
        hashTags = .allocate(capacity: 256)
        hashIndices = .allocate(capacity: 256)
        hashTags.initialize(repeating: 0, count: 256)
        hashIndices.initialize(repeating: 0, count: 256)
        for (slot, entry) in (structure?.hash ?? []).enumerated() {
            hashTags[slot] = entry.tag
            hashIndices[slot] = entry.index
        }
    }

    func deallocate() {
        segments.deallocate()
        elements.deallocate()
        components.deallocate()
        nodes.deallocate()
        counts.deallocate()
        transitions.deallocate()
        hashTags.deallocate()
        hashIndices.deallocate()
    }

    /// Index of a segment's rules by its tag; nil when there are none.
    func segment(_ tag: UInt32) -> Int? { segmentIndices[tag] }
}
