/// Goods that a field of enforcement watches, by the Harmonized System, and where that is written.
///
/// The lists are starting values for an administration to review: which list binds it is its own
/// law. State of the facts: 2026-01.
package enum GoodsList: String, Hashable, Sendable, CaseIterable {
    case precursors, strategic, nuclear, wildlife, criticalMinerals, copied, packaging, cash

    /// Numbers of two, four or six digits; goods whose code begins with one are on the list.
    package var numbers: [UInt32] {
        switch self {
        case .precursors:
            [
                291524, 293941, 293942, 293943, 293944, 293949, 293961, 293962, 293963, 291634,
                293291, 293292, 293293, 293294, 292243, 280610, 280700, 284161, 291411, 291412,
                290911, 290230, 293332, 291431, 292423, 292640, 293336, 293337,
            ]
        case .strategic:
            [
                854231, 854232, 854233, 854239, 851762, 852691, 853221, 853224, 854800, 847150,
                850440, 851769, 852589, 852910, 852990, 853669, 853690, 854110, 854121, 854129,
                854130, 854149, 854151, 854159, 854160, 880730, 901310, 901380, 901420, 901480,
                848210, 848220, 848230, 848250, 847180, 848610, 848620, 848640, 853400, 854320,
                902750, 903020, 903032, 903039, 903082, 845710, 845811, 845891, 845961, 846693,
            ]
        case .nuclear: [2844, 2612, 8401, 284510]
        case .wildlife: [106, 507, 508, 4103, 4301, 960110, 9705, 160431, 121120]
        case .criticalMinerals:
            [
                2602, 2604, 2605, 2609, 2610, 2611, 2612, 2613, 2615, 2617, 280530, 2846, 8101,
                8102, 8103, 8104, 8105, 8106, 8108, 8109, 8110, 8111, 8112, 7108, 2504,
                283691, 282520,
            ]
        case .copied:
            [
                3303, 3304, 4202, 6109, 6110, 6203, 6204, 6402, 6403, 6404, 8517, 8518, 9101, 9102,
                9004, 9503, 3004, 2402, 8708, 7113,
            ]
        case .packaging: [4819, 4821, 391990, 392330, 7010, 830990, 4911]
        case .cash: [490700, 711810, 711890]
        }
    }

    /// Where the list comes from.
    package var source: String {
        switch self {
        case .precursors:
            "UN Convention against Illicit Traffic in Narcotic Drugs (1988), tables I and II, with the "
                + "WCO's HS numbers for them"
        case .strategic:
            "Common High Priority List (EU, UK, US, Japan), tiers 1 to 4.B, version of February 2024"
        case .nuclear: "HS chapters 26, 28 and 84: radioactive elements, ores and reactors"
        case .wildlife:
            "HS headings in which species of the CITES appendices are mostly declared, without timber"
        case .criticalMinerals:
            "HS headings of ores, metals, graphite and lithium named critical by EU and US lists, and gold"
        case .copied: "HS headings most often detained in the EU's and WCO's yearly IPR reports"
        case .packaging: "HS headings of labels, boxes, bottles and closures"
        case .cash: "HS 4907 00 banknotes, 7118 coin"
        }
    }

    /// Whether goods of a number are on the list. Constant time.
    package func holds(_ hs: HSNumber) -> Bool {
        let table = Self.tables[ordinal]
        if hs.digits >= 6, table.contains(hs.six) { return true }
        if let heading = hs.heading, table.contains(heading * 100 + 1_000_000) { return true }
        return false
    }

    private var ordinal: Int {
        switch self {
        case .precursors: 0
        case .strategic: 1
        case .nuclear: 2
        case .wildlife: 3
        case .criticalMinerals: 4
        case .copied: 5
        case .packaging: 6
        case .cash: 7
        }
    }

    /// Headings stand as themselves times a hundred plus a million, apart from subheadings.
    private static let tables: [Set<UInt32>] = allCases.map { list in
        Set(list.numbers.map { $0 < 10_000 ? $0 * 100 + 1_000_000 : $0 })
    }
}

/// Places whose company registers do not show owners or tax no foreign income.
///
/// Only the seat of the selling firm is looked at, as the route of the payment. Source: the European
/// Union's list of non-cooperative jurisdictions for tax purposes (annex I, October 2025) and the
/// seats that the 2021 Pandora Papers name most. State: 2026-01; an administration keeps its own.
package enum OffshoreSeats {
    package static let codes = [
        "AG", "AI", "AS", "BS", "BZ", "FJ", "GU", "KY", "PA", "PW", "SC", "TT", "VG", "VI", "VU",
        "WS",
    ]
    static let packed = Set(codes.compactMap { PackedCode.country($0) })
}

/// A field of enforcement, with the indicators that serve it.
package enum Offence: String, Hashable, Sendable, CaseIterable {
    case drugs, people, strategicGoods = "strategic-goods", moneyLaundering = "money-laundering"
    case dutyEvasion = "duty-evasion", wildlife, counterfeit, cash
    case criticalMinerals = "critical-minerals", organisedNetworks = "organised-networks"

    /// The pack: indicators in the order of the registry.
    package var indicators: [IndicatorID] {
        switch self {
        case .drugs:
            [
                .permitPrecursor, .combinationNew, .countryTripleRare, .vagueDescription,
                .freightShare, .routeRepeats, .consigneeToOrder, .massPerPackage,
            ]
        case .people: [.vehicleLight, .routeRepeats, .vehicleSurge, .netGrossRatio, .watchPerson]
        case .strategicGoods:
            [.permitStrategic, .permitNuclear, .strategicBuyerNew, .strategicReexport]
        case .moneyLaundering:
            [
                .unitPriceHigh, .unitPriceLow, .valueDensity, .offshoreSeller, .carousel,
                .invoiceReused, .rateDeviates, .mirrorResidual, .mirrorUnmatchedExport,
            ]
        case .dutyEvasion:
            [
                .unitPriceLow, .descriptionMismatch, .incotermCharges, .splitConsignment,
                .certificateReused,
                .codeUnknown, .totalsDisagree, .zeroAmount, .amendmentsMany,
                .mirrorResidual, .mirrorUnmatchedExport, .partnerTip,
            ]
        case .wildlife: [.permitWildlife]
        case .counterfeit: [.counterfeitPrice, .packagingOnly]
        case .cash: [.cashGoods, .splitConsignment]
        case .criticalMinerals: [.mineralPriceLow]
        case .organisedNetworks:
            [
                .linkedTrader, .traderOffences, .addressShared, .phoneShared, .brokerNew,
                .sellerNew, .officeNew, .dormantBurst,
                .traderSurge, .importerNew, .watchCompany,
            ]
        }
    }
}
