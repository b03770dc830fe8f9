/// A document, licence or certificate produced with the goods (WCO AdditionalDocument).
package struct AdditionalDocument: Record {
    package var categoryCode: String?
    package var typeCode: String?
    package var id: String?
    package var name: String?
    /// Status or waiver of a licence (WCO LPCOExemptionCode).
    package var exemptionCode: String?
    package var effectiveDate: WrittenDateTime?
    package var issuerName: String?
    package var issuerRoleCode: String?
    package var writeOffQuantity: Quantity?
    package var writeOffAmount: Money?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("categoryCode", &categoryCode)
        visitor.text("typeCode", &typeCode)
        visitor.text("id", &id)
        visitor.text("name", &name)
        visitor.text("exemptionCode", &exemptionCode)
        visitor.dateTime("effectiveDate", &effectiveDate)
        visitor.text("issuerName", &issuerName)
        visitor.text("issuerRoleCode", &issuerRoleCode)
        visitor.quantity("writeOffQuantity", &writeOffQuantity)
        visitor.money("writeOffAmount", &writeOffAmount)
    }
}

/// An earlier document the goods come from: transport document, summary or earlier declaration.
package struct PreviousDocument: Record {
    package var categoryCode: String?
    package var typeCode: String?
    package var id: String?
    package var line: ExactDecimal?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("categoryCode", &categoryCode)
        visitor.text("typeCode", &typeCode)
        visitor.text("id", &id)
        visitor.decimal("line", &line)
    }
}

/// A statement by the declarant (WCO AdditionalInformation).
package struct AdditionalInformation: Record {
    package var statementCode: String?
    package var statementDescription: String?
    package var statementTypeCode: String?
    package var pointers: [Pointer] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("statementCode", &statementCode)
        visitor.text("statementDescription", &statementDescription)
        visitor.text("statementTypeCode", &statementTypeCode)
        visitor.records("pointers", &pointers)
    }
}

/// A change asked for by an amendment, and where it applies.
package struct Amendment: Record {
    package var changeReasonCode: String?
    package var pointers: [Pointer] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("changeReasonCode", &changeReasonCode)
        visitor.records("pointers", &pointers)
    }
}

/// One step of a path into a document (WCO Pointer): section by WCO class id, which of them, which tag.
package struct Pointer: Record {
    package var sequence: ExactDecimal?
    package var documentSectionCode: String?
    package var tagID: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("documentSectionCode", &documentSectionCode)
        visitor.text("tagID", &tagID)
    }
}

/// An authorisation used, with its holder.
package struct Authorisation: Record {
    package var categoryCode: String?
    package var holderID: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("categoryCode", &categoryCode)
        visitor.text("holderID", &holderID)
    }
}

/// Security for a customs debt (WCO ObligationGuarantee).
package struct Guarantee: Record {
    package var securityDetailsCode: String?
    package var id: String?
    package var referenceID: String?
    package var amount: Money?
    package var accessCode: String?
    package var officeID: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("securityDetailsCode", &securityDetailsCode)
        visitor.text("id", &id)
        visitor.text("referenceID", &referenceID)
        visitor.money("amount", &amount)
        visitor.text("accessCode", &accessCode)
        visitor.text("officeID", &officeID)
    }
}

/// Something the document says that the vocabulary has no word for, kept with its place.
package struct Extension: Record {
    /// Place in the source format, every repeated step numbered from 1: "Consignment/ConsignmentItem[2]/Freight/PaymentMethodCode", "column Process Type".
    package var path: String?
    package var value: String?
    /// Name of the attribute when the value is one.
    package var attribute: String?

    package init() {}

    package init(path: String, value: String, attribute: String? = nil) {
        self.path = path
        self.value = value
        self.attribute = attribute
    }

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("path", &path)
        visitor.text("attribute", &attribute)
        visitor.text("value", &value)
    }
}
