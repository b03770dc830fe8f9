import Customs

/// Gathers the fields of a column map and lays them out as a ``FieldPlan``.
struct PlanBuilder {
    /// Where a value comes from and how it is written.
    struct Leaf {
        var source: Source
        var unit: String?
        var unitSlot: Int?
        var table: Int?
        var style: FieldPlan.Style
    }

    enum Source: Hashable {
        case slot(Int)
        case constant(String)
    }

    private struct Entry {
        var index: Int
        var element: FieldPath.Element?
        var leaf: Leaf?
        var node: Int?
    }

    private var nodes: [[Entry]] = [[]]
    var tables: [CodeTable] = []
    var slotCount = 0
    var extensionSlots: [Int] = []
    var requiredSlots: [Int] = []

    /// Adds a value; false when the field already has one.
    mutating func add(_ path: FieldPath, _ leaf: Leaf) -> Bool {
        let node = node(for: path)
        guard !nodes[node].contains(where: { $0.index == path.index && $0.node == nil }) else {
            return false
        }
        nodes[node].append(Entry(index: path.index, leaf: leaf))
        return true
    }

    /// Gives an amount the column of its unit or currency; false when there is no such amount.
    mutating func addUnit(_ path: FieldPath, slot: Int) -> Bool {
        let node = node(for: path)
        guard
            let place = nodes[node].firstIndex(where: { $0.index == path.index && $0.leaf != nil })
        else { return false }
        nodes[node][place].leaf?.unitSlot = slot
        return true
    }

    private mutating func node(for path: FieldPath) -> Int {
        var current = 0
        for step in path.steps {
            let known = nodes[current].first {
                $0.index == step.index && $0.node != nil && $0.element == step.element
            }
            if let node = known?.node {
                current = node
                continue
            }
            let fresh = nodes.count
            nodes.append([])
            if case .selected(_, let index, let word) = step.element {
                nodes[fresh].append(
                    Entry(index: index, leaf: Leaf(source: .constant(word), style: .init())))
            }
            nodes[current].append(Entry(index: step.index, element: step.element, node: fresh))
            current = fresh
        }
        return current
    }

    /// The plan. Fields stand in the order of their listing, elements in the order of the map.
    func plan() -> FieldPlan {
        var plan = FieldPlan()
        plan.tables = tables
        plan.slotCount = slotCount
        plan.extensionSlots = extensionSlots
        plan.requiredSlots = requiredSlots
        plan.styles = [FieldPlan.Style()]
        for entries in nodes {
            let start = plan.fields.count
            let ordered = entries.enumerated().sorted {
                ($0.element.index, ordinal($0.element), $0.offset)
                    < ($1.element.index, ordinal($1.element), $1.offset)
            }
            for (_, entry) in ordered { plan.fields.append(field(entry, in: &plan)) }
            plan.nodes.append(start..<plan.fields.count)
        }
        return plan
    }

    private func ordinal(_ entry: Entry) -> Int {
        if case .ordinal(let number) = entry.element { number } else { 0 }
    }

    private func field(_ entry: Entry, in plan: inout FieldPlan) -> FieldPlan.Field {
        var field = FieldPlan.Field(index: Int32(entry.index))
        func text(_ text: String) -> Int32 {
            if let known = plan.texts.firstIndex(of: text) { return Int32(known) }
            plan.texts.append(text)
            return Int32(plan.texts.count - 1)
        }
        if let node = entry.node { field.node = Int32(node) }
        if case .selected(_, _, let word) = entry.element { field.selector = text(word) }
        guard let leaf = entry.leaf else { return field }
        switch leaf.source {
        case .slot(let slot): field.slot = Int32(slot)
        case .constant(let value):
            field.slot = Int32(slotCount + plan.constants.count)
            plan.constants.append(Array(value.utf8))
        }
        if let unit = leaf.unit { field.unit = text(unit) }
        if let slot = leaf.unitSlot { field.unitSlot = Int32(slot) }
        if let table = leaf.table { field.table = Int32(table) }
        if let known = plan.styles.firstIndex(of: leaf.style) {
            field.style = Int32(known)
        } else {
            field.style = Int32(plan.styles.count)
            plan.styles.append(leaf.style)
        }
        return field
    }
}
