import Foundation
import Testing

@testable import Names

/// Accuracy floors on the visible half of the name benchmark.
///
/// The data lies beside the repository, in ../shared/data/names; without it these tests are
/// skipped, which the test report shows.
@Suite(.enabled(if: VisibleBenchmark.isPresent, "needs ../shared/data/names"))
struct VisibleBenchmarkTests {
    @Test("labelled pairs: F1, and no strong label wrong")
    func pairs() throws {
        var comparer = NameComparer()
        var scored: [(score: Double, match: Bool)] = []
        for row in try VisibleBenchmark.rows("name_bench_visible.csv") {
            let label = row["schema"] == "LegalEntity" ? "" : row["schema", default: ""]
            let score = try comparer.score(
                row["name1", default: ""], row["name2", default: ""],
                schema: NameSchema(label: label))
            let match = row["is_match"] == "true"
            if row["quality"] == "STRONG" {
                #expect(
                    (score >= NameComparer.threshold) == match, "\(row["case_id", default: ""])")
            }
            scored.append((score, match))
        }
        try #require(scored.count > 400)
        let best = Set(scored.map(\.score)).map { VisibleBenchmark.f1(scored, at: $0) }.max() ?? 0
        #expect(best >= 0.87)
        #expect(VisibleBenchmark.f1(scored, at: NameComparer.threshold) >= 0.86)
    }

    @Test("search on one query in eight: recall of planted parties, alerts on clean ones")
    func search() throws {
        let entries = try VisibleBenchmark.rows("list.csv.gz").map { row in
            NameEntry(
                entity: row["entity_id", default: ""], cluster: row["cluster_id", default: ""],
                schema: NameSchema(label: row["schema", default: ""]),
                name: row["name", default: ""])
        }
        try #require(entries.count > 40_000)
        var searcher = NameSearcher(NameIndex(entries))
        var planted = 0
        var found = 0
        var clean = 0
        var alerts = 0
        for (number, row) in try VisibleBenchmark.rows("queries.csv").enumerated()
        where number.isMultiple(of: 8) {
            let truth = row["truth_cluster", default: ""]
            let hits = try searcher.search(
                row["name", default: ""], schema: NameSchema(label: row["schema", default: ""]),
                top: 5, minimum: NameComparer.threshold)
            if truth.isEmpty {
                clean += 1
                alerts += hits.isEmpty ? 0 : 1
            } else {
                planted += 1
                found += hits.contains { $0.entry.cluster == truth } ? 1 : 0
            }
        }
        #expect(Double(found) >= 0.94 * Double(planted), "\(found) of \(planted)")
        #expect(Double(alerts) <= 0.025 * Double(clean), "\(alerts) of \(clean)")
    }
}

/// Reads the benchmark's files.
enum VisibleBenchmark {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/names").standardizedFileURL

    static let isPresent = FileManager.default.fileExists(
        atPath: folder.appending(path: "queries.csv").path)

    static func f1(_ scored: [(score: Double, match: Bool)], at threshold: Double) -> Double {
        let hits = scored.count { $0.match && $0.score >= threshold }
        let alerts = scored.count { $0.score >= threshold }
        let matches = scored.count(where: \.match)
        return 2 * Double(hits) / Double(alerts + matches)
    }

    /// The rows of a CSV file by column name; `.gz` is unpacked by the system's gzip.
    static func rows(_ name: String) throws -> [[String: String]] {
        let file = folder.appending(path: name)
        let bytes = name.hasSuffix(".gz") ? try unpacked(file) : [UInt8](try Data(contentsOf: file))
        var records = records(bytes)
        let header = records.isEmpty ? [] : records.removeFirst()
        return records.map { record in
            Dictionary(zip(header, record), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func unpacked(_ file: URL) throws -> [UInt8] {
        let gzip = Process()
        let output = Pipe()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", file.path]
        gzip.standardOutput = output
        try gzip.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        return [UInt8](data)
    }

    /// Records of RFC 4180.
    private static func records(_ bytes: [UInt8]) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n") where !isQuoted:
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                records.append(record)
                record.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\r"): break
            default: field.append(byte)
            }
        }
        return records
    }
}
