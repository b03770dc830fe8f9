import Customs
import Formats
import Risk
import Store

extension KeyFigures {
    /// What inspections of a period came to; the last version of every result counts.
    struct Inspections {
        var all = 0
        var irregular = 0
        var drawn = 0
        var drawnIrregular = 0
        var minutes = 0
        /// Hundredths of a US dollar.
        var dutyGap: Int64 = 0
        /// Inspections of trusted traders' declarations.
        var trusted = CountedShare(hits: 0, of: 0)
        /// Scores beside what was found, of inspections that say something.
        var judgements: [Calibration.Judgement] = []
        var overrides = 0
        /// Of the overrides, those to a milder lane.
        var milder = 0

        private static let batch = 1000

        /// One result with what was known of its declaration.
        private struct Found {
            var row: InspectionResultRow
            var isLast: Bool
            var choice: ChoiceRow?
            var score: Double?
            var isTrusted: Bool
        }

        init(store: any Store, from: Int64, to: Int64, trusted: TrustedTraders?) throws {
            var after: Int64 = 0
            var ofTrusted = (irregular: 0, all: 0)
            while true {
                let start = after
                let part = try store.read { reader in
                    try reader.inspectionResults(after: start, limit: Self.batch).map {
                        try Self.found($0, trusted: trusted, in: reader)
                    }
                }
                guard let last = part.last else { break }
                for found in part
                where found.isLast && found.row.recordedAt >= from && found.row.recordedAt <= to {
                    add(found)
                    guard found.isTrusted else { continue }
                    ofTrusted.all += 1
                    if found.row.outcome != "none" { ofTrusted.irregular += 1 }
                }
                after = last.row.id
            }
            self.trusted = CountedShare(hits: ofTrusted.irregular, of: ofTrusted.all)
            after = 0
            while true {
                let start = after
                let rows = try store.read { try $0.overrides(after: start, limit: Self.batch) }
                guard let last = rows.last else { return }
                for row in rows where row.decidedAt >= from && row.decidedAt <= to {
                    overrides += 1
                    if row.to > row.from { milder += 1 }
                }
                after = last.id
            }
        }

        private static func found(
            _ row: InspectionResultRow, trusted: TrustedTraders?, in reader: any StoreReader
        ) throws -> Found {
            let isLast = try reader.inspectionResults(of: row.document).last?.id == row.id
            let choice = try reader.choice(of: row.document)
            let version =
                try choice.flatMap { try reader.version(id: $0.version) }
                ?? reader.versions(of: row.document).last
            var isTrusted = false
            if let trusted, let version,
                case .declaration(let declaration)? = CanonicalJSON.read(version.content).document
            {
                isTrusted = trusted.isTrusted(declaration)
            }
            let score = try version.flatMap { try reader.assessments(of: $0.id).first?.score }
            return Found(
                row: row, isLast: isLast, choice: choice, score: score, isTrusted: isTrusted)
        }

        private mutating func add(_ found: Found) {
            let row = found.row
            let isIrregular = row.outcome != "none"
            all += 1
            minutes += row.minutes
            dutyGap = dutyGap.addingReportingOverflow(row.dutyGap).partialValue
            if isIrregular { irregular += 1 }
            if let score = found.score, isIrregular || row.depth != "documents" {
                let chance = found.choice.map(\.probability) ?? 1
                judgements.append(
                    Calibration.Judgement(
                        score: score, isIrregular: isIrregular, weight: 1 / max(chance, 0.001)))
            }
            guard found.choice?.isDrawn ?? false else { return }
            drawn += 1
            if isIrregular { drawnIrregular += 1 }
        }
    }

    /// Figures of inspections: rate, hit rate, the random stratum's, lift, duty an hour, overrides.
    mutating func add(_ inspections: Inspections, declarations: Int) {
        func ratio(_ part: Int, _ all: Int) -> Double? {
            all > 0 ? Double(part) / Double(all) : nil
        }
        func note(
            _ name: String, _ value: Double?, _ unit: Unit, _ of: Int, _ definition: String,
            _ interval: (low: Double, high: Double)? = nil
        ) {
            figures.append(
                Figure(
                    name: name, value: value, unit: unit, of: of, definition: definition,
                    interval: interval))
        }
        let chosen = CountedShare(
            hits: inspections.irregular - inspections.drawnIrregular,
            of: inspections.all - inspections.drawn)
        let random = CountedShare(hits: inspections.drawnIrregular, of: inspections.drawn)
        note(
            "inspection-rate", ratio(inspections.all, declarations), .share, declarations,
            "inspections with a result ÷ declarations")
        add(
            "hit-rate", CountedShare(hits: inspections.irregular, of: inspections.all),
            "irregular ÷ inspected")
        add("hit-rate-chosen", chosen, "irregular ÷ inspected among those chosen otherwise")
        add(
            "hit-rate-random", random,
            "irregular ÷ inspected among those drawn at random: estimates the share among all")
        let lift = ShareRatio(chosen, over: random)
        note(
            "lift", lift?.ratio, .ratio, chosen.count,
            "hit rate of those chosen otherwise ÷ hit rate of those drawn at random",
            lift.map { ($0.low, $0.high) })
        addErrors(inspections, chosen, random, declarations: declarations)
        note(
            "duty-per-hour",
            inspections.minutes > 0
                ? Double(inspections.dutyGap) / 100 / (Double(inspections.minutes) / 60) : nil,
            .usd, inspections.all, "US dollars of duty found ÷ hours of inspection")
        note(
            "override-rate", ratio(inspections.overrides, declarations), .share, declarations,
            "lanes changed by officers ÷ declarations")
        note(
            "override-milder", ratio(inspections.milder, inspections.overrides), .share,
            inspections.overrides, "overrides to a milder lane ÷ overrides")
    }

    /// What selection takes for nothing, and what it misses, by the random sample's estimate.
    private mutating func addErrors(
        _ inspections: Inspections, _ chosen: CountedShare, _ random: CountedShare,
        declarations: Int
    ) {
        figures.append(
            Figure(
                name: "false-positives", value: Double(chosen.count - chosen.hits), unit: .count,
                of: chosen.count, definition: "chosen otherwise than at random and found clean"))
        /// The share of `part` in `all`, at the estimate and at both ends of its interval.
        func estimated(
            _ name: String, _ part: Double, of all: (Double) -> Double, _ definition: String
        ) {
            var value: Double?
            var interval: (low: Double, high: Double)?
            if let share = random.share, all(share) > 0 {
                value = min(part / all(share), 1)
                let ends = [random.low, random.high].map { end in
                    all(end) > 0 ? min(part / all(end), 1) : 1
                }
                interval = (ends.min() ?? 0, ends.max() ?? 1)
            }
            figures.append(
                Figure(
                    name: name, value: value, unit: .share, of: random.count,
                    definition: definition, interval: interval))
        }
        let count = Double(declarations)
        estimated(
            "false-positive-rate", Double(chosen.count - chosen.hits), of: { count * (1 - $0) },
            "chosen otherwise and clean ÷ all clean, estimated from the random sample")
        estimated(
            "recall", Double(inspections.irregular), of: { count * $0 },
            "irregular found ÷ all irregular, estimated from the random sample")
    }
}
