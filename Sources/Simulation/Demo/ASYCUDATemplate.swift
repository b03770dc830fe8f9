import Customs

/// Writes a declaration as ASYCUDA World SAD XML, quirks of the format included: `<null/>` for
/// nothing, `Suppplementary` with three p, names and addresses in one element.
///
/// Element names and their nesting are facts of the format as traders' systems exchange it.
enum ASYCUDATemplate {
    static func write(_ declaration: Declaration) -> String {
        var xml = XMLText()
        xml.element("ASYCUDA") { xml in
            property(declaration, &xml)
            identification(declaration, &xml)
            traders(declaration, &xml)
            general(declaration, &xml)
            transport(declaration, &xml)
            financial(declaration, &xml)
            valuation(declaration, &xml)
            for equipment in declaration.equipment {
                container(equipment, declaration, &xml)
            }
            for item in declaration.items { self.item(item, declaration, &xml) }
        }
        return xml.text
    }

    private static func property(_ declaration: Declaration, _ xml: inout XMLText) {
        xml.element("Property") { xml in
            xml.value("Sad_flow", declaration.flow == .export ? "E" : "I")
            xml.element("Forms") { xml in
                xml.value("Number_of_the_form", "1")
                xml.value("Total_number_of_forms", "\(1 + (declaration.items.count + 1) / 3)")
            }
            xml.element("Nbers") { xml in
                xml.value("Number_of_loading_lists", nil)
                xml.value("Total_number_of_items", declaration.goodsItemQuantity?.written)
                xml.value("Total_number_of_packages", declaration.totalPackageQuantity?.written)
            }
            xml.value("Place_of_declaration", nil)
            xml.value("Date_of_declaration", usual(declaration.acceptanceDateTime))
            xml.value("Selected_page", "1")
        }
    }

    private static func identification(_ declaration: Declaration, _ xml: inout XMLText) {
        xml.element("Identification") { xml in
            xml.element("Office_segment") { xml in
                xml.value("Customs_clearance_office_code", declaration.office(.declaration))
                xml.value("Customs_Clearance_office_name", nil)
            }
            xml.element("Type") { xml in
                xml.value(
                    "Type_of_declaration",
                    declaration.procedureTypeCode.map { String($0.prefix(2)) })
                xml.value(
                    "Declaration_gen_procedure_code",
                    declaration.procedureTypeCode.map { String($0.dropFirst(2)) })
                xml.value("Type_of_transit_document", nil)
            }
            xml.value("Manifest_reference_number", nil)
            xml.element("Registration") { xml in
                xml.value("Serial_number", nil)
                xml.value("Number", declaration.id)
                xml.value("Date", usual(declaration.acceptanceDateTime))
            }
        }
    }

    private static func traders(_ declaration: Declaration, _ xml: inout XMLText) {
        func block(_ name: String, _ party: Party?, _ xml: inout XMLText) {
            xml.element(name) { xml in
                xml.value("\(name)_code", party?.id)
                xml.value("\(name)_name", party.map(nameAndAddress))
            }
        }
        xml.element("Traders") { xml in
            block("Exporter", declaration.party(.exporter), &xml)
            block("Consignee", declaration.party(.importer), &xml)
            block("Financial", nil, &xml)
        }
        let declarant = declaration.party(.declarant)
        xml.element("Declarant") { xml in
            xml.value("Declarant_code", declarant?.id)
            xml.value("Declarant_name", declarant.map(nameAndAddress))
            xml.value("Declarant_representative", nil)
            xml.element("Reference") { xml in
                xml.value("Number", declaration.functionalReferenceID)
            }
        }
    }

    private static func general(_ declaration: Declaration, _ xml: inout XMLText) {
        let origins = Set(declaration.items.compactMap { $0.origins.first?.countryCode })
        xml.element("General_information") { xml in
            xml.element("Country") { xml in
                xml.value(
                    "Country_first_destination",
                    declaration.itinerary.dropFirst().first?.countryCode)
                xml.value("Trading_country", declaration.tradingCountryCode)
                xml.element("Export") { xml in
                    xml.value("Export_country_code", declaration.exportCountryCode)
                    xml.value("Export_country_name", nil)
                }
                xml.element("Destination") { xml in
                    xml.value("Destination_country_code", declaration.destinationCountryCode)
                    xml.value("Destination_country_name", nil)
                }
                xml.value(
                    "Country_of_origin_name",
                    origins.count > 1 ? "Many" : origins.first)
            }
            xml.value("Comments_free_text", nil)
        }
    }

