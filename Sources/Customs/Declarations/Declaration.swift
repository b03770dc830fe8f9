/// A goods declaration: import, export or transit; original, amendment or cancellation.
///
/// Carries what the document says, in the words of the WCO Data Model (release 3.6), nothing
/// filled in and nothing dropped: elements without a word here stand in ``extensions``.
/// Header defaults and item values stay apart.
package struct Declaration: Record {
    /// Which way the goods go.
    package enum Flow: String, Hashable, Sendable, CaseIterable {
        case `import`, export, transit
    }

    package var flow: Flow?
    /// UNTDID 1225: 9 original, 13 request (amendment or cancellation), 4 change, 1 cancellation.
    package var functionCode: String?
    /// Local reference number, LRN (WCO D026).
    package var functionalReferenceID: String?
    /// Movement reference number given by customs, MRN (WCO D014).
    package var id: String?
    /// As written: "IMA", "EXD", "EX2", "929".
    package var typeCode: String?
    /// Kind of customs procedure in the header, where a format has one ("IM4").
    package var procedureTypeCode: String?
    package var issueDateTime: WrittenDateTime?
    package var acceptanceDateTime: WrittenDateTime?
    package var arrivalDateTime: WrittenDateTime?
    package var exitDateTime: WrittenDateTime?
    package var issueLocationID: String?
    package var goodsItemQuantity: ExactDecimal?
    package var totalPackageQuantity: ExactDecimal?
    package var loadingListQuantity: ExactDecimal?
    package var totalGrossMass: Quantity?
    package var invoiceAmount: Money?
    package var invoiceID: String?
    package var invoiceDate: WrittenDateTime?
    package var specificCircumstancesCode: String?
    package var authentication: String?
    package var authenticatorName: String?
    package var currencyExchanges: [CurrencyExchange] = []
    package var offices: [OfficeReference] = []
    package var parties: [Party] = []
    package var dutyTaxParties: [RoleParty] = []
    package var recognitions: [RoleParty] = []
    package var authorisations: [Authorisation] = []
    package var guarantees: [Guarantee] = []
    package var transportMeans: [TransportMeans] = []
    package var itinerary: [RoutingCountry] = []
    package var freightPaymentMethodCode: String?
    /// "1" when goods travel in containers, "0" when not (WCO ContainerCode).
    package var containerCode: String?
    package var equipment: [TransportEquipment] = []
    package var goodsLocation: GoodsLocation?
    package var loadingLocationID: String?
    package var loadingLocationName: String?
    package var unloadingLocationID: String?
    package var exportCountryCode: String?
    package var destinationCountryCode: String?
    package var destinationRegionID: String?
    /// Country of the trading partner (SAD box 11).
    package var tradingCountryCode: String?
    package var transactionNatureCode: String?
    package var tradeTerms: TradeTerms?
    package var valuation: Valuation?
    package var warehouseID: String?
    package var warehouseTypeCode: String?
    package var ucrID: String?
    /// Unique consignment reference given by the trader.
    package var traderReference: String?
    package var documents: [AdditionalDocument] = []
    package var previousDocuments: [PreviousDocument] = []
    package var statements: [AdditionalInformation] = []
    package var amendments: [Amendment] = []
    package var items: [GoodsItem] = []
    package var extensions: [Extension] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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

    @inlinable package mutating func headerFields<V: FieldVisitor>(_ visitor: inout V) {
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

    @inlinable package mutating func partyFields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.records("offices", &offices)
        visitor.records("parties", &parties)
        visitor.records("dutyTaxParties", &dutyTaxParties)
        visitor.records("recognitions", &recognitions)
        visitor.records("authorisations", &authorisations)
        visitor.records("guarantees", &guarantees)
    }

    @inlinable package mutating func shipmentFields<V: FieldVisitor>(_ visitor: inout V) {
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
