import Customs

/// Lines whose identifier was seen before: repetitions, and versions that an amendment replaced.
struct RepeatedLines: Sendable {
    /// Lines that do not count.
    private(set) var isRepeated: [Bool]
    /// What earlier versions of a line said, by the line that counts.
    private(set) var earlier: [Int32: [LineFacts]] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    private var count = 0
    private var first: Int?
    /// One more than the line under which an identifier counts, beside half of its hash; 0 when free.
    private var slots: [UInt64]
    private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

    /// Those of both registers.
    static func both(
        _ exports: Register, _ imports: Register, _ parallel: Parallel
    ) -> [RepeatedLines] {
        parallel.map(2) { RepeatedLines($0 == 0 ? exports : imports) }
    }

    init(_ register: Register) {
        let ids = register.lines.ids
        isRepeated = [Bool](repeating: false, count: ids.count)
        var size = 64
        while size < ids.count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        for line in 0..<ids.count {
            let hash = ids.withText(line) { Mix.bytes($0) }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            let mark = hash & Self.upperHalf
            while slots[slot] != 0 {
                let other = Int(slots[slot] & ~Self.upperHalf) - 1
                if slots[slot] & Self.upperHalf == mark, ids.equal(line, other) { break }
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == 0 {
                slots[slot] = mark | UInt64(line + 1)
            } else {
                take(line, seenAs: Int(slots[slot] & ~Self.upperHalf) - 1, slot, register)
            }
        }
        slots = []
        guard let first else { return }
        diagnostics = [
            Diagnostic(
                .warning, code: "line-repeated",
                place: "\(register.side.name), line \(Diagnostic.quoted(ids[first]))",
                problem: "\(count) lines repeat an identifier of an earlier line",
                reason: "a line counts once; the first of each is used",
                remedy: "export the register without repetitions")
        ]
    }

    /// A further line of one identifier: of versions the highest counts, else the first line.
    private mutating func take(_ line: Int, seenAs other: Int, _ slot: Int, _ register: Register) {
        let versions = register.lines.extras.versions
        let own = ExtraColumns.entry(versions, line) ?? 0
        let others = ExtraColumns.entry(versions, other) ?? 0
        guard own != others else {
            isRepeated[line] = true
            count += 1
            if first == nil { first = line }
            return
        }
        let (latest, replaced) = own > others ? (line, other) : (other, line)
        isRepeated[replaced] = true
        slots[slot] = slots[slot] & Self.upperHalf | UInt64(latest + 1)
        let before = earlier.removeValue(forKey: Int32(replaced)) ?? []
        earlier[Int32(latest), default: []] +=
            before + [Consignments.facts(register.lines, replaced)]
    }
}
