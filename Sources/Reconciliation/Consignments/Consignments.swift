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

/// What the lines of one consignment share.
struct SharedFacts: Sendable {
    /// First and last day of the lines.
    var firstDay: Int32
    var lastDay: Int32
    /// Party of the export register's directory; -1 when unknown.
    var seller: Int32
    /// Party of the import register's directory; -1 when unknown.
    var buyer: Int32
    var mode: UInt8
    var keys: ConsignmentKeys
}

/// The consignments of one register: the lines of one declaration, with what they share.
struct Consignments: Sendable {
    let side: RegisterSide
    /// Lines, those of one consignment next to each other.
    let facts: [LineFacts]
    let shared: [SharedFacts]
    private let starts: [Int32]

    var count: Int { shared.count }
    var lineCount: Int { facts.count }
    /// The first and the last day any line speaks of; nil without lines.
    var firstDay: Int32? { shared.lazy.map(\.firstDay).min() }
    var lastDay: Int32? { shared.lazy.map(\.lastDay).max() }

    @inline(__always)
    func lines(_ consignment: Int) -> Range<Int> {
        Int(starts[consignment])..<Int(starts[consignment + 1])
    }

    /// Groups the lines of a register; `isRepeated` lines are left out. `sellers` and `buyers` give
    /// the party of each line.
    init(
        _ register: Register, isRepeated: [Bool], sellers: [Int32], buyers: [Int32],
        parallel: Parallel
    ) {
        side = register.side
        let lines = register.lines
        let (order, starts) = Self.groups(lines, isRepeated: isRepeated)
        facts = parallel.build(order.count) { Self.facts(lines, Int(order[$0])) }
        shared = parallel.build(starts.count - 1) { group in
            let members = order[Int(starts[group])..<Int(starts[group + 1])]
            return Self.shared(lines, members, sellers, buyers)
        }
        self.starts = starts
    }

    /// The lines in the order of their consignments, which are numbered by their first line, and
    /// where each consignment begins.
    private static func groups(
        _ lines: LineColumns, isRepeated: [Bool]
    ) -> (order: [Int32], starts: [Int32]) {
        var table = NumberTable(capacity: lines.count / 2)
        var ofLine = [Int32](repeating: -1, count: lines.count)
        var starts: [Int32] = [0]
        for line in 0..<lines.count where !isRepeated[line] {
            let number = lines.declarations[line]
            // Numbers are given again by other offices and years: party and mode belong to the key.
            // A line without a declaration number is a consignment of its own.
            let party = UInt64(UInt32(bitPattern: lines.parties[line])) << 8
            let key = Mix.pair(
                number != 0 ? number : UInt64(line) | 1 << 63, party | UInt64(lines.modes[line]))
            let group = table.number(of: key)
            if Int(group) + 1 == starts.count { starts.append(0) }
            ofLine[line] = group
            starts[Int(group) + 1] += 1
        }
        for group in 1..<max(1, starts.count) { starts[group] += starts[group - 1] }
        var next = starts
        var order = [Int32](repeating: 0, count: Int(starts.last ?? 0))
        for line in 0..<lines.count where ofLine[line] >= 0 {
            let group = Int(ofLine[line])
            order[Int(next[group])] = Int32(line)
            next[group] += 1
        }
        return (order, starts)
    }

    static func facts(_ lines: LineColumns, _ line: Int) -> LineFacts {
        LineFacts(
            line: Int32(line), code: lines.codes[line], massNetKg: lines.massNetKg[line],
            massGrossKg: lines.massGrossKg[line], quantity: lines.quantities[line],
            unit: lines.units[line], packages: lines.packages[line],
            dollars: Float(lines.values[line]), origin: lines.origins[line])
    }

    private static func shared(
        _ lines: LineColumns, _ members: ArraySlice<Int32>, _ sellers: [Int32], _ buyers: [Int32]
    ) -> SharedFacts {
        var shared = SharedFacts(
            firstDay: .max, lastDay: .min, seller: -1, buyer: -1,
            mode: members.first.map { lines.modes[Int($0)] } ?? 0, keys: ConsignmentKeys())
        for member in members {
            let line = Int(member)
            shared.firstDay = min(shared.firstDay, lines.days[line])
            shared.lastDay = max(shared.lastDay, lines.days[line])
            shared.keys.fill(lines, line)
        }
        shared.seller = majority(members, sellers)
        shared.buyer = majority(members, buyers)
        return shared
    }

    /// Lines asked for their party at most.
    private static let votersMax = 64

    /// The party most lines agree on; -1 when none knows it.
    private static func majority(_ members: ArraySlice<Int32>, _ parties: [Int32]) -> Int32 {
        guard members.count > 1 else { return members.first.map { parties[Int($0)] } ?? -1 }
        let members = members.prefix(votersMax)
        var best: (count: Int, party: Int32) = (0, -1)
        for member in members {
            let party = parties[Int(member)]
            guard party >= 0, party != best.party else { continue }
            let count = members.reduce(0) { $0 + (parties[Int($1)] == party ? 1 : 0) }
            if count > best.count || (count == best.count && party < best.party) {
                best = (count, party)
            }
        }
        return best.party
    }
}
