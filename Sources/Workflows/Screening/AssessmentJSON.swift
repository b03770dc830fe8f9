import Customs
package import Formats
package import Risk

/// An assessment in the words of the contract.
package enum AssessmentJSON {
    /// Writes `"findings":[…]` with a sentence in the language.
    package static func writeFindings(
        _ assessment: Assessment, in language: Language, to writer: inout JSONWriter
    ) {
        writer.key("findings")
        writer.beginArray()
        for hit in assessment.profiles { write(hit, in: language, to: &writer) }
        for finding in assessment.findings { write(finding, in: language, to: &writer) }
        writer.endArray()
    }

    /// Writes `"findings":[…]` alone.
    package static func writeFindings(
        _ findings: [Finding], in language: Language, to writer: inout JSONWriter
    ) {
        writer.key("findings")
        writer.beginArray()
        for finding in findings { write(finding, in: language, to: &writer) }
        writer.endArray()
    }

    /// Writes `"abstentions":{"missing fact":["indicator"…]…}`: what could not be asked, and why.
    package static func writeAbstentions(
        _ assessment: Assessment, to writer: inout JSONWriter
    ) {
        writer.key("abstentions")
        writer.beginObject()
        for missing in MissingFact.allCases {
            var isOpen = false
            for abstention in assessment.abstentions where abstention.missing == missing {
                if !isOpen {
                    writer.key(text: missing.rawValue)
                    writer.beginArray()
                    isOpen = true
                }
                writer.string(abstention.indicator.rawValue)
            }
            if isOpen { writer.endArray() }
        }
        writer.endObject()
    }

    /// The form in which a node keeps an assessment: findings with sentences in every language, so
    /// that it can be shown later to any officer as it was.
    package static func stored(_ assessment: Assessment) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("policy")
        writer.string(assessment.policyVersion)
        // The finding that decided the lane; without it the score did.
        switch assessment.reason {
        case .floor(let indicator):
            writer.key("floor")
            writer.string(indicator.rawValue)
        case .profile(let hit):
            writer.key("floor")
            writer.string(hit.indicator)
        case .score: break
        }
        writer.key("findings")
        writer.beginArray()
        for hit in assessment.profiles { write(hit, in: nil, to: &writer) }
        for finding in assessment.findings { write(finding, in: nil, to: &writer) }
        writer.endArray()
        writeAbstentions(assessment, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// The findings of an assessment that a node keeps; none when it cannot be read.
    package static func findings(stored content: [UInt8]) -> [JSONValue] {
        do {
            return try JSONValue.parse(content)["findings"]?.elements ?? []
        } catch {
            // This program wrote it, so only damage to the file leads here; lane and score stand in
            // columns of their own and are still shown.
            return []
        }
    }

    /// Writes stored findings as ``writeFindings(_:in:to:)`` writes fresh ones.
    package static func writeFindings(
        stored findings: [JSONValue], in language: Language, to writer: inout JSONWriter
    ) {
        writer.key("findings")
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            for member in finding.members ?? [] {
                if member.key == "sentences" {
                    writer.key("sentence")
                    writer.string(member.value[language.rawValue]?.string ?? "")
                } else {
                    writer.key(text: member.key)
                    member.value.write(to: &writer)
                }
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(
        _ hit: ProfileHit, in language: Language?, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("indicator")
        writer.string(hit.indicator)
        writer.key("item")
        writer.null()
        writer.key("score")
        writer.number((hit.score * 10_000).rounded() / 10_000)
        if let language {
            writer.key("sentence")
            writer.string(hit.sentence.text(in: language))
        } else {
            writer.key("sentences")
            writeSentences(to: &writer) { hit.sentence.text(in: $0) }
        }
        writer.key("evidence")
        writer.beginObject()
        writer.key("version")
        writer.integer(hit.version)
        if let lane = hit.lane {
            writer.key("lane")
            writer.string(lane.rawValue)
        }
        writer.endObject()
        writer.endObject()
    }

    private static func write(
        _ finding: Finding, in language: Language?, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("indicator")
        writer.string(finding.indicator.rawValue)
        writer.key("item")
        if let item = finding.item { writer.integer(item) } else { writer.null() }
        writer.key("score")
        writer.number((finding.score * 10_000).rounded() / 10_000)
        if let language {
            writer.key("sentence")
            writer.string(finding.sentence(in: language))
        } else {
            writer.key("sentences")
            writeSentences(to: &writer) { finding.sentence(in: $0) }
        }
        writer.key("evidence")
        writer.beginObject()
        for evidence in finding.evidence {
            writer.key(text: evidence.key)
            write(evidence.value, in: language ?? .english, to: &writer)
        }
        writer.endObject()
        writer.endObject()
    }

    private static func writeSentences(
        to writer: inout JSONWriter, _ sentence: (Language) -> String
    ) {
        writer.beginObject()
        for language in Language.allCases {
            writer.key(text: language.rawValue)
            writer.string(sentence(language))
        }
        writer.endObject()
    }

    private static func write(
        _ value: Evidence.Value, in language: Language, to writer: inout JSONWriter
    ) {
        switch value {
        case .count(let count): writer.integer(count)
        case .number(let number, _): writer.number(number)
        case .share(let share): writer.number(share)
        case .declared(let number): writer.string(number.written)
        case .text(let text): writer.string(text)
        case .day(let day): writer.string(day.iso)
        case .phrase(let phrase): writer.string(phrase.text(in: language))
        }
    }
}
