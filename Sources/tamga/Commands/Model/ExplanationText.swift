import Customs
import Formats
import Foundation
import Risk

/// A score's parts for officers and programs.
struct ExplanationText {
    let explanation: ModelExplanation
    let model: RiskModel
    let id: String
    let language: Language

    /// The parts with the most weight, the sum of the rest, and the margin they make.
    func text(top: Int) -> String {
        let probability = Logistic.probability(explanation.margin)
        var text = "\(id), item \(explanation.item): "
        text += "\(words.score) " + String(format: "%.4f", probability)
        text += ", \(words.above) "
        text +=
            Evidence.Value.share(model.percentile(of: explanation.margin)).text(in: language)
            + "\n"
        var table = TextTable([words.part, words.value, words.feature])
        table.add([signed(explanation.base), "", words.base])
        for part in explanation.parts.prefix(top) {
            table.add([
                signed(part.share), value(part), part.feature.name.text(in: language),
            ])
        }
        let rest = explanation.parts.dropFirst(top)
        if !rest.isEmpty {
            table.add([
                signed(rest.reduce(0) { $0 + $1.share }), "", "\(words.others) (\(rest.count))",
            ])
        }
        table.add([signed(explanation.margin), "", words.margin])
        return text + table.text
    }

    var json: String {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("item")
        writer.integer(explanation.item)
        writer.key("score")
        writer.number(Logistic.probability(explanation.margin))
        writer.key("margin")
        writer.number(explanation.margin)
        writer.key("percentile")
        writer.number(model.percentile(of: explanation.margin))
        writer.key("base")
        writer.number(explanation.base)
        writer.key("method")
        writer.string("TreeSHAP, path-dependent, arXiv:1802.03888")
        writer.key("contributions")
        writer.beginArray()
        for part in explanation.parts {
            writer.beginObject()
            writer.key("feature")
            writer.string(part.feature.id)
            writer.key("name")
            writer.string(part.feature.name.text(in: language))
            writer.key("value")
            if let value = part.value { writer.number(value) } else { writer.null() }
            writer.key("contribution")
            writer.number(part.share)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text + "\n"
    }

    private func signed(_ number: Double) -> String {
        (number < 0 ? "−" : "+") + String(format: "%.4f", number.magnitude)
    }

    private func value(_ part: ModelExplanation.Part) -> String {
        guard let value = part.value else { return words.missing }
        if part.feature.isShare { return Evidence.Value.share(value).text(in: language) }
        let isWhole = value.rounded() == value
        return Evidence.Value.number(value, decimals: isWhole ? 0 : 2).text(in: language)
    }

    private struct Words {
        var score, above, part, value, feature, base, others, margin, missing: String
    }

    private var words: Words {
        switch language {
        case .english:
            Words(
                score: "score", above: "above this share of the model's own rows:", part: "part",
                value: "value", feature: "feature", base: "expected before anything is known",
                others: "all other features", margin: "margin (log-odds)", missing: "not known")
        case .uzbek:
            Words(
                score: "ball", above: "modelning oʻz satrlari ichida shu ulushdan yuqori:",
                part: "hissa", value: "qiymat", feature: "belgi",
                base: "hech narsa maʼlum boʻlmagandagi kutilma", others: "qolgan belgilar",
                margin: "jami (log-odds)", missing: "maʼlum emas")
        case .russian:
            Words(
                score: "оценка", above: "выше этой доли собственных строк модели:", part: "вклад",
                value: "значение", feature: "признак", base: "ожидание, когда ничего не известно",
                others: "остальные признаки", margin: "итог (log-odds)", missing: "нет данных")
        }
    }
}
