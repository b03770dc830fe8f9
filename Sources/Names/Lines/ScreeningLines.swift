/// The two batch questions over lines of text: scores of pairs, and a list searched for queries.
///
/// Files are read and written by the caller; these functions only turn bytes into bytes.
public enum ScreeningLines {
    /// A line that could not be used.
    public struct Complaint: Sendable, Hashable {
        /// The line's number, from 1.
        public let line: Int
        /// What is wrong with it and what to do.
        public let problem: String
    }

    /// Scores lines of `name1<TAB>name2<TAB>schema`, appending one score a line to `output`.
    ///
    /// A line that cannot be compared gives 0 and a complaint, so that lines still correspond.
    public static func scorePairs(
        _ input: [UInt8], comparer: inout NameComparer, output: inout [UInt8]
    ) -> [Complaint] {
        var complaints: [Complaint] = []
        eachLine(input) { number, line in
            let (left, rest) = cut(line)
            var score: Float = 0
            if let rest {
                let (right, label) = cut(rest)
                do throws(NameRefusal) {
                    score = try comparer.score(left, right, schema: schema(label))
                } catch {
                    complaints.append(Complaint(line: number, problem: error.description))
                }
            } else {
                complaints.append(
                    Complaint(
                        line: number, problem: "one name only; separate two names by a tab"))
            }
            append(score, to: &output)
            output.append(newline)
        }
        return complaints
    }

    /// Reads a list of `entity<TAB>cluster<TAB>schema<TAB>name` lines.
    public static func readList(_ input: [UInt8]) -> (entries: [NameEntry], [Complaint]) {
        var entries: [NameEntry] = []
        var complaints: [Complaint] = []
        eachLine(input) { number, line in
            let fields = split(line, limit: 4)
            guard fields.count == 4 else {
                complaints.append(
                    Complaint(
                        line: number,
                        problem: "\(fields.count) fields; entity, cluster, schema and name expected"
                    ))
                return
            }
            entries.append(
                NameEntry(
                    entity: text(fields[0]), cluster: text(fields[1]), schema: schema(fields[2]),
                    name: text(fields[3])))
        }
        return (entries, complaints)
    }

    /// Searches `id<TAB>schema<TAB>name` lines, appending `id<TAB>cluster<TAB>score` lines.
    ///
    /// Give each thread its own searcher and a whole number of lines; answers come in the order of
    /// the queries and do not depend on how they were dealt out.
    public static func screen(
        _ queries: [UInt8], searcher: inout NameSearcher, top: Int, firstLine: Int = 1,
        output: inout [UInt8]
    ) -> [Complaint] {
        var complaints: [Complaint] = []
        eachLine(queries) { number, line in
            let fields = split(line, limit: 3)
            guard fields.count == 3 else {
                complaints.append(
                    Complaint(
                        line: number + firstLine - 1,
                        problem: "\(fields.count) fields; id, schema and name expected"))
                return
            }
            do throws(NameRefusal) {
                let hits = try searcher.search(fields[2], schema: schema(fields[1]), top: top)
                for hit in hits {
                    output.append(contentsOf: fields[0])
                    output.append(tab)
                    output.append(contentsOf: hit.entry.cluster.utf8)
                    output.append(tab)
                    append(Float(hit.score), to: &output)
                    output.append(newline)
                }
            } catch {
                complaints.append(
                    Complaint(line: number + firstLine - 1, problem: error.description))
            }
        }
        return complaints
    }

    /// Cuts lines into `count` runs of nearly equal size, each with the number of its first line.
    public static func deal(
        _ input: [UInt8], into count: Int
    ) -> [(firstLine: Int, lines: ArraySlice<UInt8>)] {
        var runs: [(firstLine: Int, lines: ArraySlice<UInt8>)] = []
        var start = 0
        var line = 1
        for run in 1...max(count, 1) where start < input.count {
            var end = max(start, input.count * run / max(count, 1))
            while end < input.count, end == start || input[end - 1] != newline { end += 1 }
            runs.append((line, input[start..<end]))
            line += input[start..<end].count { $0 == newline }
            start = end
        }
        return runs
    }

    private static let tab = UInt8(ascii: "\t")
    private static let newline = UInt8(ascii: "\n")

    /// Lines without their ends; `\r\n` is read too, and a last line without an end.
    private static func eachLine(
        _ input: [UInt8], _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        input.withUnsafeBufferPointer { bytes in
            var start = 0
            var number = 1
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != newline { end += 1 }
                var stop = end
                if stop > start, bytes[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
                body(number, UnsafeBufferPointer(rebasing: bytes[start..<stop]))
                number += 1
                start = end + 1
            }
        }
    }

    /// What stands before the first tab, and behind it if there is one.
    private static func cut(
        _ line: UnsafeBufferPointer<UInt8>
    ) -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>?) {
        guard let place = line.firstIndex(of: tab) else { return (line, nil) }
        return (
            UnsafeBufferPointer(rebasing: line[..<place]),
            UnsafeBufferPointer(rebasing: line[(place + 1)...])
        )
    }

    /// Fields between tabs; the last of `limit` fields keeps further tabs.
    private static func split(
        _ line: UnsafeBufferPointer<UInt8>, limit: Int
    ) -> [UnsafeBufferPointer<UInt8>] {
        var fields: [UnsafeBufferPointer<UInt8>] = []
        fields.reserveCapacity(limit)
        var start = 0
        for index in line.indices where line[index] == tab && fields.count < limit - 1 {
            fields.append(UnsafeBufferPointer(rebasing: line[start..<index]))
            start = index + 1
        }
        fields.append(UnsafeBufferPointer(rebasing: line[start...]))
        return fields
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func schema(_ label: UnsafeBufferPointer<UInt8>?) -> NameSchema {
        guard let label, !label.isEmpty else { return .unknown }
        // The two labels of nearly all lines need no text of their own.
        if label.elementsEqual("Person".utf8) { return .person }
        if label.elementsEqual("Organization".utf8) { return .organization }
        return NameSchema(label: text(label))
    }

    /// A score with six decimals, without any formatter.
    private static func append(_ score: Float, to output: inout [UInt8]) {
        let millionths = Int((max(0, min(1, Double(score))) * 1_000_000).rounded())
        output.append(0x30 + UInt8(millionths / 1_000_000))
        output.append(UInt8(ascii: "."))
        var divisor = 100_000
        while divisor > 0 {
            output.append(0x30 + UInt8(millionths / divisor % 10))
            divisor /= 10
        }
    }
}
