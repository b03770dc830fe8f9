/// What the values of an ASYCUDA document are to the vocabulary.
enum ASYCUDAWord {
    // Texts of the header.
    case office, officeName, type, generalProcedure, registrationSerial, registrationNumber
    case flow, placeOfDeclaration, reference, tradingCountry, exportCountry, destinationCountry
    case destinationRegion, termsCode, termsPlace, borderOffice, borderOfficeName, loadingCode
    case loadingName, goodsLocation, transactionFirst, transactionSecond, warehouse
    case containerFlag, inlandMode, borderMode, borderIdentity, borderNationality
    case inlandIdentity, inlandNationality
    case exporterID, exporterName, consigneeID, consigneeName, payerID, payerName
    case declarantID, declarantName, declarantContact
    case registrationDate, declarationDate
    // Numbers of the header.
    case loadingLists, itemCount, packageCount, grossMass
    case invoiceAmount, invoiceCurrency, invoiceRate, freightAmount, freightCurrency
    case insuranceAmount, insuranceCurrency
    // Items.
    case documentCode, documentName, documentReference, documentDate
    case packagesNumber, packagesKind, packagesMarks, packagesMarksMore
    case commodityCode, precision, preference, extendedProcedure, nationalProcedure, quota
    case unitCode, unitQuantity, price, valuationMethod, originCountry, originRegion
    case tariffDescription, commercialDescription, summaryDeclaration, summaryLine
    case previousReference, grossMassItem, netMassItem, customsValue, statisticalValue
    case additionalCode, dutyCode, dutyBase, dutyRate, dutyAmount, dutyPayment
    // Containers.
    case containerID, containerType, containerFullness, containerMass
}

extension ASYCUDAWord {
    /// Words by path. Tags are spelled as ASYCUDA World spells them, with the right spelling beside
    /// where it differs.
    static let byPath: [String: ASYCUDAWord] = header.merging(traders) { first, _ in first }
        .merging(money) { first, _ in first }.merging(items) { first, _ in first }

    private static let header: [String: ASYCUDAWord] = [
        "Property/Sad_flow": .flow,
        "Property/Nbers/Number_of_loading_lists": .loadingLists,
        "Property/Nbers/Total_number_of_items": .itemCount,
        "Property/Nbers/Total_number_of_packages": .packageCount,
        "Property/Place_of_declaration": .placeOfDeclaration,
        "Property/Date_of_declaration": .declarationDate,
        "Identification/Office_segment/Customs_clearance_office_code": .office,
        "Identification/Office_segment/Customs_Clearance_office_name": .officeName,
        "Identification/Office_segment/Customs_clearance_office_name": .officeName,
        "Identification/Type/Type_of_declaration": .type,
        "Identification/Type/Declaration_gen_procedure_code": .generalProcedure,
        "Identification/Registration/Serial_number": .registrationSerial,
        "Identification/Registration/Number": .registrationNumber,
        "Identification/Registration/Date": .registrationDate,
        "General_information/Country/Trading_country": .tradingCountry,
        "General_information/Country/Export/Export_country_code": .exportCountry,
        "General_information/Country/Destination/Destination_country_code": .destinationCountry,
        "General_information/Country/Destination/Destination_country_region": .destinationRegion,
        "Transport/Means_of_transport/Departure_arrival_information/Identity": .inlandIdentity,
        "Transport/Means_of_transport/Departure_arrival_information/Nationality":
            .inlandNationality,
        "Transport/Means_of_transport/Border_information/Identity": .borderIdentity,
        "Transport/Means_of_transport/Border_information/Nationality": .borderNationality,
        "Transport/Means_of_transport/Border_information/Mode": .borderMode,
        "Transport/Means_of_transport/Inland_mode_of_transport": .inlandMode,
        "Transport/Container_flag": .containerFlag,
        "Transport/Delivery_terms/Code": .termsCode,
        "Transport/Delivery_terms/Place": .termsPlace,
        "Transport/Border_office/Code": .borderOffice,
        "Transport/Border_office/Name": .borderOfficeName,
        "Transport/Place_of_loading/Code": .loadingCode,
        "Transport/Place_of_loading/Name": .loadingName,
        "Transport/Location_of_goods": .goodsLocation,
        "Financial/Financial_transaction/code1": .transactionFirst,
        "Financial/Financial_transaction/code2": .transactionSecond,
        "Financial/Financial_transaction/Code1": .transactionFirst,
        "Financial/Financial_transaction/Code2": .transactionSecond,
        "Warehouse/Identification": .warehouse,
        "Container/Container_identity": .containerID,
        "Container/Container_type": .containerType,
        "Container/Empty_full_indicator": .containerFullness,
        "Container/Gross_weight": .containerMass,
    ]

