package import Customs

/// A declaration with all facts that judging it needs, gathered beforehand.
///
/// Judging never asks anything else, so an assessment can be repeated from a stored dossier.
package struct Dossier: Hashable, Sendable {
    package var declaration: Declaration
    /// True for a cargo report laid out as a declaration: a report states no values, origins or
    /// papers, so it is asked fewer questions.
    package var isReport = false
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
    package var recent: RecentFacts
    /// What inspections of the trader have shown, and the way to traders that are flagged; filled in
    /// where results are at hand, see ``consider(_:statistics:)``.
    package var inspections: Fact<InspectionRecord> = .missing(.inspectionResults)
    package var link: Fact<PartyLink?> = .missing(.inspectionResults)
    /// The random draw made for this declaration; nil when none was made.
    package var draw: Draw?
    /// Hits on watch lists, found by whoever compares names; see ``WatchFact``.
    package var watch: Fact<[WatchFact]> = .missing(.watchlists)
    /// What the partner's register says of these goods and of the trader's earlier ones.
    package var mirror: Fact<[MirrorFact]> = .missing(.mirrorRecords)
    /// What partners told about parties and conveyances of the declaration.
    package var tips: Fact<[MirrorFact]> = .missing(.partnerInformation)
    /// What the adopted model says; see ``consult(_:)``.
    package var learned: Fact<ModelFact> = .missing(.model)

    /// More faulty codes than this are not listed: the point is made.
    package static let codeFaultsMax = 20
}

extension Dossier {
    /// Gathers everything known about a declaration.
    ///
    /// Pure: the same declaration, statistics, lists, rates and draw give the same dossier. Takes
    /// constant time per item, container and code. Call ``TradeStatistics/settle()`` once before
    /// gathering many.
    ///
    /// - Parameters:
    ///   - statistics: earlier trade; comparisons abstain while it is empty.
    ///   - codes: code lists; ``CodeBook/shipped`` unless the administration has its own.
    ///   - rates: rates of the declaration's day.
    ///   - draw: the random draw made for this declaration; nil when none was made.
    package static func gather(
        _ declaration: consuming Declaration, statistics: borrowing TradeStatistics,
        codes: CodeBook, rates: USDRates, draw: Draw?
    ) -> Dossier {
        let measures = DeclarationMeasures(declaration, seed: statistics.seed)
        let keys = RecentKeys(declaration, seed: statistics.seed)
        let items = ItemFacts.all(in: declaration, measures, statistics, rates, keys)
        let isEmpty = statistics.isEmpty
        let check = CodeCheck(declaration, items: items, book: codes, day: measures.day)
        let invoice = isEmpty ? .missing(.statistics) : statistics.invoice(declaration, measures)
        let elsewhere =
            isEmpty
            ? .missing(.statistics) : statistics.containersElsewhere(declaration, measures)
        let recent = statistics.recentFacts(declaration, measures, keys)
        let declaredRates = DeclaredRate.all(in: declaration, rates: rates)
        return Dossier(
            declaration: declaration, measures: measures, items: items,
            trader: isEmpty ? .missing(.statistics) : statistics.trader(measures),
            invoice: invoice, rates: declaredRates, codeFaults: check.faults,
            schemesWithoutList: check.schemesWithoutList, nomenclatureKnown: codes.holdsSubheadings,
            unknownSubheadings: check.unknownSubheadings, numbersChecked: check.numbersChecked,
            numberFaults: check.numberFaults, containersElsewhere: elsewhere, recent: recent,
            draw: draw)
    }
}

extension Dossier {
    /// Fills in what the node knows of the trader and of those it shares something with.
    package mutating func consider(
        _ known: KnownTraders, statistics: borrowing TradeStatistics
    ) {
        guard let trader = measures.trader else {
            inspections = .missing(.trader)
            link = .missing(.trader)
            return
        }
        let record = known[KnownTraders.short(trader)] ?? KnownTraders.Record()
        let usual = known.inspected > 0 ? Double(known.offences) / Double(known.inspected) : 0
        inspections = .known(
            InspectionRecord(
                inspected: record.inspected, offences: record.offences, usual: usual))
        link = .known(statistics.recent.link(from: trader, known: known))
    }
}

extension ItemFacts {
    /// Facts about every item; a function of its own, so that items are read in place.
    static func all(
        in declaration: borrowing Declaration, _ measures: DeclarationMeasures,
        _ statistics: borrowing TradeStatistics, _ rates: USDRates, _ keys: RecentKeys
    ) -> [ItemFacts] {
        var items: [ItemFacts] = []
        items.reserveCapacity(declaration.items.count)
        for index in declaration.items.indices {
            let item = ItemMeasures(declaration, item: declaration.items[index], rates: rates)
            var facts = ItemFacts(item, measures, statistics, seller: keys.seller)
            facts.wording = statistics.wording(declaration.items[index], item)
            items.append(facts)
        }
        return items
    }

    /// Facts about an item from statistics; all missing while they are empty.
    init(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures,
        _ statistics: borrowing TradeStatistics, seller: UInt64?
    ) {
        recent = statistics.recentFacts(item, declaration, seller: seller)
        measures = item
        guard !statistics.isEmpty else {
            price = .missing(.statistics)
            ownPrice = .missing(.statistics)
            netRatio = .missing(.statistics)
            massPerPackage = .missing(.statistics)
            route = .missing(.statistics)
            chapter = .missing(.statistics)
            freightShare = .missing(.statistics)
            return
        }
        price = statistics.price(item, declaration)
        ownPrice = statistics.ownPrice(item, declaration)
        netRatio = statistics.netRatio(item)
        massPerPackage = statistics.massPerPackage(item)
        route = statistics.route(item, declaration)
        chapter = statistics.chapter(item, declaration)
        freightShare = statistics.freightShare(item, declaration)
    }
}
