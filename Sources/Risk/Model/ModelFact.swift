package import Customs

/// What an adopted model says of a declaration, as a fact of its ``Dossier``.
package struct ModelFact: Hashable, Sendable {
    /// One feature's part in the margin.
    package struct Part: Hashable, Sendable {
        package var feature: ModelFeature
        package var share: Double
    }

    /// SHA-256 of the model's bytes, hexadecimal.
    package var model: String
    /// The item with the highest margin, from 1.
    package var item = 0
    /// 0…1, that something is irregular.
    package var probability = 0.0
    /// Share of the model's own rows that it rates lower, 0…1.
    package var percentile = 0.0
    /// Share of irregular rows among those it was learned from.
    package var usual = 0.0
    /// The features that raise the margin most; empty for what the model does not speak of.
    package var parts: [Part] = []

    /// The model speaks of what it rates above this share of what it has seen, where irregularities are
    /// many also of what is more probably irregular than not; never below the usual share.
    package static let percentileMin = 0.9
    package static let probabilityMin = 0.5

    /// Whether the model speaks of the declaration.
    package var speaks: Bool {
        probability > usual
            && (percentile >= Self.percentileMin || probability >= Self.probabilityMin)
    }

    /// Features named.
    package static let partsMax = 3

    init(model: String) { self.model = model }
}

/// A model that a node has adopted.
package struct AdoptedModel: Sendable {
    /// SHA-256 of the model's bytes, hexadecimal; the model's name in a node.
    package let digest: String
    package let model: RiskModel

    package init(digest: String, model: RiskModel) {
        self.digest = digest
        self.model = model
    }

    /// What the model says of a declaration; missing for a flow that it was not learned from.
    package func fact(of declaration: borrowing Declaration) -> Fact<ModelFact> {
        guard model.knows(declaration.flow), let score = model.score(declaration) else {
            return .missing(.model)
        }
        var fact = ModelFact(model: digest)
        fact.item = score.item
        fact.probability = score.probability
        fact.percentile = model.percentile(of: score.margin)
        fact.usual = model.prior
        guard fact.speaks else { return .known(fact) }
        for part in model.explain(declaration, item: score.item).parts where part.share > 0 {
            fact.parts.append(.init(feature: part.feature, share: part.share))
            if fact.parts.count == ModelFact.partsMax { break }
        }
        return .known(fact)
    }
}

extension Dossier {
    /// Asks the model in force, if there is one.
    package mutating func consult(_ model: AdoptedModel?) {
        learned = model?.fact(of: declaration) ?? .missing(.model)
    }

    /// Of a model only its name is stored: what it said is asked again of the model itself.
    mutating func visitModel(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        try bytes.fact(&learned, blank: ModelFact(model: "")) {
            bytes, fact throws(StatisticsDamage) in
            try bytes.text(&fact.model)
        }
    }
}
