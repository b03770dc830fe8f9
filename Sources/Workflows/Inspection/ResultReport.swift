import Customs
import Formats
package import Risk
package import Store

/// What is learned from results: yields, prevalence, drift, weights, pairings.
package struct ResultReport: Sendable {
    package var outcomes: [InspectionOutcome]
    package var meetings: [PairingMonitor.Meeting]

    private static let batch = 1_000

    /// Gathers the last version of every result with how its declaration was chosen.
    package init(store: any Store, estimate: GapEstimate) throws {
        outcomes = []
        meetings = []
        var estimate = estimate
        var after: Int64 = 0
        while true {
            let from = after
            let part = try store.read { (reader: any StoreReader) throws in
                let rows = try reader.inspectionResults(after: from, limit: Self.batch)
                return try (
                    rows: rows.compactMap { row in try Self.gathered(row, in: reader) },
                    last: rows.last?.id
                )
            }
            for gathered in part.rows { add(gathered, estimate: &estimate) }
            guard let last = part.last else { return }
            after = last
        }
    }

    private struct Gathered {
        var row: InspectionResultRow
        var choice: ChoiceRow?
        var declaration: Declaration?
        var signals: StoredSignals
    }

    /// Nil for a version that a later one has replaced.
    private static func gathered(
        _ row: InspectionResultRow, in reader: any StoreReader
    ) throws -> Gathered? {
        guard try reader.inspectionResults(of: row.document).last?.id == row.id else { return nil }
        let choice = try reader.choice(of: row.document)
        let latest = try reader.versions(of: row.document).last
        let version = try choice.flatMap { try reader.version(id: $0.version) } ?? latest
        var gathered = Gathered(row: row, choice: choice, signals: StoredSignals([]))
        if let version {
            if case .declaration(let declaration)? = CanonicalJSON.read(version.content).document {
                gathered.declaration = declaration
            }
            if let assessment = try reader.assessments(of: version.id).first {
                gathered.signals = StoredSignals(assessment.content)
            }
        }
        return gathered
    }

    private mutating func add(_ gathered: Gathered, estimate: inout GapEstimate) {
        let (row, choice) = (gathered.row, gathered.choice)
        let office = row.office.isEmpty ? choice?.office ?? "" : row.office
        var outcome = InspectionOutcome(
            isIrregular: row.outcome != "none", isThorough: row.depth != "documents",
            dutyGap: Double(row.dutyGap) / 100, minutes: row.minutes, office: office,
            officer: row.officer,
            reason: choice.flatMap { SelectionReason(rawValue: $0.reason) },
            probability: choice?.probability, isDrawn: choice?.isDrawn ?? false,
            signals: gathered.signals.indicators,
            segments: gathered.declaration.map(GapEstimate.segments) ?? [],
            value: gathered.declaration.flatMap { estimate.value($0) },
            wasHintRight: row.wasHintRight)
        outcome.day = CalendarDay(row.day).map { Int($0.number) }
        outcomes.append(outcome)
        guard let declaration = gathered.declaration else { return }
        let broker = declaration.party(.declarant).flatMap { $0.id ?? $0.name }
        let trader = declaration.traderID
        let parties = [
            ("broker", broker), ("trader", trader),
            ("broker and trader", broker.flatMap { first in trader.map { "\(first) / \($0)" } }),
        ]
        for (kind, party) in parties {
            guard let party else { continue }
            meetings.append(
                PairingMonitor.Meeting(
                    office: office, officer: row.officer, party: party, kind: kind))
        }
    }
}

/// Declarations that were chosen, never inspected, and lodged again: the dice rolled once more.
package struct Relodging: Hashable, Sendable {
    package var chosen: String
    package var again: String
    package var trader: String

    /// Finds later declarations with the trader and invoice of a chosen one that has no result.
    package static func find(in store: any Store) throws -> [Relodging] {
        var chosen: [String: (document: Int64, reference: String)] = [:]
        var found: [Relodging] = []
        var after: Int64 = 0
        while true {
            let from = after
            let last = try store.read { (reader: any StoreReader) throws -> Int64? in
                let versions = try reader.declarations(
                    receivedFrom: .min, until: .max, after: from, limit: 1_000)
                for version in versions {
                    guard
                        case .declaration(let declaration)? = CanonicalJSON.read(version.content)
                            .document, let trader = declaration.traderID,
                        let invoice = declaration.invoiceID, !invoice.isEmpty
                    else { continue }
                    let key = "\(trader)\u{0}\(invoice)"
                    let reference = try reader.document(id: version.document)?.reference ?? ""
                    if let earlier = chosen[key], earlier.document != version.document {
                        found.append(
                            Relodging(
                                chosen: earlier.reference, again: reference, trader: trader))
                    }
                    guard try reader.choice(of: version.document) != nil,
                        try reader.inspectionResults(of: version.document).isEmpty
                    else { continue }
                    chosen[key] = (version.document, reference)
                }
                return versions.last?.id
            }
            guard let last else { return found }
            after = last
        }
    }
}

/// The learned risk a node keeps, version by version.
package enum NodeLearning {
    private static let name = "learned-risk"

    /// The newest version; the starting one when nothing was learned.
    package static func current(in store: any Store) throws -> LearnedRisk {
        let row = try store.read { try $0.snapshot(name) }
        return row.flatMap { LearnedRisk(json: $0.content) } ?? .initial()
    }

    /// Learns from all results and keeps the outcome as the next version.
    package static func learn(
        _ outcomes: [InspectionOutcome], in store: any Store
    ) throws -> LearnedRisk {
        let version = try current(in: store).version + 1
        let learned = RiskLearner().learn(outcomes, from: .initial(), version: version)
        let row = SnapshotRow(watermark: Int64(version), content: learned.json)
        try store.write { writer in
            try writer.put(row, name: name)
            try writer.put(row, name: "\(name)/\(version)")
        }
        return learned
    }
}

extension LearnedRisk {
    /// Canonical JSON.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("version")
        writer.integer(version)
        writer.key("labels")
        writer.integer(labels)
        writer.key("leak")
        writer.number(leak)
        writer.key("gapShare")
        writer.number(gapShare)
        writer.key("signals")
        writer.beginObject()
        for name in Set(weights.keys).union(gapCases.keys).sorted() {
            writer.key(text: name)
            writer.beginArray()
            writer.number(weights[name] ?? 0)
            writer.number(support[name] ?? 0)
            writer.number(gapFound[name] ?? 0)
            writer.number(gapCases[name] ?? 0)
            writer.endArray()
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    /// Reads what ``json`` wrote; nil for anything else.
    package init?(json: [UInt8]) {
        let tree: JSONValue
        do { tree = try JSONValue.parse(json) } catch { return nil }
        guard let version = tree["version"]?.integer, let labels = tree["labels"]?.integer,
            let leak = tree["leak"]?.double, let gapShare = tree["gapShare"]?.double,
            let signals = tree["signals"]?.members
        else { return nil }
        self.init(
            version: version, labels: labels, leak: leak, weights: [:], support: [:],
            gapShare: gapShare)
        for signal in signals {
            weights[signal.key] = signal.value[0]?.double
            if let seen = signal.value[1]?.double, seen > 0 { support[signal.key] = seen }
            if let cases = signal.value[3]?.double, cases > 0 {
                gapFound[signal.key] = signal.value[2]?.double
                gapCases[signal.key] = cases
            }
        }
    }
}
