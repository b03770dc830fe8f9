package import Customs

/// A code list with the days on which each code may be used.
///
/// Looking a code up costs some nanoseconds and allocates nothing. Codes are compared as written:
/// "uz" is not "UZ"; ``suggestions(for:on:limit:)`` says what was probably meant. A class, so that
/// handing a list around costs one reference count.
package final class CodeList: Sendable {
    /// "ISO 3166-1 alpha-2"; used in sentences.
    package let name: String
    /// All codes by code and first day; a code used twice for different things stands here twice.
    package let codes: [DatedCode]

    private let index: PackedIndex
    /// Days of ``codes`` as bare numbers, so that asking for a day copies no entry.
    private let periods: [Period]
    /// Other spellings in upper case, with the position of the code they mean.
    private let aliases: [String: Int]

    /// - Parameter aliases: other spellings ("KAZ", "398", "KAZAKHSTAN") and the codes they mean.
    init(name: String, codes: [DatedCode], aliases: [(spelling: String, code: String)] = []) {
        let sorted = codes.sorted {
            $0.code != $1.code
                ? $0.code < $1.code
                : ($0.validTo?.number ?? .max) < ($1.validTo?.number ?? .max)
        }
        let index = PackedIndex(
            sorted.enumerated().map { (key: PackedCode.pack($1.code), position: $0) })
        var table: [String: Int] = [:]
        for alias in aliases {
            let position = index.position(PackedCode.pack(alias.code))
            guard position >= 0 else { continue }
            let spelling = alias.spelling.uppercased()
            if table[spelling] == nil { table[spelling] = position }
        }
        self.name = name
        self.codes = sorted
        self.index = index
        self.aliases = table
        periods = sorted.enumerated().map { position, entry in
            Period(
                from: entry.validFrom?.number ?? .min, to: entry.validTo?.number ?? .max,
                isLast: position + 1 == sorted.count || sorted[position + 1].code != entry.code)
        }
    }

    private struct Period: Sendable {
        var from: Int32
        var to: Int32
        /// True for the last entry with its code.
        var isLast: Bool
    }

    /// True when the list has the code, on whatever day.
    package func contains(_ code: String) -> Bool { index.position(PackedCode.pack(code)) >= 0 }

    /// True when the list has the code, given as bytes.
    package func contains(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        index.position(PackedCode.pack(utf8: bytes)) >= 0
    }

    /// True when the code may be used on the day.
    package func contains(_ code: String, on day: CalendarDay) -> Bool {
        position(code, on: day) != nil
    }

    /// The code's entry: the one valid on the day, else the latest one; nil when the list lacks it.
    package func entry(_ code: String, on day: CalendarDay? = nil) -> DatedCode? {
        if let day, let position = position(code, on: day) { return codes[position] }
        var position = index.position(PackedCode.pack(code))
        guard position >= 0 else { return nil }
        while !periods[position].isLast { position += 1 }
        return codes[position]
    }

    /// Position in ``codes`` of a code valid on the day.
    private func position(_ code: String, on day: CalendarDay) -> Int? {
        var position = index.position(PackedCode.pack(code))
        guard position >= 0 else { return nil }
        while true {
            let period = periods[position]
            if period.from <= day.number, day.number <= period.to { return position }
            if period.isLast { return nil }
            position += 1
        }
    }

    /// The code that another spelling of this list's codes means: "KAZ" → KZ, "КГ" → KGM.
    package func code(spelled spelling: String) -> String? {
        guard spelling.utf8.count <= 64 else { return nil }
        if contains(spelling) { return spelling }
        let plain = Self.plain(spelling)
        if let position = aliases[plain] { return codes[position].code }
        let folded = LookAlikes.latin(plain)
        if contains(folded) { return folded }
        return aliases[folded].map { codes[$0].code }
    }

    /// What was probably meant by a wrong code, the likeliest first.
    ///
    /// Other spellings and look-alike letters come first, then codes one edit away (two when the
    /// code has more than three letters), those valid on the day before others. Texts of more than
    /// 64 bytes get no suggestion.
    package func suggestions(
        for code: String, on day: CalendarDay? = nil, limit: Int = 3
    ) -> [DatedCode] {
        guard limit > 0, code.utf8.count <= 64 else { return [] }
        if let meant = self.code(spelled: code), meant != code, let entry = entry(meant, on: day) {
            return [entry]
        }
        let wrong = Array(LookAlikes.latin(Self.plain(code)).utf8)
        guard !wrong.isEmpty, wrong.count <= PackedCode.bytesMax + 2 else { return [] }
        let distanceMax = wrong.count <= 3 ? 1 : 2
        var found: [(distance: Int, stale: Int, position: Int)] = []
        for (position, entry) in codes.enumerated() where entry.code != code {
            let distance = EditDistance.between(
                wrong, Array(entry.code.utf8), atMost: distanceMax)
            guard distance <= distanceMax else { continue }
            let valid = day.map { entry.isValid(on: $0) } ?? (entry.validTo == nil)
            found.append((distance, valid ? 0 : 1, position))
        }
        found.sort { ($0.stale, $0.distance, $0.position) < ($1.stale, $1.distance, $1.position) }
        return found.prefix(limit).map { codes[$0.position] }
    }

    /// What is wrong with a code on a day; nil when nothing is.
    ///
    /// - Parameter place: where the code stands in its document.
    package func fault(
        of code: String, on day: CalendarDay?, place: String
    ) -> Diagnostic? {
        let known = index.position(PackedCode.pack(code)) >= 0
        if known, day.map({ contains(code, on: $0) }) ?? true { return nil }
        let meant = suggestions(for: code, on: day).map { "\($0.code) (\($0.name))" }
        let hint =
            meant.isEmpty
            ? "Use a code of \(name)."
            : "Did you mean \(meant.joined(separator: ", ")) of \(name)?"
        if known, let day, let entry = entry(code) {
            let from = entry.validFrom.map { "from \($0.iso) " } ?? ""
            let to = entry.validTo.map { "to \($0.iso)" } ?? ""
            return Diagnostic(
                .warning, code: "code-not-valid-on-day", place: place,
                problem: "\(Diagnostic.quoted(code)) (\(entry.name)) on \(day.iso)",
                reason: "\(name) has the code \(from)\(to) only", remedy: hint)
        }
        return Diagnostic(
            .warning, code: "code-unknown", place: place, problem: Diagnostic.quoted(code),
            reason: "\(name) has no such code", remedy: hint)
    }

    /// Upper case without the blanks around.
    private static func plain(_ text: String) -> String {
        var scalars = Substring(text)
        while let first = scalars.first, first.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.isWhitespace { scalars.removeLast() }
        return scalars.uppercased()
    }
}

/// Edit distance between short codes.
enum EditDistance {
    /// Number of insertions, deletions, replacements and swaps of neighbours between two texts, or
    /// `limit + 1` as soon as it is known to be above the limit.
    ///
    /// Source: optimal string alignment distance, F. Damerau, CACM 7(3), 1964.
    static func between<Element: Equatable>(
        _ left: [Element], _ right: [Element], atMost limit: Int
    ) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var before = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var next = [Int](repeating: 0, count: right.count + 1)
            next[0] = row + 1
            var best = next[0]
            for column in 0..<right.count {
                let cost = left[row] == right[column] ? 0 : 1
                var value = min(last[column] + cost, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    value = min(value, before[column - 1] + 1)
                }
                next[column + 1] = value
                best = min(best, value)
            }
            guard best <= limit else { return limit + 1 }
            before = last
            last = next
        }
        return last[right.count]
    }
}
