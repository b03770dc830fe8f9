import Customs

/// What an element of the declaration is to the vocabulary: the record it opens.
enum WCOPart: Equatable {
    /// A step on the way with no record of its own.
    case plain
    case declaration, item
    case party(Party.Role)
    case address, goodsLocation
    case transport(TransportMeans.Stage)
    case document, previousDocument, statement, pointer, amendment
    case authorisation, guarantee, currencyExchange, recognition, dutyTaxParty
    case routingCountry, equipment, seal, chargeDeduction, tradeTerms
    case classification, dangerousGoods, dutyTaxFee, procedure, origin, packaging
}

/// What the text of an element is to the vocabulary: the field it fills, within the record around it.
enum WCOWord: Equatable {
    /// No word: kept as an extension.
    case none
    // The header.
    case acceptance, functionCode, functionalReference, id, issue, issueLocation, typeCode
    case goodsItemQuantity, invoiceAmount, loadingListQuantity, totalGrossMass
    case totalPackageQuantity, specificCircumstances, authentication, authenticatorName
    case office(OfficeReference.Role)
    case freightPayment, exit, containerCode, loadingName, loadingID, freightCharge
    case invoiceID, invoiceDate, warehouseID, warehouseType
    // Header and item alike.
    case transactionNature, destinationCountry, destinationRegion, exportCountry, ucr
    case traderReference
    // Parties and places.
    case partyName, partyID, partyFunction, contactName, communicationID, communicationType
    case addressLine, addressCity, addressPostcode, addressCountry, addressDivisionCode
    case addressDivisionName
    case locationName, locationID, locationType, locationQualifier
    // Documents and statements.
    case documentCategory, documentID, documentType, documentName, documentExemption
    case documentDate, documentIssuerName, documentIssuerRole, writeOffQuantity, writeOffAmount
    case previousCategory, previousID, previousType, previousLine
    case statementCode, statementDescription, statementType
    case pointerSequence, pointerSection, pointerTag, changeReason
    // Lists of the header.
    case authorisationID, authorisationCategory, currencyCode, currencyRate
    case guaranteeAmount, guaranteeID, guaranteeReference, guaranteeSecurity, guaranteeAccess
    case guaranteeOffice
    case transportName, transportID, transportIDType, transportType, transportNationality
    case transportMode
    case routingSequence, routingCountry, roleID, roleCode, equipmentSequence, equipmentID
    case sealSequence, sealID, chargeType, chargeAmount
    case termsCode, termsRelationship, termsDescription, termsLocationID, termsLocationName
    // Items.
    case itemSequence, customsValue, statisticalValue, description, grossMass, netMass
    case tariffQuantity, itemCharge, valuationMethod, valuationAddition, dangerousGoods
    case classificationID, classificationScheme
    case dutyBase, dutyDeduction, dutyRegime, dutySpecificBase, dutyRate, dutyType, dutyQuota
    case dutyPaymentMethod, dutyAssessed, dutyPayment
    case procedureCurrent, procedurePrevious, originCountry, originRegion, originType
    case packageSequence, packageMarks, packageCount, packageType, packageMaterial
    case packageLength, packageWidth, packageHeight, packageVolume
}

/// How an element's content is written.
enum WCOKind: UInt8 {
    /// Elements only.
    case container
    /// White space does not count (XML Schema token); list attributes.
    case code
    /// Every character counts; scheme attributes.
    case identifier
    /// Every character counts; a language attribute.
    case text
    /// A decimal with a currency attribute.
    case amount
    /// A decimal with a unit attribute.
    case measure
    /// A decimal without attributes.
    case numeric
    /// CCYYMMDD or CCYYMMDDHHMMSS with a zone, by its format attribute.
    case date
    /// A code or text of the envelope, without bounds.
    case envelopeCode, envelopeText
}

/// Which characters an element's text may hold.
enum WCOLetters: UInt8 {
    /// At least one that is no white space, and no line break.
    case visible
    case letters, digits
    case any
}

/// The bounds of an element's text.
struct WCOBounds {
    /// Largest number of characters, or of significant digits; 0 for no bound.
    var lengthMax = 0
    /// The only number of characters allowed; 0 for no such rule.
    var lengthExact = 0
    /// Largest number of digits after the point; −1 for no bound.
    var decimals = -1
    var letters = WCOLetters.any
    /// The only values allowed; empty for no such rule.
    var values: [StaticString] = []
}

/// The namespaces elements live in.
enum WCONamespace: UInt8 {
    case declaration, dataTypes, metaData

    var uri: StaticString {
        switch self {
        case .declaration: "urn:wco:datamodel:WCO:DEC-DMS:2"
        case .dataTypes: "urn:wco:datamodel:WCO:Declaration_DS:DMS:2"
        case .metaData: "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"
        }
    }
}

/// One element of the message: name, how often, what it may hold, what it means.
///
/// Children stand in the order in which a document must have them.
struct WCOElement {
    var name: StaticString
    var namespace = WCONamespace.declaration
    var isMandatory = false
    /// Largest number in one parent; 0 for no bound.
    var countMax = 1
    var kind: WCOKind
    var bounds = WCOBounds()
    var part = WCOPart.plain
    var word = WCOWord.none
    var children: [WCOElement] = []
}

