import Customs

/// One column a model looks at.
package struct ModelFeature: Hashable, Sendable {
    /// Stable name: "share:subheading+origin", "count:trader", "number:net-mass-kg".
    package let id: String
    /// Words for officers.
    package let name: SentenceTemplate

    /// Every feature of this program, in the order of a row.
    package static let all: [ModelFeature] = {
        var features: [ModelFeature] = []
        for set in TraitSet.all {
            features.append(
                ModelFeature(
                    id: "share:" + set.id,
                    name: SentenceTemplate(
                        "earlier irregular results: \(set.name.english)",
                        uz: "oldingi qoidabuzarliklar ulushi: \(set.name.uzbek)",
                        ru: "доля прежних нарушений: \(set.name.russian)")))
            features.append(
                ModelFeature(
                    id: "count:" + set.id,
                    name: SentenceTemplate(
                        "earlier inspections: \(set.name.english)",
                        uz: "oldingi tekshiruvlar soni: \(set.name.uzbek)",
                        ru: "число прежних досмотров: \(set.name.russian)")))
        }
        for number in ModelNumber.allCases {
            features.append(ModelFeature(id: "number:" + number.rawValue, name: number.name))
        }
        return features
    }()

    /// Where the numbers begin.
    static let firstNumber = 2 * TraitSet.all.count

    /// Whether the value is a share of one.
    package var isShare: Bool { id.hasPrefix("share:") }
}

/// How many inspections the overall share counts for where few are known.
enum ShareSmoothing {
    static func share(_ record: ResultHistory.Record, prior: Double) -> Float {
        Float((Double(record.irregular) + prior) / (Double(record.inspected) + 1))
    }
}

/// What is read from one item: keys into the histories and numbers; the histories come later.
struct ItemReading {
    /// Keys of ``TraitSet/all``, then of ``PriceKey``.
    var keys: [UInt32]
    /// By ``ModelNumber``; those of histories missing.
    var numbers: [Float]
    /// Logarithm of the price per kilogram in steps.
    var step: Int32?

    init(_ item: borrowing GoodsItem, of declaration: borrowing Declaration, header: TraitValues) {
        var values = header
        values.add(item, of: declaration)
        let measures = ItemMeasures(declaration, item: item, rates: USDRates())
        let step = PriceHistory.step(measures.lnUnitPrice)
        var keys: [UInt32] = []
        keys.reserveCapacity(TrainingRows.keyCount)
        for set in TraitSet.all { keys.append(set.key(values)) }
        for key in PriceKey.allCases {
            keys.append(step == nil ? 0 : key.key(values, basis: measures.basis))
        }
        self.step = step
        self.keys = keys
        numbers = ModelNumber.measured(
            item, of: declaration, measures, itemCount: declaration.items.count, values: values)
    }
}

/// Ways in which earlier prices are gathered, within one currency.
enum PriceKey: Int, CaseIterable {
    case code, codeAndOrigin, traderAndHeading

    private var traits: [Trait] {
        switch self {
        case .code: [.subheading]
        case .codeAndOrigin: [.subheading, .origin]
        case .traderAndHeading: [.trader, .heading]
        }
    }

    /// The number that says how far a price lies from these.
    var number: ModelNumber {
        switch self {
        case .code: .priceByCode
        case .codeAndOrigin: .priceByOrigin
        case .traderAndHeading: .priceByTrader
        }
    }

    /// 0 when a trait is not stated.
    func key(_ values: borrowing TraitValues, basis: UInt16) -> UInt32 {
        var hash = UInt64(basis) + 1
        for trait in traits {
            guard values[trait] != 0 else { return 0 }
            hash = StableHash.mix(hash &* 0x9E37_79B9_7F4A_7C15 ^ values[trait])
        }
        return max(UInt32(truncatingIfNeeded: hash >> 32), 1)
    }
}
