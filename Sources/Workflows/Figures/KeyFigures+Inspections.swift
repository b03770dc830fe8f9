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
        var overrides = 0
        /// Of the overrides, those to a milder lane.
        var milder = 0

        private static let batch = 1000

        init(store: any Store, from: Int64, to: Int64) throws {
            var after: Int64 = 0
            while true {
                let start = after
                let part = try store.read { reader in
                    try reader.inspectionResults(after: start, limit: Self.batch).map { row in
                        (
                            row: row,
                            isLast: try reader.inspectionResults(of: row.document).last?.id
                                == row.id,
                            isDrawn: try reader.choice(of: row.document)?.isDrawn ?? false
                        )
                    }
                }
                guard let last = part.last else { break }
                for (row, isLast, isDrawn) in part
                where isLast && row.recordedAt >= from && row.recordedAt <= to {
                    add(row, isDrawn: isDrawn)
                }
                after = last.row.id
            }
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

        private mutating func add(_ row: InspectionResultRow, isDrawn: Bool) {
            let isIrregular = row.outcome != "none"
            all += 1
            minutes += row.minutes
            dutyGap = dutyGap.addingReportingOverflow(row.dutyGap).partialValue
            if isIrregular { irregular += 1 }
            guard isDrawn else { return }
            drawn += 1
            if isIrregular { drawnIrregular += 1 }
        }
    }

    /// Figures of inspections: rate, hit rate, the random stratum's, lift, duty an hour, overrides.
    mutating func add(_ inspections: Inspections, declarations: Int) {
        func ratio(_ part: Int, _ all: Int) -> Double? {
            all > 0 ? Double(part) / Double(all) : nil
        }
        func add(_ name: String, _ value: Double?, _ unit: Unit, _ of: Int, _ definition: String) {
            figures.append(
                Figure(name: name, value: value, unit: unit, of: of, definition: definition))
        }
        let chosen = inspections.all - inspections.drawn
        let chosenIrregular = inspections.irregular - inspections.drawnIrregular
        let hit = ratio(chosenIrregular, chosen)
        let random = ratio(inspections.drawnIrregular, inspections.drawn)
        add(
            "inspection-rate", ratio(inspections.all, declarations), .share, declarations,
            "inspections with a result ÷ declarations")
        add(
            "hit-rate", ratio(inspections.irregular, inspections.all), .share, inspections.all,
            "irregular ÷ inspected")
        add(
            "hit-rate-random", random, .share, inspections.drawn,
            "irregular ÷ inspected among those drawn at random: estimates the share among all")
        var lift: Double?
        if let hit, let random, random > 0 { lift = hit / random }
        add(
            "lift", lift, .ratio, chosen,
            "hit rate of those chosen otherwise ÷ hit rate of those drawn at random")
        add(
            "duty-per-hour",
            inspections.minutes > 0
                ? Double(inspections.dutyGap) / 100 / (Double(inspections.minutes) / 60) : nil,
            .usd, inspections.all, "US dollars of duty found ÷ hours of inspection")
        add(
            "override-rate", ratio(inspections.overrides, declarations), .share, declarations,
            "lanes changed by officers ÷ declarations")
        add(
            "override-milder", ratio(inspections.milder, inspections.overrides), .share,
            inspections.overrides, "overrides to a milder lane ÷ overrides")
    }
}
