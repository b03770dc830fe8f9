import ArgumentParser
import Exchange
import Foundation
import Glibc
import Seal
import Store
import Workflows

/// An answer the command has already given in full, with its exit code.
struct Finished: Error {
    let code: Int32
    /// The input was refused; its diagnostics have been shown.
    static let refused = Finished(code: 65)
    /// Done, and the answer is no.
    static let no = Finished(code: 1)
}

/// A command that cannot go on, for the one line on standard error.
struct CommandFailure: Error {
    let code: Int32
    let what: String
    let whatToDo: String
}

/// Turns errors into one line on standard error and the contract's exit codes.
enum ExitStatus {
    /// Reports the error and returns the exit code; never a stack trace.
    static func report(_ error: any Error) -> Int32 {
        do {
            try StandardOutput.shared.flush()
        } catch {
            // The output is gone too; the first error is the one to report.
        }
        switch error {
        case let finished as Finished:
            return finished.code
        case let failure as CommandFailure:
            return say(failure.what, failure.whatToDo, failure.code)
        case let failure as InputFailure:
            let code: Int32 =
                switch failure.code {
                case .missing: 66
                case .unreadable: 74
                case .badCompression, .tooLarge: 65
                }
            return say("\(failure.name): \(failure.problem)", failure.remedy, code)
        case let failure as NodeFailure:
            let code: Int32 =
                switch failure.code {
                case .exists, .cannotCreate: 73
                case .missing: 66
                case .badConfiguration: 78
                }
            return say(failure.problem, failure.remedy, code)
        case let failure as ProfileFailure:
            let code: Int32 =
                switch failure.code {
                case .unknown: 66
                case .notPermitted: 77
                case .stage, .validity: 65
                case .unreadable: 74
                }
            return say(failure.problem, failure.remedy, code)
        case let failure as StoreFailure:
            return say(failure.problem, failure.remedy, storeCode(failure.code))
        case let failure as SealFailure:
            return say("\(failure.place): \(failure.problem)", failure.remedy, 77)
        case let refusal as Refusal:
            return say(RefusalText.line(refusal), refusal.remedy, RefusalText.code(refusal.code))
        case let refusals as Refusals:
            for refusal in refusals.all.dropFirst() {
                _ = say(RefusalText.line(refusal), refusal.remedy, 0)
            }
            return say(
                RefusalText.line(refusals.all[0]), refusals.all[0].remedy,
                RefusalText.code(refusals.code))
        case let failure as ExchangeFailure:
            let code: Int32 =
                switch failure.code {
                case .notSetUp: 78
                case .damaged: 74
                case .busy: 69
                case .unknown: 66
                case .notPermitted: 77
                case .refused: 65
                }
            return say(failure.problem, failure.remedy, code)
        case let changed as InputChanged:
            return say(
                "\(changed.input): the file changed while it was being read",
                "run the command again on a file that nobody writes to; what is stored stays", 74)
        case let failure as OutputFailure:
            return failure.isReaderGone
                ? 0 : say("standard output cannot be written", "check the disk or the pipe", 73)
        default:
            return other(error)
        }
    }

    private static func storeCode(_ code: StoreFailure.Code) -> Int32 {
        switch code {
        case .full: 73
        case .unreadable: 74
        case .busy: 69
        case .duplicate, .missingParent, .engine: 70
        }
    }

    private static func other(_ error: any Error) -> Int32 {
        let code = Tamga.exitCode(for: error)
        let text = Tamga.fullMessage(for: error)
        if code == .success {
            StandardOutput.shared.write(text + "\n")
            do { try StandardOutput.shared.flush() } catch { return 73 }
            return 0
        }
        if code == .validationFailure {
            // The library's first line says what is wrong; its usage lines are for --help.
            let first = Tamga.message(for: error).split(separator: "\n").first.map(String.init)
            return say(first ?? "wrong usage", "see --help of the command", 64)
        }
        return say("unexpected fault: \(error)", "please report it with the command used", 70)
    }

    private static func say(_ what: String, _ whatToDo: String, _ code: Int32) -> Int32 {
        FileHandle.standardError.write(Data("tamga: \(what); \(whatToDo)\n".utf8))
        return code
    }
}

/// Refusals of the exchange for people: the code first, then what and why.
enum RefusalText {
    static func line(_ refusal: Refusal) -> String {
        "refused (\(refusal.code.rawValue)): \(refusal.place): \(refusal.problem) (\(refusal.reason))"
    }

    /// What the agreement or a key forbids is not permitted; what cannot be read is refused input.
    static func code(_ code: Refusal.Code) -> Int32 {
        switch code {
        case .malformed, .tooLarge, .unsupported, .badDigest, .badSignature, .cannotOpen,
            .fieldMissing:
            65
        case .busy, .unavailable: 69
        default: 77
        }
    }
}
