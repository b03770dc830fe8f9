package import Customs

/// How findings become a score and a lane.
///
/// ## How a score comes about
/// Every indicator has a weight: the probability, in the administration's judgement, that a
/// declaration is irregular when the indicator alone speaks at full score. Of several findings of
/// one indicator the strongest counts, so that long declarations are not drowned. The indicators'
/// contributions are joined as independent signs (noisy-or): p = 1 − Π(1 − weight·score). Findings
/// that speak for the declaration multiply p by (1 − weight·score) afterwards. Weights are starting
/// values until inspection results give measured ones; indicators that see the same thing twice
/// (two price indicators) overstate p, which the weights allow for.
///
/// ## How a lane comes about
/// The score's thresholds propose a lane; floors, in any order, can only make it stricter.
package struct LanePolicy: Hashable, Sendable {
    /// A rule that a finding of at least some score leads to a lane or a stricter one.
    package struct Floor: Hashable, Sendable {
        package var indicator: IndicatorID
        package var scoreMin: Double
        package var lane: Lane

        package init(_ indicator: IndicatorID, scoreMin: Double, lane: Lane) {
            self.indicator = indicator
            self.scoreMin = scoreMin
            self.lane = lane
        }
    }

    /// Name of this version, stored with every assessment.
    package var version: String
    /// Weight by ``IndicatorID/ordinal``, each 0…1.
    private var weights: [Double]
    /// The weights before results calibrated them, in the same order; empty when they never did.
    private var startingWeights: [Double] = []
    /// Least score of the red, yellow and blue lanes.
    package var redMin: Double
    package var yellowMin: Double
    package var blueMin: Double
    package var floors: [Floor]

    /// A policy; indicators without a weight weigh nothing, weights outside 0…1 are cut, and a
    /// learned model's at ``learnedWeightMax``.
    package init(
        version: String, weights: [IndicatorID: Double], redMin: Double, yellowMin: Double,
        blueMin: Double, floors: [Floor]
    ) {
        self.version = version
        self.weights = IndicatorID.allCases.map {
            min(max(weights[$0] ?? 0, 0), $0 == .learnedRisk ? Self.learnedWeightMax : 1)
        }
        self.redMin = redMin
        self.yellowMin = yellowMin
        self.blueMin = blueMin
        self.floors = floors
    }

    /// Most that a learned model may weigh, whoever sets or learns the weights: below the red lane's
    /// threshold of ``initial``, so that people or rules, never a model alone, stop goods.
    package static let learnedWeightMax = 0.45

    /// The weight of an indicator, 0…1.
    package func weight(of indicator: IndicatorID) -> Double { weights[indicator.ordinal] }

    /// Most that results may move a weight: to so many times what it was, or to one of so many parts.
    package static let calibrationMax = 2.0
    /// No single sign may prove more than this, however often it was right.
    package static let calibratedWeightMax = 0.9

    /// The weight before calibration; nil when results have not moved it.
    package func startingWeight(of indicator: IndicatorID) -> Double? {
        guard !startingWeights.isEmpty else { return nil }
        let weight = startingWeights[indicator.ordinal]
        return weight == weights[indicator.ordinal] ? nil : weight
    }

    /// The same policy with weights moved towards what inspections found, within
    /// ``calibrationMax``; what weighs nothing by decree goes on weighing nothing.
    ///
    /// Calibrating a calibrated policy begins again at its starting weights, so that many small steps
    /// lead no further than one.
    package func calibrated(by learned: LearnedRisk) -> LanePolicy {
        var policy = self
        let start = startingWeights.isEmpty ? weights : startingWeights
        policy.startingWeights = start
        for indicator in IndicatorID.allCases {
            let weight = start[indicator.ordinal]
            guard weight > 0, learned.support[indicator.rawValue] != nil,
                let found = learned.weights[indicator.rawValue]
            else {
                policy.weights[indicator.ordinal] = weight
                continue
            }
            let most = max(weight, min(weight * Self.calibrationMax, Self.calibratedWeightMax))
            policy.weights[indicator.ordinal] =
                min(max(found, weight / Self.calibrationMax), most)
        }
        let name = version.split(separator: "+", maxSplits: 1).first.map(String.init) ?? version
        policy.version = "\(name)+learned-\(learned.version)"
        return policy
    }

    /// Weights by place before calibration; for storing.
    var calibration: [Double] {
        get { startingWeights }
        set { startingWeights = newValue.count == weights.count ? newValue : [] }
    }

    /// The policy a new node starts with.
    package static let initial = LanePolicy(
        version: "initial-4",
        weights: [
            .netAboveGross: 0.4, .zeroAmount: 0.35, .roundMasses: 0.08, .netGrossRatio: 0.15,
            .massPerPackage: 0.2, .totalsDisagree: 0.35, .unitPriceLow: 0.55, .unitPriceHigh: 0.35,
            .valueDensity: 0.12, .codeUnknown: 0.3, .chapterImpossible: 0.5,
            .vagueDescription: 0.25, .countryTripleRare: 0.2, .importerNew: 0.08,
            .chapterNew: 0.15, .incotermCharges: 0.25, .rateDeviates: 0.35, .checkDigit: 0.3,
            .containerTwice: 0.35, .invoiceReused: 0.35, .randomSample: 0,
            // Hits on watch lists are instructions: they set the lane and weigh nothing.
            .watchPerson: 0, .watchCompany: 0, .watchConveyance: 0, .instructionInForce: 0,
            .permitPrecursor: 0.3, .permitStrategic: 0.2, .permitNuclear: 0.35,
            .permitWildlife: 0.25,
            .strategicBuyerNew: 0.3, .strategicReexport: 0.4, .offshoreSeller: 0.15,
            .consigneeToOrder: 0.12,
            .freightShare: 0.15, .routeRepeats: 0.2, .splitConsignment: 0.2, .brokerNew: 0.06,
            .sellerNew: 0.05, .officeNew: 0.08, .dormantBurst: 0.25, .traderSurge: 0.15,
            .vehicleSurge: 0.15, .certificateReused: 0.3, .addressShared: 0.2, .phoneShared: 0.2,
            .carousel: 0.15, .combinationNew: 0.08, .mineralPriceLow: 0.3, .counterfeitPrice: 0.3,
            .packagingOnly: 0.2, .cashGoods: 0.3, .vehicleLight: 0.12, .amendmentsMany: 0.15,
            .traderOffences: 0.5, .linkedTrader: 0.3, .descriptionMismatch: 0.35,
            .mirrorResidual: 0.45, .mirrorUnmatchedExport: 0.4, .partnerTip: 0.35,
            .learnedRisk: 0.45,
        ],
        redMin: 0.5, yellowMin: 0.25, blueMin: 0.1,
        floors: [
            Floor(.randomSample, scoreMin: 1, lane: .red),
            Floor(.randomSample, scoreMin: 0.5, lane: .yellow),
            Floor(.chapterImpossible, scoreMin: 1, lane: .red),
            Floor(.netAboveGross, scoreMin: 1, lane: .yellow),
            Floor(.zeroAmount, scoreMin: 0.7, lane: .yellow),
        ])

    /// The lane a score alone leads to.
    package func lane(forScore score: Double) -> Lane {
        if score >= redMin { return .red }
        if score >= yellowMin { return .yellow }
        return score >= blueMin ? .blue : .green
    }

    /// Joins findings into a score of 0…1; see the description of the type.
    package func score(of findings: [Finding]) -> Double {
        guard !findings.isEmpty else { return 0 }
        var strongest = ContiguousArray(repeating: 0.0, count: weights.count)
        for finding in findings {
            let place = finding.indicator.ordinal
            strongest[place] = max(strongest[place], finding.score)
        }
        var against = 1.0
        var favour = 1.0
        // In the order of the registry, so that the same findings give the same last bit.
        for (place, score) in strongest.enumerated() where score > 0 {
            let part = 1 - weights[place] * score
            if KnownIndicators.mitigates(place) { favour *= part } else { against *= part }
        }
        return (1 - against) * favour
    }
}
