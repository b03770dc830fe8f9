package import Customs
import Reconciliation
package import Reference
import Seal
package import Store

/// The registers of a trade with a partner as a node has them, in the form that whole registers are
/// reconciled in.
package struct NodeRegisters {
    private let reader: any StoreReader

    private let now: Int64

    /// - Parameter now: milliseconds since 1970-01-01 UTC; what may no longer be kept is left out.
    package init(_ reader: any StoreReader, now: Int64) {
        self.reader = reader
        self.now = now
    }

    /// One way of the trade: whose exports, whose imports.
    package struct Direction: Sendable {
        package let from, to: String
        package let exports, imports: MirrorRegister

        /// Our exports to a partner, then the partner's to us.
        package static func both(node: String, partner: String) -> [Direction] {
            func register(_ isOwn: Bool, _ flow: String) -> MirrorRegister {
                MirrorRegister(partner: partner, isOwn: isOwn, flow: flow)
            }
            return [
                Direction(
                    from: node, to: partner, exports: register(true, "export"),
                    imports: register(false, "import")),
                Direction(
                    from: partner, to: node, exports: register(false, "export"),
                    imports: register(true, "import")),
            ]
        }
    }

    private static let batch = 512

    /// Writes a register as CSV, a piece at a time.
    ///
    /// - Returns: how many lines it has.
    package func write(
        _ register: MirrorRegister, days: ClosedRange<CalendarDay>,
        _ write: (String) throws -> Void
    ) throws -> Int {
        let isExport = register.flow == "export"
        try write(Self.header(isExport: isExport))
        var count = 0
        var after: MirrorRecordRow?
        while true {
            let rows = try reader.mirrorRecords(
                register, days: days.lowerBound.number...days.upperBound.number, after: after,
                limit: Self.batch)
            guard let last = rows.last else { return count }
            after = last
            var text = ""
            for row in rows {
                guard row.keepUntil.map({ $0 > now }) ?? true,
                    let record = MirrorContent.record(try JSONTree(reading: row.content)),
                    !record.isWithdrawn
                else { continue }
                for line in record.lines {
                    text += Self.row(record, line, isExport: isExport)
                    count += 1
                }
            }
            try write(text)
        }
    }

    /// Every rate the node has for the days, and those shortly before.
    package func rates(days: ClosedRange<CalendarDay>) throws -> ExchangeRates {
        let first = days.lowerBound.adding(days: -ExchangeRates.ageDaysMaxDefault)
        return ExchangeRates.reading(
            rows: try reader.rates(from: first.iso, through: days.upperBound.iso)
        ).rates
    }

    static func header(isExport: Bool) -> String {
        let (id, trader, partner, place) =
            isExport
            ? ("exp_id", "exporter", "consignee", "destination")
            : ("imp_id", "importer", "supplier", "departure")
        return
            "\(id),declaration,item,date,\(trader)_id,\(trader),\(partner),hs,description,origin,"
            + "\(place),net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
            + "transport_doc,container,ucr,incoterms\n"
    }

    private static func row(
        _ record: MirrorRecord, _ line: MirrorLine, isExport: Bool
    ) -> String {
        let other = isExport ? record.buyer : record.seller
        let fields: [String?] = [
            "\(record.number)/\(line.number)", record.number, "\(line.number)", record.day.iso,
            record.trader.id, record.trader.name, other.name, line.code, line.description,
            line.origin, record.country, line.massNetKg?.written, line.massGrossKg?.written,
            line.quantity?.written, line.unit, line.packages.map(String.init),
            line.value?.amount.written, line.value?.currency, record.invoices.first,
            record.mode, record.documents.first, record.containers.first, record.reference,
            record.incoterm,
        ]
        return fields.map { field($0 ?? "") }.joined(separator: ",") + "\n"
    }

    private static func field(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 != 0x2C && $0 != 0x22 && $0 != 0x0A && $0 != 0x0D
        }
        if isPlain { return text }
        let flat = text.replacing("\r", with: " ").replacing("\n", with: " ")
        return "\"" + flat.replacing("\"", with: "\"\"") + "\""
    }
}
