import Customs

/// What one leaf says.
enum WCOValue {
    case text(String)
    case number(ExactDecimal, unit: String?)
    case date(WrittenDateTime)

    static func of(_ text: String?) -> WCOValue? { text.map(WCOValue.text) }
    static func of(_ number: ExactDecimal?) -> WCOValue? { number.map { .number($0, unit: nil) } }
    static func of(_ money: Money?) -> WCOValue? {
        money.map { .number($0.amount, unit: $0.currency) }
    }
    static func of(_ quantity: Quantity?) -> WCOValue? {
        quantity.map { .number($0.value, unit: $0.unit) }
    }
    static func of(_ date: WrittenDateTime?) -> WCOValue? { date.map(WCOValue.date) }
}

/// The records that enclose the element being written: the counterpart of ``WCOBuilder``.
struct WCOScope {
    let declaration: Declaration
    var item: GoodsItem?
    var party = Party()
    var address = Address()
    var location: GoodsLocation?
    var transport = TransportMeans()
    var document = AdditionalDocument()
    var previous = PreviousDocument()
    var statement = AdditionalInformation()
    var amendment: Amendment?
    var pointer = Pointer()
    var authorisation = Authorisation()
    var guarantee = Guarantee()
    var exchange = CurrencyExchange()
    var role = RoleParty()
    var routing = RoutingCountry()
    var equipment = TransportEquipment()
    var seal = TransportSeal()
    var charge = ChargeDeduction()
    var classification = Classification()
    var dangerousGoods: String?
    var duty = DutyTaxFee()
    var procedure = Procedure()
    var origin = Origin()
    var packaging = Packaging()

    init(_ declaration: Declaration) { self.declaration = declaration }

    private func parties(_ role: Party.Role) -> [Party] {
        (item?.parties ?? declaration.parties).filter { $0.role == role }
    }

    private var documents: [AdditionalDocument] { item?.documents ?? declaration.documents }
    private var previousDocuments: [PreviousDocument] {
        item?.previousDocuments ?? declaration.previousDocuments
    }
    private var statements: [AdditionalInformation] { item?.statements ?? declaration.statements }
    private var recognitions: [RoleParty] { item?.recognitions ?? declaration.recognitions }
    private var dutyTaxParties: [RoleParty] { item?.dutyTaxParties ?? declaration.dutyTaxParties }
    private var equipments: [TransportEquipment] { item?.equipment ?? declaration.equipment }
    private var valuation: Valuation? { item == nil ? declaration.valuation : item?.valuation }
    private var pointers: [Pointer] { amendment?.pointers ?? statement.pointers }
    private var addressHere: Address? { location == nil ? party.address : location?.address }

    /// Whether an element stays even when it holds nothing, because its record exists.
    func stays(_ part: WCOPart) -> Bool { part != .plain }

    /// How many records of a kind there are here.
    func count(_ part: WCOPart) -> Int {
        switch part {
        case .plain, .declaration: 1
        case .item: declaration.items.count
        case .party(let role): parties(role).isEmpty ? 0 : 1
        case .address: addressHere == nil ? 0 : 1
        case .goodsLocation: declaration.goodsLocation == nil ? 0 : 1
        case .transport(let stage): declaration.transport(stage) == nil ? 0 : 1
        case .document: documents.count
        case .previousDocument: previousDocuments.count
        case .statement: statements.count
        case .pointer: pointers.count
        case .amendment: declaration.amendments.count
        case .authorisation: declaration.authorisations.count
        case .guarantee: declaration.guarantees.count
        case .currencyExchange: declaration.currencyExchanges.count
        case .recognition: recognitions.count
        case .dutyTaxParty: dutyTaxParties.count
        case .routingCountry: declaration.itinerary.count
        case .equipment: equipments.count
        case .seal: equipment.seals.count
        case .chargeDeduction: valuation?.charges.count ?? 0
        case .tradeTerms: declaration.tradeTerms == nil ? 0 : 1
        case .classification: item?.classifications.count ?? 0
        case .dangerousGoods: item?.dangerousGoods.count ?? 0
        case .dutyTaxFee: item?.duties.count ?? 0
        case .procedure: item?.procedures.count ?? 0
        case .origin: item?.origins.count ?? 0
        case .packaging: item?.packages.count ?? 0
        }
    }

    /// Steps into one record; `instance` is below ``count(_:)``.
    mutating func enter(_ part: WCOPart, _ instance: Int) {
        switch part {
        case .plain, .declaration, .tradeTerms: break
        case .item: item = declaration.items[instance]
        case .party(let role): party = parties(role)[instance]
        case .address: address = addressHere ?? Address()
        case .goodsLocation: location = declaration.goodsLocation
        case .transport(let stage): transport = declaration.transport(stage) ?? TransportMeans()
        case .document: document = documents[instance]
        case .previousDocument: previous = previousDocuments[instance]
        case .statement: statement = statements[instance]
        case .pointer: pointer = pointers[instance]
        case .amendment: amendment = declaration.amendments[instance]
        case .authorisation: authorisation = declaration.authorisations[instance]
        case .guarantee: guarantee = declaration.guarantees[instance]
        case .currencyExchange: exchange = declaration.currencyExchanges[instance]
        case .recognition: role = recognitions[instance]
        case .dutyTaxParty: role = dutyTaxParties[instance]
        case .routingCountry: routing = declaration.itinerary[instance]
        case .equipment: equipment = equipments[instance]
        case .seal: seal = equipment.seals[instance]
        case .chargeDeduction: charge = valuation?.charges[instance] ?? ChargeDeduction()
        case .classification: classification = item?.classifications[instance] ?? Classification()
        case .dangerousGoods: dangerousGoods = item?.dangerousGoods[instance]
        case .dutyTaxFee: duty = item?.duties[instance] ?? DutyTaxFee()
        case .procedure: procedure = item?.procedures[instance] ?? Procedure()
        case .origin: origin = item?.origins[instance] ?? Origin()
        case .packaging: packaging = item?.packages[instance] ?? Packaging()
        }
    }

    mutating func leave(_ part: WCOPart) {
        switch part {
        case .item: item = nil
        case .goodsLocation: location = nil
        case .amendment: amendment = nil
        default: break
        }
    }
}
