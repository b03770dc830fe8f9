package import Customs

/// A declaration with all facts that judging it needs, gathered beforehand.
///
/// Judging never asks anything else, so an assessment can be repeated from a stored dossier.
package struct Dossier: Hashable, Sendable {
    package var declaration: Declaration
    package var measures: DeclarationMeasures
    /// One entry per item, in the order of the declaration.
    package var items: [ItemFacts]
    package var trader: Fact<TraderHistory>
    package var invoice: Fact<InvoiceUse>
    package var rates: Fact<[DeclaredRate]>
    /// Codes the lists do not have; at most ``codeFaultsMax``.
    package var codeFaults: [CodeFault] = []
    /// Schemes with codes in the declaration whose list was not at hand, as bits.
    package var schemesWithoutList: UInt16 = 0
    /// Whether the nomenclature was at hand.
    package var nomenclatureKnown = false
    /// Items (from 1) whose subheading the nomenclature does not have on the day.
    package var unknownSubheadings: [Int] = []
    /// Number of container and wagon numbers whose check digit was worked out.
    package var numbersChecked = 0
    package var numberFaults: [NumberFault] = []
    /// Containers that another office saw on the same day.
    package var containersElsewhere: Fact<[String]>
    /// The random draw made for this declaration; nil when none was made.
    package var draw: Draw?

    /// More faulty codes than this are not listed: the point is made.
    package static let codeFaultsMax = 20
}

extension Dossier {
    /// The goods' codes, gathered once for several declarations of the same day.
    package struct Sources: Sendable {
        /// Earlier trade; nil when there is none, and comparisons abstain.
        package var statistics: TradeStatistics?
        package var codes: CodeBook
        /// Rates of the declaration's day.
        package var rates: USDRates

        package init(statistics: TradeStatistics?, codes: CodeBook, rates: USDRates) {
            self.statistics = statistics
            self.codes = codes
            self.rates = rates
        }
    }

    /// Gathers everything known about a declaration.
    ///
    /// Pure: the same declaration, sources and draw give the same dossier. Takes constant time per
    /// item, container and code. Call ``TradeStatistics/settle()`` once before gathering many.
    package static func gather(
        _ declaration: Declaration, from sources: borrowing Sources, draw: Draw?
    ) -> Dossier {
        gather(
            declaration, statistics: sources.statistics, codes: sources.codes,
            rates: sources.rates, draw: draw)
    }

    /// Gathers everything known about a declaration; see ``gather(_:from:draw:)``.
    package static func gather(
        _ declaration: Declaration, statistics: TradeStatistics?, codes: CodeBook,
        rates: USDRates, draw: Draw?
    ) -> Dossier {
        let measures = DeclarationMeasures(declaration, seed: statistics?.seed ?? 0)
        var items: [ItemFacts] = []
        items.reserveCapacity(declaration.items.count)
        for index in declaration.items.indices {
            let item = ItemMeasures(declaration, item: declaration.items[index], rates: rates)
            items.append(ItemFacts(item, measures, statistics))
        }
        var dossier = Dossier(
            declaration: declaration, measures: measures, items: items,
            trader: statistics.map { $0.trader(measures) } ?? .missing(.statistics),
            invoice: statistics.map { $0.invoice(declaration, measures) } ?? .missing(.statistics),
            rates: DeclaredRate.all(in: declaration, rates: rates),
            containersElsewhere: statistics.map { $0.containersElsewhere(declaration, measures) }
                ?? .missing(.statistics),
            draw: draw)
        dossier.gatherCodes(codes)
        dossier.gatherNumbers()
        return dossier
    }
}

extension ItemFacts {
    /// Facts about an item from statistics; all missing when there are none.
    init(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures, _ statistics: TradeStatistics?
    ) {
        measures = item
        guard let statistics else {
            price = .missing(.statistics)
            ownPrice = .missing(.statistics)
            netRatio = .missing(.statistics)
            massPerPackage = .missing(.statistics)
            route = .missing(.statistics)
            chapter = .missing(.statistics)
            return
        }
        price = statistics.price(item, declaration)
        ownPrice = statistics.ownPrice(item, declaration)
        netRatio = statistics.netRatio(item)
        massPerPackage = statistics.massPerPackage(item)
        route = statistics.route(item, declaration)
        chapter = statistics.chapter(item, declaration)
    }
}
