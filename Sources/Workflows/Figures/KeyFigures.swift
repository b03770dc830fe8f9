import Customs
import Formats
import Risk
package import Store

/// How a node's screening works, in figures with their definitions.
///
/// Yields by indicator, profile and officer, with intervals, are the business of ``ResultReport``.
package struct KeyFigures: Sendable {
    package struct Figure: Sendable {
        package var name: String
        /// A share of 0…1, a count, milliseconds, a ratio or US dollars; nil when there is nothing to divide by.
        package var value: Double?
        package var unit: Unit
        /// What the share is of.
        package var of: Int
        package var definition: String
    }

    package enum Unit: String, Sendable { case share, count, milliseconds, ratio, usd }

    /// Lanes of one office: red, yellow, blue, green.
    package struct Office: Sendable {
        package var office: String
        package var lanes: [Int]
    }

    package struct IndicatorFigure: Sendable {
        package var indicator: String
        /// Declarations in which it spoke, and in which it could not be asked.
        package var found: Int
        package var abstained: Int
    }

    package internal(set) var figures: [Figure] = []
    package private(set) var offices: [Office] = []
    package private(set) var indicators: [IndicatorFigure] = []

    static let officesMax = 5000
    private static let batch = 1000

    private var lanes = [0, 0, 0, 0]
    private var declarations = 0
    private var assessed = 0
    private var newVersions = 0
    private var reassessed = 0
    private var drawn = 0
    private var byOffice: [String: [Int]] = [:]
    private var found: [String: Int] = [:]
    private var abstained: [String: Int] = [:]
    /// Waiting times from receipt to assessment, in milliseconds, by their binary logarithm in eighths.
    private var waits = [Int](repeating: 0, count: 512)

    /// Reads versions received from one time to another, in milliseconds since 1970-01-01 UTC.
    package init(store: any Store, from: Int64 = .min, to: Int64 = .max) throws {
        var watermark: Int64 = 0
        while true {
            let after = watermark
            let batch = try store.read { reader in
                try reader.versions(after: after, limit: Self.batch).map { row in
                    (row, try reader.assessments(of: row.id))
                }
            }
            guard let last = batch.last else { break }
            for (row, assessments) in batch where row.receivedAt >= from && row.receivedAt <= to {
                add(row, assessments)
            }
            watermark = last.0.id
        }
        let refusals = try Self.refusals(in: store, from: from, to: to)
        finish(refusals: refusals)
        add(try Inspections(store: store, from: from, to: to), declarations: declarations)
    }

    private static func refusals(in store: any Store, from: Int64, to: Int64) throws -> Int {
        var count = 0
        var watermark: Int64 = 0
        while true {
            let after = watermark
            let rows = try store.read { try $0.refusals(after: after, limit: batch) }
            guard let last = rows.last else { return count }
            count += rows.count { $0.receivedAt >= from && $0.receivedAt <= to }
            watermark = last.id
        }
    }

    private mutating func add(_ row: VersionRow, _ assessments: [AssessmentRow]) {
        guard case .declaration(let declaration)? = CanonicalJSON.read(row.content).document else {
            return
        }
        declarations += 1
        if row.number > 1 { newVersions += 1 }
        guard let first = assessments.first, let last = assessments.last else { return }
        assessed += 1
        if assessments.count > 1 { reassessed += 1 }
        lanes[last.lane] += 1
        var office = declaration.office(.declaration) ?? "unknown"
        if byOffice[office] == nil, byOffice.count >= Self.officesMax { office = "other" }
        byOffice[office, default: [0, 0, 0, 0]][last.lane] += 1
        waits[Self.bin(Double(max(0, first.assessedAt - row.receivedAt)))] += 1
        addFindings(first.content)
    }

    private mutating func addFindings(_ content: [UInt8]) {
        do {
            let stored = try JSONValue.parse(content)
            var names: Set<String> = []
            for finding in stored["findings"]?.elements ?? [] {
                if let name = finding["indicator"]?.string { names.insert(name) }
            }
            if names.contains(IndicatorID.randomSample.rawValue) { drawn += 1 }
            for name in names { found[name, default: 0] += 1 }
            names = []
            for missing in stored["abstentions"]?.members ?? [] {
                for name in missing.value.elements ?? [] {
                    if let name = name.string { names.insert(name) }
                }
            }
            for name in names { abstained[name, default: 0] += 1 }
        } catch {
            // Damage to one row leaves its lane, which stands in a column of its own.
        }
    }

    private static func bin(_ milliseconds: Double) -> Int {
        milliseconds < 1 ? 0 : min(511, 1 + Int(8 * StableMath.ln(milliseconds) / StableMath.ln2))
    }

    /// The upper end of the bin in which a share of the waits ends: right to 9 %.
    private func wait(_ share: Double) -> Double? {
        guard assessed > 0 else { return nil }
        var sum = 0
        for (bin, count) in waits.enumerated() {
            sum += count
            if Double(sum) >= share * Double(assessed) {
                return bin == 0 ? 0 : StableMath.exp(Double(bin) / 8 * StableMath.ln2).rounded()
            }
        }
        return nil
    }

    private mutating func finish(refusals: Int) {
        func share(_ name: String, _ count: Int, of all: Int, _ definition: String) {
            figures.append(
                Figure(
                    name: name, value: all > 0 ? Double(count) / Double(all) : nil, unit: .share,
                    of: all, definition: definition))
        }
        figures.append(
            Figure(
                name: "declarations", value: Double(declarations), unit: .count, of: declarations,
                definition: "versions of declarations received in the period"))
        share(
            "refused", refusals, of: declarations + refusals,
            "documents not accepted ÷ documents received")
        share("new-versions", newVersions, of: declarations, "later versions ÷ all versions")
        share("assessed", assessed, of: declarations, "versions with an assessment ÷ all versions")
        for lane in Lane.allCases {
            share(
                "lane-\(lane.rawValue)", lanes[lane.order], of: assessed,
                "versions whose latest assessment has the lane ÷ assessed versions")
        }
        share(
            "selected", lanes[0] + lanes[1], of: assessed,
            "red and yellow ÷ assessed: what people look at before release")
        share(
            "automatic", lanes[2] + lanes[3], of: assessed,
            "blue and green ÷ assessed: released without a person")
        share("random-sample", drawn, of: assessed, "drawn at random ÷ assessed")
        share(
            "made-stricter-later", reassessed, of: assessed,
            "versions assessed again after a list changed ÷ assessed")
        for (name, part) in [("assessment-time-p50", 0.5), ("assessment-time-p90", 0.9)] {
            figures.append(
                Figure(
                    name: name, value: wait(part), unit: .milliseconds, of: assessed,
                    definition: "time from receipt to first assessment, quantile, right to 9 %"))
        }
        offices = byOffice.map { Office(office: $0.key, lanes: $0.value) }
            .sorted { $0.office < $1.office }
        indicators = IndicatorID.allCases.map {
            IndicatorFigure(
                indicator: $0.rawValue, found: found[$0.rawValue] ?? 0,
                abstained: abstained[$0.rawValue] ?? 0)
        }
    }
}
