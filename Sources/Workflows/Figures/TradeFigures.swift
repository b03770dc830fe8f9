package import Customs
import Formats
package import Reference
import Risk
package import Store

/// Trade of the stored declarations by partner, chapter, mode, crossing or month.
///
/// Of every declaration the latest version counts. Amounts are US dollars at the rate of the
/// declaration's day, kept as whole cents, so that sums do not depend on the order. Imports count for
/// their country of origin, exports for their destination, as in UN, International Merchandise Trade
/// Statistics: Concepts and Definitions 2010, paragraphs 6.21 to 6.25.
package struct TradeFigures: Sendable {
    package enum Dimension: String, Sendable, CaseIterable {
        case partner, hs, mode, crossing, month
    }

    /// Which declarations count.
    package struct Choice: Sendable {
        package var dimension = Dimension.month
        package var flow: Declaration.Flow?
        package var partner: String?
        /// First and last day; nil is open.
        package var from: CalendarDay?
        package var to: CalendarDay?

        package init() {}
    }

    package struct Sum: Hashable, Sendable {
        package var declarations = 0
        package var items = 0
        /// Items whose value is in a currency without a rate; their value is not in the sum.
        package var unvalued = 0
        package var cents: Int64 = 0
        package var grams: Int64 = 0

        package init() {}

        package var usd: Double { Double(cents) / 100 }
        package var tonnes: Double { Double(grams) / 1_000_000 }

        mutating func add(_ other: Sum, sign: Int) {
            declarations += sign * other.declarations
            items += sign * other.items
            unvalued += sign * other.unvalued
            cents = cents.addingReportingOverflow(Int64(sign) * other.cents).partialValue
            grams = grams.addingReportingOverflow(Int64(sign) * other.grams).partialValue
        }
    }

    package struct Row: Sendable {
        package var key: String
        package var now: Sum
        /// The same in the period before; nil when there is none.
        package var before: Sum?

        /// Change of value against the period before, 0.1 for a tenth more; nil without one.
        package var growth: Double? {
            guard let before, before.cents > 0 else { return nil }
            return Double(now.cents) / Double(before.cents) - 1
        }
    }

    package let choice: Choice
    package private(set) var rows: [Row] = []
    package private(set) var total = Row(key: "all", now: Sum(), before: nil)
    /// Value by month, as year × 12 + month − 1, imports and exports of the chosen partner and flow.
    package private(set) var months: [Int: Int64] = [:]
    /// Declarations without a day are in no period.
    package private(set) var undated = 0

    /// Keys kept apart; what comes after that is summed as "other".
    static let keysMax = 10_000
    private static let batch = 1000

    private var now: [String: Sum] = [:]
    private var before: [String: Sum] = [:]
    private let earlier: ClosedRange<Int32>?

    /// Reads all stored declarations once.
    package init(
        _ choice: Choice, store: any Store, rates: ExchangeRates, national: String?
    ) throws {
        self.choice = choice
        if let from = choice.from, let to = choice.to, to.number >= from.number {
            let length = to.number - from.number + 1
            earlier = (from.number - length)...(from.number - 1)
        } else {
            earlier = nil
        }
        var daily = DailyRates(rates, national: national)
        var watermark: Int64 = 0
        while true {
            let after = watermark
            let batch = try store.read { reader in
                try reader.versions(after: after, limit: Self.batch).map { row in
                    // A newer version takes the place of the one before it.
                    let replaced =
                        row.number > 1
                        ? try reader.versions(of: row.document).last { $0.number < row.number }
                        : nil
                    return (row, replaced)
                }
            }
            guard let last = batch.last else { break }
            for (row, replaced) in batch {
                add(row, sign: 1, rates: &daily)
                if let replaced { add(replaced, sign: -1, rates: &daily) }
            }
            watermark = last.0.id
        }
        finish()
    }

    private mutating func add(_ row: VersionRow, sign: Int, rates: inout DailyRates) {
        guard case .declaration(let declaration)? = CanonicalJSON.read(row.content).document else {
            return
        }
        rates.prepare(for: declaration)
        add(declaration, sign: sign, rates: rates.rates(for: declaration))
    }

    private mutating func add(_ declaration: Declaration, sign: Int, rates: USDRates) {
        if let flow = choice.flow, declaration.flow != flow { return }
        guard let day = declaration.referenceDay else {
            undated += sign
            return
        }
        let isNow =
            day.number >= choice.from?.number ?? .min && day.number <= choice.to?.number ?? .max
        let isBefore = earlier?.contains(day.number) ?? false
        var seen: Set<String> = []
        var isFirst = true
        for item in declaration.items {
            let partner = Self.partner(of: item, in: declaration)
            if let wanted = choice.partner, wanted != partner { continue }
            var sum = Self.sum(of: item, in: declaration, rates: rates)
            if declaration.flow != .transit {
                months[day.year * 12 + day.month - 1, default: 0] += Int64(sign) * sum.cents
            }
            guard isNow || isBefore else { continue }
            let key = key(of: item, in: declaration, partner: partner, day: day)
            if seen.insert(key).inserted { sum.declarations = 1 }
            if isNow { Self.add(sum, to: &now, key, sign: sign) }
            if isBefore { Self.add(sum, to: &before, key, sign: sign) }
            sum.declarations = isFirst ? 1 : 0
            isFirst = false
            if isNow { total.now.add(sum, sign: sign) }
            if isBefore {
                var earlier = total.before ?? Sum()
                earlier.add(sum, sign: sign)
                total.before = earlier
            }
        }
    }

    private static func add(_ sum: Sum, to sums: inout [String: Sum], _ key: String, sign: Int) {
        let key = sums[key] != nil || sums.count < keysMax ? key : "other"
        sums[key, default: Sum()].add(sum, sign: sign)
    }

    private static func partner(of item: GoodsItem, in declaration: Declaration) -> String {
        let code =
            declaration.flow == .import
            ? declaration.originCountry(of: item) ?? declaration.exportCountry(of: item)
            : declaration.destinationCountry(of: item)
        return code ?? "unknown"
    }

    private static func sum(
        of item: GoodsItem, in declaration: Declaration, rates: USDRates
    ) -> Sum {
        let measures = ItemMeasures(declaration, item: item, rates: rates)
        var sum = Sum()
        sum.items = 1
        if let value = measures.value, measures.basis == 0, value > 0, value < 1e15 {
            sum.cents = Int64((value * 100).rounded())
        } else {
            sum.unvalued = 1
        }
        if let net = measures.netKg ?? measures.grossKg, net > 0, net < 1e13 {
            sum.grams = Int64((net * 1000).rounded())
        }
        return sum
    }

    private func key(
        of item: GoodsItem, in declaration: Declaration, partner: String, day: CalendarDay
    ) -> String {
        switch choice.dimension {
        case .partner: partner
        case .hs: HSNumber(item.commodityCode)?.text(digits: 2) ?? "unknown"
        case .mode: declaration.modeCode.map { String($0.prefix(1)) } ?? "unknown"
        case .crossing:
            (declaration.flow == .export
                ? declaration.office(.exit) ?? declaration.office(.declaration)
                : declaration.office(.entry) ?? declaration.office(.declaration)) ?? "unknown"
        case .month: String(day.iso.prefix(7))
        }
    }

    private mutating func finish() {
        let keys = Set(now.keys).union(before.keys)
        rows = keys.map { key in
            Row(
                key: key, now: now[key] ?? Sum(),
                before: earlier == nil ? nil : before[key] ?? Sum())
        }.filter { $0.now.items != 0 || ($0.before?.items ?? 0) != 0 }
        if choice.dimension == .month {
            rows.sort { $0.key < $1.key }
            guard earlier == nil else { return }
            for index in rows.indices.dropFirst() { rows[index].before = rows[index - 1].now }
        } else {
            rows.sort {
                $0.now.cents == $1.now.cents ? $0.key < $1.key : $0.now.cents > $1.now.cents
            }
        }
    }
}

