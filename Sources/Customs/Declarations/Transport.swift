/// A means of transport at one stage of the journey.
public struct TransportMeans: Record {
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// Crossing the border (WCO BorderTransportMeans).
        case border
        /// On arrival at the place of presentation (WCO ArrivalTransportMeans).
        case arrival
        /// On departure, inland (WCO DepartureTransportMeans).
        case departure
    }

    public var stage: Stage?
    /// Plate, wagon, flight or ship's number.
    public var id: String?
    public var name: String?
    /// What kind of number ``id`` is (UNTDID 8179 as used by the WCO: 10 IMO, 11 ship, 20 wagon, 30 plate, 40 flight).
    public var identificationTypeCode: String?
    public var typeCode: String?
    /// UN/ECE Rec 19 mode: 1 sea, 2 rail, 3 road, 4 air, 5 mail … (two digits where the CIS form has them).
    public var modeCode: String?
    public var registrationNationalityCode: String?
    /// Voyage, flight or trip number.
    public var conveyanceReference: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.word("stage", &stage)
        visitor.text("id", &id)
        visitor.text("name", &name)
        visitor.text("identificationTypeCode", &identificationTypeCode)
        visitor.text("typeCode", &typeCode)
        visitor.text("modeCode", &modeCode)
        visitor.text("registrationNationalityCode", &registrationNationalityCode)
        visitor.text("conveyanceReference", &conveyanceReference)
    }
}

/// A container, trailer or other unit goods travel in (WCO TransportEquipment).
public struct TransportEquipment: Record {
    public var sequence: ExactDecimal?
    /// Container number (ISO 6346) or the number of another unit.
    public var id: String?
    /// ISO 6346 size and type: "22G1".
    public var sizeTypeCode: String?
    /// UNTDID 8169: 4 empty, 5 full.
    public var fullnessCode: String?
    public var grossMass: Quantity?
    public var seals: [TransportSeal] = []

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("id", &id)
        visitor.text("sizeTypeCode", &sizeTypeCode)
        visitor.text("fullnessCode", &fullnessCode)
        visitor.quantity("grossMass", &grossMass)
        visitor.records("seals", &seals)
    }
}

/// A seal on a container or means of transport.
public struct TransportSeal: Record {
    public var sequence: ExactDecimal?
    public var id: String?
    /// UNTDID 9303: who put it on (CA carrier, CU customs, SH shipper).
    public var partyCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("id", &id)
        visitor.text("partyCode", &partyCode)
    }
}

/// Where goods can be inspected (WCO GoodsLocation).
public struct GoodsLocation: Record {
    public var id: String?
    public var name: String?
    public var typeCode: String?
    /// How the place is described (WCO address type): U UN/LOCODE, Z free text, Y authorisation.
    public var qualifierCode: String?
    public var address: Address?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("id", &id)
        visitor.text("name", &name)
        visitor.text("typeCode", &typeCode)
        visitor.text("qualifierCode", &qualifierCode)
        visitor.record("address", &address)
    }
}

/// A country on the goods' way.
public struct RoutingCountry: Record {
    public var sequence: ExactDecimal?
    public var countryCode: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("countryCode", &countryCode)
    }
}

/// A customs office named in a document, with its part.
public struct OfficeReference: Record {
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case declaration, exit, entry, supervising, presentation, destination
    }

    public var role: Role?
    public var id: String?
    public var name: String?

    public init() {}

    @inlinable public mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.word("role", &role)
        visitor.text("id", &id)
        visitor.text("name", &name)
    }
}
