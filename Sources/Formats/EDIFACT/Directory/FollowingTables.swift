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

    let plan: FollowingPlan
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

    var structure: MessageStructure? { plan.structure }
    var rules: SegmentRules { plan.rules }

    init(_ plan: FollowingPlan) {
        self.plan = plan
        nodeCount = plan.nodes.count
        tagCount = plan.structure?.tagCount ?? 0
        nodes = Self.copied(plan.nodes)
        counts = Self.copied(plan.counts)
        transitions = Self.copied(plan.structure?.transitions ?? [])
        hashTags = Self.copied(plan.hashTags)
        hashIndices = Self.copied(plan.hashIndices)
        segments = Self.copied(plan.segments)
        elements = Self.copied(plan.elements)
        components = Self.copied(plan.components)
    }

    private static func copied<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
        let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
        values.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress {
                memory.initialize(from: start, count: buffer.count)
            }
        }
        return memory
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
    func segment(_ tag: UInt32) -> Int? { plan.segmentIndices[tag] }
}

/// What ``FollowingTables`` copies: made once for each message type.
final class FollowingPlan: Sendable {
    let structure: MessageStructure?
    let rules: SegmentRules
    let nodes: [FollowingTables.Node]
    let counts: [UInt16]
    let hashTags: [UInt32]
    let hashIndices: [UInt16]
    let segments: [FollowingTables.Segment]
    let elements: [FollowingTables.Element]
    let components: [FollowingTables.Component]
    let segmentIndices: [UInt32: Int]

    static let cusdecD96B = FollowingPlan(.cusdecD96B, .cusdecD96B)
    static let cuscarD95B = FollowingPlan(.cuscarD95B, .cuscarD95B)
    /// Service segments alone, for what stands outside messages.
    static let envelope = FollowingPlan(nil, .envelope)

    private init(_ structure: MessageStructure?, _ rules: SegmentRules) {
        self.structure = structure
        self.rules = rules
        var segments: [FollowingTables.Segment] = []
        var indices: [UInt32: Int] = [:]
        for (tag, segment) in rules.segments {
            indices[tag] = segments.count
            segments.append(
                FollowingTables.Segment(
                    first: Int32(segment.first), count: Int32(segment.count),
                    lastMandatory: Int32(segment.lastMandatory)))
        }
        self.segments = segments
        segmentIndices = indices
        elements = rules.elements.map {
            FollowingTables.Element(
                first: Int32($0.first), count: Int32($0.count), isMandatory: $0.isMandatory)
        }
        components = rules.components.map {
            FollowingTables.Component(
                lengthMax: $0.lengthMax, isMandatory: $0.isMandatory, isNumeric: $0.isNumeric)
        }
        let list = structure?.nodes ?? []
        nodes = list.enumerated().map { index, node in
            let counted = node.isTrigger ? list[index - 1] : node
            return FollowingTables.Node(
                max: counted.max, isTrigger: node.isTrigger,
                groupEnd: node.isTrigger ? Int32(counted.end) : 0,
                segment: Int32(indices[node.tag] ?? -1))
        }
        counts = .init(repeating: 0, count: list.count)
        hashTags = (structure?.hash ?? []).map(\.tag)
        hashIndices = (structure?.hash ?? []).map(\.index)
    }
}