/// Where trade stands on the way to a yearly value.
package struct TradeTarget: Sendable {
    /// US dollars a year.
    package let target: Double
    /// The year at whose end it is to be reached.
    package let year: Int
    /// Last complete month of the twelve, "2026-05".
    package let through: String
    package let lastTwelve: Double
    /// The twelve months before; 0 when nothing is stored of them.
    package let twelveBefore: Double
    /// Growth a year that would lead to the target, by compounding; nil when nothing was traded or the
    /// year is over.
    package let growthNeeded: Double?
    /// Growth of the last twelve months over those before.
    package let growth: Double?
    /// Value of the target's year if that growth went on.
    package let projected: Double?

    package var isOnPath: Bool? { projected.map { $0 >= target } }

    /// Works the path out from values by month; the last month with trade ends the twelve.
    package init?(_ figures: TradeFigures, target: Double, year: Int) {
        guard let last = figures.months.filter({ $0.value != 0 }).keys.max() else { return nil }
        self.target = target
        self.year = year
        func sum(_ months: ClosedRange<Int>) -> Double {
            Double(months.reduce(Int64(0)) { $0 + (figures.months[$1] ?? 0) }) / 100
        }
        let month = last % 12 + 1
        through = "\(last / 12)-\(month < 10 ? "0" : "")\(month)"
        lastTwelve = sum((last - 11)...last)
        twelveBefore = sum((last - 23)...(last - 12))
        let years = Double(year * 12 + 11 - last) / 12
        let isAhead = years > 0 && lastTwelve > 0
        growthNeeded =
            isAhead ? StableMath.exp(StableMath.ln(target / lastTwelve) / years) - 1 : nil
        let growth = twelveBefore > 0 ? lastTwelve / twelveBefore - 1 : nil
        self.growth = growth
        let reached = lastTwelve
        projected = growth.flatMap {
            isAhead ? reached * StableMath.exp(years * StableMath.ln(1 + $0)) : nil
        }
    }
}
