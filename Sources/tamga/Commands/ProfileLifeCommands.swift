import ArgumentParser
import Customs
import Formats
import Foundation
import Store
import Workflows

/// Who takes a step with which profile, and why.
struct ProfileStepOptions: ParsableArguments {
    @Argument(help: "The profile's id.")
    var profile: String

    @Option(help: "Who decides.")
    var officer: String

    @Option(help: "Why.")
    var reason = ""

    @OptionGroup var node: NodeOption

    func validate() throws {
        guard officer.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--officer must say who")
        }
    }

    static func today() -> CalendarDay { NodeWatchlists.day(ofMilliseconds: Clock.now()) }
}

/// `tamga profile add FILE --officer WHO`
struct ProfileAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a profile to the node, or its next version, as a draft.")

    @Argument(help: "Profile file (YAML).")
    var file: String

    @Option(help: "Who adds it.")
    var officer: String

    @OptionGroup var node: NodeOption

    func run() throws {
        guard officer.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--officer must say who")
        }
        let (profile, bytes) = try ProfileFile.load(file)
        let number = try node.open().profiles.add(profile, content: bytes, officer: officer)
        say("tamga: profile \(profile.id) is draft, version \(number); next: profile backtest")
    }
}

/// `tamga profile review ID --officer WHO`
struct ProfileReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Agree to a backtested profile, as a second person (else exit 77).")

    @OptionGroup var step: ProfileStepOptions
    @OptionGroup var proof: OfficerProof

    func run() throws {
        let node = try step.node.open()
        try proof.require(step.officer, at: node)
        try node.profiles.review(
            step.profile, officer: step.officer, reason: step.reason)
        say("tamga: profile \(step.profile) is reviewed; next: profile shadow")
    }
}

/// `tamga profile shadow ID --officer WHO`
struct ProfileShadowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadow", abstract: "Let a reviewed profile count hits without effect.")

    @OptionGroup var step: ProfileStepOptions

    func run() throws {
        try step.node.open().profiles.shadow(
            step.profile, officer: step.officer, reason: step.reason)
        say("tamga: profile \(step.profile) is in shadow; next: profile activate")
    }
}

/// `tamga profile activate ID --officer WHO`
struct ProfileActivateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Put a profile in force until its validity ends.")

    @OptionGroup var step: ProfileStepOptions

    func run() throws {
        let until = try step.node.open().profiles.activate(
            step.profile, officer: step.officer, reason: step.reason,
            on: ProfileStepOptions.today())
        say("tamga: profile \(step.profile) is live until \(until)")
    }
}

/// `tamga profile renew ID --officer WHO --reason WHY`
struct ProfileRenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew", abstract: "Evaluate a live profile and keep it for another period.")

    @OptionGroup var step: ProfileStepOptions

    func run() throws {
        guard !step.reason.isEmpty else { throw ValidationError("--reason must say why") }
        let until = try step.node.open().profiles.renew(
            step.profile, officer: step.officer, reason: step.reason,
            on: ProfileStepOptions.today())
        say("tamga: profile \(step.profile) is live until \(until)")
    }
}

/// `tamga profile retire ID --officer WHO --reason WHY`
struct ProfileRetireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a profile out of use; a live one is evaluated first."
    )

    @OptionGroup var step: ProfileStepOptions

    func run() throws {
        guard !step.reason.isEmpty else { throw ValidationError("--reason must say why") }
        try step.node.open().profiles.retire(
            step.profile, officer: step.officer, reason: step.reason)
        say("tamga: profile \(step.profile) is retired")
    }
}

/// `tamga profile list [--json]`
struct ProfileListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the node's profiles, where they stand and what they found.")

    @Flag(help: "JSON instead of a table.")
    var json = false

    @Flag(help: "Show retired versions too.")
    var all = false

    @OptionGroup var node: NodeOption

    func run() throws {
        let open = try node.open()
        let entries = try open.profiles.entries().filter { all || $0.stage != .retired }
        let yields = try open.store.read { try $0.profileYields() }
        let today = ProfileStepOptions.today()
        var table = TextTable([
            "profile", "version", "stage", "until", "shadow hits", "hits", "inspected", "irregular",
        ])
        var writer = JSONWriter()
        writer.beginArray()
        for entry in entries {
            let own = yields.filter {
                $0.profile == entry.version.profile && $0.number == entry.version.number
            }
            let live = own.first { !$0.isShadow }
            let shadow = own.first { $0.isShadow }
            let isOver =
                (entry.stage == .live || entry.stage == .evaluated) && !entry.isLive(on: today)
            let stage = isOver ? "expired" : entry.stage.rawValue
            table.add([
                entry.version.profile, "\(entry.version.number)", stage,
                entry.until?.iso ?? "", "\(shadow?.hits ?? 0)", "\(live?.hits ?? 0)",
                "\(live?.inspected ?? 0)", "\(live?.irregular ?? 0)",
            ])
            writer.beginObject()
            writer.key("profile")
            writer.string(entry.version.profile)
            writer.key("version")
            writer.integer(entry.version.number)
            writer.key("stage")
            writer.string(stage)
            writer.key("until")
            if let until = entry.until { writer.string(until.iso) } else { writer.null() }
            for (key, count) in [
                ("shadowHits", shadow?.hits), ("hits", live?.hits),
                ("inspected", live?.inspected), ("irregular", live?.irregular),
            ] {
                writer.key(text: key)
                writer.integer(count ?? 0)
            }
            writer.endObject()
        }
        writer.endArray()
        if json {
            StandardOutput.shared.write(writer.text + "\n")
        } else if !entries.isEmpty {
            StandardOutput.shared.write(table.text)
        }
        guard !entries.isEmpty else {
            say("tamga: the node has no profiles; tamga profile add, or see tamga profile library")
            throw Finished.no
        }
    }
}

/// `tamga profile show ID`
struct ProfileShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a profile's newest version and every step of all versions.")

    @Argument(help: "The profile's id.")
    var profile: String

    @OptionGroup var node: NodeOption

    func run() throws {
        let entries = try node.open().profiles.entries().filter { $0.version.profile == profile }
        guard let newest = entries.last else {
            throw ProfileFailure(
                code: .unknown, problem: "there is no profile \(Diagnostic.quoted(profile))",
                remedy: "see tamga profile list")
        }
        StandardOutput.shared.write(bytes: newest.version.content)
        var table = TextTable(["version", "stage", "when", "by", "until", "reason"])
        for entry in entries {
            for event in entry.events {
                table.add([
                    "\(event.number)", event.stage, Clock.text(event.at), shown(event.officer),
                    event.until ?? "", shown(event.reason),
                ])
            }
        }
        StandardOutput.shared.write("\n" + table.text)
    }
}
