import Customs

extension WCOBuilder {
    /// Fills the field that a word names with a number and, where the field has a place for it, the
    /// unit or currency. Returns false when there is no place for the unit.
    func set(_ number: ExactDecimal, unit: String?, for word: WCOWord) -> Bool {
        let quantity = Quantity(number, unit)
        switch word {
        case .totalGrossMass: declaration.totalGrossMass = quantity
        case .grossMass: item.grossMass = quantity
        case .netMass: item.netMass = quantity
        case .tariffQuantity: item.supplementary = quantity
        case .writeOffQuantity: document.writeOffQuantity = quantity
        case .dutySpecificBase: duty.specificBase = quantity
        case .packageLength: packaging.length = quantity
        case .packageWidth: packaging.width = quantity
        case .packageHeight: packaging.height = quantity
        case .packageVolume: packaging.volume = quantity
        case .invoiceAmount, .freightCharge, .customsValue, .statisticalValue, .itemCharge,
            .chargeAmount, .dutyBase, .dutyDeduction, .dutyAssessed, .dutyPayment,
            .writeOffAmount, .guaranteeAmount:
            set(Money(number, unit), for: word)
        default:
            set(number, for: word)
            return unit == nil
        }
        return true
    }

    private func set(_ money: Money, for word: WCOWord) {
        switch word {
        case .invoiceAmount: declaration.invoiceAmount = money
        case .freightCharge:
            var valuation = declaration.valuation ?? Valuation()
            valuation.freight = money
            declaration.valuation = valuation
        case .customsValue: item.customsValue = money
        case .statisticalValue: item.statisticalValue = money
        case .itemCharge: item.price = money
        case .chargeAmount: charge.amount = money
        case .dutyBase: duty.adValoremBase = money
        case .dutyDeduction: duty.deduction = money
        case .dutyAssessed: duty.assessed = money
        case .dutyPayment: duty.payment = money
        case .writeOffAmount: document.writeOffAmount = money
        case .guaranteeAmount: guarantee.amount = money
        default: break
        }
    }

    private func set(_ number: ExactDecimal, for word: WCOWord) {
        switch word {
        case .goodsItemQuantity: declaration.goodsItemQuantity = number
        case .loadingListQuantity: declaration.loadingListQuantity = number
        case .totalPackageQuantity: declaration.totalPackageQuantity = number
        case .pointerSequence: pointer.sequence = number
        case .currencyRate: exchange.rate = number
        case .routingSequence: routing.sequence = number
        case .equipmentSequence: equipment.sequence = number
        case .sealSequence: seal.sequence = number
        case .itemSequence: item.sequence = number
        case .dutyRate: duty.rate = number
        case .packageSequence: packaging.sequence = number
        case .packageCount: packaging.count = number
        case .previousLine: previous.line = number
        default: break
        }
    }

    /// Fills the field that a word names with a date.
    func set(_ date: WrittenDateTime, for word: WCOWord) {
        switch word {
        case .acceptance: declaration.acceptanceDateTime = date
        case .issue: declaration.issueDateTime = date
        case .exit: declaration.exitDateTime = date
        case .invoiceDate: declaration.invoiceDate = date
        case .documentDate: document.effectiveDate = date
        default: break
        }
    }
}
