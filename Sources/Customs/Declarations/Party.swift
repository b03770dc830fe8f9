/// A person or firm named in a document, with the part it plays there.
package struct Party: Record {
    /// What the party does. Names follow the WCO Data Model's classes.
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case declarant, agent, submitter, exporter, importer, consignor, consignee
        case buyer, seller, carrier, payer, surety
        /// Consignor named for the whole transport rather than for the goods shipment.
        case consignmentConsignor
        /// Courier or express carrier that lodged or brought the goods.
        case courier
    }

    package var role: Role?
    /// Registration number: tax number, EORI, STIR, BIN.
    package var id: String?
    package var name: String?
    /// How an agent represents the declarant (WCO 102): 2 direct, 3 indirect.
    package var functionCode: String?
    package var address: Address?
    package var contactName: String?
    package var communicationID: String?
    /// UNTDID 3155: TE telephone, EM mail.
    package var communicationTypeCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
package struct Address: Record {
    package var line: String?
    package var cityName: String?
    package var postcodeID: String?
    package var countryCode: String?
    package var countrySubDivisionCode: String?
    package var countrySubDivisionName: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
package struct RoleParty: Record {
    package var id: String?
    package var roleCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("id", &id)
        visitor.text("roleCode", &roleCode)
    }
}
