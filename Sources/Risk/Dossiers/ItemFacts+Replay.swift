import Customs

extension ItemFacts {
    static var blank: ItemFacts {
        ItemFacts(
            measures: ItemMeasures(Declaration(), item: GoodsItem(), rates: USDRates()),
            price: .missing(.statistics), ownPrice: .missing(.statistics),
            netRatio: .missing(.statistics), massPerPackage: .missing(.statistics),
            route: .missing(.statistics), chapter: .missing(.statistics),
            freightShare: .missing(.statistics), recent: RecentItemFacts(missing: .statistics))
    }

    mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        try measures.visitRates(&bytes)
        let blank = PriceComparison(
            level: .heading, setSize: 0, unitPrice: 0, median: 0, z: 0, percentile: 0)
        try bytes.fact(&price, blank: blank) { bytes, price throws(StatisticsDamage) in
            var level = price.level.rawValue
            try bytes.small(&level)
            guard let found = PriceComparison.Level(rawValue: level) else {
                throw .invalid(rule: "level")
            }
            price.level = found
            try bytes.whole(&price.setSize)
            try bytes.real(&price.unitPrice)
            try bytes.real(&price.median)
            try bytes.real(&price.z)
            try bytes.real(&price.percentile)
        }
        let own = OwnPriceComparison(setSize: 0, unitPrice: 0, usual: 0, deviation: 0)
        try bytes.fact(&ownPrice, blank: own) { bytes, own throws(StatisticsDamage) in
            try bytes.whole(&own.setSize)
            try bytes.real(&own.unitPrice)
            try bytes.real(&own.usual)
            try bytes.real(&own.deviation)
        }
        try Self.visit(&netRatio, &bytes)
        try Self.visit(&massPerPackage, &bytes)
        try Self.visit(&freightShare, &bytes)
        let rare = RouteRarity(origin: 0, dispatch: 0, partner: 0, count: 0, total: 0)
        try bytes.fact(&route, blank: rare) { bytes, route throws(StatisticsDamage) in
            try bytes.small(&route.origin)
            try bytes.small(&route.dispatch)
            try bytes.small(&route.partner)
            try bytes.whole(&route.count)
            try bytes.whole(&route.total)
        }
        let first = ChapterHistory(isFirst: false, traderCount: 0, valueCount: 0, value90: 0)
        try bytes.fact(&chapter, blank: first) { bytes, chapter throws(StatisticsDamage) in
            try bytes.flag(&chapter.isFirst)
            try bytes.whole(&chapter.traderCount)
            try bytes.whole(&chapter.valueCount)
            try bytes.real(&chapter.value90)
        }
        try bytes.fact(&recent.otherWay, blank: 0) { bytes, count throws(StatisticsDamage) in
            try bytes.whole(&count)
        }
        try bytes.fact(&recent.newCombinations, blank: 0) { bytes, new throws(StatisticsDamage) in
            try bytes.small(&new)
        }
    }

    private static func visit(
        _ fact: inout Fact<BandComparison>, _ bytes: inout FactBytes
    ) throws(StatisticsDamage) {
        let blank = BandComparison(setSize: 0, measure: 0, low: 0, high: 0)
        try bytes.fact(&fact, blank: blank) { bytes, band throws(StatisticsDamage) in
            try bytes.whole(&band.setSize)
            try bytes.real(&band.measure)
            try bytes.real(&band.low)
            try bytes.real(&band.high)
        }
    }
}

extension ItemMeasures {
    /// Value and basis, which depend on the day's rates.
    mutating func visitRates(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        func real(_ bytes: inout FactBytes, _ value: inout Double) throws(StatisticsDamage) {
            try bytes.real(&value)
        }
        try bytes.optional(&value, blank: 0, real)
        try bytes.small(&basis)
        try bytes.optional(&lnUnitPrice, blank: 0, real)
    }
}

extension RecentFacts {
    mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        try Self.visit(&trader, &bytes)
        try Self.visit(&vehicle, &bytes)
        try Self.visit(&broker, &bytes)
        try Self.visit(&seller, &bytes)
        try Self.visit(&office, &bytes)
        try bytes.fact(&sameDay, blank: 0) { bytes, count throws(StatisticsDamage) in
            try bytes.whole(&count)
        }
        let blank = CertificateUse(item: 0, number: "", uses: 0)
        try bytes.fact(&certificates, blank: []) { bytes, list throws(StatisticsDamage) in
            try bytes.list(&list, blank: blank) { bytes, use throws(StatisticsDamage) in
                try bytes.whole(&use.item)
                try bytes.text(&use.number)
                try bytes.whole(&use.uses)
            }
        }
        try Self.visit(&address, &bytes)
        try Self.visit(&phone, &bytes)
    }

    private static func visit(
        _ fact: inout Fact<WeekComparison>, _ bytes: inout FactBytes
    ) throws(StatisticsDamage) {
        let blank = WeekComparison(
            thisWeek: 0, lastWeek: 0, twelveWeeks: 0, halfYear: 0, weeksBelow: 0,
            firstDay: CalendarDay(number: 0))
        try bytes.fact(&fact, blank: blank) { bytes, weeks throws(StatisticsDamage) in
            try bytes.whole(&weeks.thisWeek)
            try bytes.whole(&weeks.lastWeek)
            try bytes.whole(&weeks.twelveWeeks)
            try bytes.whole(&weeks.halfYear)
            try bytes.whole(&weeks.weeksBelow)
            try bytes.day(&weeks.firstDay)
        }
    }

    private static func visit(
        _ fact: inout Fact<TieHistory>, _ bytes: inout FactBytes
    ) throws(StatisticsDamage) {
        let blank = TieHistory(
            isFirst: false, traderCount: 0, traderFirstDay: CalendarDay(number: 0))
        try bytes.fact(&fact, blank: blank) { bytes, tie throws(StatisticsDamage) in
            try bytes.flag(&tie.isFirst)
            try bytes.whole(&tie.traderCount)
            try bytes.day(&tie.traderFirstDay)
        }
    }

    private static func visit(
        _ fact: inout Fact<SharedMark>, _ bytes: inout FactBytes
    ) throws(StatisticsDamage) {
        try bytes.fact(&fact, blank: SharedMark(traders: 0)) {
            bytes, mark throws(StatisticsDamage) in
            try bytes.whole(&mark.traders)
        }
    }
}
