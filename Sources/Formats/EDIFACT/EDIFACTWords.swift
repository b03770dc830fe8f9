package import Customs

/// Writes what was read from EDIFACT as a JSON object in the words of the message profile.
///
/// Amounts are strings as written (with a point), counts are numbers, dates ISO 8601; what the
/// message does not say is null.
package enum EDIFACTWords {
    /// Writes one object for the message.
    package static func write(_ document: CustomsDocument, to json: inout JSONWriter) {
        switch document {
        case .declaration(let declaration): write(declaration, to: &json)
        case .cargoReport(let report): write(report, to: &json)
        }
    }

    // MARK: CUSDEC

    private static func write(_ declaration: Declaration, to json: inout JSONWriter) {
        json.beginObject()
        begin("CUSDEC", EDIFACTEnvelope(declaration.extensions), to: &json)
        text("document_type", declaration.typeCode, &json)
        text("reference", declaration.id, &json)
        text("function", declaration.functionCode, &json)
        text("flow", declaration.flow?.rawValue, &json)
        text("procedure_type", declaration.procedureTypeCode, &json)
        text("customs_office", declaration.office(.declaration), &json)
        text("country_of_export", declaration.exportCountryCode, &json)
        text("country_of_destination", declaration.destinationCountryCode, &json)
        text("place_of_loading", declaration.loadingLocationID, &json)
        text("place_of_unloading", declaration.unloadingLocationID, &json)
        date("date", declaration.issueDateTime, &json)
        date("arrival_date", declaration.arrivalDateTime, &json)
        text("lrn", declaration.functionalReferenceID, &json)
        text("ucr", declaration.ucrID, &json)
        let transportDocument = declaration.documents.first {
            $0.typeCode == DeclarationBuilder.transportDocumentType
        }
        text("transport_document", transportDocument?.id, &json)
        transport(declaration.transport(.border), &json)
        json.key("containers")
        json.beginArray()
        for unit in declaration.equipment {
            json.beginObject()
            text("id", unit.id, &json)
            text("size_type", unit.sizeTypeCode, &json)
            seals(unit.seals, &json)
            json.endObject()
        }
        json.endArray()
        party("exporter", declaration.party(.exporter), &json)
        party("importer", declaration.party(.importer), &json)
        party("declarant", declaration.party(.declarant), &json)
        text("incoterms", declaration.tradeTerms?.conditionCode, &json)
        text("incoterms_place", declaration.tradeTerms?.locationName, &json)
        json.key("items")
        json.beginArray()
        for item in declaration.items { write(item, to: &json) }
        json.endArray()
        text("currency", declaration.invoiceAmount?.currency, &json)
        text("total_invoice", declaration.invoiceAmount?.amount.written, &json)
        text("total_gross_kg", declaration.totalGrossMass?.value.written, &json)
        number("total_packages", declaration.totalPackageQuantity, &json)
        json.endObject()
    }

    private static func transport(_ means: TransportMeans?, _ json: inout JSONWriter) {
        json.key("transport")
        guard let means else { return json.null() }
        json.beginObject()
        text("mode", means.modeCode, &json)
        text("conveyance", means.conveyanceReference, &json)
        text("identity", means.id, &json)
        text("nationality", means.registrationNationalityCode, &json)
        json.endObject()
    }

    private static func write(_ item: GoodsItem, to json: inout JSONWriter) {
        json.beginObject()
        number("number", item.sequence, &json)
        text("commodity", item.commodityCode, &json)
        let procedure = item.procedures.first.map {
            ($0.currentCode ?? "") + ($0.previousCode ?? "")
        }
        text("procedure", procedure, &json)
        text("origin", item.origins.first?.countryCode, &json)
        let preference = item.duties.first { $0.typeCode == nil && $0.regimeCode != nil }
        text("preference", preference?.regimeCode, &json)
        text("net_kg", item.netMass?.value.written, &json)
        text("gross_kg", item.grossMass?.value.written, &json)
        let packaging = item.packages.first
        number("packages", packaging?.count, &json)
        text("package_type", packaging?.typeCode, &json)
        text("marks", packaging?.marks, &json)
        text("invoice_amount", item.price?.amount.written, &json)
        text("description", item.description, &json)
        json.key("supplementary_quantity")
        if let supplementary = item.supplementary {
            json.beginObject()
            text("unit", supplementary.unit, &json)
            text("value", supplementary.value.written, &json)
            json.endObject()
        } else {
            json.null()
        }
        json.key("documents")
        json.beginArray()
        for document in item.documents {
            json.beginObject()
            text("type", document.typeCode, &json)
            text("reference", document.id, &json)
            date("date", document.effectiveDate, &json)
            json.endObject()
        }
        json.endArray()
        json.key("taxes")
        json.beginArray()
        for duty in item.duties where duty.typeCode != nil {
            json.beginObject()
            text("type", duty.typeCode, &json)
            text("rate", duty.rate?.written, &json)
            text("amount", duty.assessed?.amount.written, &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    // MARK: CUSCAR

    private static func write(_ report: CargoReport, to json: inout JSONWriter) {
        json.beginObject()
        begin("CUSCAR", EDIFACTEnvelope(report.extensions), to: &json)
        let type = report.extensions.first { $0.path == CargoReportBuilder.documentTypePath }
        text("document_type", type?.value, &json)
        text("reference", report.reference, &json)
        text("function", report.functionCode, &json)
        date("date", report.issueDateTime, &json)
        text("carrier", report.carrier?.id, &json)
        text("voyage", report.transport?.conveyanceReference, &json)
        text("mode", report.transport?.modeCode, &json)
        text("means", report.transport?.id, &json)
        text("office", report.officeID, &json)
        json.key("equipment")
        json.beginArray()
        for unit in report.equipment {
            json.beginObject()
            text("id", unit.id, &json)
            text("size_type", unit.sizeTypeCode, &json)
            text("full", unit.fullnessCode, &json)
            text("gross_kg", unit.grossMass?.value.written, &json)
            seals(unit.seals, &json)
            json.endObject()
        }
        json.endArray()
        json.key("consignments")
        json.beginArray()
        for consignment in report.consignments { write(consignment, to: &json) }
        json.endArray()
        json.endObject()
    }

    private static func write(_ consignment: ReportedConsignment, to json: inout JSONWriter) {
        json.beginObject()
        number("number", consignment.sequence, &json)
        text("transport_document", consignment.transportDocumentID, &json)
        text("loading", consignment.loadingLocationID, &json)
        text("discharge", consignment.unloadingLocationID, &json)
        party("consignor", consignment.parties.first { $0.role == .consignor }, &json)
        party("consignee", consignment.parties.first { $0.role == .consignee }, &json)
        json.key("goods")
        json.beginArray()
        for goods in consignment.goods {
            json.beginObject()
            number("item", goods.sequence, &json)
            number("packages", goods.packages?.count, &json)
            text("package_type", goods.packages?.typeCode, &json)
            text("description", goods.description, &json)
            text("gross_kg", goods.grossMass?.value.written, &json)
            text("equipment", goods.equipmentIDs.first, &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    // MARK: Parts

    private static func begin(
        _ message: String, _ envelope: EDIFACTEnvelope, to json: inout JSONWriter
    ) {
        text("message", message, &json)
        text("directory", envelope.directory, &json)
        text("message_ref", envelope.messageReference, &json)
    }

    private static func seals(_ seals: [TransportSeal], _ json: inout JSONWriter) {
        json.key("seals")
        json.beginArray()
        for seal in seals { if let id = seal.id { json.string(id) } }
        json.endArray()
    }

    private static func party(_ key: StaticString, _ party: Party?, _ json: inout JSONWriter) {
        json.key(key)
        guard let party else { return json.null() }
        json.beginObject()
        text("id", party.id, &json)
        text("name", party.name, &json)
        text("street", party.address?.line, &json)
        text("city", party.address?.cityName, &json)
        text("postcode", party.address?.postcodeID, &json)
        text("country", party.address?.countryCode, &json)
        json.endObject()
    }

    private static func text(_ key: StaticString, _ value: String?, _ json: inout JSONWriter) {
        json.key(key)
        if let value { json.string(value) } else { json.null() }
    }

    /// A whole number as a number, any other as its spelling.
    private static func number(
        _ key: StaticString, _ value: ExactDecimal?, _ json: inout JSONWriter
    ) {
        json.key(key)
        guard let value else { return json.null() }
        if let whole = value.whole { json.integer(whole) } else { json.string(value.written) }
    }

    private static func date(
        _ key: StaticString, _ value: WrittenDateTime?, _ json: inout JSONWriter
    ) {
        text(key, value.map { $0.day?.iso ?? $0.text }, &json)
    }
}
