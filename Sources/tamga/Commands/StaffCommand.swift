import ArgumentParser
import Customs
import Foundation
import Risk
import Store
import Workflows

/// `tamga staff check|set|show`
struct StaffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "Who and what can inspect: officers, scanners, canine teams, the laboratory.",
        discussion: """
            A staff list is CSV with the columns office,shift,kind,id,capacity,skills. office: as in \
            declarations, or * for every office without rows of its own. kind: officer, scanner, canine \
            or laboratory. id: an officer's service number. capacity: an officer's minutes in the \
            shift, or how often equipment can be used. skills: words apart by spaces; plans ask for \
            radiation, cites, dual-use and chemicals, by the goods and what indicators said.
            """,
        subcommands: [Check.self, Set.self, Show.self])

    /// Reads a list; its faults are shown.
    static func read(_ path: String) throws -> (bytes: [UInt8], staff: Staff) {
        let bytes = try RatesCommand.Import.bytes(of: path)
        var diagnostics: [Diagnostic] = []
        let staff = NodeStaff.read(bytes, diagnostics: &diagnostics)
        DiagnosticText.show(diagnostics, of: path)
        guard let staff else { throw Finished.refused }
        return (bytes, staff)
    }

    static func tabulate(_ staff: Staff) {
        var table = TextTable(["office", "shift", "officers", "minutes", "uses"])
        for office in staff.offices.keys.sorted() {
            for shift in staff.offices[office] ?? [] {
                let uses = Staff.Equipment.allCases.compactMap { equipment in
                    shift.uses[equipment].map { "\(equipment.rawValue) \($0)" }
                }
                table.add([
                    shown(office), shown(shift.name), "\(shift.officers.count)",
                    "\(shift.minutes)", uses.joined(separator: ", "),
                ])
            }
        }
        StandardOutput.shared.write(table.text)
    }

    /// `tamga staff check FILE`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Check a staff list. Exit 65 when it has faults.")

        @Argument(help: "The list, CSV.")
        var file: String

        func run() throws { StaffCommand.tabulate(try StaffCommand.read(file).staff) }
    }

    /// `tamga staff set FILE`
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Give a node its staff list, in place of the one before.")

        @Argument(help: "The list, CSV.")
        var file: String

        @OptionGroup var node: NodeOption

        func run() throws {
            let (bytes, staff) = try StaffCommand.read(file)
            try NodeStaff.save(bytes, in: try node.open().store)
            StaffCommand.tabulate(staff)
        }
    }

    /// `tamga staff show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a node's staff list. Exit 1 when it has none.")

        @OptionGroup var node: NodeOption

        func run() throws {
            guard let staff = try NodeStaff.current(in: try node.open().store) else {
                say("tamga: this node has no staff list; give one with tamga staff set FILE")
                throw Finished.no
            }
            StaffCommand.tabulate(staff)
        }
    }
}
