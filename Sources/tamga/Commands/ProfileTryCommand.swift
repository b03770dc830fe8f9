import ArgumentParser
import Customs
import Formats
import Foundation
import Reference
import Risk
import Workflows

/// `tamga profile try PROFILE… --over FILE`
struct ProfileTryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Try profiles on files of declarations, without a node: which speak how often.",
        discussion: """
            The last line on standard error is JSON: declarations, profiles, seconds of evaluation, \
            and evaluations a second (profiles times declarations).
            """)

    /// Declarations held at a time.
    private static let declarationsMax = 200_000

    @Argument(help: "Profile files (YAML).")
    var profiles: [String]

    @Option(help: "File of declarations, any format; - is standard input.")
    var over: String

    @Option(help: "Column map (YAML) for tables.")
    var map: String?

    @Option(help: "Exchange rates, as for `tamga rates import`; values are unknown without.")
    var rates: String?

    func run() throws {
        let members = try profiles.map {
            ProfileSet.Member(try ProfileFile.load($0).profile, version: 1, isShadow: false)
        }
        let set = ProfileSet(members)
        var options = InputOptions()
        options.files = [over]
        options.format = "auto"
        options.map = map
        let reader = try DocumentReader(options)
        var rates = DailyRates(try RatesCommand.table(rates), national: nil)
        var counts = [Int](repeating: 0, count: members.count)
        var declarations = 0
        var seconds = 0.0
        var waiting: [DeclarationSubject] = []
        func evaluate() {
            let start = ProcessInfo.processInfo.systemUptime
            let found = mapConcurrently(waiting) { subject in set.places(in: subject) }
            seconds += ProcessInfo.processInfo.systemUptime - start
            for places in found { for place in places { counts[place] += 1 } }
            declarations += waiting.count
            waiting.removeAll(keepingCapacity: true)
        }
        try reader.reading(over) { document in
            guard document.isAccepted, case .declaration(let declaration)? = document.content else {
                return
            }
            rates.prepare(for: declaration)
            waiting.append(
                DeclarationSubject(declaration, rates: rates.rates(for: declaration)))
            if waiting.count == Self.declarationsMax { evaluate() }
        }
        evaluate()
        var table = TextTable(["profile", "hits"])
        for (member, count) in zip(members, counts) {
            table.add([member.profile.id, "\(count)"])
        }
        StandardOutput.shared.write(table.text)
        let rate = seconds > 0 ? Double(declarations * members.count) / seconds : 0
        say(
            "{\"declarations\":\(declarations),\"profiles\":\(members.count),"
                + String(format: "\"eval_s\":%.3f,\"per_s\":%.0f}", seconds, rate))
    }
}
