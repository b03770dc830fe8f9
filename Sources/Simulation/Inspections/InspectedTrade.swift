import Customs
import Risk

/// Weeks of simulated trade as inspections meet it: what the documents show, and what is hidden.
package struct InspectedTrade: Sendable {
    /// How much trade, and which new scheme begins.
    package struct Settings: Hashable, Sendable {
        package var seed: UInt64
        package var weeks: Int
        package var declarationsPerWeek: Int
        /// Week, from 0, in which goods begin to be hidden behind flawless documents of one kind of trade;
        /// nil for never.
        package var newSchemeFrom: Int?
        /// The kind of trade comes a few times a week, instead of as often as any that is quiet.
        package var isNewSchemeRare: Bool

        package init(
            seed: UInt64, weeks: Int = 10, declarationsPerWeek: Int = 300,
            newSchemeFrom: Int? = nil, isNewSchemeRare: Bool = false
        ) {
            self.seed = seed
            self.weeks = min(max(weeks, 1), 520)
            self.declarationsPerWeek = min(max(declarationsPerWeek, 10), 100_000)
            self.newSchemeFrom = newSchemeFrom
            self.isNewSchemeRare = isNewSchemeRare
        }
    }

    /// One declaration.
    package struct Case: Hashable, Sendable {
        package var week: Int
        package var signals: [String: Double]
        package var segments: [String]
        /// Declared value, US dollars.
        package var value: Double
        package var minutes: Int
        package var isIrregular: Bool
        /// Missing duty and taxes, US dollars.
        package var gap: Double
        package var isNewScheme: Bool
    }

    package let settings: Settings
    /// In the order of the weeks.
    package private(set) var cases: [Case]
    /// The kind of trade in which the new scheme hides; nil without one.
    package let newSchemeSegment: String?

    /// Duty and tax missing per dollar that a price or mass is declared wrong: 12 % VAT and a middling duty.
    private static let rateOnValue = 0.25
    /// Missing duty of a hidden consignment of highly taxed goods, US dollars.
    private static let hiddenGap = 60_000.0
    /// Share of the new scheme's kind of trade that takes part.
    private static let hiddenShare = 0.7

    package init(_ settings: Settings) {
        self.settings = settings
        var trade = SimulationSettings(
            seed: settings.seed, count: settings.weeks * settings.declarationsPerWeek)
        trade.exportShare = 0
        trade.transitShare = 0
        trade.amendmentShare = 0
        trade.lastDay = trade.firstDay.adding(days: max(settings.weeks * 7 - 1, 1))
        var simulator = TradeSimulator(trade)
        let rates = Self.rates(simulator.rates, on: trade.firstDay)
        var made: [SimulatedTrade] = []
        while let next = simulator.next() { made.append(next) }
        let judged = Self.judged(made, rates: rates, perWeek: settings.declarationsPerWeek)
        newSchemeSegment = settings.newSchemeFrom == nil ? nil : Self.quietSegment(judged, settings)
        cases = judged
        hide()
    }

    private static func rates(_ series: RateSeries, on day: CalendarDay) -> USDRates {
        USDRates(
            Currency.allCases.map { currency in
                USDRates.Rate(
                    currency: currency.code,
                    perUSD: Double(series.perUSDMillionths(currency, on: day)) / 1_000_000)
            }, national: Currency.uzs.code)
    }

    /// Judges week by week, each against what had come until its end.
    private static func judged(
        _ trade: [SimulatedTrade], rates: USDRates, perWeek: Int
    ) -> [Case] {
        var statistics = TradeStatistics()
        var cases: [Case] = []
        cases.reserveCapacity(trade.count)
        for start in stride(from: 0, to: trade.count, by: perWeek) {
            let week = trade[start..<min(start + perWeek, trade.count)].map {
                (trade: $0, declaration: $0.declaration)
            }
            for each in week { statistics.observe(each.declaration, rates: rates) }
            statistics.settle()
            for each in week {
                let dossier = Dossier.gather(
                    each.declaration, statistics: statistics, codes: CodeBook(), rates: rates,
                    draw: nil)
                var signals: [String: Double] = [:]
                for finding in KnownIndicators.judge(dossier).findings {
                    let name = finding.indicator.rawValue
                    signals[name] = max(signals[name] ?? 0, finding.score)
                }
                cases.append(
                    Self.made(
                        each.trade, each.declaration, dossier, signals: signals,
                        week: start / perWeek))
            }
        }
        return cases
    }

    private static func made(
        _ trade: SimulatedTrade, _ declaration: Declaration, _ dossier: Dossier,
        signals: [String: Double], week: Int
    ) -> Case {
        let value = dossier.items.reduce(0.0) { sum, item in
            item.measures.basis == 0 ? sum + max(item.measures.value ?? 0, 0) : sum
        }
        var gap = 0.0
        if let truth = trade.truth {
            switch truth.scheme {
            case .undervaluation, .overvaluation, .weightFraud:
                gap = value * (1 / max(truth.factor, 0.05) - 1).magnitude * rateOnValue
            case .neighbourHS, .originSwap: gap = value * 0.15
            default: gap = value * 0.05
            }
        }
        let item = declaration.items.first
        let chapter = item?.commodityCode.map { String($0.prefix(2)) } ?? "--"
        let origin = item.flatMap { declaration.originCountry(of: $0) } ?? "--"
        return Case(
            week: week, signals: signals, segments: ["trade:\(chapter)/\(origin)"], value: value,
            minutes: min(40 + 5 * max(declaration.items.count, 1), 180),
            isIrregular: trade.truth != nil, gap: gap, isNewScheme: false)
    }

    /// The kind of trade in which goods can be hidden week after week: of the most quiet declarations, a week
    /// counting for at most ``steadyPerWeek``. For a rare scheme a week counts for one, and kinds with more
    /// than ``rarePerWeek`` a week on average do not come into question.
    private static func quietSegment(_ cases: [Case], _ settings: Settings) -> String? {
        let median = medianValue(cases)
        let most = settings.isNewSchemeRare ? 1 : steadyPerWeek
        var counts: [String: Int] = [:]
        var totals: [String: Int] = [:]
        var weekly: [String: Int] = [:]
        var week = -1
        for each in cases where isQuiet(each, median: median) {
            if each.week != week {
                week = each.week
                weekly = [:]
            }
            for segment in each.segments {
                totals[segment, default: 0] += 1
                guard weekly[segment, default: 0] < most else { continue }
                weekly[segment, default: 0] += 1
                counts[segment, default: 0] += 1
            }
        }
        if settings.isNewSchemeRare {
            counts = counts.filter { totals[$0.key] ?? 0 <= rarePerWeek * settings.weeks }
        }
        return counts.max { left, right in
            left.value == right.value ? left.key > right.key : left.value < right.value
        }?.key
    }

    private static let steadyPerWeek = 12
    private static let rarePerWeek = 3

    private static func medianValue(_ cases: [Case]) -> Double {
        let values = cases.map(\.value).sorted()
        return values.isEmpty ? 0 : values[values.count / 2]
    }

    /// Hides goods in declarations of the new scheme's kind that nothing speaks against.
    private mutating func hide() {
        guard let from = settings.newSchemeFrom, let segment = newSchemeSegment else { return }
        let median = Self.medianValue(cases)
        var chance = SeededGenerator(seed: SeededGenerator.mix(settings.seed) ^ 0x5C)
        for place in cases.indices where cases[place].segments.contains(segment) {
            let takesPart = chance.chance(Self.hiddenShare)
            guard cases[place].week >= from, takesPart,
                Self.isQuiet(cases[place], median: median)
            else { continue }
            cases[place].isIrregular = true
            cases[place].isNewScheme = true
            cases[place].gap = Self.hiddenGap
        }
    }

    /// Honest, of less than the middling value, and hardly anything speaks against it.
    private static func isQuiet(_ each: Case, median: Double) -> Bool {
        !each.isIrregular && each.value < median
            && LearnedRisk.initial().probability(signals: each.signals, segments: []) < 0.12
    }
}
