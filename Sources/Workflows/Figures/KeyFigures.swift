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
        /// Bounds of a share at 95 % by ``Risk/CountedShare``, where a part of more was looked at;
        /// nil where everything was counted.
        package var interval: (low: Double, high: Double)?
    }

    package enum Unit: String, Sendable { case share, count, milliseconds, ratio, usd }

    /// Lanes of one office: red, yellow, blue, green.
    package struct Office: Sendable {
        package var office: String
        package var lanes: [Int]
        /// Of each lane the release times: median and nine tenths, milliseconds; nil when nothing
        /// was released.
        package var releases: [(p50: Double?, p90: Double?)]
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
    private var byOffice: [String: OfficeCount] = [:]
    private var found: [String: Int] = [:]
    private var abstained: [String: Int] = [:]
    private var waits = Waits()
    /// Release times by lane, and those still held.
    private var releases = [Waits](repeating: Waits(), count: 4)
    private var held = 0
    private var trusted = 0
    private var scores = ScoreCounts()

    private struct OfficeCount {
        var lanes = [0, 0, 0, 0]
        var releases = [Waits](repeating: Waits(), count: 4)
    }

    /// What figures need to know beside the store.
    package struct Settings: Sendable {
        package var from = Int64.min
        package var to = Int64.max
        /// Traders under an authorisation, to tell their share; nil when no register is kept.
        package var trusted: TrustedTraders?

        package init() {}
    }

    /// Reads versions received from one time to another, in milliseconds since 1970-01-01 UTC.
    package init(store: any Store, from: Int64 = .min, to: Int64 = .max) throws {
        var settings = Settings()
        (settings.from, settings.to) = (from, to)
        try self.init(store: store, settings: settings)
    }

    package init(store: any Store, settings: Settings) throws {
        let (from, to) = (settings.from, settings.to)
        let earlier = Self.earlier(from: from, to: to)
        let freed = try Freed(store: store)
        var watermark: Int64 = 0
        while true {
            let after = watermark
            let batch = try store.read { reader in
                try reader.versions(after: after, limit: Self.batch).map { row in
                    (row, try reader.assessments(of: row.id))
                }
            }
            guard let last = batch.last else { break }
            for (row, assessments) in batch {
                if row.receivedAt >= from && row.receivedAt <= to {
                    add(row, assessments, freed: freed, trusted: settings.trusted)
                } else if let earlier, earlier.contains(row.receivedAt), let last = assessments.last
                {
                    scores.before[ScoreCounts.tenth(last.score), default: 0] += 1
                }
            }
            watermark = last.0.id
        }
        let refusals = try Self.refusals(in: store, from: from, to: to)
        finish(refusals: refusals)
        let inspections = try Inspections(
            store: store, from: from, to: to, trusted: settings.trusted)
        add(inspections, declarations: declarations)
        addModel(scores, inspections)
        if settings.trusted != nil { addTrusted(trusted, inspections, declarations: declarations) }
    }

    /// The period of the same length before one with both ends.
    private static func earlier(from: Int64, to: Int64) -> Range<Int64>? {
        guard from > .min, to < .max, to >= from else { return nil }
        let length = to - from + 1
        let (start, isTooFar) = from.subtractingReportingOverflow(length)
        return isTooFar ? nil : start..<from
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

    private mutating func add(
        _ row: VersionRow, _ assessments: [AssessmentRow], freed: Freed, trusted: TrustedTraders?
    ) {
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
        byOffice[office, default: OfficeCount()].lanes[last.lane] += 1
        waits.add(first.assessedAt - row.receivedAt)
        scores.now[ScoreCounts.tenth(last.score), default: 0] += 1
        if let trusted, trusted.isTrusted(declaration) { self.trusted += 1 }
        if let time = freed.release(row, first: first, last: last) {
            releases[last.lane].add(time - row.receivedAt)
            byOffice[office]?.releases[last.lane].add(time - row.receivedAt)
        } else {
            held += 1
        }
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
                    name: name, value: waits.quantile(part), unit: .milliseconds, of: assessed,
                    definition: "time from receipt to first assessment, quantile, right to 9 %"))
        }
        addReleases()
        offices = byOffice.map { office, count in
            Office(
                office: office, lanes: count.lanes,
                releases: count.releases.map { ($0.quantile(0.5), $0.quantile(0.9)) })
        }.sorted { $0.office < $1.office }
        finishIndicators()
    }

    private mutating func addReleases() {
        for lane in Lane.allCases {
            let waits = releases[lane.order]
            // Blue and green wait for nobody.
            for (name, part) in [("p50", 0.5), ("p90", 0.9)] {
                figures.append(
                    Figure(
                        name: "release-time-\(lane.rawValue)-\(name)",
                        value: waits.quantile(part), unit: .milliseconds, of: waits.count,
                        definition:
                            "time from receipt to release, quantile, right to 9 %: blue and "
                            + "green are released when assessed, red and yellow with a result or an "
                            + "override to blue or green"))
            }
        }
        figures.append(
            Figure(
                name: "held", value: Double(held), unit: .count, of: assessed,
                definition: "assessed versions in red or yellow that nothing has released"))
    }

    private mutating func finishIndicators() {
        indicators = IndicatorID.allCases.map {
            IndicatorFigure(
                indicator: $0.rawValue, found: found[$0.rawValue] ?? 0,
                abstained: abstained[$0.rawValue] ?? 0)
        }
    }
}
