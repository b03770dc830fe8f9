/// A cargo report (manifest): what a carrier brings, consignment by consignment (WCO CRI/CRE, EDIFACT CUSCAR).
package struct CargoReport: Record {
    package var reference: String?
    /// UNTDID 1225: 9 original, 4 change, 1 cancellation.
    package var functionCode: String?
    package var issueDateTime: WrittenDateTime?
    package var carrier: Party?
    package var transport: TransportMeans?
    /// Office or place of arrival.
    package var officeID: String?
    package var equipment: [TransportEquipment] = []
    package var consignments: [ReportedConsignment] = []
    package var extensions: [Extension] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("reference", &reference)
        visitor.text("functionCode", &functionCode)
        visitor.dateTime("issueDateTime", &issueDateTime)
        visitor.record("carrier", &carrier)
        visitor.record("transport", &transport)
        visitor.text("officeID", &officeID)
        visitor.records("equipment", &equipment)
        visitor.records("consignments", &consignments)
        visitor.records("extensions", &extensions)
    }
}

/// One consignment under one transport document.
package struct ReportedConsignment: Record {
    package var sequence: ExactDecimal?
    /// Bill of lading, air waybill, CMR or SMGS number.
    package var transportDocumentID: String?
    package var loadingLocationID: String?
    package var unloadingLocationID: String?
    package var parties: [Party] = []
    package var goods: [ReportedGoods] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("transportDocumentID", &transportDocumentID)
        visitor.text("loadingLocationID", &loadingLocationID)
        visitor.text("unloadingLocationID", &unloadingLocationID)
        visitor.records("parties", &parties)
        visitor.records("goods", &goods)
    }
}

/// Goods of one kind within a consignment.
package struct ReportedGoods: Record {
    package var sequence: ExactDecimal?
    package var description: String?
    package var commodityCode: String?
    package var packages: Packaging?
    package var grossMass: Quantity?
    /// Numbers of the units the goods travel in.
    package var equipmentIDs: [String] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("description", &description)
        visitor.text("commodityCode", &commodityCode)
        visitor.record("packages", &packages)
        visitor.quantity("grossMass", &grossMass)
        visitor.texts("equipmentIDs", &equipmentIDs)
    }
}

/// What a reader can find in an input.
package enum CustomsDocument: Hashable, Sendable {
    case declaration(Declaration)
    case cargoReport(CargoReport)
}
