/// A person or firm named in a document, with the part it plays there.
public struct Party: Record {
    /// What the party does. Names follow the WCO Data Model's classes.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case declarant, agent, submitter, exporter, importer, consignor, consignee
        case buyer, seller, carrier, payer, surety
        /// Consignor named for the whole transport rather than for the goods shipment.
        case consignmentConsignor
        /// Courier or express carrier that lodged or brought the goods.
        case courier
    }

    public var role: Role?
    /// Registration number: tax number, EORI, STIR, BIN.
    public var id: String?
    public var name: String?
    /// How an agent represents the declarant (WCO 102): 2 direct, 3 indirect.
    public var functionCode: String?
    public var address: Address?
    public var contactName: String?
    public var communicationID: String?
    /// UNTDID 3155: TE telephone, EM mail.
    public var communicationTypeCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.word("role", &role)
        visitor.text("id", &id)
        visitor.text("name", &name)
        visitor.text("functionCode", &functionCode)
        visitor.record("address", &address)
        visitor.text("contactName", &contactName)
        visitor.text("communicationID", &communicationID)
        visitor.text("communicationTypeCode", &communicationTypeCode)
    }
}

/// A postal address (WCO class Address).
public struct Address: Record {
    public var line: String?
    public var cityName: String?
    public var postcodeID: String?
    public var countryCode: String?
    public var countrySubDivisionCode: String?
    public var countrySubDivisionName: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("line", &line)
        visitor.text("cityName", &cityName)
        visitor.text("postcodeID", &postcodeID)
        visitor.text("countryCode", &countryCode)
        visitor.text("countrySubDivisionCode", &countrySubDivisionCode)
        visitor.text("countrySubDivisionName", &countrySubDivisionName)
    }
}

/// A party in a side role, known by number and role code only: a holder of an AEO recognition,
/// a domestic duty or tax party.
public struct RoleParty: Record {
    public var id: String?
    public var roleCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("id", &id)
        visitor.text("roleCode", &roleCode)
    }
}
