import Exchange
package import Seal
package import Store

extension KeyFigures {
    /// Requests for assistance of one side: replies against their deadlines, and those open.
    private struct Replies {
        var inTime = 0
        var late = 0
        var open = 0
        var overdue = 0
        var ages = Waits()

        mutating func add(_ file: CaseFile, at moment: Timestamp) {
            guard let clock = file.state.clocks[.reply] else { return }
            if let stopped = clock.stoppedAt {
                if stopped <= clock.deadline(at: stopped) { inTime += 1 } else { late += 1 }
                return
            }
            open += 1
            if clock.isOverdue(at: moment) { overdue += 1 }
            ages.add(moment.milliseconds - clock.started.milliseconds)
        }
    }

    /// Cases read at most.
    private static let casesMax = 100_000

    /// Adds how requests opened in the period were replied to, ours and the partners'. Cases whose
    /// agreement can no longer be read have no deadline and are left out.
    package mutating func addAssistance(
        in reader: any StoreReader, standing: ExchangeStanding, settings: Settings,
        at moment: Timestamp
    ) throws {
        var sides: [CaseRole: Replies] = [.asker: Replies(), .answerer: Replies()]
        for row in try reader.caseFiles(.assistance, limit: Self.casesMax)
        where row.openedAt >= settings.from && row.openedAt <= settings.to {
            do {
                let file = try CaseFile(row, in: reader, standing: standing)
                sides[file.role]?.add(file, at: moment)
            } catch is Refusals {
                // The agreement it was opened under is no longer in force.
            }
        }
        add("replies", "asked of us", sides[.answerer] ?? Replies())
        add("partner-replies", "we asked partners", sides[.asker] ?? Replies())
    }

    private mutating func add(_ name: String, _ whose: String, _ replies: Replies) {
        func count(_ part: String, _ value: Int, _ definition: String) {
            figures.append(
                Figure(
                    name: "\(name)-\(part)", value: Double(value), unit: .count, of: value,
                    definition: definition))
        }
        let due = replies.inTime + replies.late + replies.overdue
        figures.append(
            Figure(
                name: "\(name)-in-time",
                value: due > 0 ? Double(replies.inTime) / Double(due) : nil, unit: .share, of: due,
                definition: "replied by the agreement's deadline ÷ replied or overdue, of requests "
                    + whose))
        count("open", replies.open, "requests \(whose) that wait for the final answer")
        count("overdue", replies.overdue, "of the open ones, those past their deadline")
        for (part, share) in [("p50", 0.5), ("p90", 0.9)] {
            figures.append(
                Figure(
                    name: "\(name)-age-\(part)", value: replies.ages.quantile(share),
                    unit: .milliseconds, of: replies.open,
                    definition: "age of open requests \(whose), quantile, right to 9 %"))
        }
    }
}
