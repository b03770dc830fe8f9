import Customs

/// Puts the goods items of a declaration together.
struct GoodsItemAssembly {
    let world: TradeWorld
    let shipment: Shipment
    let lane: Lane
    /// The lane's flow, or its opposite in the partner's record.
    let flow: Declaration.Flow
    /// The administration that reads the declaration.
    let reader: Land

    func item(_ index: Int) -> GoodsItem {
        let facts = shipment.items[index]
        let goods = lane.goods[facts.goods]
        let commodity = CommodityTable.all[facts.commodity]
        let tariff =
            facts.commodity == goods.commodity && facts.origin == goods.origin && isHome
            ? goods.tariff
            : TariffPosition(commodity: commodity, origin: facts.origin, in: reader)
        var item = GoodsItem()
        item.sequence = ExactDecimal(index + 1)
        item.description = description(facts, goods)
        item.classifications = tariff.classifications
        item.origins = tariff.origins
        item.procedures = lane.procedures
        item.grossMass = Quantity(ExactDecimal(mantissa: facts.gross, scale: 1), "KGM")
        item.netMass = Quantity(ExactDecimal(mantissa: facts.net, scale: 1), "KGM")
        if let unit = commodity.unit, facts.units > 0 {
            item.supplementary = Quantity(ExactDecimal(Int(facts.units)), unit)
        }
        item.packages = [packaging(facts, commodity)]
        guard flow != .transit else { return item }
        putMoney(on: &item, facts, tariff)
        if index == 0 { item.documents = documents(tariff) }
        return item
    }

    /// True for the administration's own declarations, false for the partner's record.
    private var isHome: Bool { reader == world.settings.administration }

    private func description(_ facts: ShipmentItem, _ goods: LaneGoods) -> String {
        guard isHome else { return CommodityTable.all[facts.commodity].name(in: reader) }
        if let words = facts.words { return words }
        guard facts.article > 0 else { return goods.description }
        var suffix = ShortText()
        suffix.append(goods.description.utf8.first.map { $0 > 127 } == true ? ", арт. " : ", art. ")
        suffix.append(facts.article, width: 4)
        return goods.description + suffix.text
    }

    private func packaging(_ facts: ShipmentItem, _ commodity: Commodity) -> Packaging {
        var packaging = Packaging()
        packaging.sequence = ExactDecimal(1)
        packaging.count = ExactDecimal(Int(facts.packages))
        packaging.typeCode = commodity.packageType
        return packaging
    }

    private func putMoney(
        on item: inout GoodsItem, _ facts: ShipmentItem, _ tariff: TariffPosition
    ) {
        item.price = Money(
            ExactDecimal(mantissa: facts.price, scale: 2), lane.currency.code)
        let value = Valued(facts, rate: shipment.rate)
        let national = reader.currency.code
        item.customsValue = Money(
            ExactDecimal(mantissa: value.customsValue, scale: 2), national)
        let perUSD = world.rates.crossTenThousandths(
            from: .usd, to: reader.currency, on: world.calendarDay(shipment.day))
        item.statisticalValue = Money(
            ExactDecimal(mantissa: value.customsValue * 10_000 / max(perUSD, 1), scale: 2), "USD")
        guard flow == .import else { return }
        let duty = Valued.percent(value.customsValue, tariff.dutyPercent)
        var duties = [
            self.duty(
                "CUD", percent: tariff.dutyPercent, base: value.customsValue, amount: duty,
                preferential: tariff.isPreferential)
        ]
        if reader.vatPercent > 0 {
            let base = value.customsValue + duty
            duties.append(
                self.duty(
                    "VAT", percent: reader.vatPercent, base: base,
                    amount: Valued.percent(base, reader.vatPercent), preferential: false))
        }
        item.duties = duties
    }

    private func duty(
        _ type: String, percent: Int, base: Int64, amount: Int64, preferential: Bool
    ) -> DutyTaxFee {
        let national = reader.currency.code
        var duty = DutyTaxFee()
        duty.typeCode = type
        duty.regimeCode = preferential ? "300" : "100"
        duty.rate = ExactDecimal(percent)
        duty.adValoremBase = Money(ExactDecimal(mantissa: base, scale: 2), national)
        duty.assessed = Money(ExactDecimal(mantissa: amount, scale: 2), national)
        return duty
    }

    /// Commercial invoice and, where a preference is claimed, the certificate of origin.
    private func documents(_ tariff: TariffPosition) -> [AdditionalDocument] {
        var invoice = AdditionalDocument()
        invoice.typeCode = "380"
        invoice.id = Numbering.invoice(firm: lane.seller, number: shipment.invoice)
        invoice.effectiveDate = world.written(day: shipment.invoiceDay)
        guard tariff.isPreferential, flow == .import else { return [invoice] }
        var certificate = AdditionalDocument()
        certificate.typeCode = "861"
        certificate.id = Numbering.certificate(
            land: tariff.origins.first?.countryCode ?? "", token: shipment.token)
        certificate.effectiveDate = world.written(day: shipment.invoiceDay + 1)
        return [invoice, certificate]
    }
}

/// Customs value and duty of an item in hundredths of the national currency, rounded half up.
struct Valued {
    var customsValue: Int64

    init(_ facts: ShipmentItem, rate: Int64) {
        let product = Int128(facts.price + facts.addedCharges) * Int128(rate)
        customsValue = Int64(clamping: (product + 5000) / 10_000)
    }

    static func percent(_ amount: Int64, _ percent: Int) -> Int64 {
        (amount * Int64(percent) + 50) / 100
    }
}

/// How references are numbered.
enum Numbering {
    /// Broker's reference, unique in the stream: "B012-260001234".
    static func localReference(broker: Int, number: Int, year: Int) -> String {
        var text = ShortText()
        text.append("B")
        text.append(broker % 1000, width: 3)
        text.append("-")
        text.append(year % 100, width: 2)
        text.append(number, width: 8)
        return text.text
    }

    /// Office, day and running number: "26011/110326/0001234".
    static func registration(office: String, day: CalendarDay, number: Int) -> String {
        let (year, month, date) = day.parts
        var text = ShortText()
        text.append(office)
        text.append("/")
        text.append(date, width: 2)
        text.append(month, width: 2)
        text.append(year % 100, width: 2)
        text.append("/")
        text.append(number, width: 7)
        return text.text
    }

    /// Every seller has its own style.
    static func invoice(firm: Int, number: Int) -> String {
        var text = ShortText()
        switch firm % 4 {
        case 0: text.append("INV-")
        case 1: text.append("KZ/")
        case 2: text.append("№ ")
        default: break
        }
        text.append(firm % 97, width: 2)
        text.append("-")
        text.append(number, width: 5)
        return text.text
    }

    static func certificate(land: String, token: UInt64) -> String {
        var text = ShortText()
        text.append("ST1-")
        text.append(land)
        text.append("-")
        text.append(Int((token >> 11) % 10_000_000), width: 7)
        return text.text
    }

    static func ucr(land: Land, token: UInt64) -> String {
        var text = ShortText()
        text.append("6")
        text.append(land.code)
        text.append(Int((token >> 7) % 1_000_000_000), width: 9)
        text.append("-")
        text.append(Int(token % 1_000_000), width: 6)
        return text.text
    }
}
