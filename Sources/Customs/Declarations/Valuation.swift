/// Delivery terms (WCO TradeTerms).
package struct TradeTerms: Record {
    /// Incoterm as written: "CIF", also legacy "C&F".
    package var conditionCode: String?
    package var locationID: String?
    package var locationName: String?
    package var description: String?
    package var countryRelationshipCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("conditionCode", &conditionCode)
        visitor.text("locationID", &locationID)
        visitor.text("locationName", &locationName)
        visitor.text("description", &description)
        visitor.text("countryRelationshipCode", &countryRelationshipCode)
    }
}

/// An amount added to or taken from the price to reach the customs value.
package struct ChargeDeduction: Record {
    package var chargesTypeCode: String?
    package var amount: Money?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("chargesTypeCode", &chargesTypeCode)
        visitor.money("amount", &amount)
    }
}

/// How the customs value came about (WCO CustomsValuation).
package struct Valuation: Record {
    /// Method 1…6 of the WTO Valuation Agreement.
    package var methodCode: String?
    package var freight: Money?
    package var insurance: Money?
    package var charges: [ChargeDeduction] = []
    /// Valuation indicators (WCO ValuationAdjustment AdditionCode).
    package var additionCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("methodCode", &methodCode)
        visitor.money("freight", &freight)
        visitor.money("insurance", &insurance)
        visitor.records("charges", &charges)
        visitor.text("additionCode", &additionCode)
    }
}

/// The rate a declaration states for a currency.
package struct CurrencyExchange: Record {
    package var currencyCode: String?
    package var rate: ExactDecimal?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("currencyCode", &currencyCode)
        visitor.decimal("rate", &rate)
    }
}

/// A duty, tax or fee on an item (WCO DutyTaxFee).
package struct DutyTaxFee: Record {
    package var typeCode: String?
    /// Preference claimed (WCO DutyRegimeCode).
    package var regimeCode: String?
    package var quotaOrderID: String?
    /// Rate in percent, or per unit for specific duties.
    package var rate: ExactDecimal?
    package var adValoremBase: Money?
    package var specificBase: Quantity?
    package var deduction: Money?
    package var paymentMethodCode: String?
    package var assessed: Money?
    package var payment: Money?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("typeCode", &typeCode)
        visitor.text("regimeCode", &regimeCode)
        visitor.text("quotaOrderID", &quotaOrderID)
        visitor.decimal("rate", &rate)
        visitor.money("adValoremBase", &adValoremBase)
        visitor.quantity("specificBase", &specificBase)
        visitor.money("deduction", &deduction)
        visitor.text("paymentMethodCode", &paymentMethodCode)
        visitor.money("assessed", &assessed)
        visitor.money("payment", &payment)
    }
}
