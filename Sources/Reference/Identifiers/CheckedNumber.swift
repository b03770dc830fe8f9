/// What a number's own check digit says about it.
package enum CheckedNumber: Hashable, Sendable {
    /// Well formed, and the check digit is right.
    case valid
    /// Well formed, and the rule has no check digit.
    case wellFormed
    /// Well formed, but the check digit should be another.
    case checkDigitWrong(expected: Int)
    /// Not of the form the rule asks for; the sentence says why.
    case malformed(String)

    /// True unless something is wrong.
    package var isAcceptable: Bool { self == .valid || self == .wellFormed }
}

/// Digits of a number in a fixed-size view; nil when a character is none.
enum Digits {
    static func values(_ text: String, count: Int) -> [Int]? {
        guard text.utf8.count == count else { return nil }
        var digits: [Int] = []
        digits.reserveCapacity(count)
        for byte in text.utf8 {
            guard byte >= 48, byte <= 57 else { return nil }
            digits.append(Int(byte) - 48)
        }
        return digits
    }

    /// Check digit by the modulus-10 rule with weights 2, 1, 2, … from the left, sums of digits
    /// (weights so placed that the last payload digit has weight 2 when their number is odd).
    static func luhn(_ payload: ArraySlice<Int>) -> Int {
        var sum = 0
        for (position, digit) in payload.enumerated() {
            let product = digit * (position % 2 == 0 ? 2 : 1)
            sum += product / 10 + product % 10
        }
        return (10 - sum % 10) % 10
    }
}
