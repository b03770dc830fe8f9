import ArgumentParser
import Foundation
import Risk
import Store
import Workflows

/// `tamga result calibrate --officer WHO --reason WHY [--none]`
struct ResultCalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Let the weights last learned calibrate the screening score, within bounds.",
        discussion: """
            No weight is moved to more than twice what it was or less than half, none above 0.9, and \
            what weighs nothing goes on weighing nothing. Assessments name the policy they were made by, \
            and findings show their weight and the one before. --none puts the program's own weights \
            back; --history shows every change. Exit 1 when nothing was learned.
            """)

    @Option(help: "Who decides.")
    var officer: String?

    @Option(help: "Why.")
    var reason: String?

    @Flag(help: "Put the program's own weights back into force.")
    var none = false

    @Flag(help: "Show every change instead.")
    var history = false

    @OptionGroup var node: NodeOption

    func validate() throws {
        guard !history else { return }
        for (name, text) in [("--officer", officer), ("--reason", reason)] {
            guard let text, text.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("\(name) must say something")
            }
        }
    }

    func run() throws {
        let store = try node.open().store
        if history { return try show(NodeRules.changes(in: store)) }
        let learned = try NodeLearning.current(in: store)
        guard none || learned.labels > 0 else {
            say("tamga: nothing was learned yet; record results, then run tamga result learn")
            throw Finished.no
        }
        let policy = try NodeRules.calibrate(
            by: none ? nil : learned, officer: officer ?? "", reason: reason ?? "",
            at: Clock.now(), in: store)
        var table = TextTable(["indicator", "results", "weight before", "weight"])
        for indicator in IndicatorID.allCases {
            guard let start = policy.startingWeight(of: indicator) else { continue }
            table.add([
                indicator.rawValue,
                String(format: "%.1f", learned.support[indicator.rawValue] ?? 0),
                String(format: "%.3f", start),
                String(format: "%.3f", policy.weight(of: indicator)),
            ])
        }
        if !none { StandardOutput.shared.write(table.text) }
        say("tamga: screening goes by policy \(policy.version) from now on")
    }

    private func show(_ changes: [NodeRules.Change]) throws {
        guard !changes.isEmpty else {
            say("tamga: the policy was never changed")
            throw Finished.no
        }
        var table = TextTable(["change", "when", "policy", "by", "reason"])
        for change in changes {
            table.add([
                "\(change.number)", Clock.text(change.at), change.policy, shown(change.officer),
                shown(change.reason),
            ])
        }
        StandardOutput.shared.write(table.text)
    }
}
