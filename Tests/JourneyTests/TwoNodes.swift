import Foundation
import Glibc
import Store
import StoreSQLite
import Testing

/// Two nodes with an agreement between them, as two administrations would set them up.
final class TwoNodes: Sendable {
    let folder: Folder
    let uz, us: String

    /// - Parameters:
    ///   - usPort: the port that the card of US names; its gateway may listen elsewhere.
    init(uzPort: Int = 8443, usPort: Int) throws {
        folder = try Folder()
        (uz, us) = (folder.path + "/uz", folder.path + "/us")
        for (node, code, port) in [(uz, "UZ", uzPort), (us, "US", usPort)] {
            try Self.run(
                "init", node, "--administration", code, "--endpoint", "https://127.0.0.1:\(port)")
        }
        try believe("US", in: uz, cardOf: us)
        try believe("UZ", in: us, cardOf: uz)
        let text = Repository.root + "/Specs/agreements/uz-us.yaml"
        let first = try folder.file(
            "first.json", try Self.run("agreement", "sign", text, "--node", uz))
        let both = try folder.file(
            "both.json", try Self.run("agreement", "sign", first, "--node", us))
        for node in [uz, us] { try Self.run("agreement", "adopt", both, "--node", node) }
    }

    func believe(_ code: String, in node: String, cardOf other: String) throws {
        let printed = try Program.run("partner", "card", "--node", other)
        let fingerprint = try #require(printed.errors.split(separator: ": ").last)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let card = try folder.file("\(code).json", printed.output)
        try Self.run("partner", "add", card, "--fingerprint", fingerprint, "--node", node)
    }

    /// A node that believes the sender's card and has no agreement with it.
    func third(_ code: String) throws -> String {
        let node = folder.path + "/" + code.lowercased()
        try Self.run("init", node, "--administration", code)
        try believe("UZ", in: node, cardOf: uz)
        return node
    }

    /// Runs the program, which must succeed, and returns what it printed.
    @discardableResult
    static func run(_ arguments: String...) throws -> String {
        let outcome = try Program.run(arguments)
        try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
        return outcome.output
    }

    /// Messages put into the outbox of UZ for US, over several streams.
    func queue(_ count: Int, streams: Int = 8) throws {
        try Self.run(
            "load", "--to", "US", "--count", "\(count)", "--streams", "\(streams)", "--bytes",
            "1500", "--queue-only", "--prepared-by", "uz-liaison", "--approved-by", "uz-head",
            "--node", uz)
    }

    func store(_ node: String) throws -> SQLiteStore {
        try SQLiteStore(path: node + "/tamga.sqlite")
    }
}

/// A `tamga serve` that runs.
final class Serving: @unchecked Sendable {
    // Used by one thread at a time: whoever started it hands it on.
    let process: Process
    /// The line that says where the doors are.
    let ready: [String: Any]
    /// From the start to that line, in seconds; where more programs want to run than there are
    /// processors, the share of that time which a program of its own gets.
    let startSeconds: Double
    private let errors: String

    /// Starts it and waits until it is ready; at most 20 seconds.
    convenience init(_ node: String, _ arguments: String...) throws {
        try self.init(
            command: [Program.path, "serve", "--node", node] + arguments, environment: [:])
    }

    /// The same by a command that ends in becoming the program.
    init(command: [String], environment: [String: String]) throws {
        let folder = NSTemporaryDirectory() + "tamga-serve-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let output = folder + "/out"
        errors = folder + "/err"
        for file in [output, errors] {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.standardInput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        var line: [String: Any]?
        while line == nil, process.isRunning, ContinuousClock.now - start < .seconds(20) {
            let data = FileManager.default.contents(atPath: output) ?? Data()
            if data.last == 0x0A {
                line = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            } else {
                usleep(5_000)
            }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        var load = 0.0
        getloadavg(&load, 1)
        let processors = Double(ProcessInfo.processInfo.activeProcessorCount)
        startSeconds = seconds / max(1, load / processors)
        ready = try #require(line, "serve is ready: \(Self.text(errors))")
    }

    deinit {
        if process.isRunning { kill() }
        try? FileManager.default.removeItem(
            atPath: URL(fileURLWithPath: errors).deletingLastPathComponent().path)
    }

    var gatewayPort: Int { ready["gatewayPort"] as? Int ?? 0 }
    var api: String { ready["api"] as? String ?? "" }
    /// What it said on standard error so far.
    var log: String { Self.text(errors) }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// A figure of its memory in MiB: `VmRSS` now, `VmHWM` the most ever.
    func mebibytes(_ name: String) throws -> Double {
        let text = try String(
            contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let row = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        let kib = row?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return try #require(kib.flatMap { Double($0) }) / 1_024
    }

    /// Ends it without warning, as a power cut does to a program.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end and returns its exit code.
    func stop() -> Int32 {
        Glibc.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// Waits for a condition, at most as long as said.
func wait(seconds: Double, until condition: () throws -> Bool) throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
        if try condition() { return true }
        usleep(20_000)
    }
    return try condition()
}

/// Runs what blocks on a thread of its own, so that doors and couriers of the test go on.
func apart<Outcome: Sendable>(_ work: @escaping @Sendable () throws -> Outcome) async throws
    -> Outcome
{
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try work() }) }.start()
    }
}
