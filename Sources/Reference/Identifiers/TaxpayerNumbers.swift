/// Taxpayer and person numbers of the region: their form, and their check digit where one is public.
///
/// Numbers are expected cleaned of blanks. Values are never quoted in the answers.
package enum TaxpayerNumbers {
    /// Checks a number by the rule of its country; nil when we know no rule for it.
    ///
    /// Source of each rule: see the functions.
    package static func check(_ number: String, country: String) -> CheckedNumber? {
        switch country {
        case "UZ": uzbek(number)
        case "KZ": kazakh(number)
        case "KG": plain(number, lengths: [14], name: "a Kyrgyz INN")
        case "TJ": plain(number, lengths: [9], name: "a Tajik INN")
        case "RU": russian(number)
        default: nil
        }
    }

    /// Kazakhstan: BIN or IIN, 12 digits.
    ///
    /// Weights 1…11 modulo 11; when that gives 10, weights 3…11, 1, 2; when that gives 10 again, the
    /// number is not issued.
    ///
    /// Source: Law of Kazakhstan No. 223-III on national registers of identification numbers of
    /// 12 January 2007, and the rules for forming the numbers made under it.
    package static func kazakh(_ number: String) -> CheckedNumber {
        guard let digits = Digits.values(number, count: 12) else {
            return .malformed("a Kazakh BIN or IIN has 12 digits")
        }
        func remainder(_ shift: Int) -> Int {
            (0..<11).reduce(0) { $0 + digits[$1] * (($1 + shift) % 11 + 1) } % 11
        }
        var expected = remainder(0)
        if expected == 10 { expected = remainder(2) }
        guard expected < 10 else {
            return .malformed("a Kazakh number with this remainder is never issued")
        }
        return digits[11] == expected ? .valid : .checkDigitWrong(expected: expected)
    }

    /// Russia: INN, 10 digits for firms (one check digit), 12 for persons (two).
    ///
    /// Source: order of the Federal Tax Service of Russia on the structure of the INN (MMV-7-6/435
    /// of 29 June 2012), check digits modulo 11, then modulo 10.
    package static func russian(_ number: String) -> CheckedNumber {
        func digit(_ digits: [Int], _ weights: [Int]) -> Int {
            zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10
        }
        let weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
        if let digits = Digits.values(number, count: 10) {
            let expected = digit(digits, Array(weights.dropFirst(2)))
            return digits[9] == expected ? .valid : .checkDigitWrong(expected: expected)
        }
        guard let digits = Digits.values(number, count: 12) else {
            return .malformed("a Russian INN has 10 or 12 digits")
        }
        let first = digit(digits, Array(weights.dropFirst()))
        guard digits[10] == first else { return .checkDigitWrong(expected: first) }
        let second = digit(digits, weights)
        return digits[11] == second ? .valid : .checkDigitWrong(expected: second)
    }

    /// Uzbekistan: STIR of 9 digits (firms) or JShShIR (PINFL) of 14 (persons); form only.
    ///
    /// A PINFL begins with sex and century, 1…6, then the day of birth as DDMMYY.
    ///
    /// Source: decree of the Cabinet of Ministers of Uzbekistan on the personal identification number.
    package static func uzbek(_ number: String) -> CheckedNumber {
        if Digits.values(number, count: 9) != nil { return .wellFormed }
        guard let digits = Digits.values(number, count: 14) else {
            return .malformed("an Uzbek STIR has 9 digits, a JShShIR (PINFL) 14")
        }
        let day = digits[1] * 10 + digits[2]
        let month = digits[3] * 10 + digits[4]
        guard (1...6).contains(digits[0]), (1...31).contains(day), (1...12).contains(month) else {
            return .malformed("a JShShIR (PINFL) begins with 1…6 and a day of birth DDMMYY")
        }
        return .wellFormed
    }

    private static func plain(_ number: String, lengths: [Int], name: String) -> CheckedNumber {
        lengths.contains { Digits.values(number, count: $0) != nil }
            ? .wellFormed
            : .malformed("\(name) has \(lengths.map(String.init).joined(separator: " or ")) digits")
    }
}
