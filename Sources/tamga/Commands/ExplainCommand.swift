import ArgumentParser
import Customs
import Formats
import Foundation
import Risk
import Store
import Workflows

/// `tamga explain ID`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Everything about one declaration: versions, findings with evidence, why this lane.",
        discussion: "ID is the MRN, the declarant's reference, or the node's own number as #17.")

    @Argument(help: "MRN, local reference, or #number.")
    var id: String

    @Option(
        help: ArgumentHelp(
            "Recompute the assessment in force at this time (YYYY-MM-DD, or with THH:MM:SSZ) from the facts "
                + "stored with it, and compare it byte for byte; exit 1 when it differs."))
    var at: String?

    @Flag(help: "JSON instead of text.")
    var json = false

    @Option(help: "Language of the sentences: en, uz or ru.")
    var language = SpokenLanguage.en

    @OptionGroup var node: NodeOption

    func run() throws {
        let store = try node.open().store
        let histories = try store.read { try DocumentHistory.find(id, in: $0) }
        guard !histories.isEmpty else {
            say(
                "tamga: no declaration \(Diagnostic.quoted(id)) in \(node.directory.path); check the number, or screen the file with --node first"
            )
            throw Finished.no
        }
        if let at {
            return try replay(histories.map(\.document), at: Self.time(at), in: store)
        }
        if json {
            var writer = JSONWriter(capacity: 4096)
            writer.beginArray()
            for history in histories { history.write(to: &writer) }
            writer.endArray()
            StandardOutput.shared.write(writer.text + "\n")
            return
        }
        for (index, history) in histories.enumerated() {
            if index > 0 { StandardOutput.shared.write("\n") }
            StandardOutput.shared.write(ExplainText(language: language.rawValue).text(history))
            if !history.mirror.isEmpty {
                StandardOutput.shared.write(
                    "\nBeside the partner's register\n"
                        + MirrorText.text(history.mirror, in: language.language))
            }
        }
        if histories.count > 1 {
            say("tamga: \(histories.count) documents carry this reference; each is shown")
        }
    }
}

extension ExplainCommand {
    func validate() throws {
        if let at { _ = try Self.time(at) }
    }

    /// The last millisecond of a day, or an instant.
    static func time(_ text: String) throws -> Int64 {
        if text.utf8.count == 10, let day = CalendarDay(text) {
            return (Int64(day.number) + 1) * 86_400_000 - 1
        }
        do {
            let date = try Date(text, strategy: .iso8601)
            return Int64((date.timeIntervalSince1970 * 1000).rounded()) + 999
        } catch {
            throw ValidationError("--at takes YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ")
        }
    }

    private func replay(_ documents: [DocumentRow], at time: Int64, in store: any Store) throws {
        let replays = try store.read { reader in
            try documents.compactMap { try Replay.run($0, at: time, in: reader) }
        }
        guard !replays.isEmpty else {
            say(
                "tamga: \(Diagnostic.quoted(id)) had no assessment by then; leave --at out to see all"
            )
            throw Finished.no
        }
        if json {
            var writer = JSONWriter(capacity: 4096)
            writer.beginArray()
            for replay in replays { replay.write(to: &writer) }
            writer.endArray()
            StandardOutput.shared.write(writer.text + "\n")
        } else {
            for replay in replays {
                StandardOutput.shared.write(Self.text(replay, language.language))
            }
        }
        guard replays.allSatisfy({ $0.outcome == .identical }) else { throw Finished.no }
    }

    private static func text(_ replay: Replay, _ language: Language) -> String {
        var text = "\(replay.document.reference), version \(replay.version.number), assessed "
        text += Clock.text(replay.stored.assessedAt) + "\n"
        if let assessment = replay.recomputed {
            text += "  recomputed: " + assessment.laneSentence(in: language) + "\n"
            for finding in assessment.findings {
                text += "    \(finding.indicator.rawValue)  \(finding.sentence(in: language))\n"
            }
        }
        let outcome =
            switch replay.outcome {
            case .identical: "identical, byte for byte, to what was stored"
            case .different:
                "DIFFERENT from what was stored: this program has other rules, or the database was changed"
            case .factsMissing: "cannot be recomputed: no facts were stored with this assessment"
            case .damaged: "cannot be recomputed: the stored facts or policy are damaged"
            }
        text += "  " + outcome + "\n"
        return text
    }
}

/// A history as text for an officer.
struct ExplainText {
    /// "en", "uz" or "ru".
    let language: String

    private var spoken: Language { Language(rawValue: language) ?? .english }
    private var words: ExplainWords { .of(spoken) }

    func text(_ history: DocumentHistory) -> String {
        let document = history.document
        let kind = document.kind == .declaration ? "Declaration" : "Cargo report"
        var text = "\(kind) \(document.reference)  (#\(document.id), \(history.versions.count) "
        text += history.versions.count == 1 ? "version)\n" : "versions)\n"
        for version in history.versions { text += self.text(version) }
        return text
    }

