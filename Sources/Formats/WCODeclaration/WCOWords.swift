package import Customs

/// Writes a declaration as the object that `tamga read --jsonl` shows for it: short words, values as
/// the document wrote them. What the document leaves out is left out.
package struct WCOWords {
    private var json: LazyJSON

    /// Writes the object into a JSON writer, as one value.
    package static func write(_ declaration: Declaration, into writer: inout JSONWriter) {
        var words = WCOWords(json: LazyJSON(writer: writer))
        words.json.beginRoot()
        words.header(declaration)
        words.shipment(declaration)
        words.json.list("items", declaration.items) { json, item in
            WCOWords.item(item, &json)
        }
        words.closing(declaration)
        words.json.endRoot()
        writer = words.json.writer
    }

    private mutating func header(_ declaration: Declaration) {
        json.text("function", declaration.functionCode)
        json.text("lrn", declaration.functionalReferenceID)
        json.text("mrn", declaration.id)
        json.text("type", declaration.typeCode)
        json.text("item_count", declaration.goodsItemQuantity?.written)
        json.text("total_packages", declaration.totalPackageQuantity?.written)
        json.money("invoice", declaration.invoiceAmount)
        json.text("office", declaration.office(.declaration))
        json.text("exit_office", declaration.office(.exit))
        json.text("presentation_office", declaration.office(.presentation))
        json.text("supervising_office", declaration.office(.supervising))
        for (key, role) in Self.parties { json.party(key, declaration.party(role)) }
    }

    private static let parties: [(StaticString, Party.Role)] = [
        ("submitter", .submitter), ("declarant", .declarant), ("agent", .agent),
        ("exporter", .exporter), ("carrier", .carrier), ("consignor", .consignor),
        ("consignee", .consignee), ("importer", .importer), ("buyer", .buyer),
        ("seller", .seller), ("payer", .payer), ("surety", .surety),
    ]

    private mutating func shipment(_ declaration: Declaration) {
        let stages: [(StaticString, TransportMeans.Stage)] = [
            ("border_transport", .border), ("arrival_transport", .arrival),
            ("departure_transport", .departure),
        ]
        for (key, stage) in stages {
            json.object(key, declaration.transport(stage)) { json, means in
                json.text("mode", means.modeCode)
                json.text("id", means.id)
                json.text("id_type", means.identificationTypeCode)
                json.text("nationality", means.registrationNationalityCode)
            }
        }
        json.list("authorisations", declaration.authorisations) { json, authorisation in
            json.text("type", authorisation.categoryCode)
            json.text("holder", authorisation.holderID)
        }
        json.texts("itinerary", declaration.itinerary.compactMap(\.countryCode))
        json.text("freight_payment", declaration.freightPaymentMethodCode)
        json.list("guarantees", declaration.guarantees) { json, guarantee in
            json.text("type", guarantee.securityDetailsCode)
            json.text("id", guarantee.id)
            json.text("reference", guarantee.referenceID)
        }
        json.list("documents", declaration.documents, Self.document)
        json.text("export_country", declaration.exportCountryCode)
        json.text("destination_country", declaration.destinationCountryCode)
        json.text("incoterms", declaration.tradeTerms?.conditionCode)
        json.text(
            "incoterms_place",
            declaration.tradeTerms?.locationID ?? declaration.tradeTerms?.locationName)
        json.text("transaction_nature", declaration.transactionNatureCode)
        json.text("ucr", declaration.traderReference)
        json.list("previous", declaration.previousDocuments, Self.previous)
    }

    private mutating func closing(_ declaration: Declaration) {
        json.list("containers", declaration.equipment) { json, unit in
            json.text("id", unit.id)
            json.texts("seals", unit.seals.compactMap(\.id))
        }
        json.text("containerised", declaration.containerCode)
        json.object("goods_location", declaration.goodsLocation) { json, place in
            json.text("id", place.id)
            json.text("name", place.name)
            json.text("type", place.typeCode)
            json.text("country", place.address?.countryCode)
            json.text("qualifier", place.qualifierCode)
        }
        let hasWarehouse = declaration.warehouseID != nil || declaration.warehouseTypeCode != nil
        json.object("warehouse", hasWarehouse ? declaration : nil) { json, declaration in
            json.text("id", declaration.warehouseID)
            json.text("type", declaration.warehouseTypeCode)
        }
        json.texts("amendments", declaration.amendments.compactMap(\.changeReasonCode))
    }

    private static func item(_ item: GoodsItem, _ json: inout LazyJSON) {
        json.text("number", item.sequence?.written)
        json.text("description", item.description)
        json.list("classifications", item.classifications) { json, classification in
            json.text("scheme", classification.scheme)
            json.text("code", classification.code)
        }
        json.quantity("gross", item.grossMass)
        json.quantity("net", item.netMass)
        json.quantity("supplementary", item.supplementary)
        json.money("price", item.price)
        json.money("statistical_value", item.statisticalValue)
        json.money("customs_value", item.customsValue)
        json.text("valuation_method", item.valuation?.methodCode)
        json.list("origins", item.origins) { json, origin in
            json.text("country", origin.countryCode)
            json.text("type", origin.typeCode)
        }
        json.text("export_country", item.exportCountryCode)
        json.text("destination_country", item.destinationCountryCode)
        json.list("procedures", item.procedures) { json, procedure in
            json.text("current", procedure.currentCode)
            json.text("previous", procedure.previousCode)
        }
        json.list("packages", item.packages) { json, packages in
            json.text("count", packages.count?.written)
            json.text("type", packages.typeCode)
            json.text("marks", packages.marks)
        }
        json.list("duties", item.duties, duty)
        json.list("documents", item.documents, document)
        json.list("previous", item.previousDocuments, previous)
        json.list("statements", item.statements) { json, statement in
            json.text("code", statement.statementCode)
            json.text("text", statement.statementDescription)
            json.text("type", statement.statementTypeCode)
        }
        for (key, role) in parties {
            json.party(key, item.parties.first { $0.role == role })
        }
    }

    private static func duty(_ json: inout LazyJSON, _ duty: DutyTaxFee) {
        json.text("type", duty.typeCode)
        json.text("regime", duty.regimeCode)
        json.text("quota", duty.quotaOrderID)
        json.text("payment_method", duty.paymentMethodCode)
        if let base = duty.specificBase {
            json.quantity("base", base)
        } else {
            json.money("base", duty.adValoremBase)
        }
        json.money("assessed", duty.assessed)
        json.money("amount", duty.payment)
    }

    private static func document(_ json: inout LazyJSON, _ document: AdditionalDocument) {
        json.text("category", document.categoryCode)
        json.text("type", document.typeCode)
        json.text("reference", document.id)
        json.text("name", document.name)
        json.text("status", document.exemptionCode)
        json.quantity("writeoff", document.writeOffQuantity)
    }

    private static func previous(_ json: inout LazyJSON, _ document: PreviousDocument) {
        json.text("category", document.categoryCode)
        json.text("type", document.typeCode)
        json.text("reference", document.id)
        json.text("line", document.line?.written)
    }
}

