import Customs
import Exchange
import Reconciliation
import Seal
package import Store

/// Level 0: sums of the register by month and subheading, small cells suppressed; each month once.
package enum MirrorSums {
    static let fields = [
        "aggregates.month", "aggregates.flow", "aggregates.hs", "aggregates.lines",
        "aggregates.netKg", "aggregates.valueUsd",
    ]
    /// Most cells of one message.
    static let cellsMax = 4_000

    private static func sent(_ partner: String) -> String { "mirror-sums-sent:" + partner }
    private static func kept(_ partner: String, _ month: Int) -> String {
        "mirror-sums:\(partner):\(MirrorMonths.text(month))"
    }

    /// Sends the next closed month; returns whether nothing is left.
    static func send(
        _ order: inout ScheduledExchange.Order, _ schedule: ExchangeSchedule,
        in transaction: ExchangeTransaction
    ) throws -> Bool {
        guard let agreement = transaction.standing.agreements[order.agreement]?.agreement,
            let month = try MirrorMonths.next(
                sent(schedule.to), schedule, agreement: agreement, in: transaction)
        else { return true }
        let cells = try cells(
            of: month, partner: schedule.to, now: transaction.now.milliseconds,
            in: transaction.writer)
        for start in stride(from: 0, to: cells.count, by: cellsMax) {
            let part = Array(cells[start..<min(start + cellsMax, cells.count)])
            try MirrorSchedule.send(
                .object(["aggregates": .array(part)]), &order, schedule, in: transaction)
        }
        try MirrorMonths.done(sent(schedule.to), month, in: transaction.writer)
        return false
    }

    /// What may be shown of our register of a month.
    static func cells(
        of month: Int, partner: String, now: Int64, in reader: any StoreReader
    ) throws -> [JSONTree] {
        guard let days = MirrorMonths.days(month) else { return [] }
        let registers = NodeRegisters(reader, now: now)
        let rates = try registers.rates(days: days)
        var cells: [JSONTree] = []
        for flow in ["export", "import"] {
            var bytes: [UInt8] = []
            let count = try registers.write(
                MirrorRegister(partner: partner, isOwn: true, flow: flow), days: days
            ) { bytes += $0.utf8 }
            guard count > 0 else { continue }
            let view: RegisterView
            do {
                view = try RegisterView(
                    .bytes(bytes), isExport: flow == "export", rates: rates, threads: 1)
            } catch {
                throw ExchangeFailure(
                    .damaged, problem: "our own register cannot be summed: \(error.problem)",
                    remedy: "report this as a fault of the program")
            }
            // month,country,hs,lines,net_kg,value_usd
            for row in view.aggregates().csv.split(separator: "\n").dropFirst() {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count == 6, let lines = Int64(fields[3]) else { continue }
                cells.append(
                    .object([
                        "month": .string(String(fields[0])), "flow": .string(flow),
                        "hs": .string(String(fields[2])), "lines": .integer(lines),
                        "netKg": .string(String(fields[4])),
                        "valueUsd": .string(String(fields[5])),
                    ]))
            }
        }
        return cells
    }

    /// Keeps a partner's month; a month that is here already is not taken again, since the difference
    /// of two tables shows single declarations.
    static func receive(
        _ content: JSONTree, from partner: String, in transaction: ExchangeTransaction
    ) throws {
        guard let cells = content["aggregates"]?.elements, !cells.isEmpty,
            cells.count <= cellsMax,
            let month = MirrorMonths.month(cells.first?["month"]?.text),
            cells.allSatisfy({ MirrorMonths.month($0["month"]?.text) == month })
        else { throw MirrorDesk.malformed("the content is no table of one month's sums") }
        let name = kept(partner, month)
        var all = cells
        if let earlier = try transaction.writer.snapshot(name) {
            let known = try JSONTree(reading: earlier.content).elements ?? []
            func place(_ cell: JSONTree) -> [String?] {
                [cell["flow"]?.text, cell["hs"]?.text]
            }
            let places = Set(known.map(place))
            guard cells.allSatisfy({ !places.contains(place($0)) }) else {
                throw Refusals(
                    Refusal(
                        .stateNotPermitted, place: "aggregates.month",
                        problem: "sums of this month are here already",
                        reason: "a month is published once (Specs/mirror.md section 2)",
                        remedy: "send months that were not sent before"))
            }
            all = known + cells
        }
        try transaction.writer.put(
            SnapshotRow(watermark: Int64(month), content: JSONTree.array(all).bytes), name: name)
    }

    /// A cell of both registers side by side.
    package struct Line: Hashable, Sendable {
        package let month, flow, code: String
        /// Dollars of our register, nil where it may not be shown or is empty; and the partner's.
        package let ours, theirs: Int64?
    }

    /// A month's sums beside the partner's: our exports beside its imports and the other way round.
    package static func beside(
        _ month: String, partner: String, now: Int64, in reader: any StoreReader
    ) throws -> [Line] {
        guard let number = MirrorMonths.month(month),
            let row = try reader.snapshot(kept(partner, number))
        else { return [] }
        func dollars(_ cells: [JSONTree], mirrored: Bool) -> [[String]: Int64] {
            var sums: [[String]: Int64] = [:]
            for cell in cells {
                guard let flow = cell["flow"]?.text, let code = cell["hs"]?.text,
                    let value = cell["valueUsd"]?.text.flatMap({ Int64($0) })
                else { continue }
                let ours = mirrored ? (flow == "export" ? "import" : "export") : flow
                sums[[ours, code]] = value
            }
            return sums
        }
        let theirs = dollars(
            try JSONTree(reading: row.content).elements ?? [], mirrored: true)
        let ours = dollars(
            try cells(of: number, partner: partner, now: now, in: reader), mirrored: false)
        let places = Set(ours.keys).union(theirs.keys).sorted { $0.lexicographicallyPrecedes($1) }
        return places.map {
            Line(month: month, flow: $0[0], code: $0[1], ours: ours[$0], theirs: theirs[$0])
        }
    }
}
