import ArgumentParser
import Formats
import Foundation
import Store
import Workflows

/// `tamga client add|list|revoke`
struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client",
        abstract: "Let national systems use the API, or shut them out.",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a system in; prints its token, which is kept nowhere.",
            discussion: """
                The token is sent as `Authorization: Bearer TOKEN`. With --certificate the system is known \
                by its TLS client certificate instead, and gets no token.
                """)

        @Argument(help: "Name of the system: 1 to 64 of a-z 0-9 . _ -")
        var name: String

        @Option(help: "Its client certificate, PEM.")
        var certificate: String?

        @Flag(help: "It may hand messages to partners over and fetch those that came.")
        var exchange = false

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var node: NodeOption

        func validate() throws {
            let isName = name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
            }
            guard isName, (1...64).contains(name.utf8.count) else {
                throw ValidationError("a client's name is 1 to 64 of a-z 0-9 . _ -")
            }
        }

        func run() throws {
            let open = try node.open()
            let der = try certificate.map(Self.certificate)
            let token: String?
            do {
                token = try ClientDesk.add(
                    name, certificate: der, mayExchange: exchange, at: Clock.now(),
                    to: open.store)
            } catch let failure as StoreFailure where failure.code == .duplicate {
                throw CommandFailure(
                    code: 73, what: "the name \(name), or its certificate, is taken",
                    whatToDo: "choose another name; see: tamga client list")
            }
            if json {
                var writer = JSONWriter(capacity: 128)
                writer.beginObject()
                writer.key("name")
                writer.string(name)
                writer.key("token")
                if let token { writer.string(token) } else { writer.null() }
                writer.key("exchange")
                writer.bool(exchange)
                writer.endObject()
                StandardOutput.shared.write(bytes: writer.bytes)
                StandardOutput.shared.write("\n")
            } else if let token {
                StandardOutput.shared.write(token + "\n")
                say("tamga: \(name) is let in with this token; it is shown this once")
            } else {
                say("tamga: \(name) is let in with its certificate")
            }
        }

        private static func certificate(at path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 16,
                let text = String(data: data, encoding: .utf8)
            else {
                throw CommandFailure(
                    code: 66, what: "\(path): no certificate can be read",
                    whatToDo: "give a PEM file")
            }
            let lines = text.split(whereSeparator: \.isNewline)
            guard let begin = lines.firstIndex(of: "-----BEGIN CERTIFICATE-----"),
                let end = lines.firstIndex(of: "-----END CERTIFICATE-----"), begin < end,
                let der = Data(base64Encoded: lines[(begin + 1)..<end].joined())
            else {
                throw CommandFailure(
                    code: 65, what: "\(path): holds no PEM certificate",
                    whatToDo: "give the file that the client's TLS uses")
            }
            return Array(der)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The systems that are, or were, let in.")

        @Flag(help: "Print JSON lines.")
        var json = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let rows = try node.open().store.read { try $0.clients() }
            guard json else {
                var table = TextTable(["client", "comes with", "exchange", "added", "shut out"])
                for row in rows {
                    table.add([
                        row.name, row.tokenDigest == nil ? "certificate" : "token",
                        row.mayExchange ? "yes" : "no", Clock.text(row.addedAt),
                        row.revokedAt.map(Clock.text) ?? "",
                    ])
                }
                return StandardOutput.shared.write(table.text)
            }
            for row in rows {
                var writer = JSONWriter(capacity: 128)
                writer.beginObject()
                writer.key("name")
                writer.string(row.name)
                writer.key("kind")
                writer.string(row.tokenDigest == nil ? "certificate" : "token")
                writer.key("exchange")
                writer.bool(row.mayExchange)
                writer.key("addedAt")
                writer.integer(Int(row.addedAt))
                writer.key("revokedAt")
                if let moment = row.revokedAt { writer.integer(Int(moment)) } else { writer.null() }
                writer.endObject()
                StandardOutput.shared.write(bytes: writer.bytes)
                StandardOutput.shared.write("\n")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut a system out; a running node notices within seconds.")

        @Argument(help: "Name of the system.")
        var name: String

        @OptionGroup var node: NodeOption

        func run() throws {
            do {
                try node.open().store.write { try $0.revokeClient(name, at: Clock.now()) }
            } catch let failure as StoreFailure where failure.code == .missingParent {
                throw CommandFailure(
                    code: 66, what: "there is no client \(name)",
                    whatToDo: "see the names with: tamga client list")
            }
            say("tamga: \(name) is shut out")
        }
    }
}
