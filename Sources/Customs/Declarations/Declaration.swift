/// A goods declaration: import, export or transit; original, amendment or cancellation.
///
/// Carries what the document says, in the words of the WCO Data Model (release 3.6), nothing
/// filled in and nothing dropped: elements without a word here stand in ``extensions``.
/// Header defaults and item values stay apart.
public struct Declaration: Record {
    /// Which way the goods go.
    public enum Flow: String, Hashable, Sendable, CaseIterable {
        case `import`, export, transit
    }

    public var flow: Flow?
    /// UNTDID 1225: 9 original, 13 request (amendment or cancellation), 4 change, 1 cancellation.
    public var functionCode: String?
    /// Local reference number, LRN (WCO D026).
    public var functionalReferenceID: String?
    /// Movement reference number given by customs, MRN (WCO D014).
    public var id: String?
    /// As written: "IMA", "EXD", "EX2", "929".
    public var typeCode: String?
    /// Kind of customs procedure in the header, where a format has one ("IM4").
    public var procedureTypeCode: String?
    public var issueDateTime: WrittenDateTime?
    public var acceptanceDateTime: WrittenDateTime?
    public var arrivalDateTime: WrittenDateTime?
    public var exitDateTime: WrittenDateTime?
    public var issueLocationID: String?
    public var goodsItemQuantity: ExactDecimal?
    public var totalPackageQuantity: ExactDecimal?
    public var loadingListQuantity: ExactDecimal?
    public var totalGrossMass: Quantity?
    public var invoiceAmount: Money?
    public var invoiceID: String?
    public var invoiceDate: WrittenDateTime?
    public var specificCircumstancesCode: String?
    public var authentication: String?
    public var authenticatorName: String?
    public var currencyExchanges: [CurrencyExchange] = []
    public var offices: [OfficeReference] = []
    public var parties: [Party] = []
    public var dutyTaxParties: [RoleParty] = []
    public var recognitions: [RoleParty] = []
    public var authorisations: [Authorisation] = []
    public var guarantees: [Guarantee] = []
    public var transportMeans: [TransportMeans] = []
    public var itinerary: [RoutingCountry] = []
    public var freightPaymentMethodCode: String?
    /// "1" when goods travel in containers, "0" when not (WCO ContainerCode).
    public var containerCode: String?
    public var equipment: [TransportEquipment] = []
    public var goodsLocation: GoodsLocation?
    public var loadingLocationID: String?
    public var loadingLocationName: String?
    public var unloadingLocationID: String?
    public var exportCountryCode: String?
    public var destinationCountryCode: String?
    public var destinationRegionID: String?
    /// Country of the trading partner (SAD box 11).
    public var tradingCountryCode: String?
    public var transactionNatureCode: String?
    public var tradeTerms: TradeTerms?
    public var valuation: Valuation?
    public var warehouseID: String?
    public var warehouseTypeCode: String?
    public var ucrID: String?
    /// Unique consignment reference given by the trader.
    public var traderReference: String?
    public var documents: [AdditionalDocument] = []
    public var previousDocuments: [PreviousDocument] = []
    public var statements: [AdditionalInformation] = []
    public var amendments: [Amendment] = []
    public var items: [GoodsItem] = []
    public var extensions: [Extension] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        headerFields(&visitor)
        partyFields(&visitor)
        shipmentFields(&visitor)
        visitor.records("documents", &documents)
        visitor.records("previousDocuments", &previousDocuments)
        visitor.records("statements", &statements)
        visitor.records("amendments", &amendments)
        visitor.records("items", &items)
        visitor.records("extensions", &extensions)
    }

    @inlinable public mutating func headerFields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.word("flow", &flow)
        visitor.text("functionCode", &functionCode)
        visitor.text("functionalReferenceID", &functionalReferenceID)
        visitor.text("id", &id)
        visitor.text("typeCode", &typeCode)
        visitor.text("procedureTypeCode", &procedureTypeCode)
        visitor.dateTime("issueDateTime", &issueDateTime)
        visitor.dateTime("acceptanceDateTime", &acceptanceDateTime)
        visitor.dateTime("arrivalDateTime", &arrivalDateTime)
        visitor.dateTime("exitDateTime", &exitDateTime)
        visitor.text("issueLocationID", &issueLocationID)
        visitor.decimal("goodsItemQuantity", &goodsItemQuantity)
        visitor.decimal("totalPackageQuantity", &totalPackageQuantity)
        visitor.decimal("loadingListQuantity", &loadingListQuantity)
        visitor.quantity("totalGrossMass", &totalGrossMass)
        visitor.money("invoiceAmount", &invoiceAmount)
        visitor.text("invoiceID", &invoiceID)
        visitor.dateTime("invoiceDate", &invoiceDate)
        visitor.text("specificCircumstancesCode", &specificCircumstancesCode)
        visitor.text("authentication", &authentication)
        visitor.text("authenticatorName", &authenticatorName)
        visitor.records("currencyExchanges", &currencyExchanges)
    }

    @inlinable public mutating func partyFields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.records("offices", &offices)
        visitor.records("parties", &parties)
        visitor.records("dutyTaxParties", &dutyTaxParties)
        visitor.records("recognitions", &recognitions)
        visitor.records("authorisations", &authorisations)
        visitor.records("guarantees", &guarantees)
    }

    @inlinable public mutating func shipmentFields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.records("transportMeans", &transportMeans)
        visitor.records("itinerary", &itinerary)
        visitor.text("freightPaymentMethodCode", &freightPaymentMethodCode)
        visitor.text("containerCode", &containerCode)
        visitor.records("equipment", &equipment)
        visitor.record("goodsLocation", &goodsLocation)
        visitor.text("loadingLocationID", &loadingLocationID)
        visitor.text("loadingLocationName", &loadingLocationName)
        visitor.text("unloadingLocationID", &unloadingLocationID)
        visitor.text("exportCountryCode", &exportCountryCode)
        visitor.text("destinationCountryCode", &destinationCountryCode)
        visitor.text("destinationRegionID", &destinationRegionID)
        visitor.text("tradingCountryCode", &tradingCountryCode)
        visitor.text("transactionNatureCode", &transactionNatureCode)
        visitor.record("tradeTerms", &tradeTerms)
        visitor.record("valuation", &valuation)
        visitor.text("warehouseID", &warehouseID)
        visitor.text("warehouseTypeCode", &warehouseTypeCode)
        visitor.text("ucrID", &ucrID)
        visitor.text("traderReference", &traderReference)
    }
}
