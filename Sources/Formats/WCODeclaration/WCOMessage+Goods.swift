import Customs

// The goods part of the declaration message; source as in WCOMessage.swift.

extension WCOElement {
    static var goodsShipment: WCOElement {
        var nature = WCOElement.code("TransactionNatureCode", 2, .transactionNature)
        nature.bounds.letters = .digits
        let opening: [WCOElement] = [
            .date("ExitDateTime", .exit),
            nature,
            recognition,
            .party("Buyer", .buyer, [.contact, .communication]),
            .party("Consignee", .consignee),
            shipmentConsignment,
            .party("Consignor", .consignor),
            .group(
                "CustomsValuation",
                [.amount("FreightChargeAmount", .freightCharge), chargeDeduction]),
            destination,
            dutyTaxParty,
            exportCountry,
        ]
        let closing: [WCOElement] = [
            .party("Importer", .importer, [.contact, .communication]),
            .group(
                "Invoice",
                [.identifier("ID", 70, .invoiceID), .date("IssueDateTime", .invoiceDate)]),
            .party("Payer", .payer),
            previousDocument,
            .party("Seller", .seller, [.contact, .communication]),
            .party("Surety", .surety),
            .group(
                "TradeTerms", .tradeTerms,
                [
                    .letters("ConditionCode", 3, .termsCode),
                    .code("CountryRelationshipCode", 3, .termsRelationship),
                    .text("Description", 70, .termsDescription),
                    .identifier("LocationID", 17, .termsLocationID),
                    .text("LocationName", 256, .termsLocationName),
                ]),
            uniqueReference,
            .group(
                "Warehouse",
                [.identifier("ID", 35, .warehouseID), .code("TypeCode", 3, .warehouseType)]),
        ]
        return .group("GoodsShipment", opening + [goodsItem(nature)] + closing)
    }

    private static var shipmentConsignment: WCOElement {
        var container = WCOElement.code("ContainerCode", 3, .containerCode)
        container.bounds.values = ["0", "1"]
        return .group(
            "Consignment",
            [
                container,
                transport("ArrivalTransportMeans", .arrival),
                transport("DepartureTransportMeans", .departure),
                .group(
                    "GoodsLocation", .goodsLocation,
                    [
                        .text("Name", 256, .locationName),
                        .identifier("ID", 17, .locationID),
                        .code("TypeCode", 3, .locationType),
                        .group(
                            "Address", .address,
                            [
                                .code("TypeCode", 3, .locationQualifier),
                                .text("CityName", 35, .addressCity),
                                .letters("CountryCode", 2, .addressCountry),
                                .text("Line", 70, .addressLine),
                                .identifier("PostcodeID", 9, .addressPostcode),
                            ]),
                    ]),
                .group(
                    "LoadingLocation",
                    [.text("Name", 256, .loadingName), .identifier("ID", 17, .loadingID)]),
                equipment([
                    .list(
                        "Seal", .seal,
                        [.sequence(.sealSequence), .identifier("ID", 35, .sealID)])
                ]),
            ])
    }

    private static func goodsItem(_ nature: WCOElement) -> WCOElement {
        let opening: [WCOElement] = [
            .amount("CustomsValueAmount", .customsValue),
            .sequence(.itemSequence),
            .amount("StatisticalValueAmount", .statisticalValue),
            nature,
            itemDocument,
            .list("AdditionalInformation", .statement, statement),
            recognition,
            .party("Buyer", .buyer, [.contact, .communication]),
            commodity,
            .party("Consignee", .consignee),
            .party("Consignor", .consignor),
            .group(
                "CustomsValuation", [.code("MethodCode", 3, .valuationMethod), chargeDeduction]),
            destination,
            dutyTaxParty,
            exportCountry,
        ]
        let closing: [WCOElement] = [
            .list(
                "GovernmentProcedure", .procedure,
                [
                    .code("CurrentCode", 7, .procedureCurrent),
                    .code("PreviousCode", 7, .procedurePrevious),
                ]),
            .list(
                "Origin", .origin,
                [
                    .code("CountryCode", 4, .originCountry),
                    .identifier("RegionID", 9, .originRegion),
                    .code("TypeCode", 3, .originType),
                ]),
            packaging,
            previousDocument,
            .party("Seller", .seller, [.contact, .communication]),
            uniqueReference,
            .group("ValuationAdjustment", [.code("AdditionCode", 4, .valuationAddition)]),
        ]
        return .list("GovernmentAgencyGoodsItem", .item, max: 999, opening + closing)
    }