    private func text(_ version: DocumentHistory.Version) -> String {
        let row = version.row
        var text = "\nVersion \(row.number), received \(Clock.text(row.receivedAt))\n"
        text += "  from \(version.submissionName), document \(row.position), format \(row.format)\n"
        text += "  content SHA-256 (first half) \(hex(row.digest))\n"
        if case .declaration(let declaration)? = version.content {
            text += facts(declaration)
        }
        for diagnostic in version.diagnostics {
            text +=
                "  \(diagnostic["severity"]?.string ?? "note"): \(diagnostic["problem"]?.string ?? "")"
            text += " (\(diagnostic["place"]?.string ?? ""))\n"
        }
        if version.assessments.isEmpty { text += "  \(words.notAssessed)\n" }
        for assessment in version.assessments { text += self.text(assessment) }
        return text
    }

    private func facts(_ declaration: Declaration) -> String {
        var text = ""
        func add(_ name: String, _ value: String?) {
            guard let value else { return }
            text += "  \(name): \(Diagnostic.quoted(value, limit: 100).dropFirst().dropLast())\n"
        }
        add("flow", declaration.flow?.rawValue)
        add("office", declaration.office(.declaration))
        add("day", declaration.referenceDay?.iso)
        add("importer", declaration.party(.importer).flatMap { $0.name ?? $0.id })
        add("exporter", declaration.party(.exporter).flatMap { $0.name ?? $0.id })
        add("declarant", declaration.party(.declarant).flatMap { $0.name ?? $0.id })
        for (index, item) in declaration.items.prefix(20).enumerated() {
            let code = item.commodityCode ?? "no code"
            let mass = item.netMass.map { " \($0.value.written) kg net" } ?? ""
            let value =
                (item.customsValue ?? item.price ?? item.statisticalValue)
                .map {
                    " \($0.amount.written) \($0.currency ?? declaration.invoiceAmount?.currency ?? "")"
                } ?? ""
            let origin = declaration.originCountry(of: item).map { " from \($0)" } ?? ""
            add("item \(index + 1)", "\(code)\(origin)\(mass)\(value) \(item.description ?? "")")
        }
        if declaration.items.count > 20 { add("items", "\(declaration.items.count - 20) more") }
        return text
    }

    private func text(_ assessment: DocumentHistory.Assessed) -> String {
        let row = assessment.row
        let lane = Lane.allCases[row.lane].name(in: spoken).uppercased()
        var text = "\n  \(words.assessed) \(Clock.text(row.assessedAt)): \(words.lane) \(lane), "
        text += words.score + String(format: " %.2f", row.score)
        text += " (\(words.policy) \(assessment.content["policy"]?.string ?? "unknown"))\n"
        let findings = assessment.content["findings"]?.elements ?? []
        text += "  \(words.whyThisLane): \(reason(row, assessment.content, findings))\n"
        text += findings.isEmpty ? "  \(words.noFindings)\n" : "  \(words.findings):\n"
        for finding in findings { text += self.text(finding: finding) }
        let abstentions = assessment.content["abstentions"]?.members ?? []
        if !abstentions.isEmpty { text += "  \(words.notAsked):\n" }
        for abstention in abstentions {
            let sentence = MissingFact(rawValue: abstention.key)?.sentence.text(in: spoken)
            let indicators = (abstention.value.elements ?? []).compactMap(\.string)
            text += "    \(sentence ?? abstention.key) (\(indicators.joined(separator: ", ")))\n"
        }
        return text
    }

    private func reason(_ row: AssessmentRow, _ content: JSONValue, _ findings: [JSONValue])
        -> String
    {
        let floor = content["floor"]?.string
        let decisive = findings.filter { $0["indicator"]?.string == floor }
            .max { ($0["score"]?.double ?? 0) < ($1["score"]?.double ?? 0) }
        return Assessment.laneSentence(
            Lane.allCases[row.lane], score: row.score,
            why: floor == nil ? nil : decisive?["sentences"]?[language]?.string ?? "",
            in: spoken)
    }

    private func text(finding: JSONValue) -> String {
        let item = finding["item"]?.integer.map { ", \(words.item) \($0)" } ?? ""
        let score = finding["score"]?.double ?? 0
        var text = "    \(finding["indicator"]?.string ?? "")\(item)  "
        text += String(format: "%.2f", score) + "\n"
        text += "      \(finding["sentences"]?[language]?.string ?? "")\n"
        let evidence = (finding["evidence"]?.members ?? []).map { "\($0.key) = \(shown($0.value))" }
        if !evidence.isEmpty {
            text += "      \(words.evidence): \(evidence.joined(separator: ", "))\n"
        }
        return text
    }

    private func shown(_ value: JSONValue) -> String {
        if let text = value.string { return text }
        if let whole = value.integer { return String(whole) }
        return value.double.map { String(format: "%.4g", $0) } ?? "–"
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }
}
