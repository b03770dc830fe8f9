package import Customs
import Reference
package import Store

/// Traders under an authorisation (AEO), as the administration's register has them.
///
/// Trust is no free pass: profiles that look for missing duty leave these traders alone, since audits
/// watch over that; security, hard stops and the random sample never do.
package struct TrustedTraders: Hashable, Sendable {
    /// One authorisation.
    package struct Entry: Hashable, Sendable {
        package var number: String
        package var category: String
        package var isActive: Bool
        package var from: CalendarDay?
        package var to: CalendarDay?
        /// The administration that granted it; empty for our own.
        package var partner: String

        /// Whether it is in force on a day.
        package func isInForce(on day: CalendarDay) -> Bool {
            isActive && (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
        }
    }

    package let entries: [Entry]
    private let byNumber: [String: [Int]]

    package init(_ entries: [Entry]) {
        self.entries = entries
        byNumber = Dictionary(
            grouping: entries.indices, by: { EquipmentNumbers.normalised(entries[$0].number) })
    }

    /// Whether a trader's authorisation is in force on a day.
    package func isTrusted(_ number: String, on day: CalendarDay) -> Bool {
        byNumber[EquipmentNumbers.normalised(number)]?.contains {
            entries[$0].isInForce(on: day)
        } ?? false
    }

    /// Whether the trader who answers for the goods is trusted on the declaration's day; a declaration
    /// without a day is not.
    package func isTrusted(_ declaration: borrowing Declaration) -> Bool {
        guard !entries.isEmpty, let trader = declaration.traderID,
            let day = declaration.referenceDay
        else { return false }
        return isTrusted(trader, on: day)
    }
}

extension TrustedTraders {
    private static let columns = ["number", "category", "status", "from", "to", "partner"]
    private static let name = "trusted-traders"

    /// Reads a register (CSV: number, category, status, from, to, partner); nil after its faults have
    /// been reported.
    package static func read(
        _ bytes: [UInt8], diagnostics: inout [Diagnostic]
    ) -> TrustedTraders? {
        guard bytes.count <= CommaTable.bytesMax, let rows = CommaTable.rows(bytes),
            let head = rows.first, head.map({ $0.lowercased() }) == columns
        else {
            diagnostics.append(
                fault(
                    1, "this is no register of trusted traders",
                    "give CSV in UTF-8 with the head \"\(columns.joined(separator: ","))\""))
            return nil
        }
        var entries: [Entry] = []
        let before = diagnostics.count
        for (place, row) in rows.enumerated().dropFirst() {
            guard diagnostics.count < before + 50 else { break }
            if let entry = entry(row, line: place + 1, &diagnostics) { entries.append(entry) }
        }
        return diagnostics.count == before ? TrustedTraders(entries) : nil
    }

    private static func entry(
        _ row: [String], line: Int, _ diagnostics: inout [Diagnostic]
    ) -> Entry? {
        guard row.count == columns.count else {
            diagnostics.append(
                fault(line, "\(row.count) columns", "give \(columns.count) columns"))
            return nil
        }
        guard EquipmentNumbers.normalised(row[0]).utf8.count >= 4 else {
            diagnostics.append(
                fault(
                    line, "the number is shorter than four characters", "give the trader's number"))
            return nil
        }
        guard ["active", "suspended", "revoked"].contains(row[2]) else {
            diagnostics.append(
                fault(line, "the status is not known", "write active, suspended or revoked"))
            return nil
        }
        let days = [row[3], row[4]].map { text in text.isEmpty ? nil : CalendarDay(text) }
        guard row[3].isEmpty || days[0] != nil, row[4].isEmpty || days[1] != nil else {
            diagnostics.append(
                fault(line, "from or to is no day", "write YYYY-MM-DD, or nothing for open"))
            return nil
        }
        return Entry(
            number: row[0], category: row[1], isActive: row[2] == "active", from: days[0],
            to: days[1], partner: row[5])
    }

    private static func fault(_ line: Int, _ problem: String, _ remedy: String) -> Diagnostic {
        Diagnostic(
            .error, code: "trusted-row", place: "line \(line)", problem: problem,
            reason: "who is trusted, and until when, decides what is looked at", remedy: remedy)
    }

    /// Keeps a register that was read from `bytes`, in place of the one before; every one stays stored
    /// under its number.
    package static func save(_ bytes: [UInt8], in store: any Store) throws {
        try store.write { writer in
            let number = (try writer.snapshot(name)?.watermark ?? 0) + 1
            let row = SnapshotRow(watermark: number, content: bytes)
            try writer.put(row, name: name)
            try writer.put(row, name: "\(name)/\(number)")
        }
    }

    /// The register in force as it is stored; nil when none was given.
    static func row(in reader: any StoreReader) throws -> SnapshotRow? {
        try reader.snapshot(name)
    }

    /// The register in force; nil when none was given.
    package static func current(in store: any Store) throws -> TrustedTraders? {
        try store.read { try row(in: $0) }.flatMap { row in
            var diagnostics: [Diagnostic] = []
            return read(row.content, diagnostics: &diagnostics)
        }
    }
}
