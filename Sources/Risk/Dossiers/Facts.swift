package import Customs

/// A fact gathered for judging, or the reason why it is not there.
package enum Fact<Value: Hashable & Sendable>: Hashable, Sendable {
    case known(Value)
    case missing(MissingFact)

    package var value: Value? {
        if case .known(let value) = self { value } else { nil }
    }
}

/// A unit price beside those of comparable goods, with shrinkage up the Harmonized System.
package struct PriceComparison: Hashable, Sendable, BitwiseCopyable {
    /// The narrowest set with enough values; it names the comparison.
    package enum Level: UInt8, Hashable, Sendable, BitwiseCopyable {
        case heading, subheading, subheadingAndOrigin
    }

    package var level: Level
    /// Number of values in that set.
    package var setSize: Int
    /// Value per net kilogram, in the item's basis.
    package var unitPrice: Double
    /// Shrunk centre of the comparison, in the same unit.
    package var median: Double
    /// Robust distance on the logarithm, after shrinkage: below zero is cheap.
    package var z: Double
    /// Share of the set that is cheaper, 0…1.
    package var percentile: Double
}

/// A unit price beside the trader's own earlier ones in the heading.
package struct OwnPriceComparison: Hashable, Sendable, BitwiseCopyable {
    package var setSize: Int
    package var unitPrice: Double
    /// Geometric mean of the trader's own prices.
    package var usual: Double
    /// Standard deviation of the logarithm of the trader's own prices.
    package var deviation: Double
}

/// A measure beside the band in which 98 % of comparable goods lie.
package struct BandComparison: Hashable, Sendable, BitwiseCopyable {
    package var setSize: Int
    package var measure: Double
    package var low: Double
    package var high: Double
}

/// How often a route of origin, dispatch and partner occurs.
package struct RouteRarity: Hashable, Sendable, BitwiseCopyable {
    package var origin: UInt16
    package var dispatch: UInt16
    /// Trading country or destination; 0 when not stated.
    package var partner: UInt16
    package var count: Int
    package var total: Int
}

/// A trader's dealings with one chapter.
package struct ChapterHistory: Hashable, Sendable, BitwiseCopyable {
    /// True when the trader had no goods of the chapter before the declaration's day.
    package var isFirst: Bool
    /// Number of declarations of the trader.
    package var traderCount: Int
    /// Number of the trader's item values, and the value below which nine in ten lie.
    package var valueCount: Int
    package var value90: Double
}

/// What is known of a trader.
package struct TraderHistory: Hashable, Sendable {
    /// First day with a declaration; the day of the declaration itself when there was none.
    package var firstDay: CalendarDay
    package var count: Int
    /// First day of the stored history.
    package var historyStart: CalendarDay
}

/// How often an invoice number of a seller was used.
package struct InvoiceUse: Hashable, Sendable, BitwiseCopyable {
    package var uses: Int
    /// True when another declaration than this one used it.
    package var byOthers: Bool
}

/// A declared exchange rate beside the official one.
package struct DeclaredRate: Hashable, Sendable {
    package var currency: String
    package var declared: ExactDecimal
    /// Official rate in the same way of quoting.
    package var official: Double
    /// Declared over official, less one.
    package var deviation: Double
}

/// A code that its list does not have, or not for that day.
package struct CodeFault: Hashable, Sendable {
    package var scheme: CodeScheme
    package var code: String
    /// Item concerned, from 1; 0 for the header.
    package var item: Int
    package var standing: CodeBook.Standing
}

/// A number whose check digit does not fit.
package struct NumberFault: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case container, wagon }
    package var kind: Kind
    package var number: String
    /// The digit that would fit.
    package var expected: Int
}

/// Facts about one item.
package struct ItemFacts: Hashable, Sendable {
    package var measures: ItemMeasures
    package var price: Fact<PriceComparison>
    package var ownPrice: Fact<OwnPriceComparison>
    package var netRatio: Fact<BandComparison>
    package var massPerPackage: Fact<BandComparison>
    package var route: Fact<RouteRarity>
    package var chapter: Fact<ChapterHistory>
    package var freightShare: Fact<BandComparison>
    package var recent: RecentItemFacts
    package var wording: Fact<WordingComparison> = .missing(.statistics)
}
