import Customs
package import Formats
import Names
import Risk
import Store
package import Watchlists

extension Fact where Value == [WatchFact] {
    /// Hits as facts of a dossier; nil means that there were no lists.
    static func hits(_ hits: [WatchHit]?) -> Fact<[WatchFact]> {
        hits.map { .known($0.map(WatchFact.init)) } ?? .missing(.watchlists)
    }
}

extension WatchFact {
    /// A hit with its words in every language.
    init(_ hit: WatchHit) {
        let subject: WatchFact.Subject =
            hit.entry.kind.isConveyance
            ? .conveyance : hit.entry.kind == .person ? .person : .company
        let lane: Lane? =
            switch hit.effect {
            case .red: .red
            case .yellow: .yellow
            case .observe: nil
            }
        let source = hit.entry.source.isEmpty ? hit.card.title : hit.entry.source
        self.init(
            subject: subject, item: hit.subject.item,
            role: SentenceTemplate { hit.subject.place.text(in: $0) },
            declared: hit.subject.title, listed: hit.name?.text ?? hit.entry.title, list: source,
            reference: hit.entry.reference.isEmpty ? hit.entry.id : hit.entry.reference,
            grounds: hit.entry.grounds, likeness: hit.score,
            alignment: SentenceTemplate { Self.shown(hit.alignmentText(in: $0)) },
            facts: hit.facts.isEmpty ? nil : SentenceTemplate { hit.factsText(in: $0) },
            instruction: hit.instruction, lane: lane, isDiscreet: hit.isDiscreet)
    }

    /// Characters of an alignment that are shown.
    private static let alignmentLengthMax = 400

    /// Outside words without control characters, cut.
    private static func shown(_ text: String) -> String {
        String(Diagnostic.quoted(text, limit: alignmentLengthMax).dropFirst().dropLast())
    }
}

extension SentenceTemplate {
    /// A sentence made for each language.
    fileprivate init(_ make: (AlignmentEntry.Language) -> String) {
        self.init(make(.english), uz: make(.uzbek), ru: make(.russian))
    }
}

extension WatchlistHitRow {
    /// A hit as it is recorded.
    init(_ hit: WatchHit, version: Int64, foundAt: Int64, isRetroactive: Bool) {
        var writer = JSONWriter(capacity: 512)
        WatchHitJSON.write(hit, to: &writer)
        self.init(
            id: 0, version: version, list: hit.card.id, entry: hit.entry.id,
            revision: hit.entry.revision, subject: hit.subject.fingerprint, score: hit.score,
            foundAt: foundAt, isRetroactive: isRetroactive, content: writer.bytes)
    }
}

/// A hit in the words of the contract.
package enum WatchHitJSON {
    /// Writes `{"score","list","title","entry","reference",…,"alignment":[…]}`.
    package static func write(_ hit: WatchHit, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("score")
        writer.number((hit.score * 10_000).rounded() / 10_000)
        writer.key("name_score")
        writer.number((hit.nameScore * 10_000).rounded() / 10_000)
        let texts: [(StaticString, String)] = [
            ("list", hit.card.id), ("title", hit.card.title), ("source", hit.entry.source),
            ("entry", hit.entry.id), ("kind", hit.entry.kind.rawValue),
            ("reference", hit.entry.reference), ("grounds", hit.entry.grounds),
            ("declared", hit.subject.title), ("name", hit.name?.text ?? ""),
            ("number", hit.number?.text ?? ""), ("effect", hit.effect.rawValue),
            ("instruction", hit.instruction),
        ]
        for (key, text) in texts where !text.isEmpty {
            writer.key(key)
            writer.string(text)
        }
        writer.key("weak_alias")
        writer.bool(hit.name?.isWeak ?? false)
        writer.key("certain")
        writer.bool(hit.isCertain)
        writer.key("discreet")
        writer.bool(hit.isDiscreet)
        writer.key("facts")
        writer.beginArray()
        for fact in hit.facts { writer.string(fact.rawValue) }
        writer.endArray()
        writeAlignment(hit, to: &writer)
        writer.key("explanation")
        writer.beginObject()
        for language in AlignmentEntry.Language.allCases {
            let facts = hit.factsText(in: language)
            writer.key(text: language.rawValue)
            writer.string(
                hit.alignmentText(in: language) + (facts.isEmpty ? "" : "; " + facts))
        }
        writer.endObject()
        writer.endObject()
    }

    private static func writeAlignment(_ hit: WatchHit, to writer: inout JSONWriter) {
        writer.key("alignment")
        writer.beginArray()
        for pair in hit.alignment {
            writer.beginObject()
            writer.key("declared")
            if let left = pair.left { writer.string(left) } else { writer.null() }
            writer.key("listed")
            if let right = pair.right { writer.string(right) } else { writer.null() }
            writer.key("relation")
            writer.string(pair.relation.rawValue)
            writer.key("similarity")
            writer.number((pair.similarity * 1000).rounded() / 1000)
            writer.key("weight")
            writer.number((pair.weight * 1000).rounded() / 1000)
            writer.endObject()
        }
        writer.endArray()
    }
}
