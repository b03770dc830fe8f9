import ArgumentParser
import Customs
import Risk
import Seal
import Store
import Workflows

/// `tamga mirror findings|show|sums|digests`
struct MirrorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mirror",
        abstract: "What a partner's register and ours differ by, declaration by declaration.",
        discussion: """
            A partner's mirror records come by a schedule of the agreement (Specs/mirror.md). Each record \
            and each declaration of ours looks for its partner as it arrives; gaps are explained, and what \
            nothing innocent explains is a finding. `tamga reconcile --node` compares whole registers.
            """,
        subcommands: [Findings.self, Show.self, Sums.self, Digests.self])

    struct Findings: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Findings that stand, oldest first.")

        @Option(help: "Code of the partner; all by default.")
        var partner: String?
        @Option(help: "Language of the words: en, uz or ru.")
        var language = SpokenLanguage.en
        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let store = try node.open().store
            var all: [MirrorGapRow] = []
            while true {
                let some = try store.read {
                    try $0.mirrorFindings(partner: partner, after: all.last?.id ?? 0, limit: 1_000)
                }
                guard !some.isEmpty else { break }
                all += some
            }
            if json { return tamga.show(.array(try all.map(Self.tree))) }
            var table = TextTable(["gap", "partner", "finding", "USD", "export", "import"])
            for row in all {
                let content = try JSONTree(reading: row.content)
                table.add([
                    String(row.id), row.partner,
                    MirrorHistory.words(row.reason).text(in: language.language),
                    content["usd"].map(Self.text) ?? "–", Self.places(content["exports"]),
                    Self.places(content["imports"]),
                ])
            }
            StandardOutput.shared.write(table.text)
        }

        private static func tree(_ row: MirrorGapRow) throws -> JSONTree {
            .object([
                "gap": .integer(row.id), "partner": .string(row.partner),
                "finding": .string(row.reason), "foundAt": .integer(row.foundAt),
                "details": try JSONTree(reading: row.content),
            ])
        }

        static func text(_ number: JSONTree) -> String {
            switch number {
            case .number(let text), .string(let text): text
            case .integer(let whole): String(whole)
            default: "–"
            }
        }

        static func places(_ tree: JSONTree?) -> String {
            let names = (tree?.elements ?? []).compactMap { place -> String? in
                guard let number = place["number"]?.text else { return nil }
                let shown = Diagnostic.quoted(number, limit: 60).dropFirst().dropLast()
                return shown + "/" + (place["line"].map(text) ?? "")
            }
            guard names.count > 2 else { return names.joined(separator: " ") }
            return names.prefix(2).joined(separator: " ") + " +\(names.count - 2)"
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Everything both registers say about one declaration, gaps that ended included.")

        @Argument(help: "Number of a declaration, ours or the partner's.")
        var number: String
        @Option(help: "Language of the words: en, uz or ru.")
        var language = SpokenLanguage.en
        @Flag(help: "JSON instead of text.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let store = try node.open().store
            let history = try store.read { try MirrorHistory(number: number, in: $0) }
            guard !history.isEmpty else {
                say(
                    "tamga: no mirror record \(Diagnostic.quoted(number)) here; see: tamga mirror findings"
                )
                throw Finished.no
            }
            if json { return tamga.show(history.tree) }
            StandardOutput.shared.write(MirrorText.text(history, in: language.language))
        }
    }

    struct Sums: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Our sums of a month beside the partner's, small cells suppressed on both sides.")

        @Argument(help: "YYYY-MM.")
        var month: String
        @Option(help: "Code of the partner.")
        var partner: String
        @Flag(help: "JSON instead of a table.")
        var json = false
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard month.utf8.count == 7, CalendarDay(month + "-01") != nil else {
                throw ValidationError("the month is written YYYY-MM")
            }
        }

        func run() throws {
            let lines = try node.open().store.read {
                try MirrorSums.beside(month, partner: partner, now: Clock.now(), in: $0)
            }
            guard !lines.isEmpty else {
                say("tamga: \(partner) has sent no sums of \(month)")
                throw Finished.no
            }
            if json {
                return tamga.show(
                    .array(
                        lines.map {
                            .object([
                                "month": .string($0.month), "flow": .string($0.flow),
                                "hs": .string($0.code), "oursUsd": $0.ours.map { .integer($0) },
                                "theirsUsd": $0.theirs.map { .integer($0) },
                            ])
                        }))
            }
            var table = TextTable(["flow", "HS", "ours, USD", "theirs, USD", "difference"])
            for line in lines {
                table.add([
                    line.flow, line.code, line.ours.map(String.init) ?? "–",
                    line.theirs.map(String.init) ?? "–",
                    line.ours.flatMap { ours in line.theirs.map { String($0 - ours) } } ?? "–",
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }

    struct Digests: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare a partner's digests of a month with our register.",
            discussion: "What was compared stands in the ledger.")

        @Argument(help: "YYYY-MM.")
        var month: String
        @Option(help: "Code of the partner.")
        var partner: String
        @Option(help: "The official who compares.")
        var officer: String
        @Flag(help: "JSON instead of text.")
        var json = false
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard month.utf8.count == 7, CalendarDay(month + "-01") != nil else {
                throw ValidationError("the month is written YYYY-MM")
            }
        }

        func run() throws {
            let open = try OpenExchange(node)
            let outcome = try open.exchange.commit { transaction in
                let outcome = try MirrorDigests.compare(
                    month, partner: partner, in: transaction.writer)
                try transaction.record(
                    "digests-compared",
                    [
                        "partner": partner, "month": month, "by": officer,
                        "theirs": String(outcome.theirs), "both": String(outcome.both),
                    ])
                return outcome
            }
            if json {
                return tamga.show(
                    .object([
                        "theirs": .integer(Int64(outcome.theirs)),
                        "both": .integer(Int64(outcome.both)),
                        "differing": .array(outcome.differing.map { .string($0) }),
                    ]))
            }
            StandardOutput.shared.write(
                "\(outcome.both) of \(outcome.theirs) records of \(partner) are in our register\n")
            for number in outcome.differing {
                StandardOutput.shared.write(
                    Diagnostic.quoted(number, limit: 60).dropFirst().dropLast() + "\n")
            }
        }
    }
}

