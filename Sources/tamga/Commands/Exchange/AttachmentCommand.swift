import ArgumentParser
import Exchange
import Foundation
import Seal
import Store
import Workflows

extension MessageCommand {
    struct AttachmentExport: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attachment",
            abstract: "Write a received attachment to a file, for the purpose it was given for.",
            discussion: """
                Who exported what for which purpose stands in the ledger before a byte is written. The \
                name that the partner gave is shown, never used as a path: --out says where it goes.
                """)

        @Option(help: "The message's id.")
        var id: String
        @Option(help: "Which attachment, from 0.")
        var number = 0
        @Option(name: .shortAndLong, help: "The file to write.")
        var out: String
        @Option(help: "Purpose for which you export it, one of the agreement's codes.")
        var purpose: String
        @Option(help: "Who exports.")
        var officer: String
        @OptionGroup var node: NodeOption

        func run() throws {
            guard (0..<EnvelopeHead.attachmentCountMax).contains(number) else {
                throw ValidationError("--number is 0 to \(EnvelopeHead.attachmentCountMax - 1)")
            }
            let open = try OpenExchange(node)
            // Written beside and renamed, so that a file under the name is always whole.
            let part = out + ".part"
            let file = try OutputFile(part)
            do {
                let written = try AttachmentReading.open(
                    number, of: id, purpose: purpose, officer: officer, at: open.exchange
                ) { try file.write($0) }
                try file.close()
                guard rename(part, out) == 0 else {
                    throw CommandFailure(
                        code: 73, what: "\(out) cannot be written",
                        whatToDo: "check the path and its permissions")
                }
                say("tamga: \(written.name), \(written.byteCount) bytes, in \(out)")
            } catch {
                unlink(part)
                throw error
            }
        }
    }
}

extension CaseCommand {
    struct ShowDraft: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read what a draft says; made from a partner's information, for a purpose.",
            discussion: """
                What was made from received information is read as that: for the purpose it was given \
                for, and who read it stands in the ledger.
                """)

        @Argument(help: "The draft.")
        var draft: String
        @Option(help: "Purpose for which you read it, one of the agreement's codes.")
        var purpose: String?
        @Option(help: "Who reads.")
        var officer: String?
        @OptionGroup var node: NodeOption

        func run() throws {
            let open = try OpenExchange(node)
            let shown = try open.exchange.commit {
                try Workflows.Drafts.read(draft, purpose: purpose, officer: officer, in: $0)
            }
            tamga.show(shown)
        }
    }
}
