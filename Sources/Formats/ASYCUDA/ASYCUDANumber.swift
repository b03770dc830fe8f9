import Customs

/// A number as people type it into ASYCUDA: "2,045.01+0.00+20.57", "1 250,5", "12.50".
struct ASYCUDANumber {
    var value: ExactDecimal
    /// True when the text was a sum.
    var isSum = false
    /// True when the number is not spelled as in the text.
    var isRewritten = false

    /// Nil when the text is no number, or a sum needs more than 18 digits.
    init?(_ text: String) {
        if let plain = ExactDecimal(text) {
            value = plain
            return
        }
        let compact = text.filter { $0 != " " && $0 != "\u{A0}" && $0 != "'" }
        isRewritten = true
        if let plain = Self.term(compact) {
            value = plain
            return
        }
        isSum = true
        var sum = ExactDecimal(0)
        var term = ""
        var isNegative = false
        for character in compact + "+" {
            guard character == "+" || character == "-" else {
                term.append(character)
                continue
            }
            if term.isEmpty, character == "-", !isNegative {
                isNegative = true
                continue
            }
            guard let part = Self.term(term),
                let next = sum.adding(isNegative ? part.negated : part)
            else { return nil }
            sum = next
            term = ""
            isNegative = character == "-"
        }
        value = sum
    }

    /// One number, with commas or points as thousands separators.
    ///
    /// A mark that stands before groups of exactly three digits separates thousands when the other
    /// mark is the decimal one or when it stands more than once or is a comma; else it is the
    /// decimal mark.
    private static func term(_ text: String) -> ExactDecimal? {
        guard !text.isEmpty else { return nil }
        let commas = text.filter { $0 == "," }.count
        let points = text.filter { $0 == "." }.count
        let decimalMark: Character
        if commas > 0, points > 0 {
            guard let comma = text.lastIndex(of: ","), let point = text.lastIndex(of: ".") else {
                return nil
            }
            decimalMark = comma > point ? "," : "."
        } else if commas == 1, !isGrouped(text, by: ",") {
            decimalMark = ","
        } else {
            decimalMark = "."
        }
        let thousands: Character = decimalMark == "." ? "," : "."
        let parts = text.split(separator: decimalMark, omittingEmptySubsequences: false)
        if points > 1, commas == 0 {
            guard isGrouped(text, by: ".") else { return nil }
            return ExactDecimal(text.filter { $0 != "." })
        }
        guard parts.count <= 2, let whole = parts.first else { return nil }
        if whole.contains(thousands), !isGrouped(String(whole), by: thousands) { return nil }
        let plain =
            String(whole.filter { $0 != thousands }) + (parts.count == 2 ? "." + parts[1] : "")
        return ExactDecimal(plain)
    }

    /// "1,250" and "12,345,678": one to three digits, then groups of three.
    private static func isGrouped(_ text: String, by mark: Character) -> Bool {
        let groups = text.split(separator: mark, omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first else { return false }
        let head = first.drop { $0 == "-" || $0 == "+" }
        return (1...3).contains(head.count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    }
}
