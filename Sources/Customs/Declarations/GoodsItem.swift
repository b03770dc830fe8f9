/// One line of goods in a declaration (WCO GovernmentAgencyGoodsItem with its Commodity).
///
/// Values left out by the item are not filled in from the header: both stay as declared, and
/// ``Declaration`` offers the effective ones.
public struct GoodsItem: Record {
    public var sequence: ExactDecimal?
    public var description: String?
    public var classifications: [Classification] = []
    public var grossMass: Quantity?
    public var netMass: Quantity?
    /// Supplementary units of the tariff (WCO TariffQuantity).
    public var supplementary: Quantity?
    /// Price of the item on the invoice (WCO InvoiceLine ItemChargeAmount).
    public var price: Money?
    public var customsValue: Money?
    public var statisticalValue: Money?
    public var transactionNatureCode: String?
    public var valuation: Valuation?
    public var origins: [Origin] = []
    public var exportCountryCode: String?
    public var destinationCountryCode: String?
    public var destinationRegionID: String?
    public var procedures: [Procedure] = []
    public var packages: [Packaging] = []
    public var duties: [DutyTaxFee] = []
    public var documents: [AdditionalDocument] = []
    public var previousDocuments: [PreviousDocument] = []
    public var statements: [AdditionalInformation] = []
    public var parties: [Party] = []
    public var dutyTaxParties: [RoleParty] = []
    public var recognitions: [RoleParty] = []
    public var equipment: [TransportEquipment] = []
    /// UN numbers of dangerous goods.
    public var dangerousGoods: [String] = []
    public var ucrID: String?
    public var traderReference: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("description", &description)
        visitor.records("classifications", &classifications)
        visitor.quantity("grossMass", &grossMass)
        visitor.quantity("netMass", &netMass)
        visitor.quantity("supplementary", &supplementary)
        visitor.money("price", &price)
        visitor.money("customsValue", &customsValue)
        visitor.money("statisticalValue", &statisticalValue)
        visitor.text("transactionNatureCode", &transactionNatureCode)
        visitor.record("valuation", &valuation)
        visitor.records("origins", &origins)
        visitor.text("exportCountryCode", &exportCountryCode)
        visitor.text("destinationCountryCode", &destinationCountryCode)
        visitor.text("destinationRegionID", &destinationRegionID)
        visitor.records("procedures", &procedures)
        visitor.records("packages", &packages)
        visitor.records("duties", &duties)
        visitor.records("documents", &documents)
        visitor.records("previousDocuments", &previousDocuments)
        visitor.records("statements", &statements)
        visitor.records("parties", &parties)
        visitor.records("dutyTaxParties", &dutyTaxParties)
        visitor.records("recognitions", &recognitions)
        visitor.records("equipment", &equipment)
        visitor.texts("dangerousGoods", &dangerousGoods)
        visitor.text("ucrID", &ucrID)
        visitor.text("traderReference", &traderReference)
    }
}

/// A code for the goods in one scheme: (scheme, value).
public struct Classification: Record {
    /// UNTDID 7143 or the document's own word: HS, TSP (tariff, 8 digits), TRC (TARIC), GN (national), CV (CUS).
    public var scheme: String?
    public var code: String?

    public init() {}

    public init(scheme: String, code: String) {
        self.scheme = scheme
        self.code = code
    }

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("scheme", &scheme)
        visitor.text("code", &code)
    }
}

/// A country the goods come from, in one sense of the word.
public struct Origin: Record {
    public var countryCode: String?
    public var regionID: String?
    /// 1 non-preferential, 2 preferential (WCO Origin TypeCode).
    public var typeCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("countryCode", &countryCode)
        visitor.text("regionID", &regionID)
        visitor.text("typeCode", &typeCode)
    }
}

/// Customs procedure asked for, and the one before it.
public struct Procedure: Record {
    public var currentCode: String?
    public var previousCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("currentCode", &currentCode)
        visitor.text("previousCode", &previousCode)
    }
}

/// Packages of one kind.
public struct Packaging: Record {
    public var sequence: ExactDecimal?
    public var count: ExactDecimal?
    /// UN/ECE Recommendation 21.
    public var typeCode: String?
    public var marks: String?
    public var material: String?
    public var length: Quantity?
    public var width: Quantity?
    public var height: Quantity?
    public var volume: Quantity?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.decimal("count", &count)
        visitor.text("typeCode", &typeCode)
        visitor.text("marks", &marks)
        visitor.text("material", &material)
        visitor.quantity("length", &length)
        visitor.quantity("width", &width)
        visitor.quantity("height", &height)
        visitor.quantity("volume", &volume)
    }
}
