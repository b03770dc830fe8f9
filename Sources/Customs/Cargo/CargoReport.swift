/// A cargo report (manifest): what a carrier brings, consignment by consignment (WCO CRI/CRE, EDIFACT CUSCAR).
public struct CargoReport: Record {
    public var reference: String?
    /// UNTDID 1225: 9 original, 4 change, 1 cancellation.
    public var functionCode: String?
    public var issueDateTime: WrittenDateTime?
    public var carrier: Party?
    public var transport: TransportMeans?
    /// Office or place of arrival.
    public var officeID: String?
    public var equipment: [TransportEquipment] = []
    public var consignments: [ReportedConsignment] = []
    public var extensions: [Extension] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
public struct ReportedConsignment: Record {
    public var sequence: ExactDecimal?
    /// Bill of lading, air waybill, CMR or SMGS number.
    public var transportDocumentID: String?
    public var loadingLocationID: String?
    public var unloadingLocationID: String?
    public var parties: [Party] = []
    public var goods: [ReportedGoods] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("transportDocumentID", &transportDocumentID)
        visitor.text("loadingLocationID", &loadingLocationID)
        visitor.text("unloadingLocationID", &unloadingLocationID)
        visitor.records("parties", &parties)
        visitor.records("goods", &goods)
    }
}

/// Goods of one kind within a consignment.
public struct ReportedGoods: Record {
    public var sequence: ExactDecimal?
    public var description: String?
    public var commodityCode: String?
    public var packages: Packaging?
    public var grossMass: Quantity?
    /// Numbers of the units the goods travel in.
    public var equipmentIDs: [String] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("description", &description)
        visitor.text("commodityCode", &commodityCode)
        visitor.record("packages", &packages)
        visitor.quantity("grossMass", &grossMass)
        visitor.texts("equipmentIDs", &equipmentIDs)
    }
}

/// What a reader can find in an input. Indirect, because documents are handed on far more often than
/// they are looked into.
public indirect enum CustomsDocument: Hashable, Sendable {
    case declaration(Declaration)
    case cargoReport(CargoReport)
}
