package import Customs

/// What has been seen of the trade: the memory that indicators compare a declaration with.
///
/// Every part is an aggregate that merges in any order: observing declarations one by one, in
/// another order, or in parts merged afterwards gives equal statistics and equal ``encoded()``
/// bytes. Observing costs the same whatever was seen before. Traders and invoices are kept as
/// hashes, so the statistics hold no names.
///
/// ## Topics
/// - Filling: ``init(limits:seed:)``, ``observe(_:rates:)``, ``merge(_:)``, ``settle()``
/// - Storing: ``encoded()``, ``init(decoding:)``
package struct TradeStatistics: Sendable {
    /// How many keys each part keeps; beyond that it keeps an even sample of keys and says so.
    package struct Limits: Hashable, Sendable {
        package var histograms = 400_000
        package var importers = 1_500_000
        package var importerChapters = 1_500_000
        package var importerHeadings = 1_000_000
        package var countryTriples = 200_000
        package var invoices = 1_000_000
        package var containers = 500_000
        package var windows = 500_000
        package var ties = 4_000_000
        package var uses = 500_000
        package var sharers = 500_000
        package var days = 1_500_000
        package var marks = 500_000
        package var words = 200_000
        package var wordHeadings = 600_000

        package init() {}

        /// No part of stored statistics may ask for more.
        static let greatest = 1 << 24

        /// The same bound for every part.
        package init(each count: Int) {
            histograms = count
            importers = count
            importerChapters = count
            importerHeadings = count
            countryTriples = count
            invoices = count
            containers = count
            windows = count
            ties = count
            uses = count
            sharers = count
            days = count
            marks = count
            words = count
            wordHeadings = count
        }

        var list: [Int] {
            [
                histograms, importers, importerChapters, importerHeadings, countryTriples, invoices,
                containers, windows, ties, uses, sharers, days,
                marks, words, wordHeadings,
            ]
        }
    }

    package let limits: Limits
    package let seed: UInt64
    package internal(set) var declarationCount: UInt64 = 0
    package internal(set) var itemCount: UInt64 = 0
    /// First and last day seen, as days since 1970-01-01; empty is (max, min).
    var firstDayNumber = Int32.max
    var lastDayNumber = Int32.min
    /// Items with a country triple, by flow.
    var tripleTotals: [4 of UInt64] = [0, 0, 0, 0]
    var histograms: HistogramStore
    var importers: KeyedTable<SpanRecord>
    var importerValues: KeyedTable<ValueRecord>
    var importerChapters: KeyedTable<SpanRecord>
    var importerHeadings: KeyedTable<OwnPriceRecord>
    var countryTriples: KeyedTable<CountRecord>
    var invoices: KeyedTable<UseRecord>
    var containers: KeyedTable<UseRecord>
    var recent: RecentTrade
    var wordings: WordHeadings

    /// Empty statistics. Statistics that are to be merged share limits and seed.
    ///
    /// The seed goes into every hash.
    package init(limits: Limits = Limits(), seed: UInt64 = 0x5461_6D67_6131) {
        self.limits = limits
        self.seed = seed
        histograms = HistogramStore(countMax: limits.histograms, seed: seed)
        importers = KeyedTable(countMax: limits.importers, seed: seed)
        importerValues = KeyedTable(countMax: limits.importers, seed: seed)
        importerChapters = KeyedTable(countMax: limits.importerChapters, seed: seed)
        importerHeadings = KeyedTable(countMax: limits.importerHeadings, seed: seed)
        countryTriples = KeyedTable(countMax: limits.countryTriples, seed: seed)
        invoices = KeyedTable(countMax: limits.invoices, seed: seed)
        containers = KeyedTable(countMax: limits.containers, seed: seed)
        recent = RecentTrade(limits: limits, seed: seed)
        wordings = WordHeadings(limits: limits, seed: seed)
    }

    /// True until a declaration was observed.
    package var isEmpty: Bool { declarationCount == 0 }

    /// First day seen; nil when no declaration had a day.
    package var firstDay: CalendarDay? {
        firstDayNumber <= lastDayNumber ? CalendarDay(number: firstDayNumber) : nil
    }

    /// Last day seen; nil when no declaration had a day.
    package var lastDay: CalendarDay? {
        firstDayNumber <= lastDayNumber ? CalendarDay(number: lastDayNumber) : nil
    }

    /// Takes in what other statistics have seen. The order of merging changes nothing.
    ///
    /// Both must have been made with the same limits and seed.
    package mutating func merge(_ other: TradeStatistics) {
        precondition(
            limits == other.limits && seed == other.seed,
            "Statistics to be merged are made with the same limits and seed.")
        declarationCount.addSaturating(other.declarationCount)
        itemCount.addSaturating(other.itemCount)
        firstDayNumber = min(firstDayNumber, other.firstDayNumber)
        lastDayNumber = max(lastDayNumber, other.lastDayNumber)
        for flow in tripleTotals.indices {
            tripleTotals[flow].addSaturating(other.tripleTotals[flow])
        }
        histograms.merge(other.histograms)
        importers.merge(other.importers)
        importerValues.merge(other.importerValues)
        importerChapters.merge(other.importerChapters)
        importerHeadings.merge(other.importerHeadings)
        countryTriples.merge(other.countryTriples)
        invoices.merge(other.invoices)
        containers.merge(other.containers)
        recent.merge(other.recent)
        wordings.merge(other.wordings)
    }

    /// Prepares the figures asked for when judging; call once after filling, before many questions.
    ///
    /// Answers are the same without, only slower.
    package mutating func settle() { histograms.settle() }
}

/// Keys of the histograms: kind, flow, currency, Harmonized System number and one more code.
enum HistogramKey {
    enum Kind: UInt64 {
        case priceAll, priceChapter, priceHeading, priceSubheading, priceOrigin
        case massPerPackage, netRatio, freightShare
    }

    static func price(
        _ kind: Kind, flow: UInt8, basis: UInt16, hs: UInt32 = 0, origin: UInt16 = 0
    ) -> UInt64 {
        kind.rawValue << 60 | UInt64(flow) << 58 | UInt64(basis) << 42 | UInt64(hs) << 20
            | UInt64(origin)
    }

    static func massPerPackage(heading: UInt32, type: UInt16) -> UInt64 {
        Kind.massPerPackage.rawValue << 60 | UInt64(heading) << 20 | UInt64(type)
    }

    static func freightShare(mode: UInt8, chapter: UInt32) -> UInt64 {
        Kind.freightShare.rawValue << 60 | UInt64(mode) << 32 | UInt64(chapter) << 20
    }

    static func netRatio(chapter: UInt32) -> UInt64 {
        Kind.netRatio.rawValue << 60 | UInt64(chapter) << 20
    }
}

/// Net over gross mass, 0…1, laid onto the histograms' axis: 1/256 of the ratio is one bin.
enum NetRatioAxis {
    static func position(_ ratio: Double) -> Double { ratio * 32 + HistogramStore.axisStart }
    static func ratio(_ position: Double) -> Double { (position - HistogramStore.axisStart) / 32 }
}
