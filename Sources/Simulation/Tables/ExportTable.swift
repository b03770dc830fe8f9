package import Customs

/// Writes declarations as rows of Tamga's own table (`Maps/tamga-export.yaml`): one row an item,
/// the header repeated on each, comma-separated, UTF-8, line feeds.
///
/// Of several duties, documents, containers or packages of one item the table holds the first.
/// Made for benchmarks and demonstrations: bytes gather in ``bytes`` until ``reset()``.
package struct ExportTable: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var isFirstInRow = true

    package init() {}

    /// The column names in the order of the map.
    package static let columns = [
        "declaration_id", "lrn", "flow", "function", "type", "procedure_type", "acceptance_date",
        "arrival_date", "office", "exit_office", "entry_office", "destination_office",
        "declarant_id", "declarant_name", "agent_id", "importer_id", "importer_name",
        "importer_country", "exporter_id", "exporter_name", "exporter_country", "consignee_id",
        "consignee_name", "consignor_id", "consignor_name", "seller_id", "seller_name",
        "buyer_id", "courier_id", "border_mode", "border_transport_id",
        "border_transport_nationality", "container_id", "seal_id", "export_country",
        "destination_country", "trading_country", "incoterm", "incoterm_place", "invoice_id",
        "invoice_amount", "invoice_currency", "freight", "freight_currency", "insurance",
        "insurance_currency", "total_gross_mass", "total_gross_mass_unit", "total_packages",
        "previous_document_type", "previous_document_id", "item_number", "commodity_scheme",
        "commodity_code", "description", "origin_country", "item_export_country", "procedure",
        "previous_procedure", "packages", "package_type", "marks", "gross_mass",
        "gross_mass_unit", "net_mass", "net_mass_unit", "supplementary", "supplementary_unit",
        "price", "price_currency", "customs_value", "customs_value_currency",
        "statistical_value", "statistical_value_currency", "valuation_method", "duty_type",
        "duty_regime", "duty_rate", "duty_assessed", "duty_assessed_currency", "document_type",
        "document_id", "dangerous_goods", "ucr",
    ]

    /// Forgets what was written and keeps the memory.
    package mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    package mutating func appendHeader() {
        bytes.append(contentsOf: Self.columns.joined(separator: ",").utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// One row for each item; nothing for a declaration without items.
    package mutating func append(_ declaration: Declaration) {
        guard let first = declaration.items.first else { return }
        let start = bytes.count
        head(declaration)
        let headEnd = bytes.count
        item(first, declaration)
        for item in declaration.items.dropFirst() {
            bytes.append(contentsOf: bytes[start..<headEnd])
            self.item(item, declaration)
        }
    }

    private mutating func head(_ declaration: Declaration) {
        isFirstInRow = true
        text(declaration.id)
        text(declaration.functionalReferenceID)
        text(declaration.flow?.rawValue)
        text(declaration.functionCode)
        text(declaration.typeCode)
        text(declaration.procedureTypeCode)
        text(declaration.acceptanceDateTime?.day?.iso)
        text(declaration.arrivalDateTime?.day?.iso)
        for role in [OfficeReference.Role.declaration, .exit, .entry, .destination] {
            text(declaration.office(role))
        }
        parties(declaration)
        let means = declaration.transport(.border)
        text(means?.modeCode)
        text(means?.id)
        text(means?.registrationNationalityCode)
        text(declaration.equipment.first?.id)
        text(declaration.equipment.first?.seals.first?.id)
        text(declaration.exportCountryCode)
        text(declaration.destinationCountryCode)
        text(declaration.tradingCountryCode)
        text(declaration.tradeTerms?.conditionCode)
        text(declaration.tradeTerms?.locationName)
        text(declaration.invoiceID)
        money(declaration.invoiceAmount)
        money(declaration.valuation?.freight)
        money(declaration.valuation?.insurance)
        quantity(declaration.totalGrossMass)
        number(declaration.totalPackageQuantity)
        text(declaration.previousDocuments.first?.typeCode)
        text(declaration.previousDocuments.first?.id)
    }

    private mutating func parties(_ declaration: Declaration) {
        let declarant = declaration.party(.declarant)
        text(declarant?.id)
        text(declarant?.name)
        text(declaration.party(.agent)?.id)
        for role in [Party.Role.importer, .exporter] {
            let party = declaration.party(role)
            text(party?.id)
            text(party?.name)
            text(party?.address?.countryCode)
        }
        for role in [Party.Role.consignee, .consignor, .seller] {
            let party = declaration.party(role)
            text(party?.id)
            text(party?.name)
        }
        text(declaration.party(.buyer)?.id)
        text(declaration.party(.courier)?.id)
    }

    private mutating func item(_ item: GoodsItem, _ declaration: Declaration) {
        number(item.sequence)
        text(item.classifications.first?.scheme)
        text(item.classifications.first?.code)
        text(item.description)
        text(item.origins.first?.countryCode)
        text(item.exportCountryCode)
        text(item.procedures.first?.currentCode)
        text(item.procedures.first?.previousCode)
        number(item.packages.first?.count)
        text(item.packages.first?.typeCode)
        text(item.packages.first?.marks)
        quantity(item.grossMass)
        quantity(item.netMass)
        quantity(item.supplementary)
        money(item.price)
        money(item.customsValue)
        money(item.statisticalValue)
        text(item.valuation?.methodCode)
        let duty = item.duties.first
        text(duty?.typeCode)
        text(duty?.regimeCode)
        number(duty?.rate)
        money(duty?.assessed)
        text(item.documents.first?.typeCode)
        text(item.documents.first?.id)
        text(item.dangerousGoods.first)
        text(declaration.ucrID)
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func separate() {
        if isFirstInRow { isFirstInRow = false } else { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func money(_ money: Money?) {
        number(money?.amount)
        text(money?.currency)
    }

    private mutating func quantity(_ quantity: Quantity?) {
        number(quantity?.value)
        text(quantity?.unit)
    }

    private mutating func number(_ value: ExactDecimal?) {
        separate()
        guard let value else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
            let count = value.write(into: buffer)
            bytes.append(contentsOf: buffer[0..<count])
        }
    }

    /// Quoted only where it has to be (RFC 4180, section 2).
    private mutating func text(_ value: String?) {
        separate()
        guard var value else { return }
        value.withUTF8 { text in
            let special = text.contains {
                $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
                    || $0 == UInt8(ascii: "\r")
            }
            guard special else {
                bytes.append(contentsOf: text)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in text {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
