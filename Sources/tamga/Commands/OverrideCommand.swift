import ArgumentParser
import Customs
import Foundation
import Store
import Workflows

/// `tamga override DOCUMENT --to LANE --code C --reason WHY --officer WHO [--approver WHO]`
struct OverrideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Treat a declaration otherwise than its lane says, with a coded reason.",
        discussion: """
            From red to green takes a second person (--approver). Every override is kept. Exit 77 \
            when the second person is missing, 1 when the declaration is not stored or has no lane.
            """)

    @Argument(help: "MRN, local reference, or #number.")
    var document: String

    @Option(help: "red, yellow, blue or green.")
    var to: String

    @Option(help: "standard-exception or articulable-reason.")
    var code: String

    @Option(help: "Facts that a colleague can check.")
    var reason: String

    @Option(help: "Service number of who decides.")
    var officer: String

    @Option(help: "Service number of the second person.")
    var approver: String?

    @OptionGroup var node: NodeOption

    func validate() throws {
        guard Lane(rawValue: to) != nil else {
            throw ValidationError("--to takes red, yellow, blue or green")
        }
        guard LaneOverrides.codes.contains(code) else {
            throw ValidationError("--code takes \(LaneOverrides.codes.joined(separator: " or "))")
        }
        guard [reason, officer, approver ?? "-"].allSatisfy({ $0.contains { !$0.isWhitespace } })
        else { throw ValidationError("--reason, --officer and --approver must say something") }
    }

    func run() throws {
        guard let lane = Lane(rawValue: to) else { return }
        let overrides = LaneOverrides(store: try node.open().store, now: Clock.now)
        do {
            let from = try overrides.decide(
                document, to: lane, code: code, reason: reason, officer: officer,
                approver: approver)
            say("tamga: \(shown(document)): \(from.rawValue) to \(lane.rawValue), recorded")
        } catch let refusal as LaneOverrides.Refusal {
            switch refusal {
            case .noSuchDocument:
                say("tamga: \(shown(document)) is not stored in this node; check the number")
                throw Finished.no
            case .notAssessed:
                say("tamga: \(shown(document)) has no lane yet; screen it first")
                throw Finished.no
            case .sameLane:
                say("tamga: \(shown(document)) is in the \(to) lane already; nothing to do")
                throw Finished.no
            case .approvalMissing:
                throw CommandFailure(
                    code: 77, what: "from red to green takes a second person",
                    whatToDo: "give --approver")
            case .approverIsOfficer:
                throw CommandFailure(
                    code: 77, what: "the second person is the first",
                    whatToDo: "let somebody else approve")
            }
        }
    }
}
