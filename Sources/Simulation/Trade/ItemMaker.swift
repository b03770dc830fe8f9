import Customs

/// Draws honest goods items.
enum ItemMaker {
    static func item(
        _ goodsIndex: Int, of count: Int, lane: Lane, perUSD: Double,
        _ chance: inout SeededGenerator
    ) -> ShipmentItem {
        let goods = lane.goods[goodsIndex]
        let commodity = CommodityTable.all[goods.commodity]
        let lnMass = lane.way.lnNetKg + chance.normal() * 0.35
        let kg = min(Elementary.exp(lnMass), lane.way.netKgMax) / Double(count)
        var item = ShipmentItem(
            goods: goodsIndex, commodity: goods.commodity, origin: goods.origin, net: 0, gross: 0,
            units: 0, packages: 0, price: 0, article: chance.below(9000))
        measure(&item, commodity, kg: max(kg, 0.5), &chance)
        // A few honest bargains and mistakes in the price lie far from the rest.
        let tail = chance.chance(0.004) ? 2.2 : 1
        let perKg = Elementary.exp(goods.lnPrice + chance.normal() * goods.sigma * tail)
        item.price = max(1, Int64((Double(item.net) / 10 * perKg * perUSD * 100).rounded()))
        if item.article >= 3000 { item.article = 0 }
        return item
    }

    /// Masses, units and packages that fit one another.
    private static func measure(
        _ item: inout ShipmentItem, _ commodity: Commodity, kg: Double,
        _ chance: inout SeededGenerator
    ) {
        var kg = kg
        if commodity.kgPerUnit > 0, commodity.unit != nil {
            item.units = max(1, Int64((kg / commodity.kgPerUnit).rounded()))
            if commodity.unit != "MTQ" {
                kg = Double(item.units) * commodity.kgPerUnit * chance.uniform(0.97...1.03)
            }
        }
        // Scales of lorries and wagons show tens of kilograms.
        let step = kg > 2000 && chance.chance(0.4) ? 100.0 : 1.0
        item.net = max(1, Int64((kg * 10 / step).rounded(.up) * step))
        if commodity.packageType == "NE" {
            item.packages = max(1, item.units)
        } else {
            let perPackage = commodity.kgPerPackage * chance.uniform(0.9...1.1)
            item.packages = max(1, Int64((kg / perPackage).rounded(.up)))
        }
        let tare = (commodity.grossRatio - 1) * chance.uniform(0.75...1.25)
        item.gross = item.net + Int64((Double(item.net) * tare).rounded())
    }
}

/// Draws freight and insurance and shares them out, so that prices, charges and customs values agree.
enum Charges {
    static func put(
        on shipment: inout Shipment, lane: Lane, perUSD: Double, _ chance: inout SeededGenerator
    ) {
        let kg = Double(shipment.grossTotal) / 10
        let perKg: Double =
            switch lane.mode {
            case .air: 2.6
            case .road: 0.085
            case .rail: 0.045
            case .sea: 0.06
            }
        let goodsValue = Double(shipment.priceTotal)
        let usd = (35 + kg * perKg * distance(lane.foreignLand)) * chance.uniform(0.8...1.25)
        // Cheap bulk goods are not carried where freight would eat them up.
        let freight = Int64(min(usd * perUSD * 100, goodsValue * 0.35).rounded())
        let insurance = Int64((goodsValue * 0.003 * chance.uniform(0.7...1.3)).rounded())
        let included =
            (lane.incoterm.includesFreight ? freight : 0)
            + (lane.incoterm.includesInsurance ? insurance : 0)
        let forImport = lane.flow == .import
        shipment.freight = lane.incoterm.includesFreight || !forImport ? 0 : freight
        shipment.insurance = lane.incoterm.includesInsurance || !forImport ? 0 : insurance
        share(included, over: &shipment.items) {
            $0.includedCharges = $1
            $0.price += $1
        }
        share(shipment.freight + shipment.insurance, over: &shipment.items) {
            $0.addedCharges = $1
        }
    }

    /// Splits an amount by gross mass; the last item takes what rounding leaves.
    private static func share(
        _ amount: Int64, over items: inout [ShipmentItem],
        _ give: (inout ShipmentItem, Int64) -> Void
    ) {
        guard amount > 0, let last = items.indices.last else { return }
        let total = items.reduce(Int64(0)) { $0 + $1.gross }
        var rest = amount
        for index in items.indices {
            let part =
                index == last
                ? rest
                : Int64(Double(amount) * (Double(items[index].gross) / Double(total)))
            rest -= part
            give(&items[index], part)
        }
    }

    /// Length of the way relative to a domestic one of about 800 km.
    private static func distance(_ land: Land) -> Double {
        switch land {
        case .uz, .kz, .kg, .tj: 0.6
        case .ru, .cn: 1.1
        case .tr, .in: 1.5
        case .de, .it, .kr: 1.9
        case .us: 2.5
        }
    }
}