    private static let traders: [String: ASYCUDAWord] = [
        "Traders/Exporter/Exporter_code": .exporterID,
        "Traders/Exporter/Exporter_name": .exporterName,
        "Traders/Consignee/Consignee_code": .consigneeID,
        "Traders/Consignee/Consignee_name": .consigneeName,
        "Traders/Financial/Financial_code": .payerID,
        "Traders/Financial/Financial_name": .payerName,
        "Declarant/Declarant_code": .declarantID,
        "Declarant/Declarant_name": .declarantName,
        "Declarant/Declarant_representative": .declarantContact,
        "Declarant/Reference": .reference,
        "Declarant/Reference/Number": .reference,
    ]

    private static let money: [String: ASYCUDAWord] = [
        "Valuation/Weight/Gross_weight": .grossMass,
        "Valuation/Gs_Invoice/Amount_foreign_currency": .invoiceAmount,
        "Valuation/Gs_Invoice/Currency_code": .invoiceCurrency,
        "Valuation/Gs_Invoice/Currency_rate": .invoiceRate,
        "Valuation/Gs_external_freight/Amount_foreign_currency": .freightAmount,
        "Valuation/Gs_external_freight/Currency_code": .freightCurrency,
        "Valuation/Gs_insurance/Amount_foreign_currency": .insuranceAmount,
        "Valuation/Gs_insurance/Currency_code": .insuranceCurrency,
    ]

    private static let items: [String: ASYCUDAWord] = [
        "Item/Attached_documents/Attached_document_code": .documentCode,
        "Item/Attached_documents/Attached_document_name": .documentName,
        "Item/Attached_documents/Attached_document_reference": .documentReference,
        "Item/Attached_documents/Attached_document_date": .documentDate,
        "Item/Packages/Number_of_packages": .packagesNumber,
        "Item/Packages/Kind_of_packages_code": .packagesKind,
        "Item/Packages/Marks1_of_packages": .packagesMarks,
        "Item/Packages/Marks2_of_packages": .packagesMarksMore,
        "Item/Tarification/HScode/Commodity_code": .commodityCode,
        "Item/Tarification/HScode/Precision_1": .precision,
        "Item/Tarification/Preference_code": .preference,
        "Item/Tarification/Extended_customs_procedure": .extendedProcedure,
        "Item/Tarification/National_customs_procedure": .nationalProcedure,
        "Item/Tarification/Quota_code": .quota,
        "Item/Tarification/Supplementary_unit/Suppplementary_unit_code": .unitCode,
        "Item/Tarification/Supplementary_unit/Supplementary_unit_code": .unitCode,
        "Item/Tarification/Supplementary_unit/Suppplementary_unit_quantity": .unitQuantity,
        "Item/Tarification/Supplementary_unit/Supplementary_unit_quantity": .unitQuantity,
        "Item/Tarification/Item_price": .price,
        "Item/Tarification/Valuation_method_code": .valuationMethod,
        "Item/Tarification/A.I._code": .additionalCode,
        "Item/Goods_description/Country_of_origin_code": .originCountry,
        "Item/Goods_description/Country_of_origin_region": .originRegion,
        "Item/Goods_description/Description_of_goods": .tariffDescription,
        "Item/Goods_description/Commercial_Description": .commercialDescription,
        "Item/Goods_description/Commercial_description": .commercialDescription,
        "Item/Previous_doc/Summary_declaration": .summaryDeclaration,
        "Item/Previous_doc/Summary_declaration_sl": .summaryLine,
        "Item/Previous_doc/Previous_document_reference": .previousReference,
        "Item/Valuation_item/Weight_itm/Gross_weight_itm": .grossMassItem,
        "Item/Valuation_item/Weight_itm/Net_weight_itm": .netMassItem,
        "Item/Valuation_item/Total_CIF_itm": .customsValue,
        "Item/Valuation_item/Statistical_value": .statisticalValue,
        "Item/Taxation/Taxation_line/Duty_tax_code": .dutyCode,
        "Item/Taxation/Taxation_line/Duty_tax_Base": .dutyBase,
        "Item/Taxation/Taxation_line/Duty_tax_rate": .dutyRate,
        "Item/Taxation/Taxation_line/Duty_tax_amount": .dutyAmount,
        "Item/Taxation/Taxation_line/Duty_tax_MP": .dutyPayment,
    ]
}
