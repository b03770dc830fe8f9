import Customs
import Formats
import Risk
import Seal

/// A model's card, for people and programs.
enum ModelWords {
    static func text(_ model: RiskModel, digest: Digest256) -> String {
        let card = model.card
        let share = Evidence.Value.share(Double(card.irregular) / Double(max(card.rows, 1)))
        var text = "model          \(digest)\n"
        text += "outcome        column \(card.label)\n"
        text += "learned from   \(card.rows) rows, \(share.text(in: .english)) irregular"
        text += card.heldRows > 0 ? "; \(card.heldRows) rows decided when to stop\n" : "\n"
        if let first = card.firstDay, let last = card.lastDay {
            text += "days           \(first.iso) to \(last.iso)\n"
        }
        text += "trees          \(model.trees.count) over \(ModelFeature.all.count) features, "
        return text + "seed \(card.seed)\n"
    }

    static func writeMembers(
        _ model: RiskModel, digest: Digest256, to writer: inout JSONWriter
    ) {
        let card = model.card
        writer.key("model")
        writer.string(digest.description)
        writer.key("label")
        writer.string(card.label)
        writer.key("rows")
        writer.integer(card.rows)
        writer.key("irregular")
        writer.integer(card.irregular)
        writer.key("heldRows")
        writer.integer(card.heldRows)
        for (name, day) in [("firstDay", card.firstDay), ("lastDay", card.lastDay)] {
            writer.key(text: name)
            if let day { writer.string(day.iso) } else { writer.null() }
        }
        writer.key("trees")
        writer.integer(model.trees.count)
        writer.key("features")
        writer.integer(ModelFeature.all.count)
        // A seed may exceed what JSON's numbers carry exactly.
        writer.key("seed")
        writer.string(String(card.seed))
    }
}
