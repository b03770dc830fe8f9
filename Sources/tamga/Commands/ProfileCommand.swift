import ArgumentParser
import Formats
import Profiles
import Workflows

/// `tamga profile …`
struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Officers' own rules: expressions over the fields of a declaration.",
        subcommands: [
            Eval.self, ProfileCheckCommand.self, ProfileTryCommand.self, ProfileFieldsCommand.self,
            ProfileLibraryCommand.self, ProfileBacktestCommand.self, ProfileAddCommand.self,
            ProfileReviewCommand.self, ProfileShadowCommand.self, ProfileActivateCommand.self,
            ProfileRenewCommand.self, ProfileRetireCommand.self, ProfileListCommand.self,
            ProfileShowCommand.self,
        ])

    /// `tamga profile eval --jsonl`
    struct Eval: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Evaluate expressions, one JSON object a line.",
            discussion: """
                Lines {"id","expr","check","vars"} in, {"id","value"} or {"id","error"} out, in the same \
                order. Values are written as {"int":"7"}, {"string":"a"}, {"list":[…]}, {"map":[[key, \
                value]…]} and so on. "check": false skips the type check. The language is described in \
                Specs/profiles.md.
                """)

        @Argument(help: "File of lines; - for standard input.")
        var file = "-"

        @Flag(help: "One JSON object a line; the only form there is.")
        var jsonl = false

        @Option(help: "Units one evaluation may cost.")
        var costLimit = Evaluator.costLimitDefault

        func validate() throws {
            guard costLimit > 0 else {
                throw ValidationError("--cost-limit takes a positive number")
            }
        }

        func run() throws {
            let source = try InputFile(file)
            var evaluation = ExpressionLines(costLimit: costLimit)
            var lines = LineCutter()
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
            defer { block.deallocate() }
            while true {
                let count = try source.read(into: block)
                guard count > 0 else { break }
                lines.add(block[..<count]) { line, isWhole in
                    StandardOutput.shared.write(bytes: evaluation.answer(line, isWhole: isWhole))
                }
            }
            lines.finish { line, isWhole in
                StandardOutput.shared.write(bytes: evaluation.answer(line, isWhole: isWhole))
            }
        }
    }
}

/// Cuts bytes into lines of bounded length; what is beyond the bound is dropped and said so.
struct LineCutter {
    /// Bytes of one line.
    static let lineBytesMax = 16 << 20

    private var line: [UInt8] = []
    private var isWhole = true

    mutating func add(
        _ bytes: some Sequence<UInt8>, _ body: (_ line: [UInt8], _ isWhole: Bool) -> Void
    ) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                finish(body)
            } else if line.count < Self.lineBytesMax {
                line.append(byte)
            } else {
                isWhole = false
            }
        }
    }

    /// Gives what stands after the last line feed; empty lines are passed over.
    mutating func finish(_ body: (_ line: [UInt8], _ isWhole: Bool) -> Void) {
        if line.contains(where: { $0 > 0x20 }) { body(line, isWhole) }
        line.removeAll(keepingCapacity: true)
        isWhole = true
    }
}
