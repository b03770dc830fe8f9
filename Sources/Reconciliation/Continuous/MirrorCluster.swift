import Customs
import Glibc

/// Records of both registers that are the same consignment, at most a few dozen: one export and its
/// import, or several that were split or joined on the way.
package struct MirrorCluster: Sendable {
    package var exports: [MirrorRecord]
    package var imports: [MirrorRecord]
    /// Goods that only passed through.
    package var transits: [MirrorRecord]

    package init(_ records: [MirrorRecord]) {
        let kept = records.filter { !$0.isWithdrawn }
            .sorted { ($0.day, $0.number) < ($1.day, $1.number) }
        exports = kept.filter { $0.flow == .export }
        imports = kept.filter { $0.flow == .import }
        transits = kept.filter { $0.flow == .transit }
    }

    /// Most records that are compared together; a number that more share is no number of a consignment.
    package static let recordsMax = 64

    /// Whether as much arrived as left.
    package var isBalanced: Bool {
        func mass(_ records: [MirrorRecord]) -> Double {
            records.reduce(0) { sum, record in
                record.lines.reduce(sum) { $0 + ($1.massNetKg?.approximate ?? 0) }
            }
        }
        let (left, arrived) = (mass(exports), mass(imports))
        return left > 0 && abs(arrived / left - 1) <= MirrorRules.massNoise
    }
}

/// Lines of a cluster that are the same goods: one and one, or sums of several.
package struct MirrorGroup: Sendable {
    package struct Place: Hashable, Sendable {
        package let record: Int
        package let line: Int
    }

    package var exports: [Place]
    package var imports: [Place]
}

/// Finds which lines of a cluster are the same goods.
struct MirrorGrouping {
    let exports: [MirrorRecord]
    let imports: [MirrorRecord]

    /// Groups in the order of the registers; lines without a partner stand alone.
    func groups() -> [MirrorGroup] {
        var left = places(exports)
        var arrived = places(imports)
        var groups: [MirrorGroup] = []
        // The surer pairs first: same subheading, then heading, then goods under another heading.
        for level in [6, 4, 0] {
            pair(&left, &arrived, level, &groups)
            if level == 4 { join(&left, &arrived, &groups) }
        }
        groups += left.map { MirrorGroup(exports: [$0], imports: []) }
        groups += arrived.map { MirrorGroup(exports: [], imports: [$0]) }
        return groups
    }

    private func places(_ records: [MirrorRecord]) -> [MirrorGroup.Place] {
        records.indices.flatMap { record in
            records[record].lines.indices.map { MirrorGroup.Place(record: record, line: $0) }
        }
    }

    private func line(_ place: MirrorGroup.Place, _ records: [MirrorRecord]) -> MirrorLine {
        records[place.record].lines[place.line]
    }

    /// Pairs of about the same mass, the closest first.
    private func pair(
        _ left: inout [MirrorGroup.Place], _ arrived: inout [MirrorGroup.Place], _ digits: Int,
        _ groups: inout [MirrorGroup]
    ) {
        var candidates: [(distance: Double, export: Int, import: Int)] = []
        for (e, export) in left.enumerated() {
            for (i, other) in arrived.enumerated() {
                let (one, two) = (line(export, exports), line(other, imports))
                guard Self.agree(one, two, digits: digits),
                    let distance = Self.distance(one, two, isStrict: digits == 0)
                else { continue }
                candidates.append((distance, e, i))
            }
        }
        candidates.sort {
            ($0.distance, $0.export, $0.import) < ($1.distance, $1.export, $1.import)
        }
        var usedLeft: Set<Int> = []
        var usedArrived: Set<Int> = []
        for candidate in candidates
        where !usedLeft.contains(candidate.export) && !usedArrived.contains(candidate.import) {
            usedLeft.insert(candidate.export)
            usedArrived.insert(candidate.import)
            groups.append(
                MirrorGroup(exports: [left[candidate.export]], imports: [arrived[candidate.import]])
            )
        }
        left = left.indices.filter { !usedLeft.contains($0) }.map { left[$0] }
        arrived = arrived.indices.filter { !usedArrived.contains($0) }.map { arrived[$0] }
    }

    /// What is left of a heading on both sides is compared as sums: split, joined, or short.
    private func join(
        _ left: inout [MirrorGroup.Place], _ arrived: inout [MirrorGroup.Place],
        _ groups: inout [MirrorGroup]
    ) {
        let headings = Set(left.compactMap { line($0, exports).heading })
            .intersection(arrived.compactMap { line($0, imports).heading })
        for heading in headings.sorted() {
            let e = left.filter { line($0, exports).heading == heading }
            let i = arrived.filter { line($0, imports).heading == heading }
            groups.append(MirrorGroup(exports: e, imports: i))
            left.removeAll { line($0, exports).heading == heading }
            arrived.removeAll { line($0, imports).heading == heading }
        }
    }

    private static func agree(_ one: MirrorLine, _ two: MirrorLine, digits: Int) -> Bool {
        switch digits {
        case 6: one.subheading != nil && one.subheading == two.subheading
        case 4: one.heading != nil && one.heading == two.heading
        default: true
        }
    }

    /// How far the masses are apart; nil when they are not the same mass.
    private static func distance(
        _ one: MirrorLine, _ two: MirrorLine, isStrict: Bool
    ) -> Double? {
        guard let left = one.massNetKg?.approximate, let arrived = two.massNetKg?.approximate,
            left > 0, arrived > 0
        else { return nil }
        let distance = abs(arrived / left - 1)
        guard distance <= MirrorRules.massNoise else { return nil }
        // Under another heading only the package count makes equal mass more than chance.
        if isStrict, one.packages == nil || one.packages != two.packages { return nil }
        return distance
    }
}

/// The natural logarithm.
func logarithm(_ number: Double) -> Double { log(number) }
