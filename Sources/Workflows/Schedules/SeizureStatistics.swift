import Customs
import Exchange
import Formats
import Seal
import Store

/// What was seized, without names: goods by heading, unit and mode of transport, summed up.
///
/// Made from inspection results that end in a seizure; a later version of a result does not take a
/// statistic back that has been told.
struct SeizureStatistics: DataSet {
    let name = "seizure-statistics"

    func follows(_ trigger: ExchangeSchedule.Trigger) -> Bool {
        switch trigger {
        case .daily: true
        case .event: false
        }
    }

    func newest(_ reader: any StoreReader) throws -> Int64 {
        var last: Int64 = 0
        while let more = try reader.inspectionResults(after: last, limit: 1_000).last?.id {
            last = more
        }
        return last
    }

    /// Goods of one kind, seized by one mode of transport.
    private struct Heading: Hashable, Comparable {
        let mode, code, unit: String

        static func < (left: Self, right: Self) -> Bool {
            (left.mode, left.code, left.unit) < (right.mode, right.code, right.unit)
        }
    }

    func page(after watermark: Int64, of question: DataQuestion) throws -> DataPage {
        let reader = question.reader
        let rows = try reader.inspectionResults(after: watermark, limit: question.limit)
        var page = DataPage(
            watermark: rows.last?.id ?? watermark, isFull: rows.count == question.limit)
        var sums: [Heading: ExactDecimal] = [:]
        var earliest = question.now
        for row in rows where row.outcome == "seizure" && row.number == 1 {
            guard let version = try reader.versions(of: row.document).last,
                case .declaration(let declaration)? =
                    CanonicalJSON.read(version.content).document
            else { continue }
            earliest = min(earliest, Timestamp(milliseconds: row.recordedAt))
            add(declaration, item: row.item, to: &sums)
        }
        for mode in Set(sums.keys.map(\.mode)).sorted() {
            let content = JSONTree.object([
                "transport": .object(["mode": mode.isEmpty ? nil : .string(mode)]),
                "goods": .array(
                    sums.keys.filter { $0.mode == mode }.sorted().map { heading in
                        .object([
                            "hsCode": .string(heading.code),
                            "quantity": sums[heading].map { .string($0.written) },
                            "unit": .string(heading.unit),
                        ])
                    }),
            ])
            page.entries.append(
                DataPage.Entry(
                    content: DeclarationFields.cut(content, to: question.schedule.fields),
                    triggered: earliest, arrival: nil))
        }
        return page
    }

    private func add(
        _ declaration: Declaration, item: Int?, to sums: inout [Heading: ExactDecimal]
    ) {
        for (place, goods) in declaration.items.enumerated()
        where item == nil || item == place + 1 {
            // Six digits are common to all; more could point to one trader.
            guard let code = goods.commodityCode?.prefix(6), !code.isEmpty else { continue }
            let measured = goods.supplementary ?? goods.netMass ?? goods.grossMass
            let heading = Heading(
                mode: declaration.modeCode ?? "", code: String(code),
                unit: measured?.unit ?? (measured == nil ? "" : "KGM"))
            let amount = measured?.value ?? ExactDecimal(0)
            sums[heading] = (sums[heading] ?? ExactDecimal(0)).adding(amount) ?? amount
        }
    }
}
