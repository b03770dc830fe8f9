package import Customs

extension TradeStatistics {
    /// Comparison sets smaller than this say nothing.
    package static let setSizeMin = 30
    /// A set of this many values weighs as much as what its parent in the tree says.
    package static let shrinkage = 20.0
    /// Spreads of the logarithm below this are taken as this: prices are never that uniform.
    package static let spreadMin = 0.15

    /// Compares an item's unit price with those of comparable goods of the same flow and currency.
    ///
    /// Down the tree (chapter, heading, subheading, subheading with origin), centre and spread of
    /// the logarithm are drawn towards the parent's: with n values, w = n ÷ (n + 20),
    /// m = w·median + (1 − w)·m(parent), s = w·1.4826·MAD + (1 − w)·s(parent), s at least 0.15;
    /// z = (ln price − m) ÷ s. The parent's spread contains the spread between its children, so a
    /// small set is judged with caution. Missing when not even the heading has 30 values.
    ///
    /// Source: weights as in empirical-Bayes shrinkage (B. Efron, C. Morris, "Data analysis using
    /// Stein's estimator and its generalizations", J. Amer. Statist. Assoc. 70, 1975).
    package func price(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures
    ) -> Fact<PriceComparison> {
        guard let hs = item.hs, let heading = hs.heading else { return .missing(.commodityCode) }
        guard item.netKg != nil else { return .missing(.netMass) }
        guard let value = item.value else { return .missing(.value) }
        guard let price = item.lnUnitPrice, let netKg = item.netKg else {
            return .missing(value > 0 ? .netMass : .value)
        }
        func key(_ kind: HistogramKey.Kind, _ hs: UInt32, _ origin: UInt16 = 0) -> UInt64 {
            HistogramKey.price(
                kind, flow: declaration.flow, basis: item.basis, hs: hs, origin: origin)
        }
        guard let chapter = histograms.summary(key(.priceChapter, hs.chapter)) else {
            return .missing(.comparisonSet)
        }
        var centre = chapter.median
        var spread = max(chapter.spread, Self.spreadMin)
        var found: (level: PriceComparison.Level, size: Int, key: UInt64)?
        func narrow(_ key: UInt64, _ level: PriceComparison.Level) {
            guard let set = histograms.summary(key) else { return }
            let weight = Double(set.count) / (Double(set.count) + Self.shrinkage)
            centre = weight * set.median + (1 - weight) * centre
            spread = max(weight * set.spread + (1 - weight) * spread, Self.spreadMin)
            if set.count >= Self.setSizeMin { found = (level, set.count, key) }
        }
        narrow(key(.priceHeading, heading), .heading)
        if let subheading = hs.subheading {
            narrow(key(.priceSubheading, subheading), .subheading)
            if let origin = item.origin {
                narrow(key(.priceOrigin, subheading, origin), .subheadingAndOrigin)
            }
        }
        guard let found else { return .missing(.comparisonSet) }
        let z = (price - centre) / spread
        // The percentile is only shown with a finding, and findings need a distance.
        let percentile =
            z.magnitude < 2 ? 0.5 : histograms.shareBelow(price, under: found.key) ?? 0.5
        return .known(
            PriceComparison(
                level: found.level, setSize: found.size, unitPrice: value / netKg,
                median: StableMath.exp(centre), z: z, percentile: percentile))
    }

    /// Compares an item's unit price with the trader's own in the heading, in the same currency.
    package func ownPrice(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures
    ) -> Fact<OwnPriceComparison> {
        guard let heading = item.hs?.heading else { return .missing(.commodityCode) }
        guard let trader = declaration.trader else { return .missing(.trader) }
        guard let netKg = item.netKg, netKg > 0 else { return .missing(.netMass) }
        guard let value = item.value, value > 0 else { return .missing(.value) }
        let key = Self.traderKey(trader, UInt64(heading) << 16 | UInt64(item.basis))
        guard let record = importerHeadings[key], record.count >= 5 else {
            return .missing(.traderHistory)
        }
        let (mean, deviation) = record.moments
        return .known(
            OwnPriceComparison(
                setSize: Int(record.count), unitPrice: value / netKg, usual: StableMath.exp(mean),
                deviation: deviation))
    }

    /// Compares net over gross mass with the chapter's usual band; needs 100 values.
    package func netRatio(_ item: ItemMeasures) -> Fact<BandComparison> {
        guard let hs = item.hs else { return .missing(.commodityCode) }
        guard let net = item.netKg, net > 0 else { return .missing(.netMass) }
        guard let gross = item.grossKg, gross > 0 else { return .missing(.grossMass) }
        guard let band = histograms.summary(HistogramKey.netRatio(chapter: hs.chapter)),
            band.count >= 100
        else { return .missing(.comparisonSet) }
        return .known(
            BandComparison(
                setSize: band.count, measure: net / gross, low: NetRatioAxis.ratio(band.low),
                high: NetRatioAxis.ratio(band.high)))
    }

    /// Compares freight over value with the usual band of chapter and mode of transport; needs 100.
    package func freightShare(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures
    ) -> Fact<BandComparison> {
        guard let hs = item.hs else { return .missing(.commodityCode) }
        guard let share = item.freightShare else { return .missing(.charges) }
        guard
            let band = histograms.summary(
                HistogramKey.freightShare(mode: declaration.mode, chapter: hs.chapter)),
            band.count >= 100
        else { return .missing(.comparisonSet) }
        return .known(
            BandComparison(
                setSize: band.count, measure: share, low: StableMath.exp(band.low),
                high: StableMath.exp(band.high)))
    }