    private static var itemDocument: WCOElement {
        .list(
            "AdditionalDocument", .document,
            [
                .code("CategoryCode", 3, .documentCategory),
                .date("EffectiveDateTime", .documentDate),
                .identifier("ID", 70, .documentID),
                .text("Name", 35, .documentName),
                .code("TypeCode", 3, .documentType),
                .code("LPCOExemptionCode", 3, .documentExemption),
                .group(
                    "Submitter",
                    [
                        .text("Name", 70, .documentIssuerName),
                        .code("RoleCode", 3, .documentIssuerRole),
                    ]),
                .group(
                    "WriteOff",
                    [
                        .measure("QuantityQuantity", 16, 6, .writeOffQuantity),
                        .amount("AmountAmount", .writeOffAmount),
                    ]),
            ])
    }

    private static var commodity: WCOElement {
        var dangerous = WCOElement.identifier("UNDGID", 4, .dangerousGoods)
        dangerous.bounds.letters = .digits
        return .group(
            "Commodity",
            [
                .text("Description", 512, .description),
                .list(
                    "Classification", .classification,
                    [
                        .identifier("ID", 18, .classificationID),
                        .code("IdentificationTypeCode", 3, .classificationScheme),
                    ]),
                .list("DangerousGoods", .dangerousGoods, [dangerous]),
                dutyTaxFee,
                .group(
                    "GoodsMeasure",
                    [
                        .measure("GrossMassMeasure", 16, 6, .grossMass),
                        .measure("NetNetWeightMeasure", 16, 6, .netMass),
                        .measure("TariffQuantity", 16, 6, .tariffQuantity),
                    ]),
                .group("InvoiceLine", [.amount("ItemChargeAmount", .itemCharge)]),
                equipment([]),
            ])
    }

    private static var dutyTaxFee: WCOElement {
        .list(
            "DutyTaxFee", .dutyTaxFee,
            [
                .amount("AdValoremTaxBaseAmount", .dutyBase),
                .amount("DeductAmount", .dutyDeduction),
                .code("DutyRegimeCode", 3, .dutyRegime),
                .measure("SpecificTaxBaseQuantity", 16, 6, .dutySpecificBase),
                .numeric("TaxRateNumeric", 0, -1, .dutyRate),
                .code("TypeCode", 3, .dutyType),
                .identifier("QuotaOrderID", 17, .dutyQuota),
                .group(
                    "Payment",
                    [
                        .letters("MethodCode", 1, .dutyPaymentMethod),
                        .amount("TaxAssessedAmount", .dutyAssessed),
                        .amount("PaymentAmount", .dutyPayment),
                    ]),
            ])
    }

    private static var packaging: WCOElement {
        .list(
            "Packaging", .packaging,
            [
                .sequence(.packageSequence),
                .identifier("MarksNumbersID", 512, .packageMarks),
                .measure("QuantityQuantity", 8, 0, .packageCount),
                .code("TypeCode", 2, .packageType),
                .text("PackingMaterialDescription", 256, .packageMaterial),
                .measure("LengthMeasure", 15, 0, .packageLength),
                .measure("WidthMeasure", 15, 0, .packageWidth),
                .measure("HeightMeasure", 15, 0, .packageHeight),
                .measure("VolumeMeasure", 16, 6, .packageVolume),
            ])
    }

    private static var previousDocument: WCOElement {
        .list(
            "PreviousDocument", .previousDocument,
            [
                .code("CategoryCode", 3, .previousCategory),
                .identifier("ID", 70, .previousID),
                .code("TypeCode", 3, .previousType),
                .numeric("LineNumeric", 5, 0, .previousLine),
            ])
    }

    private static func equipment(_ more: [WCOElement]) -> WCOElement {
        .list(
            "TransportEquipment", .equipment,
            [.sequence(.equipmentSequence), .identifier("ID", 17, .equipmentID)] + more)
    }

    private static var chargeDeduction: WCOElement {
        .list(
            "ChargeDeduction", .chargeDeduction,
            [
                .code("ChargesTypeCode", 3, .chargeType),
                .amount("OtherChargeDeductionAmount", .chargeAmount),
            ])
    }

    private static var destination: WCOElement {
        .group(
            "Destination",
            [
                .letters("CountryCode", 2, .destinationCountry),
                .identifier("RegionID", 9, .destinationRegion),
            ])
    }

    private static var exportCountry: WCOElement {
        .group("ExportCountry", [.letters("ID", 2, .exportCountry)])
    }

    private static func roles(_ name: StaticString, _ part: WCOPart) -> WCOElement {
        .list(name, part, [.identifier("ID", 17, .roleID), .code("RoleCode", 3, .roleCode)])
    }

    private static var recognition: WCOElement {
        roles("AEOMutualRecognitionParty", .recognition)
    }

    private static var dutyTaxParty: WCOElement { roles("DomesticDutyTaxParty", .dutyTaxParty) }

    private static var uniqueReference: WCOElement {
        .group(
            "UCR",
            [
                .identifier("ID", 35, .ucr),
                .identifier("TraderAssignedReferenceID", 35, .traderReference),
            ])
    }
}
