import ArgumentParser
import Customs
import Foundation
import Glibc
import Reconciliation
import Reference
import Workflows

extension CompareCommand {
    /// `tamga compare offer`
    struct Offer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin: blind the own register's keys for the partner.")

        @OptionGroup var options: RegisterOptions

        @Option(help: "Name of the session both sides agreed on, used once.")
        var session: String

        @Option(help: "File for the own secret; only its owner may read it.")
        var secret: String

        @Option(help: "File for the offer to the partner.")
        var out: String

        func validate() throws {
            guard ComparisonMessage.isSession(session) else {
                throw ValidationError(
                    "--session takes 1 to 64 letters, digits, hyphens, dots or slashes")
            }
        }

        func run() throws {
            let view = try options.view(rates: ExchangeRates())
            let faults = view.diagnostics.filter { $0.code != "rate-missing" }
            DiagnosticText.show(faults, of: options.register)
            if faults.contains(where: { $0.severity == .error }) { throw Finished.refused }
            var generator = SystemRandomNumberGenerator()
            let key = BlindingKey()
            let comparison = ConfidentialComparison(
                keys: view.comparisonKeys, session: session, secret: key, shuffle: &generator)
            guard let comparison else {
                throw CommandFailure(
                    code: 65,
                    what: "more than \(ConfidentialComparison.elementsMax) keys in the register",
                    whatToDo: "cut the comparison by period")
            }
            try ComparisonSecret(session: session, key: key, places: comparison.places)
                .save(secret)
            let offer = comparison.offer(padding: &generator)
            try CompareCommand.write(offer, to: out)
            say("tamga: \(offer.elements.count) elements, padding included, offered in \(out)")
        }
    }

    /// `tamga compare answer`
    struct Answer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Blind the partner's offer again, within the day's budget.")

        @Option(help: "File with the own secret.")
        var secret: String

        @Option(help: "The partner's offer.")
        var offer: String

        @Option(help: "The partner, as counted in the budget: letters, digits, hyphens.")
        var partner: String

        @Option(help: "File that counts what was answered; made when it is missing.")
        var budget: String

        @Option(help: "Elements answered for a partner in a day at most.")
        var perDay = ComparisonBudget.perDayDefault

        @Option(help: "File for the answer.")
        var out: String

        func validate() throws {
            guard ComparisonMessage.isSession(partner), !partner.contains("/") else {
                throw ValidationError("--partner takes letters, digits and hyphens")
            }
            guard (1...ConfidentialComparison.elementsMax).contains(perDay) else {
                throw ValidationError("--per-day takes 1 to \(ConfidentialComparison.elementsMax)")
            }
        }

        func run() throws {
            let kept = try ComparisonSecret.load(secret)
            let message = try CompareCommand.message(offer)
            // The secret is used for one answer: the budget refuses a session answered before.
            let answer = try CompareCommand.refusable {
                () throws(ComparisonRefused) in try kept.comparison.answer(message)
            }
            try count(message)
            try CompareCommand.write(answer, to: out)
            say("tamga: \(answer.elements.count) elements answered in \(out)")
        }

        /// Writes the entry down before the answer leaves.
        private func count(_ message: ComparisonMessage) throws {
            var earlier: [ComparisonBudget.Entry] = []
            if access(budget, F_OK) == 0 {
                let text = String(
                    decoding: try RatesCommand.Import.bytes(of: budget), as: UTF8.self)
                guard let entries = ComparisonBudget.entries(text) else {
                    throw CommandFailure(
                        code: 65, what: "\(budget) cannot be understood",
                        whatToDo: "repair the file; a budget that cannot be read is not unused")
                }
                earlier = entries
            }
            let today = Int32(Date().timeIntervalSince1970 / 86_400)
            let entry = ComparisonBudget.Entry(
                day: CalendarDay(number: today), partner: partner, session: message.session,
                elements: message.elements.count)
            var count = ComparisonBudget(perDay: perDay, entries: earlier)
            try CompareCommand.refusable { () throws(ComparisonRefused) in try count.admit(entry) }
            let file = try OutputFile(budget)
            for line in earlier + [entry] { try file.write(line.line + "\n") }
            try file.close()
        }
    }

    /// `tamga compare result`
    struct Shared: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "result",
            abstract: "Name the keys that both registers hold.")

        @Option(help: "File with the own secret.")
        var secret: String

        @Option(help: "The partner's answer to our offer.")
        var answer: String

        @Option(help: "Our answer to the partner's offer.")
        var ours: String

        @Option(help: "File for the keys both hold, one a line.")
        var out: String

        func run() throws {
            let kept = try ComparisonSecret.load(secret)
            let theirs = try CompareCommand.message(answer)
            let own = try CompareCommand.message(ours)
            let shared = try CompareCommand.refusable { () throws(ComparisonRefused) in
                try kept.comparison.shared(theirAnswer: theirs, ourAnswer: own)
            }
            let file = try OutputFile(out)
            for key in shared { try file.write(key + "\n") }
            try file.close()
            let held = kept.places.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
            say("tamga: \(shared.count) of \(held) keys are held by both, in \(out)")
        }
    }

    static func message(_ path: String) throws -> ComparisonMessage {
        let text = String(decoding: try RatesCommand.Import.bytes(of: path), as: UTF8.self)
        return try refusable { () throws(ComparisonRefused) in try ComparisonMessage(text) }
    }

    static func write(_ message: ComparisonMessage, to path: String) throws {
        let file = try OutputFile(path)
        try file.write(message.text)
        try file.close()
    }

    /// A refusal as the program's one line and exit code 65.
    static func refusable<Answer>(
        _ body: () throws(ComparisonRefused) -> Answer
    ) throws -> Answer {
        do {
            return try body()
        } catch {
            throw CommandFailure(
                code: 65, what: "\(error.code): \(error.problem)", whatToDo: error.remedy)
        }
    }
}

/// What one side keeps of a comparison: its secret and which key is at which place of its offer.
private struct ComparisonSecret {
    let session: String
    let key: BlindingKey
    let places: [String?]

    var comparison: ConfidentialComparison {
        ConfidentialComparison(session: session, secret: key, places: places)
    }

    /// Writes a new file that only its owner may read; an existing one is never overwritten.
    func save(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(
                code: 73, what: "\(path) cannot be made: \(String(cString: strerror(errno)))",
                whatToDo: "name a file that is not there yet; each session has its own secret")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let hex = key.exposed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let lines = ["\(session) \(hex)"] + places.map { $0 ?? "" }
        do {
            try file.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
            try file.synchronize()
        } catch {
            throw CommandFailure(
                code: 74, what: "\(path) cannot be written: \(error.localizedDescription)",
                whatToDo: "check the free space")
        }
    }

    static func load(_ path: String) throws -> ComparisonSecret {
        let text = String(decoding: try RatesCommand.Import.bytes(of: path), as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        let heading = lines.first?.split(separator: " ") ?? []
        guard heading.count == 2, let key = BlindingKey(bytes(heading[1])) else {
            throw CommandFailure(
                code: 65, what: "\(path) holds no secret of a comparison",
                whatToDo: "give the file that `tamga compare offer` made")
        }
        let places = lines.dropFirst().map { $0.isEmpty ? nil : String($0) }
        return ComparisonSecret(session: String(heading[0]), key: key, places: places)
    }

    private static func bytes(_ hex: Substring) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count - digits.count % 2, by: 2).compactMap { place in
            UInt8(String(digits[place...place + 1]), radix: 16)
        }
    }
}
