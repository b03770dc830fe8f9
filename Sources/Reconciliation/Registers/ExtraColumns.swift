import Customs
import Reference

/// What a register may say beyond the columns of data/reconcile: facts that explain gaps or show a
/// pattern. A column that the file lacks stays empty and costs nothing.
struct ExtraColumns: Sendable {
    /// Delivery term: one more than its place in ``terms``; 0 when missing or unknown.
    var terms: [UInt8] = []
    /// Freight and insurance that the declaration itself gives, in its currency, then in dollars; NaN
    /// when missing.
    var carriage: [Float] = []
    /// Years of the nomenclature's edition since 1980; 0 when missing.
    var editions: [UInt8] = []
    /// Amount of the whole invoice, in the line's currency, then in dollars; NaN when missing.
    var invoiceTotals: [Double] = []
    /// Version of the declaration; 0 when missing.
    var versions: [UInt16] = []
    /// Day by which transit has to end, and day it ended; `Int32.min` when missing.
    var transitDue: [Int32] = []
    var transitEnd: [Int32] = []
    /// Country the goods go on to.
    var finalCountries: [UInt16] = []
    /// Serial numbers, parted by semicolons.
    var serials = TextColumn()
    /// First two digits of the customs procedure; 0 when missing.
    var procedures: [UInt8] = []

    /// Packed codes of the delivery terms that are told apart.
    static let terms: [UInt32] = [
        "EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DAT", "DDP", "DAF",
        "DES", "DEQ", "DDU",
    ].map { text in text.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    /// Whether the price under a term includes carriage to the destination; nil when unknown.
    static func includesCarriage(_ term: UInt8) -> Bool? {
        term > 0 ? carriageByTerm[Int(term) - 1] : nil
    }

    private static let carriageByTerm: [Bool?] = terms.map { code in
        switch Incoterms.term(DollarValues.text(code))?.freight {
        case .included?: true
        case .excluded?, .toBorder?: false
        default: nil
        }
    }

    mutating func append(_ other: ExtraColumns) {
        terms.append(contentsOf: other.terms)
        carriage.append(contentsOf: other.carriage)
        editions.append(contentsOf: other.editions)
        invoiceTotals.append(contentsOf: other.invoiceTotals)
        versions.append(contentsOf: other.versions)
        transitDue.append(contentsOf: other.transitDue)
        transitEnd.append(contentsOf: other.transitEnd)
        finalCountries.append(contentsOf: other.finalCountries)
        serials.append(other.serials)
        procedures.append(contentsOf: other.procedures)
    }

    /// A line's entry in a column; nil when the file lacks the column.
    static func entry<Item>(_ column: [Item], _ line: Int) -> Item? {
        line < column.count ? column[line] : nil
    }
}

extension SegmentParser {
    /// Takes what the file says beyond the usual columns.
    mutating func takeExtras() {
        if has(.term) {
            let code = Self.packed(self[.term], 3)
            let place = ExtraColumns.terms.firstIndex(of: code)
            read.lines.extras.terms.append(UInt8((place ?? -1) + 1))
        }
        if has(.freight) || has(.insurance) {
            let parts = [self[.freight], self[.insurance]].map { Self.number($0) }
            let sum = parts.reduce(0.0) { $0 + ($1 ?? 0) }
            let isKnown = parts.contains { $0 != nil } && sum >= 0
            read.lines.extras.carriage.append(isKnown ? Float(sum) : .nan)
        }
        if has(.edition) {
            let year = Self.number(self[.edition]) ?? 0
            read.lines.extras.editions.append(
                (1988...2200).contains(year) ? UInt8(year - 1980) : 0)
        }
        if has(.invoiceTotal) {
            let total = Self.number(self[.invoiceTotal]) ?? .nan
            read.lines.extras.invoiceTotals.append(total > 0 ? total : .nan)
        }
        if has(.version) {
            let version = Self.number(self[.version]) ?? 0
            read.lines.extras.versions.append(UInt16(max(0, min(65_535, version))))
        }
        if has(.transitDue) {
            read.lines.extras.transitDue.append(day(.transitDue))
        }
        if has(.transitEnd) {
            read.lines.extras.transitEnd.append(day(.transitEnd))
        }
        if has(.finalCountry) {
            read.lines.extras.finalCountries.append(
                UInt16(truncatingIfNeeded: Self.packed(self[.finalCountry], 2)))
        }
        if has(.serials) { read.lines.extras.serials.append(self[.serials]) }
        if has(.procedure) {
            let digits = self[.procedure].prefix(2).map { $0 &- 0x30 }
            let isCode = digits.count == 2 && digits.allSatisfy { $0 < 10 }
            read.lines.extras.procedures.append(isCode ? digits[0] * 10 + digits[1] : 0)
        }
    }

    private func day(_ column: RegisterColumns.Column) -> Int32 {
        CalendarDay(utf8: self[column])?.number ?? .min
    }
}
