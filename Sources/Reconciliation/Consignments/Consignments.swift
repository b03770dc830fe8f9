/// What the comparison of two lines looks at.
struct LineFacts: Sendable {
    /// Line number in the register.
    var line: Int32
    /// Eight digits of the commodity code; 0 when missing.
    var code: UInt32
    var massNetKg: Float
    var massGrossKg: Float
    var quantity: Float
    var unit: UInt32
    var packages: Int32
    /// Value in dollars; NaN when unknown.
    var dollars: Float
    var origin: UInt16

    var subheading: UInt32 { code / 100 }
    var heading: UInt32 { code / 10_000 }
}

/// The consignments of one register: the lines of one declaration, with what they share.
struct Consignments: Sendable {
    let side: RegisterSide
    /// Lines, those of one consignment next to each other.
    private(set) var facts: [LineFacts] = []
    private var starts: [Int32] = [0]
    /// First and last day of the lines.
    private(set) var firstDays: [Int32] = []
    private(set) var lastDays: [Int32] = []
    private(set) var modes: [UInt8] = []
    /// Party of the export register's directory; -1 when unknown.
    private(set) var sellers: [Int32] = []
    /// Party of the import register's directory; -1 when unknown.
    private(set) var buyers: [Int32] = []
    /// Reference, transport document, container, invoice of each consignment.
    private(set) var keys: [ConsignmentKeys] = []

    var count: Int { modes.count }
    var lineCount: Int { facts.count }

    @inline(__always)
    func lines(_ consignment: Int) -> Range<Int> {
        Int(starts[consignment])..<Int(starts[consignment + 1])
    }

    /// Groups the lines of a register; `isRepeated` lines are left out. `sellers` and `buyers` give
    /// the party of each line.
    init(
        _ register: Register, isRepeated: [Bool], seller: (Int) -> Int32, buyer: (Int) -> Int32
    ) {
        side = register.side
        let lines = register.lines
        let groups = Self.groups(register, isRepeated: isRepeated)
        facts.reserveCapacity(lines.count)
        var votes: [(Int32, Int32)] = []
        var start = 0
        while start < groups.order.count {
            let group = groups.ofLine[Int(groups.order[start])]
            var end = start
            var keys = ConsignmentKeys()
            var first = Int32.max
            var last = Int32.min
            votes.removeAll(keepingCapacity: true)
            while end < groups.order.count, groups.ofLine[Int(groups.order[end])] == group {
                let line = Int(groups.order[end])
                facts.append(Self.facts(lines, line))
                first = min(first, lines.days[line])
                last = max(last, lines.days[line])
                keys.fill(lines, line)
                votes.append((seller(line), buyer(line)))
                end += 1
            }
            firstDays.append(first)
            lastDays.append(last)
            modes.append(lines.modes[Int(groups.order[start])])
            sellers.append(Self.majority(votes.map(\.0)))
            buyers.append(Self.majority(votes.map(\.1)))
            self.keys.append(keys)
            starts.append(Int32(facts.count))
            start = end
        }
    }

    /// The lines in the order of their consignments, which are numbered by their first line.
    private static func groups(
        _ register: Register, isRepeated: [Bool]
    ) -> (order: [Int32], ofLine: [Int32]) {
        let lines = register.lines
        var isNamed = [Bool](repeating: true, count: register.declarations.count)
        for symbol in isNamed.indices where register.declarations.withText(symbol, { $0.isEmpty }) {
            isNamed[symbol] = false
        }
        var table = NumberTable(capacity: register.declarations.count)
        var ofLine = [Int32](repeating: -1, count: lines.count)
        var sizes: [Int32] = []
        for line in 0..<lines.count where !isRepeated[line] {
            let symbol = Int(lines.declarations[line])
            // Numbers are given again by other offices and years: party and mode belong to the key.
            // A line without a declaration number is a consignment of its own.
            let party = UInt64(UInt32(bitPattern: lines.parties[line])) << 8
            let key = Mix.pair(
                isNamed[symbol] ? UInt64(symbol) : UInt64(line) | 1 << 63,
                party | UInt64(lines.modes[line]))
            let group = table.number(of: key)
            if Int(group) == sizes.count { sizes.append(0) }
            ofLine[line] = group
            sizes[Int(group)] += 1
        }
        var next = [Int32](repeating: 0, count: sizes.count)
        var total: Int32 = 0
        for (group, size) in sizes.enumerated() {
            next[group] = total
            total += size
        }
        var order = [Int32](repeating: 0, count: Int(total))
        for line in 0..<lines.count where ofLine[line] >= 0 {
            let group = Int(ofLine[line])
            order[Int(next[group])] = Int32(line)
            next[group] += 1
        }
        return (order, ofLine)
    }

    private static func facts(_ lines: LineColumns, _ line: Int) -> LineFacts {
        LineFacts(
            line: Int32(line), code: lines.codes[line], massNetKg: lines.massNetKg[line],
            massGrossKg: lines.massGrossKg[line], quantity: lines.quantities[line],
            unit: lines.units[line], packages: lines.packages[line],
            dollars: Float(lines.values[line]), origin: lines.origins[line])
    }

    /// The party most lines agree on; -1 when none knows it.
    private static func majority(_ votes: [Int32]) -> Int32 {
        guard votes.count > 1 else { return votes.first ?? -1 }
        var best: (count: Int, party: Int32) = (0, -1)
        for party in votes where party >= 0 && party != best.party {
            let count = votes.reduce(0) { $0 + ($1 == party ? 1 : 0) }
            if count > best.count || (count == best.count && party < best.party) {
                best = (count, party)
            }
        }
        return best.party
    }
}

/// 64-bit keys numbered from 0 in the order of their first appearance.
private struct NumberTable {
    private var keys: [UInt64] = []
    private var slots: [Int32]

    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
    }

    mutating func number(of key: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])] == key { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return Int32(keys.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }
}

/// The numbers that may name a consignment on both sides.
struct ConsignmentKeys: Sendable {
    /// UCR, transport document, container, invoice: strongest first.
    static let kinds = 4
    private(set) var reference = PackedKey.missing
    private(set) var document = PackedKey.missing
    private(set) var container = PackedKey.missing
    private(set) var invoice = PackedKey.missing
    /// Without prefix and leading zeros.
    private(set) var documentCore = PackedKey.missing
    private(set) var invoiceCore = PackedKey.missing

    /// The number under which one of a kind is looked for.
    @inline(__always)
    subscript(kind: Int) -> PackedKey {
        switch kind {
        case 0: reference
        case 1: documentCore
        case 2: container
        default: invoiceCore
        }
    }

    /// The number as written, prefix included.
    @inline(__always)
    func whole(_ kind: Int) -> PackedKey {
        switch kind {
        case 0: reference
        case 1: document
        case 2: container
        default: invoice
        }
    }

    /// Takes from a line what is still missing.
    mutating func fill(_ lines: LineColumns, _ line: Int) {
        if reference.isMissing { reference = lines.references[line] }
        if container.isMissing { container = lines.containers[line] }
        if document.isMissing {
            document = lines.documents[line]
            documentCore = document.core
        }
        if invoice.isMissing {
            invoice = lines.invoices[line]
            invoiceCore = invoice.core
        }
    }

    /// The key's name in reports.
    static func name(_ kind: Int) -> String {
        switch kind {
        case 0: "ucr"
        case 1: "transport-document"
        case 2: "container"
        default: "invoice"
        }
    }
}
