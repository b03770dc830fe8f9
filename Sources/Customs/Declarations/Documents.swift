/// A document, licence or certificate produced with the goods (WCO AdditionalDocument).
public struct AdditionalDocument: Record {
    public var categoryCode: String?
    public var typeCode: String?
    public var id: String?
    public var name: String?
    /// Status or waiver of a licence (WCO LPCOExemptionCode).
    public var exemptionCode: String?
    public var effectiveDate: WrittenDateTime?
    public var issuerName: String?
    public var issuerRoleCode: String?
    public var writeOffQuantity: Quantity?
    public var writeOffAmount: Money?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
public struct PreviousDocument: Record {
    public var categoryCode: String?
    public var typeCode: String?
    public var id: String?
    public var line: ExactDecimal?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("categoryCode", &categoryCode)
        visitor.text("typeCode", &typeCode)
        visitor.text("id", &id)
        visitor.decimal("line", &line)
    }
}

/// A statement by the declarant (WCO AdditionalInformation).
public struct AdditionalInformation: Record {
    public var statementCode: String?
    public var statementDescription: String?
    public var statementTypeCode: String?
    public var pointers: [Pointer] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("statementCode", &statementCode)
        visitor.text("statementDescription", &statementDescription)
        visitor.text("statementTypeCode", &statementTypeCode)
        visitor.records("pointers", &pointers)
    }
}

/// A change asked for by an amendment, and where it applies.
public struct Amendment: Record {
    public var changeReasonCode: String?
    public var pointers: [Pointer] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("changeReasonCode", &changeReasonCode)
        visitor.records("pointers", &pointers)
    }
}

/// One step of a path into a document (WCO Pointer): section by WCO class id, which of them, which tag.
public struct Pointer: Record {
    public var sequence: ExactDecimal?
    public var documentSectionCode: String?
    public var tagID: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("documentSectionCode", &documentSectionCode)
        visitor.text("tagID", &tagID)
    }
}

/// An authorisation used, with its holder.
public struct Authorisation: Record {
    public var categoryCode: String?
    public var holderID: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("categoryCode", &categoryCode)
        visitor.text("holderID", &holderID)
    }
}

/// Security for a customs debt (WCO ObligationGuarantee).
public struct Guarantee: Record {
    public var securityDetailsCode: String?
    public var id: String?
    public var referenceID: String?
    public var amount: Money?
    public var accessCode: String?
    public var officeID: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("securityDetailsCode", &securityDetailsCode)
        visitor.text("id", &id)
        visitor.text("referenceID", &referenceID)
        visitor.money("amount", &amount)
        visitor.text("accessCode", &accessCode)
        visitor.text("officeID", &officeID)
    }
}

/// Something the document says that the vocabulary has no word for, kept with its place.
public struct Extension: Record {
    /// Place in the source format, every repeated step numbered from 1: "Consignment/ConsignmentItem[2]/Freight/PaymentMethodCode", "column Process Type".
    public var path: String?
    public var value: String?
    /// Name of the attribute when the value is one.
    public var attribute: String?

    public init() {}

    public init(path: String, value: String, attribute: String? = nil) {
        self.path = path
        self.value = value
        self.attribute = attribute
    }

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("path", &path)
        visitor.text("attribute", &attribute)
        visitor.text("value", &value)
    }
}
