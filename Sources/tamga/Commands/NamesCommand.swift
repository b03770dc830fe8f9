import ArgumentParser
import Foundation
import Glibc
import Names
import Synchronization
import Workflows

/// `tamga names pairs|screen`
struct NamesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Names in any script: score pairs, screen many against a list.",
        subcommands: [Pairs.self, Screen.self])

    /// Complaints about lines that are shown; the rest is counted.
    private static let complaintsMax = 20

    /// Shows the first complaints and counts the rest.
    struct Complaints {
        let input: String
        private var count = 0

        init(of input: String) { self.input = input }

        mutating func show(_ complaints: [ScreeningLines.Complaint], linesBefore: Int = 0) {
            for complaint in complaints.prefix(max(0, complaintsMax - count)) {
                say("tamga: \(input), line \(complaint.line + linesBefore): \(complaint.problem)")
            }
            count += complaints.count
        }

        func finish() {
            guard count > complaintsMax else { return }
            say("tamga: \(input): \(count - complaintsMax) more such lines")
        }
    }

    /// `tamga names pairs`
    struct Pairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Score pairs of names from standard input, one score 0…1 a line.",
            discussion: """
                A line is name1, tab, name2, tab, schema: Person, Organization, Vessel, Airplane or \
                nothing. A line that cannot be compared scores 0 and is reported on standard error.
                """)

        /// Bytes read at a time; a longer line is read whole all the same, up to `lineBytesMax`.
        private static let blockBytes = 1 << 20
        private static let lineBytesMax = 16 << 20

        func run() throws {
            let source = try InputFile("-")
            var comparer = NameComparer()
            var complaints = Complaints(of: "standard input")
            var pending: [UInt8] = []
            var output: [UInt8] = []
            var lines = 0
            let block = UnsafeMutableRawBufferPointer.allocate(
                byteCount: Self.blockBytes, alignment: 1)
            defer { block.deallocate() }
            func score(_ bytes: [UInt8]) {
                let found = ScreeningLines.scorePairs(bytes, comparer: &comparer, output: &output)
                complaints.show(found, linesBefore: lines)
                lines += bytes.count { $0 == UInt8(ascii: "\n") }
                StandardOutput.shared.write(bytes: output)
                output.removeAll(keepingCapacity: true)
            }
            while true {
                let count = try source.read(into: block)
                guard count > 0 else { break }
                pending.append(contentsOf: block[..<count])
                guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else {
                    guard pending.count <= Self.lineBytesMax else {
                        throw CommandFailure(
                            code: 65, what: "line \(lines + 1) is longer than 16 MiB",
                            whatToDo: "give one pair of names a line")
                    }
                    continue
                }
                let rest = Array(pending[(end + 1)...])
                pending.removeSubrange((end + 1)...)
                score(pending)
                pending = rest
            }
            if !pending.isEmpty { score(pending) }
            complaints.finish()
        }
    }

    /// `tamga names screen --list L.tsv --queries Q.tsv --top K --threads N`
    struct Screen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Screen names against a list: id, cluster and best score, one hit a line.",
            discussion: """
                The list has lines of entity, cluster, schema, name; the queries of id, schema, name; \
                separated by tabs. The last line of standard error gives times and memory as JSON.
                """)

        @Option(help: "The list, TSV.")
        var list: String

        @Option(help: "The queries, TSV.")
        var queries: String

        @Option(help: "Most hits of a query.")
        var top = 10

        @Option(help: "Threads; 0 for one each core.")
        var threads = 0

        func validate() throws {
            guard (1...NameLimits.resultsMax).contains(top) else {
                throw ValidationError("--top takes 1 to \(NameLimits.resultsMax)")
            }
            guard (0...1024).contains(threads) else {
                throw ValidationError("--threads takes 0 to 1024")
            }
        }

        func run() throws {
            let started = Stopwatch()
            let (entries, faults) = ScreeningLines.readList(try Self.bytes(of: list))
            var listed = Complaints(of: list)
            listed.show(faults)
            listed.finish()
            let index = NameIndex(entries)
            if !index.refused.isEmpty {
                say(
                    "tamga: \(list): \(index.refused.count) names cannot be compared and are left out"
                )
            }
            let prepared = started.seconds
            let asked = Stopwatch()
            let bytes = try Self.bytes(of: queries)
            let count = threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
            // More runs than threads, so that none waits long for the last.
            let runs = ScreeningLines.deal(bytes, into: count * 8)
            let answers = Mutex<[Int: Answer]>([:])
            let next = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: count) { _ in
                var searcher = NameSearcher(index)
                while true {
                    let number = next.withLock { next in
                        defer { next += 1 }
                        return next
                    }
                    guard number < runs.count else { return }
                    var answer = Answer()
                    answer.complaints = ScreeningLines.screen(
                        Array(runs[number].lines), searcher: &searcher, top: top,
                        firstLine: runs[number].firstLine, output: &answer.output)
                    let done = answer
                    answers.withLock { $0[number] = done }
                }
            }
            let found = answers.withLock { $0 }
            var complaints = Complaints(of: queries)
            for number in runs.indices {
                guard let answer = found[number] else { continue }
                StandardOutput.shared.write(bytes: answer.output)
                complaints.show(answer.complaints)
            }
            complaints.finish()
            try StandardOutput.shared.flush()
            say(Self.figures(prepared: prepared, asked: asked.seconds))
        }

        private struct Answer: Sendable {
            var output: [UInt8] = []
            var complaints: [ScreeningLines.Complaint] = []
        }

        private static func figures(prepared: Double, asked: Double) -> String {
            var usage = rusage()
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
            func seconds(_ time: timeval) -> Double {
                Double(time.tv_sec) + Double(time.tv_usec) / 1e6
            }
            let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
            return String(
                format: "{\"prep_s\":%.3f,\"query_s\":%.3f,\"cpu_s\":%.3f,\"rss_kib\":%ld}",
                prepared, asked, cpu, usage.ru_maxrss)
        }

        /// Largest file read, in bytes.
        private static let bytesMax = 4 << 30

        private static func bytes(of path: String) throws -> [UInt8] {
            let source = try InputFile(path)
            var bytes: [UInt8] = []
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
            defer { block.deallocate() }
            while true {
                let count = try source.read(into: block)
                guard count > 0 else { return bytes }
                guard bytes.count + count <= bytesMax else {
                    throw CommandFailure(
                        code: 65, what: "\(path) is longer than 4 GiB",
                        whatToDo: "split the file")
                }
                bytes.append(contentsOf: block[..<count])
            }
        }
    }
}

/// Wall-clock time since it was made.
private struct Stopwatch {
    private let start = ProcessInfo.processInfo.systemUptime
    var seconds: Double { ProcessInfo.processInfo.systemUptime - start }
}
