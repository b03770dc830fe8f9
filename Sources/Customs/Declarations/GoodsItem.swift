/// One line of goods in a declaration (WCO GovernmentAgencyGoodsItem with its Commodity).
///
/// Values left out by the item are not filled in from the header: both stay as declared, and
/// ``Declaration`` offers the effective ones.
package struct GoodsItem: Record {
    package var sequence: ExactDecimal?
    package var description: String?
    package var classifications: [Classification] = []
    package var grossMass: Quantity?
    package var netMass: Quantity?
    /// Supplementary units of the tariff (WCO TariffQuantity).
    package var supplementary: Quantity?
    /// Price of the item on the invoice (WCO InvoiceLine ItemChargeAmount).
    package var price: Money?
    package var customsValue: Money?
    package var statisticalValue: Money?
    package var transactionNatureCode: String?
    package var valuation: Valuation?
    package var origins: [Origin] = []
    package var exportCountryCode: String?
    package var destinationCountryCode: String?
    package var destinationRegionID: String?
    package var procedures: [Procedure] = []
    package var packages: [Packaging] = []
    package var duties: [DutyTaxFee] = []
    package var documents: [AdditionalDocument] = []
    package var previousDocuments: [PreviousDocument] = []
    package var statements: [AdditionalInformation] = []
    package var parties: [Party] = []
    package var dutyTaxParties: [RoleParty] = []
    package var recognitions: [RoleParty] = []
    package var equipment: [TransportEquipment] = []
    /// UN numbers of dangerous goods.
    package var dangerousGoods: [String] = []
    package var ucrID: String?
    package var traderReference: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
package struct Classification: Record {
    /// UNTDID 7143 or the document's own word: HS, TSP (tariff, 8 digits), TRC (TARIC), GN (national), CV (CUS).
    package var scheme: String?
    package var code: String?

    package init() {}

    package init(scheme: String, code: String) {
        self.scheme = scheme
        self.code = code
    }

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("scheme", &scheme)
        visitor.text("code", &code)
    }
}

/// A country the goods come from, in one sense of the word.
package struct Origin: Record {
    package var countryCode: String?
    package var regionID: String?
    /// 1 non-preferential, 2 preferential (WCO Origin TypeCode).
    package var typeCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("countryCode", &countryCode)
        visitor.text("regionID", &regionID)
        visitor.text("typeCode", &typeCode)
    }
}

/// Customs procedure asked for, and the one before it.
package struct Procedure: Record {
    package var currentCode: String?
    package var previousCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("currentCode", &currentCode)
        visitor.text("previousCode", &previousCode)
    }
}

/// Packages of one kind.
package struct Packaging: Record {
    package var sequence: ExactDecimal?
    package var count: ExactDecimal?
    /// UN/ECE Recommendation 21.
    package var typeCode: String?
    package var marks: String?
    package var material: String?
    package var length: Quantity?
    package var width: Quantity?
    package var height: Quantity?
    package var volume: Quantity?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
