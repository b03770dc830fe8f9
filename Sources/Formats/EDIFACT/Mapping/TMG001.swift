import Customs

extension MappingProfile {
    /// Profile TMG001 for CUSDEC D.96B and CUSCAR D.95B.
    static let tmg001 = MappingProfile(
        association: "TMG001",
        cusdec: tmg001Header + [.each(.item, tmg001Item)] + tmg001Summary,
        cuscar: tmg001Manifest + [.each(.consignment, tmg001Consignment)])

    private static let tmg001Header: [MappingStep] = [
        .segment(
            "BGM",
            [.text(1, 1, .documentType), .text(2, 1, .documentNumber), .text(3, 1, .function)]),
        .segment("CST", [.text(2, 1, .procedureType), .fixed(2, 2, "105"), .fixed(2, 3, "ZZZ")]),
        place("LOC", "22", .office, "113", "ZZZ"),
        place("LOC", "35", .exportCountry, "162", "5"),
        place("LOC", "36", .destinationCountry, "162", "5"),
        place("LOC", "9", .loadingPlace, "139", "6"),
        place("LOC", "11", .unloadingPlace, "139", "6"),
        date("DTM", "137", .issueDate),
        date("DTM", "132", .arrivalDate),
        mass("MEA", "AAD", .totalGrossMass),
        .each(
            .equipment,
            [
                .segment(
                    "EQD",
                    [
                        .key(1, 1, "CN"), .text(2, 1, .equipmentID), .text(3, 1, .sizeType),
                        .fixed(3, 2, "102"), .fixed(3, 3, "5"),
                    ])
            ]),
        .each(.seal, [.segment("SEL", [.text(1, 1, .sealID), .text(2, 1, .sealParty)])]),
        .each(
            .sealTie,
            [
                .segment(
                    "FTX",
                    [.key(1, 1, "AAI"), .text(4, 1, .tiedContainer), .text(4, 2, .tiedSeal)])
            ]),
        .segment("SG1/RFF", [.key(1, 1, "ABE"), .text(1, 2, .localReference)]),
        .segment("SG1/RFF", [.key(1, 1, "UCN"), .text(1, 2, .traderReference)]),
        .each(
            .transportDocument,
            [
                .segment("SG1/RFF", [.key(1, 1, "BM"), .text(1, 2, .transportDocumentNumber)]),
                date("SG1/DTM", "171", .transportDocumentDate),
            ]),
        .each(
            .transport,
            [
                .segment(
                    "SG4/TDT",
                    [
                        .key(1, 1, "11"), .text(2, 1, .conveyance), .text(3, 1, .mode),
                        .text(8, 4, .means), .text(8, 5, .nationality),
                    ])
            ]),
        party("SG6/NAD", "EX", .exporter),
        party("SG6/NAD", "IM", .importer),
        party("SG6/NAD", "DT", .declarant),
        .each(
            .tradeTerms,
            [
                .segment(
                    "SG7/TOD",
                    [
                        .key(1, 1, "3"), .text(3, 1, .incoterm), .fixed(3, 2, "106"),
                        .fixed(3, 3, "6"),
                    ]),
                .segment("SG7/LOC", [.key(1, 1, "1"), .text(2, 4, .incotermPlace)]),
            ]),
        .segment("SG8/MOA", [.key(1, 1, "39"), .money(1, 2, 3, .totalInvoice)]),
    ]

    private static let tmg001Item: [MappingStep] = [
        .segment(
            "SG30/CST",
            [
                .number(1, 1, .itemNumber), .listed("122", "ZZZ", .commodity),
                .listed("117", "ZZZ", .procedure), .listed("116", "ZZZ", .preference),
            ]),
        .segment("SG30/FTX", [.key(1, 1, "AAA"), .lines(4, 5, .description)]),
        place("SG30/LOC", "27", .origin, "162", "5"),
        mass("SG30/MEA", "AAF", .netMass),
        mass("SG30/MEA", "AAB", .grossMass),
        mass("SG30/MEA", "AAU", .supplementary),
        .each(
            .packaging,
            [
                .segment(
                    "SG30/SG31/PAC",
                    [
                        .number(1, 1, .packages), .text(3, 1, .packageType), .fixed(3, 2, "67"),
                        .fixed(3, 3, "6"),
                    ]),
                .segment("SG30/SG31/SG32/PCI", [.key(1, 1, "28"), .lines(2, 10, .marks)]),
            ]),
        .segment("SG30/SG33/MOA", [.key(1, 1, "38"), .money(1, 2, 3, .price)]),
        .each(
            .itemDocument,
            [
                .segment(
                    "SG30/SG37/DOC", [.text(1, 1, .documentType), .text(2, 1, .documentReference)]),
                date("SG30/SG37/DTM", "137", .documentDate),
            ]),
        .each(
            .duty,
            [
                .segment(
                    "SG30/SG41/TAX",
                    [.key(1, 1, "1"), .text(2, 1, .dutyType), .number(5, 4, .dutyRate)]),
                .segment("SG30/SG41/MOA", [.key(1, 1, "55"), .money(1, 2, 3, .dutyAmount)]),
            ]),
    ]

