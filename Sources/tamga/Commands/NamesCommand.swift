import ArgumentParser
import Foundation
import Glibc
import Names
import Workflows

/// `tamga names pairs|screen`
struct NamesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "Compare names in any script: pairs, or a list searched.",
        subcommands: [Pairs.self, Screen.self])

    /// `tamga names pairs`
    struct Pairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Score pairs of names: lines name1<TAB>name2<TAB>schema in, one score 0…1 a line out.",
            discussion: """
                Schema is Person, Organization, Vessel, Airplane or empty. At \(NameComparer.threshold) \
                and above two names are taken for the same. A line that cannot be compared scores 0, with \
                a message on standard error.
                """)

        @Argument(help: "File with pairs; - is standard input.")
        var file = "-"

        func run() throws {
            let input = try NameInput.bytes(of: file)
            var comparer = NameComparer()
            var output: [UInt8] = []
            output.reserveCapacity(input.count / 4)
            let complaints = ScreeningLines.scorePairs(input, comparer: &comparer, output: &output)
            StandardOutput.shared.write(bytes: output)
            NameInput.show(complaints, of: file)
        }
    }

    /// `tamga names screen --list L.tsv --queries Q.tsv --top K --threads N`
    struct Screen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Search a list for names: id<TAB>cluster<TAB>score for each hit.",
            discussion: """
                List: entity<TAB>cluster<TAB>schema<TAB>name. Queries: id<TAB>schema<TAB>name. The best \
                score of a cluster counts; a query without a hit has no line. The last line of standard \
                error is {"prep_s","query_s","cpu_s","rss_kib"}. Results do not depend on the threads.
                """)

        @Option(help: "The list to search, TSV.")
        var list: String

        @Option(help: "The names to look for, TSV.")
        var queries: String

        @Option(help: "Hits a query may have at most.")
        var top = 10

        @Option(help: "Threads to search with.")
        var threads = 1

        func validate() throws {
            guard (1...1000).contains(top) else { throw ValidationError("--top takes 1 to 1000") }
            guard (1...256).contains(threads) else {
                throw ValidationError("--threads takes 1 to 256")
            }
        }

        func run() throws {
            let start = ProcessInfo.processInfo.systemUptime
            let index = try makeIndex()
            let queries = try NameInput.bytes(of: queries)
            let ready = ProcessInfo.processInfo.systemUptime
            let answers = mapConcurrently(
                ScreeningLines.deal(queries, into: threads), parts: threads
            ) { run in
                var searcher = NameSearcher(index)
                var output: [UInt8] = []
                let complaints = ScreeningLines.screen(
                    Array(run.lines), searcher: &searcher, top: top, firstLine: run.firstLine,
                    output: &output)
                return Answer(output: output, complaints: complaints)
            }
            for answer in answers {
                StandardOutput.shared.write(bytes: answer.output)
                NameInput.show(answer.complaints, of: self.queries)
            }
            try StandardOutput.shared.flush()
            let end = ProcessInfo.processInfo.systemUptime
            say(Self.usage(preparing: ready - start, asking: end - ready))
        }

        private struct Answer: Sendable {
            var output: [UInt8]
            var complaints: [ScreeningLines.Complaint]
        }

        private func makeIndex() throws -> NameIndex {
            let (entries, complaints) = ScreeningLines.readList(try NameInput.bytes(of: list))
            NameInput.show(complaints, of: list)
            return NameIndex(entries)
        }

        /// Time and memory used, as JSON.
        private static func usage(preparing: Double, asking: Double) -> String {
            var usage = rusage()
            getrusage(__rusage_who_t(0), &usage)
            func seconds(_ time: timeval) -> Double {
                Double(time.tv_sec) + Double(time.tv_usec) / 1e6
            }
            let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
            return String(
                format: #"{"prep_s":%.3f,"query_s":%.3f,"cpu_s":%.3f,"rss_kib":%d}"#, preparing,
                asking, cpu, usage.ru_maxrss)
        }
    }
}

/// Files of names, read whole.
enum NameInput {
    private static let bytesMax = 2 << 30

    static func bytes(of path: String) throws -> [UInt8] {
        let source = try InputFile(path)
        var bytes: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: block[..<count])
            guard bytes.count <= bytesMax else {
                throw CommandFailure(
                    code: 65, what: "\(path) has more than \(bytesMax) bytes",
                    whatToDo: "split it into several files")
            }
        }
    }

    /// Shows the first complaints and counts the rest.
    static func show(_ complaints: [ScreeningLines.Complaint], of path: String) {
        for complaint in complaints.prefix(20) {
            say("\(path): line \(complaint.line): \(complaint.problem)")
        }
        if complaints.count > 20 { say("\(path): \(complaints.count - 20) more lines like these") }
    }
}
