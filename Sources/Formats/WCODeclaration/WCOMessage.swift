import Customs

// The tree of the declaration message: names, order, counts, lengths and types.
//
// Source: WCO Data Model 3.6, message DEC, as published in schema WCO_DEC_2_DMS, version 2.15
// (namespace urn:wco:datamodel:WCO:DEC-DMS:2), with its data types and envelope.

extension WCOElement {
    /// The envelope, which says which release of the model follows.
    static let metaData: WCOElement = {
        func part(_ name: StaticString, _ kind: WCOKind) -> WCOElement {
            WCOElement(name: name, namespace: .metaData, kind: kind)
        }
        var declaration = message
        declaration.isMandatory = true
        var children: [WCOElement] = [
            part("WCODataModelVersionCode", .envelopeCode),
            part("WCOTypeName", .envelopeText),
            part("ResponsibleCountryCode", .envelopeCode),
            part("ResponsibleAgencyName", .envelopeText),
            part("AgencyAssignedCustomizationCode", .envelopeCode),
            part("AgencyAssignedCustomizationVersionCode", .envelopeCode),
        ]
        children.append(declaration)
        var root = WCOElement.group("MetaData", .plain, children)
        root.namespace = .metaData
        return root
    }()

    /// The declaration itself.
    static let message: WCOElement = .group(
        "Declaration", .declaration,
        header + parties + [consignment] + currencies + declarants + [goodsShipment] + closing)

    private static var header: [WCOElement] {
        var function = WCOElement.code("FunctionCode", 2, .functionCode)
        function.isMandatory = true
        function.bounds.letters = .digits
        function.bounds.values = ["9", "13", "14"]
        return [
            .date("AcceptanceDateTime", .acceptance),
            function,
            .identifier("FunctionalReferenceID", 35, .functionalReference),
            .identifier("ID", 70, .id),
            .date("IssueDateTime", .issue),
            .identifier("IssueLocationID", 5, .issueLocation),
            .code("TypeCode", 3, .typeCode),
            .measure("GoodsItemQuantity", 5, 0, .goodsItemQuantity),
            .identifier("DeclarationOfficeID", 17, .office(.declaration)),
            .amount("InvoiceAmount", .invoiceAmount),
            .measure("LoadingListQuantity", 5, 0, .loadingListQuantity),
            .measure("TotalGrossMassMeasure", 16, 6, .totalGrossMass),
            .measure("TotalPackageQuantity", 8, 0, .totalPackageQuantity),
            .code("SpecificCircumstancesCodeCode", 3, .specificCircumstances),
        ]
    }

    private static var pointer: WCOElement {
        .list(
            "Pointer", .pointer,
            [
                .numeric("SequenceNumeric", 5, 0, .pointerSequence),
                .code("DocumentSectionCode", 3, .pointerSection),
                .identifier("TagID", 4, .pointerTag),
            ])
    }

    static var statement: [WCOElement] {
        [
            .code("StatementCode", 17, .statementCode),
            .text("StatementDescription", 512, .statementDescription),
            .code("StatementTypeCode", 3, .statementType),
        ]
    }

    private static var parties: [WCOElement] {
        [
            .group(
                "Authentication",
                [
                    .text("Authentication", 256, .authentication),
                    .group("Authenticator", [.text("Name", 70, .authenticatorName)]),
                ]),
            .party("Submitter", .submitter),
            .list(
                "AdditionalDocument", .document,
                [
                    .code("CategoryCode", 3, .documentCategory),
                    .identifier("ID", 70, .documentID),
                    .code("TypeCode", 3, .documentType),
                ]),
            .list("AdditionalInformation", .statement, statement + [pointer]),
            .party("Agent", .agent, .function),
            .list("Amendment", .amendment, [.code("ChangeReasonCode", 3, .changeReason), pointer]),
            .list(
                "AuthorisationHolder", .authorisation,
                [
                    .identifier("ID", 17, .authorisationID),
                    .code("CategoryCode", 4, .authorisationCategory),
                ]),
            transport("BorderTransportMeans", .border),
        ]
    }

    static func transport(
        _ name: StaticString, _ stage: TransportMeans.Stage
    ) -> WCOElement {
        var mode = WCOElement.letters("ModeCode", 1, .transportMode)
        mode.bounds.letters = .digits
        var children: [WCOElement] = [
            .text("Name", 35, .transportName),
            .identifier("ID", 35, .transportID),
            .code("IdentificationTypeCode", 17, .transportIDType),
            .code("TypeCode", 4, .transportType),
        ]
        if stage == .border {
            children.append(.letters("RegistrationNationalityCode", 2, .transportNationality))
        }
        children.append(mode)
        return .group(name, .transport(stage), children)
    }

    private static func freight(_ word: WCOWord) -> WCOElement {
        .group("Freight", [.code("PaymentMethodCode", 3, word)])
    }

    private static var consignment: WCOElement {
        .group(
            "Consignment",
            [
                .party("Carrier", .carrier, .communication),
                .list(
                    "ConsignmentItem", max: 999,
                    [.sequence(.none), .party("Consignor", nil, .addressType), freight(.none)]),
                .party("Consignor", .consignmentConsignor, .addressType),
                freight(.freightPayment),
                .list(
                    "Itinerary", .routingCountry,
                    [
                        .sequence(.routingSequence),
                        .letters("RoutingCountryCode", 2, .routingCountry),
                    ]),
            ])
    }

    private static var currencies: [WCOElement] {
        [
            .list(
                "CurrencyExchange", .currencyExchange,
                [
                    .letters("CurrencyTypeCode", 3, .currencyCode),
                    .numeric("RateNumeric", 12, 5, .currencyRate),
                ])
        ]
    }

    private static func office(_ name: StaticString, _ role: OfficeReference.Role) -> WCOElement {
        .group(name, [.identifier("ID", 17, .office(role))])
    }

    private static var declarants: [WCOElement] {
        [
            .party("Declarant", .declarant, [.contact, .communication]),
            office("ExitOffice", .exit),
            .party("Exporter", .exporter, [.contact, .communication]),
        ]
    }

    private static var closing: [WCOElement] {
        [
            .list(
                "ObligationGuarantee", .guarantee,
                [
                    .amount("AmountAmount", .guaranteeAmount),
                    .identifier("ID", 70, .guaranteeID),
                    .identifier("ReferenceID", 35, .guaranteeReference),
                    .code("SecurityDetailsCode", 3, .guaranteeSecurity),
                    .code("AccessCode", 4, .guaranteeAccess),
                    .group("GuaranteeOffice", [.identifier("ID", 17, .guaranteeOffice)]),
                ]),
            office("PresentationOffice", .presentation),
            office("SupervisingOffice", .supervising),
        ]
    }
}
