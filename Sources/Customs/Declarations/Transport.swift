/// A means of transport at one stage of the journey.
package struct TransportMeans: Record {
    package enum Stage: String, Hashable, Sendable, CaseIterable {
        /// Crossing the border (WCO BorderTransportMeans).
        case border
        /// On arrival at the place of presentation (WCO ArrivalTransportMeans).
        case arrival
        /// On departure, inland (WCO DepartureTransportMeans).
        case departure
    }

    package var stage: Stage?
    /// Plate, wagon, flight or ship's number.
    package var id: String?
    package var name: String?
    /// What kind of number ``id`` is (UNTDID 8179 as used by the WCO: 10 IMO, 11 ship, 20 wagon, 30 plate, 40 flight).
    package var identificationTypeCode: String?
    package var typeCode: String?
    /// UN/ECE Rec 19 mode: 1 sea, 2 rail, 3 road, 4 air, 5 mail … (two digits where the CIS form has them).
    package var modeCode: String?
    package var registrationNationalityCode: String?
    /// Voyage, flight or trip number.
    package var conveyanceReference: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
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
package struct TransportEquipment: Record {
    package var sequence: ExactDecimal?
    /// Container number (ISO 6346) or the number of another unit.
    package var id: String?
    /// ISO 6346 size and type: "22G1".
    package var sizeTypeCode: String?
    /// UNTDID 8169: 4 empty, 5 full.
    package var fullnessCode: String?
    package var grossMass: Quantity?
    package var seals: [TransportSeal] = []

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("id", &id)
        visitor.text("sizeTypeCode", &sizeTypeCode)
        visitor.text("fullnessCode", &fullnessCode)
        visitor.quantity("grossMass", &grossMass)
        visitor.records("seals", &seals)
    }
}

/// A seal on a container or means of transport.
package struct TransportSeal: Record {
    package var sequence: ExactDecimal?
    package var id: String?
    /// UNTDID 9303: who put it on (CA carrier, CU customs, SH shipper).
    package var partyCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("id", &id)
        visitor.text("partyCode", &partyCode)
    }
}

/// Where goods can be inspected (WCO GoodsLocation).
package struct GoodsLocation: Record {
    package var id: String?
    package var name: String?
    package var typeCode: String?
    /// How the place is described (WCO address type): U UN/LOCODE, Z free text, Y authorisation.
    package var qualifierCode: String?
    package var address: Address?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("id", &id)
        visitor.text("name", &name)
        visitor.text("typeCode", &typeCode)
        visitor.text("qualifierCode", &qualifierCode)
        visitor.record("address", &address)
    }
}

/// A country on the goods' way.
package struct RoutingCountry: Record {
    package var sequence: ExactDecimal?
    package var countryCode: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("sequence", &sequence)
        visitor.text("countryCode", &countryCode)
    }
}

/// A customs office named in a document, with its part.
package struct OfficeReference: Record {
    package enum Role: String, Hashable, Sendable, CaseIterable {
        case declaration, exit, entry, supervising, presentation, destination
    }

    package var role: Role?
    package var id: String?
    package var name: String?

    package init() {}

    @inlinable package mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.word("role", &role)
        visitor.text("id", &id)
        visitor.text("name", &name)
    }
}
