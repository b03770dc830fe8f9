/// The column maps that come with the program, as YAML; the same texts as in Maps/.
package enum ShippedMaps {
    /// Name and text of every map.
    package static let all: [(name: String, yaml: String)] = [
        ("korea-customs", koreaCustoms), ("tamga-export", tamgaExport),
    ]

    package static let koreaCustoms = #"""
        # Import declarations as the Korea Customs Service publishes them for research: 22 columns, one goods
        # item a row, UTF-8. Columns and codes: github.com/Seondong/Customs-Declaration-Datasets.
        map: korea-customs
        title: Korea Customs Service, table of 22 columns, one item a row
        flow: import
        dates: YYYY-MM-DD
        code_lists:
          # UN/ECE Recommendation 19 times ten, as the values suggest; the source does not say so.
          transport-mode: { "10": "1", "20": "2", "30": "3", "40": "4", "50": "5", "60": "6", "70": "7", "80": "8", "90": "9" }
        columns:
          - { column: Declaration ID, field: id, required: true }
          - { column: Date, field: acceptanceDateTime, required: true }
          - { column: Office ID, field: office.declaration }
          - { column: Process Type, field: procedureTypeCode }
          - { column: Import Type, field: typeCode }
          - { column: Import Use, field: extension }
          - { column: Payment Type, field: item.duty.paymentMethodCode }
          - { column: Mode of Transport, field: transport.border.modeCode, code_list: transport-mode }
          - { column: Declarant ID, field: party.declarant.id }
          - { column: Importer ID, field: party.importer.id }
          - { column: Seller ID, field: party.seller.id }
          - { column: Courier ID, field: party.courier.id }
          - { column: HS6 Code, field: item.classification.HS, required: true }
          - { column: Country of Departure, field: exportCountryCode }
          - { column: Country of Origin, field: item.origin.countryCode }
          - { column: Tax Rate, field: item.duty.rate }
          - { column: Tax Type, field: item.duty.regimeCode }
          - { column: Country of Origin Indicator, field: extension }
          - { column: Net Mass, field: item.netMass, unit: KGM }
          - { column: Item Price, field: item.customsValue, currency: KRW }
        labels: [Fraud, Critical Fraud]

        """#

    package static let tamgaExport = #"""
        # The table that Tamga writes: one row an item, the header of the declaration repeated on each.
        map: tamga-export
        title: Tamga's own table, one item a row
        dates: YYYY-MM-DD
        group_by: declaration_id
        columns:
          - { column: declaration_id, field: id, required: true }
          - { column: lrn, field: functionalReferenceID }
          - { column: flow, field: flow, required: true }
          - { column: function, field: functionCode }
          - { column: type, field: typeCode }
          - { column: procedure_type, field: procedureTypeCode }
          - { column: acceptance_date, field: acceptanceDateTime }
          - { column: arrival_date, field: arrivalDateTime }
          - { column: office, field: office.declaration }
          - { column: exit_office, field: office.exit }
          - { column: entry_office, field: office.entry }
          - { column: destination_office, field: office.destination }
          - { column: declarant_id, field: party.declarant.id }
          - { column: declarant_name, field: party.declarant.name }
          - { column: agent_id, field: party.agent.id }
          - { column: importer_id, field: party.importer.id }
          - { column: importer_name, field: party.importer.name }
          - { column: importer_country, field: party.importer.address.countryCode }
          - { column: exporter_id, field: party.exporter.id }
          - { column: exporter_name, field: party.exporter.name }
          - { column: exporter_country, field: party.exporter.address.countryCode }
          - { column: consignee_id, field: party.consignee.id }
          - { column: consignee_name, field: party.consignee.name }
          - { column: consignor_id, field: party.consignor.id }
          - { column: consignor_name, field: party.consignor.name }
          - { column: seller_id, field: party.seller.id }
          - { column: seller_name, field: party.seller.name }
          - { column: buyer_id, field: party.buyer.id }
          - { column: courier_id, field: party.courier.id }
          - { column: border_mode, field: transport.border.modeCode }
          - { column: border_transport_id, field: transport.border.id }
          - { column: border_transport_nationality, field: transport.border.registrationNationalityCode }
          - { column: container_id, field: equipment.id }
          - { column: seal_id, field: equipment.seal.id }
          - { column: export_country, field: exportCountryCode }
          - { column: destination_country, field: destinationCountryCode }
          - { column: trading_country, field: tradingCountryCode }
          - { column: incoterm, field: tradeTerms.conditionCode }
          - { column: incoterm_place, field: tradeTerms.locationName }
          - { column: invoice_id, field: invoiceID }
          - { column: invoice_amount, field: invoiceAmount }
          - { column: invoice_currency, field: invoiceAmount.currency }
          - { column: freight, field: valuation.freight }
          - { column: freight_currency, field: valuation.freight.currency }
          - { column: insurance, field: valuation.insurance }
          - { column: insurance_currency, field: valuation.insurance.currency }
          - { column: total_gross_mass, field: totalGrossMass }
          - { column: total_gross_mass_unit, field: totalGrossMass.unit }
          - { column: total_packages, field: totalPackageQuantity }
          - { column: previous_document_type, field: previousDocument.typeCode }
          - { column: previous_document_id, field: previousDocument.id }
          - { column: item_number, field: item.sequence }
          - { column: commodity_scheme, field: item.classification.1.scheme }
          - { column: commodity_code, field: item.classification.1.code }
          - { column: description, field: item.description }
          - { column: origin_country, field: item.origin.countryCode }
          - { column: item_export_country, field: item.exportCountryCode }
          - { column: procedure, field: item.procedure.currentCode }
          - { column: previous_procedure, field: item.procedure.previousCode }
          - { column: packages, field: item.package.count }
          - { column: package_type, field: item.package.typeCode }
          - { column: marks, field: item.package.marks }
          - { column: gross_mass, field: item.grossMass }
          - { column: gross_mass_unit, field: item.grossMass.unit }
          - { column: net_mass, field: item.netMass }
          - { column: net_mass_unit, field: item.netMass.unit }
          - { column: supplementary, field: item.supplementary }
          - { column: supplementary_unit, field: item.supplementary.unit }
          - { column: price, field: item.price }
          - { column: price_currency, field: item.price.currency }
          - { column: customs_value, field: item.customsValue }
          - { column: customs_value_currency, field: item.customsValue.currency }
          - { column: statistical_value, field: item.statisticalValue }
          - { column: statistical_value_currency, field: item.statisticalValue.currency }
          - { column: valuation_method, field: item.valuation.methodCode }
          - { column: duty_type, field: item.duty.typeCode }
          - { column: duty_regime, field: item.duty.regimeCode }
          - { column: duty_rate, field: item.duty.rate }
          - { column: duty_assessed, field: item.duty.assessed }
          - { column: duty_assessed_currency, field: item.duty.assessed.currency }
          - { column: document_type, field: item.document.typeCode }
          - { column: document_id, field: item.document.id }
          - { column: dangerous_goods, field: item.dangerousGoods }
          - { column: ucr, field: ucrID }

        """#
}
