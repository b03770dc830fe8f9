import Foundation
import Testing

@testable import Exchange
@testable import Seal

@Suite("Published test vectors")
struct VectorTests {
    private static let file = packageRoot.appendingPathComponent("Specs/vectors/exchange.json")

    /// Reads the published vectors; with `TAMGA_RECORD=1` makes them anew first.
    @Test("hold")
    func hold() throws {
        if ProcessInfo.processInfo.environment["TAMGA_RECORD"] == "1" {
            let vectors = try ExchangeVectors.make(attachmentByteCount: 100)
            try Data(vectors.bytes + [0x0A]).write(to: Self.file)
        }
        let vectors = try JSONTree(reading: Array(try Data(contentsOf: Self.file)))
        try ExchangeVectors.check(vectors)
    }

    @Test("are made the same way today as when they were published")
    func unchanged() throws {
        let published = try JSONTree(reading: Array(try Data(contentsOf: Self.file)))
        let made = try ExchangeVectors.make(attachmentByteCount: 100)
        // Seals and P-256 signatures are random; everything else must be equal byte by byte.
        for name in ["format", "now", "nodes", "http", "log"] {
            #expect(made[name] == published[name], "\(name)")
        }
        let pairs = zip(
            made["messages"]?.elements ?? [], published["messages"]?.elements ?? [])
        for (new, old) in pairs {
            for name in ["agreement", "sealKey", "headDigest", "salt", "plaintext"] {
                #expect(new[name] == old[name], "\(name)")
            }
        }
    }
}

@Suite("The specification")
struct SpecificationTests {
    private func text(_ name: String) throws -> String {
        try String(
            contentsOf: packageRoot.appendingPathComponent("Specs/\(name)"), encoding: .utf8)
    }

    @Test("lists every refusal code and every message type")
    func exchange() throws {
        let page = try text("exchange.md")
        let schema = try text("exchange.schema.json")
        for code in Refusal.Code.allCases {
            #expect(page.contains("`\(code.rawValue)`"), "\(code)")
            #expect(schema.contains("\"\(code.rawValue)\""), "\(code)")
        }
        for type in MessageType.allCases {
            #expect(schema.contains("\"\(type.rawValue)\""), "\(type)")
        }
    }

    @Test("lists every article and every type of request")
    func agreement() throws {
        let page = try text("agreement.md")
        let schema = try text("agreement.schema.json")
        for article in Article.allCases {
            #expect(page.contains("`\(article.rawValue)`"), "\(article)")
            #expect(schema.contains("\"\(article.rawValue)\""), "\(article)")
        }
        for type in RequestType.allCases {
            #expect(schema.contains("\"\(type.rawValue)\""), "\(type)")
        }
    }
}

/// The reference peer in another language; see `Tests/Peer/README.md`.
enum ReferencePeer {
    static let script = packageRoot.appendingPathComponent("Tests/Peer/peer.py")

    /// `TAMGA_PEER_PYTHON`, the environment `.venv-peer`, or the system's Python.
    static let python: String = {
        if let named = ProcessInfo.processInfo.environment["TAMGA_PEER_PYTHON"] { return named }
        let local = packageRoot.appendingPathComponent(".venv-peer/bin/python").path
        return FileManager.default.isExecutableFile(atPath: local) ? local : "/usr/bin/env"
    }()

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments =
            (python == "/usr/bin/env" ? ["python3"] : []) + [script.path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    /// Whether Python and its packages are here.
    static let isAvailable: Bool = {
        do { return try run(["check"]).status == 0 } catch { return false }
    }()
}

@Suite(
    "An independent peer in Python",
    .enabled(
        if: ReferencePeer.isAvailable,
        "Needs the packages of Tests/Peer/requirements.txt; see Tests/Peer/README.md."))
struct PeerTests {
    private func withFile(_ body: (URL) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("peer-\(UUID().uuidString).json")
        try Data().write(to: file)
        defer {
            do { try FileManager.default.removeItem(at: file) } catch {
                Issue.record("\(error)")
            }
        }
        try body(file)
    }

    @Test("verifies the published vectors")
    func published() throws {
        let file = packageRoot.appendingPathComponent("Specs/vectors/exchange.json")
        let (status, output) = try ReferencePeer.run(["verify", file.path])
        #expect(status == 0, "\(output)")
    }

    @Test("verifies what we make now, a file of several chunks included")
    func ours() throws {
        try withFile { file in
            let vectors = try ExchangeVectors.make(attachmentByteCount: 150_000)
            try Data(vectors.bytes).write(to: file)
            let (status, output) = try ReferencePeer.run(["verify", file.path])
            #expect(status == 0, "\(output)")
        }
    }

    @Test("makes envelopes, receipts, signatures and seals that we accept")
    func theirs() throws {
        let published = packageRoot.appendingPathComponent("Specs/vectors/exchange.json")
        try withFile { file in
            let (status, output) = try ReferencePeer.run(["make", published.path, file.path])
            try #require(status == 0, "\(output)")
            let vectors = try JSONTree(reading: Array(try Data(contentsOf: file)))
            try ExchangeVectors.check(vectors)
        }
    }

    @Test(
        "finds the shipped agreements in YAML equal to their signed form",
        arguments: AgreementTests.shipped)
    func agreements(name: String) throws {
        let folder = packageRoot.appendingPathComponent("Specs/agreements")
        let (status, output) = try ReferencePeer.run([
            "agreement", folder.appendingPathComponent("\(name).yaml").path,
            folder.appendingPathComponent("\(name).json").path,
            packageRoot.appendingPathComponent("Specs/agreement.schema.json").path,
        ])
        #expect(status == 0, "\(output)")
    }
}