    /// Compares kilograms per package with the usual band of heading and package type; needs 50.
    package func massPerPackage(_ item: ItemMeasures) -> Fact<BandComparison> {
        guard let heading = item.hs?.heading else { return .missing(.commodityCode) }
        guard let type = item.packageType, let count = item.packageCount, count > 0 else {
            return .missing(.packages)
        }
        guard let mass = item.kgPerPackage else { return .missing(.grossMass) }
        guard
            let band = histograms.summary(
                HistogramKey.massPerPackage(heading: heading, type: type)), band.count >= 50
        else { return .missing(.comparisonSet) }
        return .known(
            BandComparison(
                setSize: band.count, measure: mass, low: StableMath.exp(band.low),
                high: StableMath.exp(band.high)))
    }

    /// How rare the item's route is among those of the same flow; needs 2,000 items.
    package func route(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures
    ) -> Fact<RouteRarity> {
        guard let origin = item.origin else { return .missing(.origin) }
        guard let dispatch = item.dispatch else { return .missing(.dispatch) }
        let total = tripleTotals[Int(declaration.flow)]
        guard total >= 2000, let key = Self.tripleKey(item, declaration), countryTriples.keeps(key)
        else { return .missing(.comparisonSet) }
        return .known(
            RouteRarity(
                origin: origin, dispatch: dispatch, partner: declaration.partner ?? 0,
                count: Int(countryTriples[key]?.count ?? 0), total: Int(clamping: total)))
    }

    /// What is known of the trader.
    package func trader(_ declaration: DeclarationMeasures) -> Fact<TraderHistory> {
        guard let day = declaration.day else { return .missing(.referenceDay) }
        guard let trader = declaration.trader else { return .missing(.trader) }
        guard let start = firstDay, day > start else { return .missing(.historyDepth) }
        guard importers.keeps(trader) else { return .missing(.traderHistory) }
        let record = importers[trader]
        let first = record.map { CalendarDay(number: $0.first) } ?? day
        return .known(
            TraderHistory(
                firstDay: min(first, day), count: Int(record?.count ?? 0), historyStart: start))
    }

    /// The trader's dealings with the item's chapter.
    package func chapter(
        _ item: ItemMeasures, _ declaration: DeclarationMeasures
    ) -> Fact<ChapterHistory> {
        guard let hs = item.hs else { return .missing(.commodityCode) }
        guard let day = declaration.day else { return .missing(.referenceDay) }
        guard let trader = declaration.trader else { return .missing(.trader) }
        let key = Self.traderKey(trader, UInt64(hs.chapter))
        guard importers.keeps(trader), importerChapters.keeps(key) else {
            return .missing(.traderHistory)
        }
        let known = importers[trader]
        let isFirst = importerChapters[key].map { $0.first >= day.number } ?? true
        var history = ChapterHistory(
            isFirst: isFirst, traderCount: Int(known?.count ?? 0), valueCount: 0, value90: 0)
        // The usual values are only asked for when they matter.
        guard isFirst, let known, known.count >= 5, known.first < day.number else {
            return known == nil || (known?.count ?? 0) < 5
                ? .missing(.traderHistory) : .known(history)
        }
        guard item.value != nil else { return .missing(.value) }
        let values = importerValues[Self.traderKey(trader, UInt64(item.basis))]
        let (count, ln90) = values?.quantile(0.9) ?? (0, 0)
        history.valueCount = count
        history.value90 = StableMath.exp(ln90)
        return .known(history)
    }

    /// How often the seller's invoice number was used.
    package func invoice(
        _ declaration: borrowing Declaration, _ measures: DeclarationMeasures
    ) -> Fact<InvoiceUse> {
        guard let number = declaration.invoiceID, !number.isEmpty else {
            return .missing(.invoiceNumber)
        }
        guard let invoice = measures.invoice else { return .missing(.seller) }
        guard let identity = measures.identity else { return .missing(.declarationNumber) }
        guard invoices.keeps(invoice) else { return .missing(.comparisonSet) }
        guard let record = invoices[invoice] else {
            return .known(InvoiceUse(uses: 0, byOthers: false))
        }
        return .known(
            InvoiceUse(
                uses: Int(record.count),
                byOthers: record.least != identity || record.greatest != identity))
    }

    /// Containers of the declaration that another office saw on the same day.
    package func containersElsewhere(
        _ declaration: borrowing Declaration, _ measures: DeclarationMeasures
    ) -> Fact<[String]> {
        guard !declaration.equipment.isEmpty else { return .missing(.containerNumbers) }
        guard let day = measures.day else { return .missing(.referenceDay) }
        guard let office = measures.office else { return .missing(.office) }
        var elsewhere: [String] = []
        for index in declaration.equipment.indices {
            guard let number = declaration.equipment[index].id,
                let record = containers[Self.containerKey(number, day, seed: seed)],
                record.least != office || record.greatest != office
            else { continue }
            elsewhere.append(number)
        }
        return .known(elsewhere)
    }
}

extension TradeStatistics {
    /// What the words of an item's description say of its heading.
    func wording(
        _ item: borrowing GoodsItem, _ measures: ItemMeasures
    ) -> Fact<WordingComparison> {
        guard !isEmpty else { return .missing(.statistics) }
        guard let text = item.description, !text.isEmpty else { return .missing(.description) }
        guard let heading = measures.hs?.heading else { return .missing(.commodityCode) }
        return wordings.compare(text, heading: heading)
    }
}
