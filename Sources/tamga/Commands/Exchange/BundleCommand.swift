import ArgumentParser
import Exchange
import Foundation
import Seal
import Workflows

/// `tamga bundle export|import|verify`
struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Messages as files, where there is no line; evidence that strangers can verify.",
        subcommands: [Export.self, Import.self, Verify.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what waits for a partner, and receipts for what came, into a file.")

        @Option(help: "Code of the partner.")
        var to: String
        @Option(name: .shortAndLong, help: "The file to write.")
        var out: String
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let file = try OutputFile(out)
            let (messages, receipts) = try open.exchange.exportBundle(for: to) {
                try file.write($0)
            }
            try file.close()
            say("tamga: \(messages) messages and \(receipts) receipts for \(to) in \(out)")
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Take a partner's file in: the same checks as over the network, receipts settle.")

        @Argument(help: "The file; - for standard input.")
        var file: String
        @Flag(help: "JSON on standard output.")
        var json = false
        @OptionGroup var node: NodeOption

        func run() throws {
            let items = try Bundle.read(try OpenExchange.bytes(of: file, max: 256 << 20))
            let open = try OpenExchange(node)
            let exchange = open.exchange
            let outcome = try waiting { try await exchange.importBundle(items) }
            if json {
                show(
                    .object([
                        "taken": .integer(Int64(outcome.taken)),
                        "repeated": .integer(Int64(outcome.repeated)),
                        "settled": .integer(Int64(outcome.settled)),
                        "cards": .integer(Int64(outcome.cards)),
                        "refused": .array(
                            outcome.refused.map {
                                .object([
                                    "id": .string($0.id), "code": .string($0.code.rawValue),
                                ])
                            }),
                    ]))
            }
            for refused in outcome.refused {
                say("tamga: message \(refused.id) refused: \(refused.code.rawValue)")
            }
            say(
                "tamga: \(outcome.taken) messages taken, \(outcome.repeated) known already, "
                    + "\(outcome.settled) of ours receipted")
            if !outcome.refused.isEmpty { throw Finished.refused }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Verify a bundle of evidence; needs no node and no network, only fingerprints.")

        @Argument(help: "The file; - for standard input.")
        var file: String
        @Option(help: "Fingerprint of a card in the bundle, from a trusted place; may be repeated.")
        var fingerprint: [String] = []
        @Flag(help: "JSON on standard output.")
        var json = false

        func run() throws {
            let items = try Bundle.read(try OpenExchange.bytes(of: file, max: 256 << 20))
            let audit: EvidenceAudit
            do {
                audit = try EvidenceAudit(items, fingerprints: Set(fingerprint))
            } catch {
                say("tamga: the evidence does not hold: \(error.place): \(error.problem)")
                throw Finished.no
            }
            if json {
                show(
                    .array(
                        audit.exhibits.map { exhibit in
                            .object([
                                "id": .string(exhibit.id.text), "from": .string(exhibit.from),
                                "to": .string(exhibit.to),
                                "envelope": .string(exhibit.envelope.base64URL),
                                "receivedAt": exhibit.receivedAt.map { .string($0.description) },
                                "textProven": .bool(exhibit.isTextProven),
                            ])
                        }))
            }
            for exhibit in audit.exhibits {
                say(
                    "tamga: message \(exhibit.id) from \(exhibit.from) to \(exhibit.to): signed"
                        + (exhibit.receivedAt.map { ", received \($0)" } ?? "")
                        + (exhibit.isTextProven ? ", text proven" : ""))
            }
        }
    }
}

/// Reading bundles, apart from Foundation's type of the same name.
enum Bundle {
    static func read(_ bytes: [UInt8]) throws -> [BundleItem] { try BundleReader.read(bytes) }
}
