import Customs
import Reference

/// What the lines of a group add up to on one side.
struct MirrorSum {
    private(set) var lines: [MirrorLine] = []
    private(set) var places: [MirrorGap.Place] = []
    private(set) var massNetKg: Double?
    private(set) var massGrossKg: Double?
    private(set) var quantity: Double?
    /// Dollars at the rates of the declarations' days; nil when one is not known.
    private(set) var dollars: Double?
    /// Declared freight and insurance that fall on these lines; nil when none is declared.
    private(set) var chargeDollars: Double?
    /// Sum in ``currency``.
    private(set) var amount = 0.0
    /// The currency all lines declare; nil when they differ.
    private(set) var currency: String?
    /// Whether the seller's price has the freight in it.
    private(set) var isFreightIncluded = false

    init(
        _ group: [MirrorGroup.Place], _ records: [MirrorRecord],
        _ rate: (Money, CalendarDay) -> Double?
    ) {
        var currencies: Set<String?> = []
        var units: Set<String?> = []
        for place in group {
            let record = records[place.record]
            let line = record.lines[place.line]
            lines.append(line)
            places.append(
                .init(number: record.number, version: record.version, line: line.number))
            units.insert(line.unit)
            currencies.insert(line.value?.currency)
            amount += line.value?.amount.approximate ?? 0
            isFreightIncluded = isFreightIncluded || Self.hasFreight(record.incoterm)
            if let own = line.value.flatMap({ rate($0, record.day) }) {
                addCharges(of: record, share: Self.share(of: line, in: record), rate)
                dollars = places.count == 1 ? own : dollars.map { $0 + own }
            } else {
                dollars = nil
            }
        }
        massNetKg = Self.sum(lines.map(\.massNetKg))
        massGrossKg = Self.sum(lines.map(\.massGrossKg))
        quantity =
            units.count == 1 && units.first != .some(nil) ? Self.sum(lines.map(\.quantity)) : nil
        currency = currencies.count == 1 ? currencies.first ?? nil : nil
    }

    private static func sum(_ numbers: [ExactDecimal?]) -> Double? {
        var sum = 0.0
        for number in numbers {
            guard let number else { return nil }
            sum += number.approximate
        }
        return sum > 0 ? sum : nil
    }

    private static func hasFreight(_ term: String?) -> Bool {
        guard let term else { return false }
        let known = Incoterms.all.first { $0.code == term.uppercased() }
        return known?.freight == .included || known?.freight == .toBorder
    }

    /// A line's part of its declaration, by value.
    private static func share(of line: MirrorLine, in record: MirrorRecord) -> Double {
        let all = record.lines.reduce(0.0) { $0 + ($1.value?.amount.approximate ?? 0) }
        return all > 0 ? (line.value?.amount.approximate ?? 0) / all : 0
    }

    private mutating func addCharges(
        of record: MirrorRecord, share: Double, _ rate: (Money, CalendarDay) -> Double?
    ) {
        guard record.flow == .import else { return }
        for charge in [record.freight, record.insurance] {
            guard let charge, let dollars = rate(charge, record.day), dollars > 0 else { continue }
            chargeDollars = (chargeDollars ?? 0) + dollars * share
        }
    }

    /// The one heading of all lines; nil when they differ or one has none.
    var heading: String? { Self.one(lines.map(\.heading)) }
    var subheading: String? { Self.one(lines.map(\.subheading)) }
    var origin: String? { Self.one(lines.map(\.origin)) }
    private var unit: String? { Self.one(lines.map(\.unit)) }

    private static func one(_ texts: [String?]) -> String? {
        guard let first = texts.first, texts.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// Our amount when both sides are in one currency.
    func amount(inCurrencyOf other: MirrorSum) -> Double? {
        guard let currency, currency == other.currency, other.amount > 0 else { return nil }
        return amount
    }

    static func ratio(_ one: Double?, _ two: Double?) -> Double? {
        guard let one, let two, two > 0 else { return nil }
        return one / two
    }

    /// How much of the quantity arrived: counted pieces where they are no mass, else the better of net
    /// and gross mass, which are not weighed alike.
    static func quantityRatio(_ sent: MirrorSum, _ arrived: MirrorSum) -> Double? {
        let mass = ratio(arrived.massNetKg, sent.massNetKg)
        if let unit = sent.unit, unit == arrived.unit, !["KGM", "TNE", "GRM"].contains(unit),
            let pieces = ratio(arrived.quantity, sent.quantity)
        {
            return pieces
        }
        guard let mass else { return nil }
        return max(mass, ratio(arrived.massGrossKg, sent.massGrossKg) ?? mass)
    }
}