/// JSON in which objects and lists come to be with their first value, so that empty ones never do.
private struct LazyJSON {
    var writer: JSONWriter
    private var open: [(key: StaticString?, isList: Bool, isWritten: Bool)] = []

    init(writer: JSONWriter) { self.writer = writer }

    /// The outermost object, which is written even when empty.
    mutating func beginRoot() { writer.beginObject() }
    mutating func endRoot() { writer.endObject() }

    mutating func text(_ key: StaticString, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        writeOpen()
        writer.key(key)
        writer.string(value)
    }

    mutating func texts(_ key: StaticString, _ values: [String]) {
        let values = values.filter { !$0.isEmpty }
        guard !values.isEmpty else { return }
        writeOpen()
        writer.key(key)
        writer.beginArray()
        for value in values { writer.string(value) }
        writer.endArray()
    }

    mutating func money(_ key: StaticString, _ money: Money?) {
        guard let money else { return }
        quantity(key, Quantity(money.amount, money.currency))
    }

    mutating func quantity(_ key: StaticString, _ quantity: Quantity?) {
        object(key, quantity) { json, quantity in
            json.text("value", quantity.value.written)
            json.text("unit", quantity.unit)
        }
    }

    mutating func party(_ key: StaticString, _ party: Party?) {
        object(key, party) { json, party in
            json.text("id", party.id)
            json.text("name", party.name)
            json.text("street", party.address?.line)
            json.text("city", party.address?.cityName)
            json.text("postcode", party.address?.postcodeID)
            json.text("country", party.address?.countryCode)
            json.text("role", party.functionCode)
        }
    }

    mutating func object<Value>(
        _ key: StaticString, _ value: Value?, _ write: (inout LazyJSON, Value) -> Void
    ) {
        guard let value else { return }
        open.append((key, false, false))
        write(&self, value)
        close()
    }

    mutating func list<Value>(
        _ key: StaticString, _ values: [Value], _ write: (inout LazyJSON, Value) -> Void
    ) {
        open.append((key, true, false))
        for value in values {
            open.append((nil, false, false))
            write(&self, value)
            close()
        }
        close()
    }

    private mutating func writeOpen() {
        for index in open.indices where !open[index].isWritten {
            if let key = open[index].key { writer.key(key) }
            if open[index].isList { writer.beginArray() } else { writer.beginObject() }
            open[index].isWritten = true
        }
    }

    private mutating func close() {
        guard let last = open.popLast(), last.isWritten else { return }
        if last.isList { writer.endArray() } else { writer.endObject() }
    }
}
