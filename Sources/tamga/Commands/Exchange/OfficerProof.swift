import ArgumentParser
import Exchange
import Foundation
import Glibc
import Seal
import Store
import Workflows

/// How the officer who approves proves who they are.
struct OfficerProof: ParsableArguments {
    @Option(
        help: """
            File with the secret of the officer who approves (mode 600); else TAMGA_OFFICER_SECRET, or \
            a question on a terminal. Needed as soon as the node has officers (tamga officer add).
            """)
    var secretFile: String?

    /// Lets the officer approve, or says why not.
    func require(_ officer: String, at node: OpenNode) throws {
        guard try OfficerBook.isRequired(in: node.store) else { return }
        try OfficerBook.require(
            officer, secret: try Self.secret(secretFile, of: officer, mayAsk: true),
            at: Timestamp(milliseconds: Clock.now()), in: node.store)
    }

    /// The secret from a file, the environment or a terminal; nil when there is none.
    static func secret(
        _ file: String?, of officer: String, mayAsk: Bool
    ) throws -> SecretBytes? {
        if let file {
            do throws(SealFailure) {
                return trimmed(try KeyFile.read(at: file))
            } catch {
                throw CommandFailure(
                    code: error.code == .unsafeFile ? 77 : 66,
                    what: "the secret in \(file) cannot be used: \(error.problem)",
                    whatToDo: error.remedy)
            }
        }
        if let text = ProcessInfo.processInfo.environment["TAMGA_OFFICER_SECRET"], !text.isEmpty {
            return SecretBytes(Array(text.utf8))
        }
        guard mayAsk, isatty(0) == 1, isatty(2) == 1 else { return nil }
        return asked("Secret of \(officer): ")
    }

    /// Without a line's end, which editors and `echo` leave behind.
    private static func trimmed(_ secret: SecretBytes) -> SecretBytes {
        secret.withBytes { bytes in
            var text = Array(bytes)
            while text.last == 0x0A || text.last == 0x0D { text.removeLast() }
            return SecretBytes(text)
        }
    }

    /// Asks on the terminal without showing what is typed.
    private static func asked(_ question: String) -> SecretBytes? {
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { return nil }
        var quiet = before
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(0, TCSAFLUSH, &before)
            say("")
        }
        FileHandle.standardError.write(Data(question.utf8))
        guard let line = readLine(), !line.isEmpty else { return nil }
        return SecretBytes(Array(line.utf8))
    }
}
