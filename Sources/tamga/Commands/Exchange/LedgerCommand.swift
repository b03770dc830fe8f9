import ArgumentParser
import Exchange
import Seal
import Store
import Workflows

/// `tamga ledger verify|checkpoint|show`
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The append-only log of everything received, sent, decided and read.",
        subcommands: [Verify.self, Checkpoints.self, Show.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Read the whole ledger and hold it against every checkpoint; needs no network.",
            discussion: """
                Exit code 1 and the first bad entry if anything was edited, deleted, swapped, inserted or \
                rolled back. Checkpoints that a partner holds of us (`tamga ledger checkpoint --of` at \
                the partner's) show what our own database can no longer show.
                """)

        @Option(
            help: "File of signed checkpoints, one after the other, from partners or from paper.")
        var partnerCheckpoints: String?
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            var given: [(note: SignedNote, source: String)] = []
            if let file = partnerCheckpoints {
                let text = String(
                    decoding: try OpenExchange.bytes(of: file, max: 16 << 20), as: UTF8.self)
                given = try CheckpointFile.notes(in: text, file: file)
            }
            let outcome = try LedgerVerification.run(
                open.node.store, standing: try open.exchange.standing(), given: given)
            if json { showJSON(outcome) }
            if let finding = outcome.finding {
                say("tamga: the ledger does not hold: \(finding)")
            }
            for mismatch in outcome.mismatches.prefix(20) {
                say("tamga: the ledger does not hold: \(mismatch)")
            }
            guard outcome.isGood else { throw Finished.no }
            say(
                "tamga: \(outcome.entries) entries hold against \(outcome.checkpoints) checkpoints; "
                    + "root \(outcome.root?.base64URL ?? "-")")
        }

        private func showJSON(_ outcome: LedgerVerification.Outcome) {
            show(
                .object([
                    "good": .bool(outcome.isGood), "entries": .integer(Int64(outcome.entries)),
                    "checkpoints": .integer(Int64(outcome.checkpoints)),
                    "root": outcome.root.map { .string($0.base64URL) },
                    "firstBadEntry": outcome.finding.map { .integer(Int64($0.entry)) },
                    "kind": outcome.finding.map { .string($0.kind.rawValue) },
                    "evidence": outcome.finding.map { .string($0.evidence) },
                    "mismatches": .array(outcome.mismatches.map { .string($0) }),
                ]))
        }
    }

    struct Checkpoints: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "checkpoint",
            abstract: "Print the newest checkpoint, ours or the one seen of a partner.",
            discussion: """
                A signed note (C2SP tlog-checkpoint) of a few lines: print it, publish it, give it to the \
                partner. Whoever holds it can prove later that the ledger was changed.
                """)

        @Option(help: "Code of the partner whose log is meant; default: ours.")
        var of: String?
        @Flag(help: "Every checkpoint known, not only the newest.")
        var all = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let log = of ?? open.node.configuration.administration
            let rows = try open.node.store.read { reader in
                if all {
                    return try reader.checkpoints(of: log, above: -1, limit: 1_000_000)
                }
                return try reader.newestCheckpoint(of: log, witness: "").map { [$0] } ?? []
            }
            guard !rows.isEmpty else {
                say("tamga: no checkpoint of \(log) is known")
                throw Finished.no
            }
            for row in rows { StandardOutput.shared.write(row.note + (all ? "\n" : "")) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print entries, one JSON object a line, with their numbers.",
            discussion: """
                Of entries about matters that only their members may know stands the number alone; \
                `tamga ledger verify` holds them against the checkpoints like all others.
                """)

        @Option(help: "First entry, counted from 0.")
        var from: Int64 = 0
        @Option(help: "Most entries.")
        var limit = 1_000
        @OptionGroup var node: NodeOption

        func validate() throws {
            guard from >= 0, (1...1_000_000).contains(limit) else {
                throw ValidationError("--from is 0 or more, --limit 1 to 1000000")
            }
        }

        func run() throws {
            let open = try OpenExchange(node)
            var next = from
            var rest = limit
            while rest > 0 {
                let rows = try open.node.store.read {
                    try $0.ledger(from: next, limit: min(rest, 1_000))
                }
                for row in rows {
                    StandardOutput.shared.write("{\"entry\":\(row.number),")
                    if Deliveries.isWithheld(row.entry) {
                        StandardOutput.shared.write("\"withheld\":true}\n")
                    } else {
                        StandardOutput.shared.write("\"content\":")
                        StandardOutput.shared.write(bytes: row.entry + Array("}\n".utf8))
                    }
                }
                guard let last = rows.last else { return }
                next = last.number + 1
                rest -= rows.count
            }
        }
    }
}

/// Signed notes one after the other in a text: each has its text, an empty line, and lines of
/// signatures that begin with a dash.
enum CheckpointFile {
    static func notes(in text: String, file: String) throws -> [(note: SignedNote, source: String)]
    {
        var notes: [(note: SignedNote, source: String)] = []
        var lines: [Substring] = []
        var hasSignatures = false
        func take() throws {
            guard !lines.isEmpty else { return }
            do {
                let note = try SignedNote(reading: lines.joined(separator: "\n") + "\n")
                notes.append((note, "checkpoint \(notes.count + 1) of \(file)"))
            } catch {
                throw CommandFailure(
                    code: 65, what: "\(file): \(error.problem)",
                    whatToDo: "give the notes as `tamga ledger checkpoint` prints them")
            }
            lines = []
            hasSignatures = false
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isSignature = line.hasPrefix("—")
            if hasSignatures, !isSignature { try take() }
            if lines.isEmpty, line.isEmpty { continue }
            lines.append(line)
            hasSignatures = hasSignatures || isSignature
        }
        try take()
        guard !notes.isEmpty else {
            throw CommandFailure(
                code: 65, what: "\(file) holds no signed checkpoint",
                whatToDo: "give the notes as `tamga ledger checkpoint` prints them")
        }
        return notes
    }
}