/// A declaration's mirror history for officers.
enum MirrorText {
    static func text(_ history: MirrorHistory, in language: Language) -> String {
        var text = ""
        for link in history.links {
            let number = Diagnostic.quoted(link.number, limit: 60).dropFirst().dropLast()
            text +=
                "  \(link.partner): \(number) v\(link.version), \(link.day.iso), by \(link.key), "
            text += "confidence \(hundredths(link.confidence))" + (link.isOver ? ", over\n" : "\n")
        }
        for gap in history.gaps {
            let words = MirrorHistory.words(gap.row.reason).text(in: language)
            text += "  \(gap.row.isFinding ? "finding" : "gap") \(gap.row.id): \(words)"
            if let usd = gap.content["usd"] {
                text += ", \(MirrorCommand.Findings.text(usd)) USD"
                if let low = gap.content["usdLow"], let high = gap.content["usdHigh"], low != high {
                    text += " (\(MirrorCommand.Findings.text(low)) to "
                    text += MirrorCommand.Findings.text(high) + ")"
                }
            }
            text += "\n    \(MirrorCommand.Findings.places(gap.content["exports"]))"
            text += " → \(MirrorCommand.Findings.places(gap.content["imports"]))"
            for step in gap.content["steps"]?.elements ?? [] {
                let usd = step["usd"].map(MirrorCommand.Findings.text) ?? "–"
                text += "; \(step["step"]?.text ?? "") \(usd)"
            }
            if let by = gap.row.endedBy {
                text += "; ended by \(by) \(Clock.text(gap.row.endedAt ?? 0))"
            }
            text += "\n"
        }
        return text
    }

    private static func hundredths(_ share: Double) -> String {
        "0." + String(String(1_000 + Int((min(share, 0.999) * 1_000).rounded(.down))).suffix(3))
    }
}
