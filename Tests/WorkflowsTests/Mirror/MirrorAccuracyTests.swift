import Customs
import Foundation
import Reconciliation
import Reference
import Seal
import Store
import StoreSQLite
import Testing

@testable import Workflows

/// The labelled registers of data/reconcile, record by record, in the order of their days, as two nodes
/// would meet them.
@Suite("Mirror records one by one, beside labelled registers")
struct MirrorAccuracyTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("../shared/data/reconcile/normal-1k").standardizedFileURL.path

    private struct Table {
        let columns: [String: Int]
        let rows: [[String]]

        init(_ name: String) throws {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let lines = text.split(separator: "\n").map { Self.fields(String($0)) }
            columns = Dictionary(uniqueKeysWithValues: zip(lines[0], 0...))
            rows = Array(lines.dropFirst())
        }

        func value(_ row: [String], _ column: String) -> String? {
            columns[column].map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }

        private static func fields(_ line: String) -> [String] {
            var fields = [""]
            var isQuoted = false
            for character in line where character != "\r" {
                if character == "\"" {
                    isQuoted.toggle()
                } else if character == ",", !isQuoted {
                    fields.append("")
                } else {
                    fields[fields.count - 1].append(character)
                }
            }
            return fields
        }
    }

    private static func records(_ name: String, _ flow: MirrorRecord.Flow) throws -> [MirrorRecord]
    {
        let table = try Table(name)
        let isExport = flow == .export
        return try table.rows.map { row in
            func text(_ column: String) -> String? { table.value(row, column) }
            let day = try #require(text("date").flatMap { CalendarDay($0) })
            var record = MirrorRecord(
                number: try #require(text(isExport ? "exp_id" : "imp_id")), version: 1,
                flow: flow, day: day)
            record.seller = MirrorParty(
                id: text("exporter_id"), name: text(isExport ? "exporter" : "supplier"))
            record.buyer = MirrorParty(
                id: text("importer_id"), name: text(isExport ? "consignee" : "importer"))
            record.reference = text("ucr")
            record.documents = [text("transport_doc")].compactMap { $0 }
            record.containers = [text("container")].compactMap { $0 }
            record.invoices = [text("invoice")].compactMap { $0 }
            record.mode = text("mode")
            record.incoterm = text("incoterms")
            var line = MirrorLine(number: 1)
            line.code = text("hs")
            line.origin = text("origin")
            line.massNetKg = text("net_kg").flatMap { ExactDecimal($0) }
            line.massGrossKg = text("gross_kg").flatMap { ExactDecimal($0) }
            line.quantity = text("quantity").flatMap { ExactDecimal($0) }
            line.unit = text("unit")
            line.packages = text("packages").flatMap { Int($0) }
            line.value = text("value").flatMap { ExactDecimal($0) }
                .map { Money($0, text("currency")) }
            record.lines = [line]
            return record
        }
    }

    @Test(
        "links and findings of the visible set",
        .enabled(
            if: FileManager.default.fileExists(atPath: folder),
            "needs ../shared/data/reconcile beside the repository"))
    func labelled() throws {
        let store = try SQLiteStore(path: try ExchangePair.scratch() + "/node.sqlite")
        let rates = try Table("rates.csv")
        let all = try Self.records("exports.csv", .export) + Self.records("imports.csv", .import)
        try store.write { writer in
            for row in rates.rows {
                try writer.put(
                    RateRow(
                        day: row[0], currency: row[1], quotation: "per-usd", quoted: row[2]))
            }
            // Far in the future, so that nothing is cut at today.
            let matching = MirrorMatching(writer, now: 4_000_000_000_000)
            for record in all.sorted(by: { ($0.day, $0.number) < ($1.day, $1.number) }) {
                try matching.take(
                    record, partner: "KZ", isOwn: record.flow == .export, source: "1:1",
                    keepUntil: nil)
            }
        }
        let (links, findings) = try outcome(store)
        let truth = try Table("truth_links.csv").rows.map { $0[0] + " " + $0[1] }
        let wrong = try Table("truth_findings.csv").rows.map { $0[0] + " " + $0[1] + " " + $0[2] }
        let (linkPrecision, linkRecall) = Self.score(links, truth)
        let (precision, recall) = Self.score(findings, wrong)
        // Measured: links 1.000 and 0.995, findings 0.877 and 0.983, record by record.
        #expect(linkPrecision > 0.98 && linkRecall > 0.98)
        #expect(precision > 0.85 && recall > 0.95)
    }

    private func outcome(_ store: any Store) throws -> (links: [String], findings: [String]) {
        try store.read { reader in
            let exports = MirrorRegister(partner: "KZ", isOwn: true, flow: "export")
            let rows = try reader.mirrorRecords(
                exports, days: 0...40_000, after: nil, limit: 10_000)
            var links: Set<String> = []
            for row in rows {
                for gap in try reader.mirrorGaps(cluster: row.cluster, limit: 1_000)
                where gap.endedAt == nil {
                    let content = try JSONTree(reading: gap.content)
                    func numbers(_ side: String) -> [String] {
                        content[side]?.elements?.compactMap { $0["number"]?.text } ?? []
                    }
                    for one in numbers("exports") {
                        for two in numbers("imports") { links.insert(one + " " + two) }
                    }
                }
            }
            let gaps = try reader.mirrorFindings(partner: nil, after: 0, limit: 10_000)
            let findings = try gaps.map { gap in
                let names = try [gap.exported, gap.imported].map { id in
                    try id.flatMap { try reader.mirrorRecord(id: $0)?.number } ?? ""
                }
                return gap.reason + " " + names.joined(separator: " ")
            }
            return (links.sorted(), findings)
        }
    }

    private static func score(_ found: [String], _ truth: [String]) -> (Double, Double) {
        let right = Double(Set(found).intersection(truth).count)
        return (right / Double(max(1, Set(found).count)), right / Double(max(1, truth.count)))
    }
}
