import Customs

/// Whether two records of the two registers can be the same goods.
package struct MirrorFit: Sendable {
    private let one: MirrorRecord
    private let two: MirrorRecord
    private let isOneExport: Bool

    package init(_ one: MirrorRecord, _ two: MirrorRecord) {
        self.one = one
        self.two = two
        isOneExport = one.flow == .export
    }

    /// Days from export to import.
    private var lag: Int {
        isOneExport ? two.day.days(since: one.day) : one.day.days(since: two.day)
    }

    /// How far the lag is from what is usual.
    package var lagDistance: Int { abs(lag - 15) }

    /// Whether one left and the other arrived, or passed, in a time that the key allows; what weaker
    /// keys join must be alike besides.
    package func isPossible(_ kind: MirrorKey.Kind) -> Bool {
        guard isOneExport != (two.flow == .export), !two.isWithdrawn, kind.days.contains(lag)
        else { return false }
        return kind.rawValue < MirrorKey.Kind.container.rawValue || isLikely
            || one.flow == .transit || two.flow == .transit
    }

    /// Whether a heading is in both, or the mass is the same.
    package var isLikely: Bool {
        let headings = Set(one.lines.compactMap(\.heading))
        if !headings.isDisjoint(with: two.lines.compactMap(\.heading)) { return true }
        return massDistance <= MirrorRules.massNoise
    }

    /// How far the masses are apart, as a share; infinite when one is not known.
    package var massDistance: Double {
        func mass(_ record: MirrorRecord) -> Double {
            record.lines.reduce(0) { $0 + ($1.massNetKg?.approximate ?? 0) }
        }
        let (first, second) = (mass(one), mass(two))
        guard first > 0, second > 0 else { return .infinity }
        return abs(second / first - 1)
    }

    /// The strongest key that both have, and how surely it makes them one; nil when they share none.
    package func sharedKey() -> (kind: MirrorKey.Kind, isNear: Bool, confidence: Double)? {
        let mine = one.searchKeys
        let theirs = two.keys
        for kind in MirrorKey.Kind.allCases where isPossible(kind) {
            let (first, second) = (
                mine.filter { $0.kind == kind }, theirs.filter { $0.kind == kind }
            )
            if !Set(first).isDisjoint(with: second) {
                return (kind, false, confidence(kind, isNear: false))
            }
            if kind.toleratesError,
                first.contains(where: { key in second.contains { $0.isNear(key) } })
            {
                return (kind, true, confidence(kind, isNear: true))
            }
        }
        return nil
    }

    /// The key's own trust, less where goods and mass speak against it.
    private func confidence(_ kind: MirrorKey.Kind, isNear: Bool) -> Double {
        var doubt = 1 - kind.trust
        if isNear { doubt *= 3 }
        if !isLikely { doubt *= 5 }
        return max(0.05, 1 - doubt)
    }
}