extension WCOElement {
    static func code(_ name: StaticString, _ lengthMax: Int, _ word: WCOWord) -> WCOElement {
        WCOElement(
            name: name, kind: .code, bounds: .init(lengthMax: lengthMax, letters: .visible),
            word: word)
    }

    /// A code of exactly so many letters.
    static func letters(_ name: StaticString, _ length: Int, _ word: WCOWord) -> WCOElement {
        WCOElement(
            name: name, kind: .code, bounds: .init(lengthExact: length, letters: .letters),
            word: word)
    }

    static func identifier(_ name: StaticString, _ lengthMax: Int, _ word: WCOWord) -> WCOElement {
        WCOElement(
            name: name, kind: .identifier, bounds: .init(lengthMax: lengthMax, letters: .visible),
            word: word)
    }

    static func text(_ name: StaticString, _ lengthMax: Int, _ word: WCOWord) -> WCOElement {
        WCOElement(
            name: name, kind: .text, bounds: .init(lengthMax: lengthMax, letters: .visible),
            word: word)
    }

    /// An amount of money: 16 digits, three of them after the point.
    static func amount(_ name: StaticString, _ word: WCOWord) -> WCOElement {
        WCOElement(
            name: name, kind: .amount, bounds: .init(lengthMax: 16, decimals: 3), word: word)
    }

    /// A measured or counted quantity.
    static func measure(
        _ name: StaticString, _ digits: Int, _ decimals: Int, _ word: WCOWord
    ) -> WCOElement {
        WCOElement(
            name: name, kind: .measure, bounds: .init(lengthMax: digits, decimals: decimals),
            word: word)
    }

    static func numeric(
        _ name: StaticString, _ digits: Int, _ decimals: Int, _ word: WCOWord
    ) -> WCOElement {
        WCOElement(
            name: name, kind: .numeric, bounds: .init(lengthMax: digits, decimals: decimals),
            word: word)
    }

    /// The number of an element among its like, which is mandatory.
    static func sequence(_ word: WCOWord) -> WCOElement {
        var element = numeric("SequenceNumeric", 5, 0, word)
        element.isMandatory = true
        return element
    }

    /// A date or time, which stands in an element of the data types' namespace.
    static func date(_ name: StaticString, _ word: WCOWord) -> WCOElement {
        let string = WCOElement(
            name: "DateTimeString", namespace: .dataTypes, isMandatory: true, kind: .date,
            word: word)
        return WCOElement(name: name, kind: .container, children: [string])
    }

    static func group(_ name: StaticString, _ children: [WCOElement]) -> WCOElement {
        group(name, .plain, children)
    }

    static func group(
        _ name: StaticString, _ part: WCOPart, _ children: [WCOElement]
    ) -> WCOElement {
        WCOElement(name: name, kind: .container, part: part, children: children)
    }

    /// A group that may come any number of times, or up to a bound.
    static func list(
        _ name: StaticString, max: Int = 0, _ children: [WCOElement]
    ) -> WCOElement {
        list(name, .plain, max: max, children)
    }

    static func list(
        _ name: StaticString, _ part: WCOPart, max: Int = 0, _ children: [WCOElement]
    ) -> WCOElement {
        WCOElement(name: name, countMax: max, kind: .container, part: part, children: children)
    }

    /// The parts a party can have beyond name, number and address.
    struct PartyExtras: OptionSet {
        let rawValue: UInt8
        static let contact = PartyExtras(rawValue: 1)
        static let communication = PartyExtras(rawValue: 2)
        static let function = PartyExtras(rawValue: 4)
        /// The address has a type.
        static let addressType = PartyExtras(rawValue: 8)
    }

    /// A party; without a role its parts have no words.
    static func party(
        _ name: StaticString, _ role: Party.Role?, _ extras: PartyExtras = []
    ) -> WCOElement {
        func word(_ word: WCOWord) -> WCOWord { role == nil ? .none : word }
        var children: [WCOElement] = [
            .text("Name", 70, word(.partyName)), .identifier("ID", 17, word(.partyID)),
        ]
        if extras.contains(.function) {
            children.append(.code("FunctionCode", 3, word(.partyFunction)))
        }
        children.append(
            address(hasWords: role != nil, hasType: extras.contains(.addressType)))
        if extras.contains(.contact) {
            children.append(.group("Contact", [.text("Name", 70, word(.contactName))]))
        }
        if extras.contains(.communication) {
            children.append(
                .group(
                    "Communication",
                    [
                        .identifier("ID", 50, word(.communicationID)),
                        .code("TypeCode", 3, word(.communicationType)),
                    ]))
        }
        return .group(name, role.map(WCOPart.party) ?? .plain, children)
    }

    private static func address(hasWords: Bool, hasType: Bool) -> WCOElement {
        func word(_ word: WCOWord) -> WCOWord { hasWords ? word : .none }
        let type: [WCOElement] = hasType ? [.code("TypeCode", 3, .none)] : []
        let children: [WCOElement] = [
            .text("CityName", 35, word(.addressCity)),
            .letters("CountryCode", 2, word(.addressCountry)),
            .code("CountrySubDivisionCode", 9, word(.addressDivisionCode)),
            .text("CountrySubDivisionName", 35, word(.addressDivisionName)),
            .text("Line", 70, word(.addressLine)),
            .identifier("PostcodeID", 9, word(.addressPostcode)),
        ]
        return .group("Address", hasWords ? .address : .plain, type + children)
    }
}
