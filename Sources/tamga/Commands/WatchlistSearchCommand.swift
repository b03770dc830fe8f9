import ArgumentParser
import Customs
import Formats
import Foundation
import Names
import Watchlists
import Workflows

/// `tamga watchlist search NAME [--json] --node DIR`
struct WatchlistSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search all lists for a name in any script, or for a number.",
        discussion: """
            Shows for every hit the score, the list and its citation, and word by word what stands for \
            what. A plate, wagon, container, tail or IMO number is searched as well as a name. Exit 1 \
            when nothing is found.
            """)

    @Argument(help: "Name or number.")
    var name: String

    @Option(help: "person, organisation, vessel, aircraft, vehicle, wagon or container; else any.")
    var kind: String?

    @Option(help: "Date of birth, YYYY-MM-DD: confirms or contradicts.")
    var birthDate: String?

    @Option(help: "Passport, tax or personal number: confirms.")
    var number: [String] = []

    @Option(help: "Country, two letters: confirms or contradicts.")
    var country: [String] = []

    @Option(help: "Least score, 0.3 to 1; else each list's own threshold.")
    var min: Double?

    @Option(help: "Most hits shown.")
    var top = 20

    @Option(help: "Language of the explanation: en, uz or ru.")
    var language = SpokenLanguage.en

    @Flag(help: "JSON instead of text.")
    var json = false

    @Flag(help: "Search silent entries too.")
    var withDiscreet = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        if let kind, WatchKind(label: kind) == nil || kind.isEmpty {
            throw ValidationError("--kind \(kind) is not known")
        }
        if let birthDate, CalendarDay(birthDate) == nil {
            throw ValidationError("--birth-date takes a day as YYYY-MM-DD")
        }
        if let min, !(0.3...1).contains(min) {
            throw ValidationError("--min takes a number from 0.3 to 1")
        }
        guard top > 0 else { throw ValidationError("--top takes 1 or more") }
        guard !name.isEmpty else { throw ValidationError("NAME is empty") }
    }

    func run() throws {
        let node = try node.open()
        let day = NodeWatchlists.day(ofMilliseconds: Clock.now())
        guard
            let screener = try NodeWatchlists.screener(
                in: node.store, on: day, discreet: withDiscreet)
        else {
            if json { StandardOutput.shared.write("[]\n") }
            say("tamga: no lists yet; import one with: tamga watchlist import --format csv FILE")
            throw Finished.no
        }
        if let refusal = NameParser.refusal(of: name) {
            throw CommandFailure(code: 64, what: refusal.problem, whatToDo: refusal.remedy)
        }
        // What a measure looks for is for its unit alone, and mostly a partner's information.
        var hits = screener.screen(subjects, minimum: min)
            .filter { $0.card.id != InstructionList.id }
        hits.sort { $0.score > $1.score }
        let best = Array(hits.prefix(top))
        if json {
            var writer = JSONWriter()
            writer.beginArray()
            for hit in best { WatchHitJSON.write(hit, to: &writer) }
            writer.endArray()
            StandardOutput.shared.write(writer.text + "\n")
        } else {
            for hit in best { StandardOutput.shared.write(text(hit)) }
        }
        if hits.count > best.count { say("tamga: \(hits.count - best.count) more; see --top") }
        guard !best.isEmpty else {
            say("tamga: nothing on \(screener.count) entries is like it; --min lowers the bar")
            throw Finished.no
        }
    }

    /// What the name can be: a party, and a conveyance or container.
    private var subjects: [WatchSubject] {
        let wanted = kind.flatMap { WatchKind(label: $0) }
        let hasDigits = name.contains(where: \.isNumber)
        var subjects: [WatchSubject] = []
        if wanted.map({ !$0.isConveyance }) ?? true {
            let birth = birthDate.flatMap { CalendarDay($0) }.map { BirthSpan(from: $0, to: $0) }
            subjects.append(
                WatchSubject(
                    .party(nil), name: name, schema: wanted?.nameSchema ?? .unknown,
                    numbers: number + (hasDigits ? [name] : []), births: birth.map { [$0] } ?? [],
                    countries: country.map { $0.uppercased() }))
        }
        if wanted?.isConveyance ?? true {
            let kinds = wanted.map { [$0] } ?? WatchKind.allCases.filter(\.isConveyance)
            subjects.append(
                WatchSubject(
                    .conveyance, conveyances: Set(kinds), name: name,
                    numbers: number + (hasDigits ? [name] : [])))
        }
        return subjects
    }

    private func text(_ hit: WatchHit) -> String {
        let words: AlignmentEntry.Language =
            switch language {
            case .en: .english
            case .uz: .uzbek
            case .ru: .russian
            }
        let source = hit.entry.source.isEmpty ? hit.card.title : hit.entry.source
        let citation = hit.entry.reference.isEmpty ? hit.entry.id : hit.entry.reference
        let title = shown(hit.name?.text ?? hit.entry.title)
        let weak = hit.name?.isWeak == true ? ", weak alias" : ""
        var lines = [
            String(format: "%.2f", hit.score) + "  \(title)  (\(hit.entry.kind.rawValue)\(weak))",
            "      list: \(source) [\(hit.card.id)], \(shown(citation))",
        ]
        if !hit.entry.grounds.isEmpty {
            lines.append("      grounds: \(shown(hit.entry.grounds, limit: 200))")
        }
        lines.append("      " + shown(hit.alignmentText(in: words), limit: 1000))
        if !hit.facts.isEmpty { lines.append("      besides: " + hit.factsText(in: words)) }
        var effect = "      effect: \(hit.effect.rawValue)"
        if !hit.isCertain { effect += " (likeness alone)" }
        if !hit.instruction.isEmpty { effect += "; to do: \(shown(hit.instruction, limit: 200))" }
        lines.append(effect)
        return lines.joined(separator: "\n") + "\n"
    }
}
