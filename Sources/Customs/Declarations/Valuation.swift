/// Delivery terms (WCO TradeTerms).
public struct TradeTerms: Record {
    /// Incoterm as written: "CIF", also legacy "C&F".
    public var conditionCode: String?
    public var locationID: String?
    public var locationName: String?
    public var description: String?
    public var countryRelationshipCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("conditionCode", &conditionCode)
        visitor.text("locationID", &locationID)
        visitor.text("locationName", &locationName)
        visitor.text("description", &description)
        visitor.text("countryRelationshipCode", &countryRelationshipCode)
    }
}

/// An amount added to or taken from the price to reach the customs value.
public struct ChargeDeduction: Record {
    public var chargesTypeCode: String?
    public var amount: Money?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("chargesTypeCode", &chargesTypeCode)
        visitor.money("amount", &amount)
    }
}

/// How the customs value came about (WCO CustomsValuation).
public struct Valuation: Record {
    /// Method 1…6 of the WTO Valuation Agreement.
    public var methodCode: String?
    public var freight: Money?
    public var insurance: Money?
    public var charges: [ChargeDeduction] = []
    /// Valuation indicators (WCO ValuationAdjustment AdditionCode).
    public var additionCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("methodCode", &methodCode)
        visitor.money("freight", &freight)
        visitor.money("insurance", &insurance)
        visitor.records("charges", &charges)
        visitor.text("additionCode", &additionCode)
    }
}

/// The rate a declaration states for a currency.
public struct CurrencyExchange: Record {
    public var currencyCode: String?
    public var rate: ExactDecimal?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("currencyCode", &currencyCode)
        visitor.decimal("rate", &rate)
    }
}

/// A duty, tax or fee on an item (WCO DutyTaxFee).
public struct DutyTaxFee: Record {
    public var typeCode: String?
    /// Preference claimed (WCO DutyRegimeCode).
    public var regimeCode: String?
    public var quotaOrderID: String?
    /// Rate in percent, or per unit for specific duties.
    public var rate: ExactDecimal?
    public var adValoremBase: Money?
    public var specificBase: Quantity?
    public var deduction: Money?
    public var paymentMethodCode: String?
    public var assessed: Money?
    public var payment: Money?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
