package import Customs
import Reference

/// Dated code lists in the form in which many questions are answered fast.
package struct CodeBook: Hashable, Sendable {
    /// What a list says of a code on a day.
    package enum Standing: Hashable, Sendable {
        case valid
        /// Listed, but not for use on that day.
        case outOfDate
        case unknown
    }

    private struct Entry: Hashable, Sendable, BitwiseCopyable {
        var code: UInt64
        var from: Int32
        var to: Int32
    }

    /// One list in ascending order of code; empty when the list is not at hand.
    private var tables: ContiguousArray<ContiguousArray<Entry>>
    private var subheadings: ContiguousArray<Entry>

    /// Makes a book from lists; a list that is left out or empty is "not at hand".
    ///
    /// `subheadings` are the six-digit codes of the Harmonized System, without dots.
    package init(lists: [CodeScheme: [DatedCode]] = [:], subheadings: [DatedCode] = []) {
        tables = ContiguousArray(repeating: [], count: CodeScheme.allCases.count)
        for (scheme, codes) in lists { tables[scheme.place] = Self.table(codes) }
        self.subheadings = Self.table(subheadings)
    }

    /// The lists that come with the system, without a nomenclature of goods.
    package static let shipped = CodeBook(
        lists: Dictionary(
            uniqueKeysWithValues: CodeScheme.allCases.map { ($0, CodeLists.list($0).codes) }))

    /// The lists that come with the system, with the subheadings of a nomenclature.
    package static func shipped(subheadings: [DatedCode]) -> CodeBook {
        var book = shipped
        book.subheadings = table(subheadings)
        return book
    }

    /// Whether the list of a scheme is at hand.
    package func holds(_ scheme: CodeScheme) -> Bool { !tables[scheme.place].isEmpty }

    /// Whether the Harmonized System's subheadings are at hand.
    package var holdsSubheadings: Bool { !subheadings.isEmpty }

    /// What the list says of a code; without a day every listed code counts as valid.
    package func standing(of code: String, in scheme: CodeScheme, on day: CalendarDay?) -> Standing
    {
        guard let packed = PackedCode.bytes(code) else { return .unknown }
        return Self.standing(of: packed, in: tables[scheme.place], on: day)
    }

    /// What the nomenclature says of a subheading.
    package func standing(ofSubheading hs: HSNumber, on day: CalendarDay?) -> Standing {
        var packed: UInt64 = 0
        var rest = hs.six
        for place in 0..<6 {
            packed |= UInt64(0x30 + rest % 10) << UInt64(place * 8)
            rest /= 10
        }
        return Self.standing(of: packed, in: subheadings, on: day)
    }

    private static func table(_ codes: [DatedCode]) -> ContiguousArray<Entry> {
        var entries: ContiguousArray<Entry> = []
        for code in codes {
            guard let packed = PackedCode.bytes(code.code) else { continue }
            entries.append(
                Entry(
                    code: packed, from: code.validFrom?.number ?? .min,
                    to: code.validTo?.number ?? .max))
        }
        entries.sort { ($0.code, $0.from, $0.to) < ($1.code, $1.from, $1.to) }
        return entries
    }

    private static func standing(
        of code: UInt64, in table: ContiguousArray<Entry>, on day: CalendarDay?
    ) -> Standing {
        var low = 0
        var high = table.count
        while low < high {
            let middle = (low + high) / 2
            if table[middle].code < code { low = middle + 1 } else { high = middle }
        }
        guard low < table.count, table[low].code == code else { return .unknown }
        guard let day else { return .valid }
        while low < table.count, table[low].code == code {
            if table[low].from <= day.number, day.number <= table[low].to { return .valid }
            low += 1
        }
        return .outOfDate
    }
}

extension CodeScheme {
    /// Place of the scheme in lists by scheme: its place among all schemes.
    var place: Int {
        switch self {
        case .country: 0
        case .currency: 1
        case .unit: 2
        case .transportMode: 3
        case .packageType: 4
        case .procedure: 5
        case .incoterm: 6
        case .documentType: 7
        }
    }

    /// Bit of the scheme in a set of schemes.
    var bit: UInt16 { 1 << UInt16(place) }
}
