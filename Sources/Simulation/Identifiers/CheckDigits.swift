/// Check digits of the numbers that trade documents carry.
///
/// Every function takes the digits before the check digit and returns the check digit, or nil where
/// the rule has none for that number (such numbers are not given out).
package enum CheckDigits {
    /// Container numbers. Source: ISO 6346:2022, annex A. `body` is four letters and six digits.
    package static func container(_ body: [UInt8]) -> Int? {
        var sum = 0
        var weight = 1
        for byte in body {
            let value: Int
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) - 48
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                // Letters count from 10 and skip the multiples of 11.
                let rank = Int(byte) - 65
                value = 10 + rank + (rank + 9) / 10
            default: return nil
            }
            sum += value * weight
            weight *= 2
        }
        let rest = sum % 11
        return rest == 10 ? nil : rest
    }

    /// Eight-digit wagon numbers of the 1520 mm network: digits weighted 2, 1, 2, …, digit sums added.
    package static func wagon(_ digits: [Int]) -> Int {
        var sum = 0
        for (index, digit) in digits.enumerated() {
            let product = index % 2 == 0 ? digit * 2 : digit
            sum += product / 10 + product % 10
        }
        return (10 - sum % 10) % 10
    }

    /// Air waybill: the serial's seven digits modulo 7. Source: IATA Resolution 600a.
    package static func airWaybill(serial: Int) -> Int { serial % 7 }

    /// Kazakhstan's BIN and IIN: weights 1…11, a second row of weights when the rest is 10.
    package static func kazakhstanBIN(_ digits: [Int]) -> Int? {
        func rest(_ shift: Int) -> Int {
            var sum = 0
            for (index, digit) in digits.enumerated() { sum += digit * ((index + shift) % 11 + 1) }
            return sum % 11
        }
        let first = rest(0)
        if first < 10 { return first }
        let second = rest(2)
        return second < 10 ? second : nil
    }

    /// Russia's ten-digit INN of legal persons.
    package static func russianINN(_ digits: [Int]) -> Int {
        weighted(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10
    }

    /// Türkiye's ten-digit tax number (VKN).
    package static func turkishVKN(_ digits: [Int]) -> Int {
        var sum = 0
        for (index, digit) in digits.enumerated() {
            let shifted = (digit + 9 - index) % 10
            guard shifted != 0 else { continue }
            let rest = shifted * (1 << (9 - index)) % 9
            sum += rest == 0 ? 9 : rest
        }
        return (10 - sum % 10) % 10
    }

    /// Korea's ten-digit business registration number.
    package static func koreanBusiness(_ digits: [Int]) -> Int {
        let sum = weighted(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + (digits.last ?? 0) * 5 / 10
        return (10 - sum % 10) % 10
    }

    /// Germany's nine-digit VAT number. Source: ISO/IEC 7064, MOD 11,10.
    package static func germanVAT(_ digits: [Int]) -> Int {
        var product = 10
        for digit in digits {
            let sum = (digit + product) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    /// Luhn's rule with the rightmost digit doubled; Italy's eleven-digit VAT number uses it.
    package static func luhn(_ digits: [Int]) -> Int {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let product = index % 2 == 0 ? digit * 2 : digit
            sum += product > 9 ? product - 9 : product
        }
        return (10 - sum % 10) % 10
    }

    /// The alphabet of China's unified social credit code (GB 32100-2015): no I, O, S, V, Z.
    package static let creditCodeAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// Check character of China's unified social credit code, from the ranks of its first 17
    /// characters. Source: GB 32100-2015, weights 3^i modulo 31.
    package static func creditCode(_ ranks: [Int]) -> Int {
        var sum = 0
        var weight = 1
        for rank in ranks {
            sum += rank * weight
            weight = weight * 3 % 31
        }
        return (31 - sum % 31) % 31
    }

    private static func weighted(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