    private static let tmg001Summary: [MappingStep] = [
        .segment("CNT", [.key(1, 1, "5"), .number(1, 2, .itemCount)]),
        .segment("CNT", [.key(1, 1, "11"), .number(1, 2, .packageCount)]),
    ]

    private static let tmg001Manifest: [MappingStep] = [
        .segment(
            "BGM",
            [.text(1, 1, .documentType), .text(2, 1, .documentNumber), .text(3, 1, .function)]),
        date("DTM", "137", .issueDate),
        .each(
            .party(.carrier),
            [
                .segment(
                    "NAD",
                    [
                        .key(1, 1, "CA"), .text(2, 1, .partyID), .fixed(2, 2, "172"),
                        .fixed(2, 3, "ZZZ"), .lines(4, 5, .partyName), .lines(5, 4, .street),
                        .text(6, 1, .city), .text(8, 1, .postcode), .text(9, 1, .country),
                    ])
            ]),
        .each(
            .transport,
            [
                .segment(
                    "SG1/TDT",
                    [
                        .key(1, 1, "20"), .text(2, 1, .conveyance), .text(3, 1, .mode),
                        .text(8, 4, .means), .text(8, 5, .nationality),
                    ]),
                place("SG1/LOC", "60", .office, "139", "6"),
            ]),
        .each(
            .equipment,
            [
                .segment(
                    "SG2/EQD",
                    [
                        .key(1, 1, "CN"), .text(2, 1, .equipmentID), .text(3, 1, .sizeType),
                        .fixed(3, 2, "102"), .fixed(3, 3, "5"), .text(6, 1, .fullness),
                    ]),
                mass("SG2/MEA", "G", .equipmentGrossMass),
                .each(
                    .seal, [.segment("SG2/SEL", [.text(1, 1, .sealID), .text(2, 1, .sealParty)])]),
            ]),
    ]

    private static let tmg001Consignment: [MappingStep] = [
        .segment(
            "SG4/CNI", [.number(1, 1, .consignmentNumber), .text(2, 1, .consignmentDocument)]),
        .segment("SG4/SG5/RFF", [.key(1, 1, "BM"), .text(1, 2, .transportDocumentNumber)]),
        place("SG4/SG5/LOC", "9", .loadingPlace, "139", "6"),
        place("SG4/SG5/LOC", "11", .unloadingPlace, "139", "6"),
        party("SG4/SG5/SG7/NAD", "CZ", .consignor),
        party("SG4/SG5/SG7/NAD", "CN", .consignee),
        .each(
            .goods,
            [
                .segment(
                    "SG4/SG5/SG10/GID",
                    [
                        .number(1, 1, .itemNumber), .number(2, 1, .packages),
                        .text(2, 2, .packageType), .fixed(2, 3, "67"), .fixed(2, 4, "6"),
                    ]),
                .segment("SG4/SG5/SG10/FTX", [.key(1, 1, "AAA"), .lines(4, 5, .description)]),
                mass("SG4/SG5/SG10/MEA", "G", .grossMass),
                .each(
                    .goodsEquipment,
                    [
                        .segment(
                            "SG4/SG5/SG10/SGP",
                            [
                                .text(1, 1, .goodsEquipmentID),
                                .number(2, 1, .goodsEquipmentPackages),
                            ])
                    ]),
            ]),
    ]

    private static func place(
        _ path: String, _ qualifier: String, _ field: MappingField, _ list: String, _ agency: String
    ) -> MappingStep {
        .segment(
            path,
            [
                .key(1, 1, qualifier), .text(2, 1, field), .fixed(2, 2, list),
                .fixed(2, 3, agency),
            ])
    }

    private static func date(_ path: String, _ qualifier: String, _ field: MappingField)
        -> MappingStep
    {
        .segment(path, [.key(1, 1, qualifier), .date(1, 2, 3, field)])
    }

    private static func mass(_ path: String, _ dimension: String, _ field: MappingField)
        -> MappingStep
    {
        .segment(path, [.key(1, 1, "AAE"), .key(2, 1, dimension), .quantity(3, 1, 2, field)])
    }

    private static func party(_ path: String, _ qualifier: String, _ role: Party.Role)
        -> MappingStep
    {
        .each(
            .party(role),
            [
                .segment(
                    path,
                    [
                        .key(1, 1, qualifier), .text(2, 1, .partyID), .fixed(2, 2, "167"),
                        .fixed(2, 3, "ZZZ"), .lines(4, 5, .partyName), .lines(5, 4, .street),
                        .text(6, 1, .city), .text(8, 1, .postcode), .text(9, 1, .country),
                    ])
            ])
    }
}