    private static func transport(_ declaration: Declaration, _ xml: inout XMLText) {
        let means = declaration.transport(.border)
        xml.element("Transport") { xml in
            xml.element("Means_of_transport") { xml in
                xml.element("Departure_arrival_information") { xml in
                    xml.value("Identity", means?.id)
                    xml.value("Nationality", means?.registrationNationalityCode)
                }
                xml.element("Border_information") { xml in
                    xml.value("Identity", means?.id)
                    xml.value("Nationality", means?.registrationNationalityCode)
                    xml.value("Mode", means?.modeCode)
                }
            }
            xml.value("Container_flag", declaration.equipment.isEmpty ? "false" : "true")
            xml.element("Delivery_terms") { xml in
                xml.value("Code", declaration.tradeTerms?.conditionCode)
                xml.value("Place", declaration.tradeTerms?.locationName)
                xml.value("Situation", nil)
            }
            let border = declaration.offices.first { $0.role != .declaration }
            xml.element("Border_office") { xml in
                xml.value("Code", border?.id)
                xml.value("Name", border?.name)
            }
            xml.element("Place_of_loading") { xml in
                xml.value("Code", declaration.loadingLocationID)
                xml.value("Name", nil)
            }
        }
    }

    private static func financial(_ declaration: Declaration, _ xml: inout XMLText) {
        let nature = Array(declaration.transactionNatureCode ?? "")
        xml.element("Financial") { xml in
            xml.element("Financial_transaction") { xml in
                xml.value("code1", nature.first.map(String.init))
                xml.value("code2", nature.count > 1 ? String(nature[1]) : nil)
            }
        }
    }

    /// An amount in foreign and national currency with its rate.
    private static func amount(
        _ name: String, _ money: Money?, _ declaration: Declaration, _ xml: inout XMLText
    ) {
        let rate = declaration.currencyExchanges.first?.rate
        xml.element(name) { xml in
            let national = money.flatMap { money in
                rate.flatMap { money.amount.multiplied(by: $0, decimals: 2) }
            }
            xml.value("Amount_national_currency", national?.written ?? "0.0")
            xml.value("Amount_foreign_currency", money?.amount.written ?? "0.0")
            xml.value("Currency_code", money?.currency)
            xml.value("Currency_name", money == nil ? "No foreign currency" : nil)
            xml.value("Currency_rate", money == nil ? "0.0" : rate?.written)
        }
    }

    private static func valuation(_ declaration: Declaration, _ xml: inout XMLText) {
        xml.element("Valuation") { xml in
            xml.value("Calculation_working_mode", "0")
            xml.element("Weight") { xml in
                xml.value("Gross_weight", declaration.totalGrossMass?.value.written)
            }
            amount("Gs_Invoice", declaration.invoiceAmount, declaration, &xml)
            amount("Gs_external_freight", declaration.valuation?.freight, declaration, &xml)
            amount("Gs_internal_freight", nil, declaration, &xml)
            amount("Gs_insurance", declaration.valuation?.insurance, declaration, &xml)
            amount("Gs_other_cost", nil, declaration, &xml)
            amount("Gs_deduction", nil, declaration, &xml)
            xml.element("Total") { xml in
                xml.value("Total_invoice", declaration.invoiceAmount?.amount.written)
                xml.value("Total_weight", declaration.totalGrossMass?.value.written)
            }
        }
    }

    private static func container(
        _ equipment: TransportEquipment, _ declaration: Declaration, _ xml: inout XMLText
    ) {
        xml.element("Container") { xml in
            xml.value("Item_Number", "1")
            xml.value("Container_identity", equipment.id)
            xml.value("Container_type", equipment.sizeTypeCode)
            xml.value("Empty_full_indicator", "1/1")
            xml.value("Gross_weight", declaration.totalGrossMass?.value.written)
        }
    }

