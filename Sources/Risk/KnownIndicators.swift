/// Name of an indicator, as programs see it.
package enum IndicatorID: String, Hashable, Sendable, CaseIterable {
    case netAboveGross = "net-above-gross"
    case zeroAmount = "zero-amount"
    case roundMasses = "round-masses"
    case netGrossRatio = "net-gross-ratio"
    case massPerPackage = "mass-per-package"
    case totalsDisagree = "totals-disagree"
    case unitPriceLow = "unit-price-low"
    case unitPriceHigh = "unit-price-high"
    case valueDensity = "value-density"
    case codeUnknown = "code-unknown"
    case chapterImpossible = "chapter-impossible"
    case vagueDescription = "vague-description"
    case countryTripleRare = "country-triple-rare"
    case importerNew = "importer-new"
    case chapterNew = "chapter-new"
    case incotermCharges = "incoterm-charges"
    case rateDeviates = "rate-deviates"
    case checkDigit = "check-digit"
    case containerTwice = "container-twice"
    case invoiceReused = "invoice-reused"
    case randomSample = "random-sample"
    case watchPerson = "watch-person"
    case watchCompany = "watch-company"
    case watchConveyance = "watch-conveyance"
    case instructionInForce = "instruction"
    case permitPrecursor = "permit-precursor"
    case permitStrategic = "permit-strategic"
    case permitNuclear = "permit-nuclear"
    case permitWildlife = "permit-wildlife"
    case strategicBuyerNew = "strategic-buyer-new"
    case strategicReexport = "strategic-reexport"
    case offshoreSeller = "offshore-seller"
    case consigneeToOrder = "consignee-to-order"
    case freightShare = "freight-share"
    case routeRepeats = "route-repeats"
    case splitConsignment = "split-consignment"
    case brokerNew = "broker-new"
    case sellerNew = "seller-new"
    case officeNew = "office-new"
    case dormantBurst = "dormant-burst"
    case traderSurge = "trader-surge"
    case vehicleSurge = "vehicle-surge"
    case certificateReused = "certificate-reused"
    case addressShared = "address-shared"
    case phoneShared = "phone-shared"
    case carousel
    case combinationNew = "combination-new"
    case mineralPriceLow = "mineral-price-low"
    case counterfeitPrice = "counterfeit-price"
    case packagingOnly = "packaging-only"
    case cashGoods = "cash-goods"
    case vehicleLight = "vehicle-light"
    case amendmentsMany = "amendments-many"
    case traderOffences = "trader-offences"
    case linkedTrader = "linked-trader"
    case descriptionMismatch = "description-mismatch"
    case mirrorResidual = "mirror-residual"
    case mirrorUnmatchedExport = "mirror-unmatched-export"
    case partnerTip = "partner-information"
    case learnedRisk = "learned-risk"

    /// Place in the registry and in policies' lists of weights.
    package var ordinal: Int { Self.ordinals[self] ?? 0 }

    private static let ordinals: [IndicatorID: Int] = Dictionary(
        uniqueKeysWithValues: zip(allCases, 0...))
}

/// Every indicator of this build, in the order of ``IndicatorID``.
///
/// ## Adding an indicator
/// Write `Indicators/<Name>.swift` with a card, a sentence per variant and `judge`; name it in
/// ``IndicatorID`` and, at the same place, in ``all``; give it a weight in ``LanePolicy/initial``. A
/// new fact goes into the ``Dossier``, with the ``MissingFact`` that says it is not there. The
/// conformance suite then holds the indicator to its promises.
package enum KnownIndicators {
    package static let all: [any Indicator.Type] = [
        NetAboveGross.self, ZeroAmount.self, RoundMasses.self, NetGrossRatio.self,
        MassPerPackage.self, TotalsDisagree.self, UnitPriceLow.self, UnitPriceHigh.self,
        ValueDensity.self, CodeUnknown.self, ChapterImpossible.self, VagueDescription.self,
        CountryTripleRare.self, ImporterNew.self, ChapterNew.self, IncotermCharges.self,
        RateDeviates.self, NumberCheckDigit.self, ContainerTwice.self, InvoiceReused.self,
        RandomSample.self, WatchPerson.self, WatchCompany.self, WatchConveyance.self,
        InstructionInForce.self,
        PermitPrecursor.self, PermitStrategic.self, PermitNuclear.self, PermitWildlife.self,
        StrategicBuyerNew.self, StrategicReexport.self, OffshoreSeller.self, ConsigneeToOrder.self,
        FreightShare.self, RouteRepeats.self, SplitConsignment.self, BrokerNew.self, SellerNew.self,
        OfficeNew.self, DormantBurst.self, TraderSurge.self, VehicleSurge.self,
        CertificateReused.self, AddressShared.self, PhoneShared.self, Carousel.self,
        CombinationNew.self, MineralPriceLow.self, CounterfeitPrice.self, PackagingOnly.self,
        CashGoods.self, VehicleLight.self, AmendmentsMany.self,
        TraderOffences.self, LinkedTrader.self, DescriptionMismatch.self,
        MirrorResidual.self, MirrorUnmatchedExport.self, PartnerTip.self,
        LearnedRiskHigh.self,
    ]

    /// The indicator of a name.
    package static func type(of id: IndicatorID) -> any Indicator.Type { all[id.ordinal] }

    /// Whether the findings of the indicator at a place speak for the declaration.
    static func mitigates(_ ordinal: Int) -> Bool { mitigating[ordinal] }

    private static let mitigating: [Bool] = all.map { $0.card.mitigates }

    /// Asks every indicator about a dossier.
    package static func judge(_ dossier: borrowing Dossier) -> Judgement {
        var judgement = Judgement()
        for indicator in dossier.isReport ? forReports : all {
            indicator.judge(dossier, into: &judgement)
        }
        return judgement
    }

    /// Those that a cargo report can answer: what is said of goods, packages, consignees, containers
    /// and conveyances. The others ask for values, origins, terms, papers or a trader's number that no report states.
    package static let forReports: [any Indicator.Type] = [
        RoundMasses.self, MassPerPackage.self, CodeUnknown.self, ChapterImpossible.self,
        VagueDescription.self, NumberCheckDigit.self,
        RandomSample.self, WatchPerson.self, WatchCompany.self, WatchConveyance.self,
        InstructionInForce.self, ConsigneeToOrder.self, VehicleSurge.self,
        AddressShared.self, PhoneShared.self, PackagingOnly.self, TraderOffences.self,
        LinkedTrader.self, DescriptionMismatch.self, PartnerTip.self,
    ]
}
