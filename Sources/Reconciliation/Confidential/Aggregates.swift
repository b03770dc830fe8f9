/// When a sum may be shown.
///
/// Source: minimum frequency and (1, k) dominance as in A. Hundepool et al., Statistical Disclosure
/// Control, Wiley 2012, chapter 4; the numbers are this product's choice and are settings.
package struct SuppressionRule: Sendable {
    /// Lines and parties a cell must hold at least.
    package var linesMin = 5
    package var partiesMin = 3
    /// Share of the dollars that one party may have at most, 0…1.
    package var largestShareMax = 0.85

    package init() {}
}

/// Sums of a register that do not show single traders: by month, country and subheading.
///
/// Cells that are too small, or that one party dominates, are put together by chapter; what is still
/// too small is left out and counted only. No total of shown and left-out cells is given, so nothing
/// can be subtracted.
package struct Aggregates: Sendable {
    struct Place: Hashable, Comparable, Sendable {
        /// Months since year 0.
        var month: Int32
        /// The other country, two packed letters.
        var country: UInt16
        /// Six digits; for a chapter's rest its two digits times 10 000.
        var subheading: UInt32
        var isRest = false

        private var order: (Int32, UInt16, UInt32, Int) {
            (month, country, subheading, isRest ? 1 : 0)
        }

        static func < (one: Place, two: Place) -> Bool { one.order < two.order }
    }

    /// What the lines of a cell add up to.
    struct Sum: Sendable {
        private(set) var lines = 0
        private(set) var massNetKg = 0.0
        private(set) var dollars = 0.0
        private var byParty: [Int32: Double] = [:]

        mutating func add(party: Int32, massNetKg: Double, dollars: Double) {
            lines += 1
            self.massNetKg += massNetKg
            self.dollars += dollars
            byParty[party, default: 0] += dollars
        }

        mutating func add(_ other: Sum) {
            lines += other.lines
            massNetKg += other.massNetKg
            dollars += other.dollars
            byParty.merge(other.byParty) { $0 + $1 }
        }

        func isShown(_ rule: SuppressionRule) -> Bool {
            let largest = byParty.values.max() ?? 0
            return lines >= rule.linesMin && byParty.count >= rule.partiesMin
                && largest <= rule.largestShareMax * dollars
        }
    }

    private let shown: [(Place, Sum)]
    /// Cells put together by chapter, and cells left out even so.
    package let cellsJoined: Int
    package let cellsLeftOut: Int

    init(_ cells: [Place: Sum], _ rule: SuppressionRule) {
        var shown: [(Place, Sum)] = []
        var rests: [Place: Sum] = [:]
        var joined: [Place: Int] = [:]
        // Sums of floating point depend on the order: a fixed one.
        for (place, sum) in cells.sorted(by: { $0.key < $1.key }) {
            if sum.isShown(rule) {
                shown.append((place, sum))
                continue
            }
            let rest = Place(
                month: place.month, country: place.country,
                subheading: place.subheading / 10_000 * 10_000, isRest: true)
            rests[rest, default: Sum()].add(sum)
            joined[rest, default: 0] += 1
        }
        var cellsJoined = 0
        var cellsLeftOut = 0
        for (place, sum) in rests {
            let count = joined[place] ?? 0
            // One cell alone would show itself under another name.
            if count > 1, sum.isShown(rule) {
                shown.append((place, sum))
                cellsJoined += count
            } else {
                cellsLeftOut += count
            }
        }
        self.shown = shown.sorted { $0.0 < $1.0 }
        self.cellsJoined = cellsJoined
        self.cellsLeftOut = cellsLeftOut
    }

    /// month,country,hs,lines,net_kg,value_usd; `hs` has six digits, or two and `….` for the rest of a
    /// chapter. Amounts are rounded to whole units.
    package var csv: String {
        var text = TextBuffer()
        text.add("month,country,hs,lines,net_kg,value_usd\n")
        for (place, sum) in shown {
            let month = place.month % 12 + 1
            text.add("\(place.month / 12)-" + (month < 10 ? "0" : "") + "\(month),")
            text.add(Self.country(place.country) + ",")
            let digits = String(place.subheading)
            let code = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
            text.add(place.isRest ? "\(code.prefix(2))...." : code)
            text.add(",\(sum.lines),")
            text.add(sum.massNetKg, decimals: 0)
            text.add(",")
            text.add(sum.dollars, decimals: 0)
            text.add("\n")
        }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// Letters of a country; anything else could break the table.
    private static func country(_ packed: UInt16) -> String {
        let text = DollarValues.text(UInt32(packed))
        return text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : "ZZ"
    }
}