    /// Everything about the trader in one element, line under line.
    private static func nameAndAddress(_ party: Party) -> String {
        [
            party.name, party.address?.line, party.address?.cityName, party.address?.countryCode,
        ].compactMap(\.self).joined(separator: "\n")
    }

    /// Days in ISO 8601; clients of the system write them as their computer is set.
    static func usual(_ date: WrittenDateTime?) -> String? { date?.day?.iso }
}

extension ASYCUDATemplate {
    private static func item(
        _ item: GoodsItem, _ declaration: Declaration, _ xml: inout XMLText
    ) {
        xml.element("Item") { xml in
            for document in item.documents {
                xml.element("Attached_documents") { xml in
                    xml.value("Attached_document_code", document.typeCode)
                    xml.value("Attached_document_name", document.name)
                    xml.value("Attached_document_reference", document.id)
                    xml.value("Attached_document_date", usual(document.effectiveDate))
                }
            }
            xml.element("Packages") { xml in
                xml.value("Number_of_packages", item.packages.first?.count?.written)
                xml.value("Marks1_of_packages", item.packages.first?.marks)
                xml.value("Marks2_of_packages", nil)
                xml.value("Kind_of_packages_code", item.packages.first?.typeCode)
                xml.value("Kind_of_packages_name", nil)
            }
            tarification(item, &xml)
            xml.element("Goods_description") { xml in
                xml.value("Country_of_origin_code", item.origins.first?.countryCode)
                xml.value("Country_of_origin_region", nil)
                xml.value("Description_of_goods", nil)
                xml.value("Commercial_Description", item.description)
            }
            xml.element("Previous_doc") { xml in
                xml.value("Summary_declaration", declaration.previousDocuments.first?.id)
                xml.value("Previous_document_reference", nil)
            }
            taxation(item, &xml)
            xml.element("Valuation_item") { xml in
                xml.element("Weight_itm") { xml in
                    xml.value("Gross_weight_itm", item.grossMass?.value.written)
                    xml.value("Net_weight_itm", item.netMass?.value.written)
                }
                xml.value("Total_CIF_itm", item.customsValue?.amount.written)
                xml.value("Rate_of_adjustement", "1")
                xml.value("Statistical_value", item.statisticalValue?.amount.written)
                amount("Item_Invoice", item.price, declaration, &xml)
            }
        }
    }

    private static func tarification(_ item: GoodsItem, _ xml: inout XMLText) {
        let code = item.commodityCode ?? ""
        xml.element("Tarification") { xml in
            xml.element("HScode") { xml in
                xml.value("Commodity_code", String(code.prefix(8)))
                xml.value("Precision_1", code.count > 8 ? String(code.dropFirst(8)) : nil)
                for level in 2...4 { xml.value("Precision_\(level)", nil) }
            }
            let preference = item.duties.first?.regimeCode
            xml.value("Preference_code", preference == "100" ? nil : preference)
            let procedure = item.procedures.first
            xml.value(
                "Extended_customs_procedure",
                procedure.map { ($0.currentCode ?? "") + ($0.previousCode ?? "") })
            xml.value("National_customs_procedure", "000")
            xml.element("Supplementary_unit") { xml in
                xml.value("Suppplementary_unit_code", item.supplementary?.unit)
                xml.value("Suppplementary_unit_name", nil)
                xml.value("Suppplementary_unit_quantity", item.supplementary?.value.written)
            }
            xml.value("Item_price", item.price?.amount.written)
            xml.value("Valuation_method_code", "1")
        }
    }

    private static func taxation(_ item: GoodsItem, _ xml: inout XMLText) {
        xml.element("Taxation") { xml in
            for duty in item.duties {
                xml.element("Taxation_line") { xml in
                    xml.value("Duty_tax_code", duty.typeCode)
                    xml.value("Duty_tax_Base", duty.adValoremBase?.amount.written)
                    xml.value("Duty_tax_rate", duty.rate?.written)
                    xml.value("Duty_tax_amount", duty.assessed?.amount.written)
                    xml.value("Duty_tax_MP", "1")
                }
            }
        }
    }
}
