package import Customs
import Reference

extension TradeStatistics {
    /// Counts a declaration in. Each declaration is counted once, in its last version.
    ///
    /// Values are compared in US dollars where `rates` knows their currency, else within their own
    /// currency. What a declaration does not say is left out of the part that would need it.
    package mutating func observe(_ declaration: borrowing Declaration, rates: USDRates) {
        let measures = DeclarationMeasures(declaration, seed: seed)
        declarationCount.addSaturating(1)
        if let day = measures.day {
            firstDayNumber = min(firstDayNumber, day.number)
            lastDayNumber = max(lastDayNumber, day.number)
            if let trader = measures.trader {
                importers.add(trader, SpanRecord(first: day.number, last: day.number, count: 1))
            }
        }
        if let invoice = measures.invoice, let identity = measures.identity {
            invoices.add(invoice, UseRecord(identity))
        }
        observeContainers(declaration, measures)
        let seller = observeRecent(declaration, measures)
        for index in declaration.items.indices {
            let item = ItemMeasures(declaration, item: declaration.items[index], rates: rates)
            itemCount.addSaturating(1)
            observePrice(item, measures)
            observeTrader(item, measures)
            observeMasses(item)
            observeRecent(item, measures, seller: seller)
            if let heading = item.hs?.heading, let text = declaration.items[index].description {
                wordings.observe(text, heading: heading)
            }
            if let share = item.freightShare, let hs = item.hs {
                histograms.count(
                    StableMath.ln(share),
                    under: HistogramKey.freightShare(mode: measures.mode, chapter: hs.chapter))
            }
            if let triple = Self.tripleKey(item, measures) {
                countryTriples.add(triple, CountRecord(count: 1))
                tripleTotals[Int(measures.flow)].addSaturating(1)
            }
        }
    }

    private mutating func observePrice(_ item: ItemMeasures, _ measures: DeclarationMeasures) {
        guard let price = item.lnUnitPrice, let hs = item.hs else { return }
        let flow = measures.flow
        let basis = item.basis
        histograms.count(price, under: HistogramKey.price(.priceAll, flow: flow, basis: basis))
        histograms.count(
            price,
            under: HistogramKey.price(.priceChapter, flow: flow, basis: basis, hs: hs.chapter))
        guard let heading = hs.heading else { return }
        histograms.count(
            price, under: HistogramKey.price(.priceHeading, flow: flow, basis: basis, hs: heading))
        guard let subheading = hs.subheading else { return }
        histograms.count(
            price,
            under: HistogramKey.price(.priceSubheading, flow: flow, basis: basis, hs: subheading))
        guard let origin = item.origin else { return }
        histograms.count(
            price,
            under: HistogramKey.price(
                .priceOrigin, flow: flow, basis: basis, hs: subheading, origin: origin))
    }

    private mutating func observeTrader(_ item: ItemMeasures, _ measures: DeclarationMeasures) {
        guard let trader = measures.trader else { return }
        if let value = item.value, value > 0 {
            importerValues.add(
                Self.traderKey(trader, UInt64(item.basis)),
                ValueRecord(lnValue: StableMath.ln(value)))
        }
        guard let hs = item.hs else { return }
        if let day = measures.day {
            importerChapters.add(
                Self.traderKey(trader, UInt64(hs.chapter)),
                SpanRecord(first: day.number, last: day.number, count: 1))
        }
        if let price = item.lnUnitPrice, let heading = hs.heading {
            importerHeadings.add(
                Self.traderKey(trader, UInt64(heading) << 16 | UInt64(item.basis)),
                OwnPriceRecord(ln: price))
        }
    }

    private mutating func observeMasses(_ item: ItemMeasures) {
        guard let hs = item.hs else { return }
        if let net = item.netKg, let gross = item.grossKg, net > 0, gross >= net {
            histograms.count(
                NetRatioAxis.position(net / gross),
                under: HistogramKey.netRatio(chapter: hs.chapter))
        }
        if let mass = item.kgPerPackage, let type = item.packageType, let heading = hs.heading {
            histograms.count(
                StableMath.ln(mass),
                under: HistogramKey.massPerPackage(heading: heading, type: type))
        }
    }

    private mutating func observeContainers(
        _ declaration: borrowing Declaration, _ measures: DeclarationMeasures
    ) {
        guard let day = measures.day, let office = measures.office else { return }
        for index in declaration.equipment.indices {
            guard let number = declaration.equipment[index].id else { continue }
            containers.add(Self.containerKey(number, day, seed: seed), UseRecord(office))
        }
    }

    // MARK: - Keys

    /// A trader together with a chapter, a heading or a currency.
    static func traderKey(_ trader: UInt64, _ code: UInt64) -> UInt64 {
        StableHash.mix(trader &+ code &* 0x9E37_79B9_7F4A_7C15)
    }

    static func containerKey(_ number: String, _ day: CalendarDay, seed: UInt64) -> UInt64 {
        var hash = StableHash(seed: seed)
        hash.add(EquipmentNumbers.normalised(number))
        hash.add(UInt64(bitPattern: Int64(day.number)))
        return hash.value
    }

    /// Flow, origin, dispatch and partner; nil when origin or dispatch is unknown.
    static func tripleKey(_ item: ItemMeasures, _ measures: DeclarationMeasures) -> UInt64? {
        guard let origin = item.origin, let dispatch = item.dispatch else { return nil }
        return UInt64(measures.flow) << 48 | UInt64(origin) << 32 | UInt64(dispatch) << 16
            | UInt64(measures.partner ?? 0)
    }
}
