/// Numbers of containers and rail wagons, cleaned and checked.
package enum EquipmentNumbers {
    /// Longest text looked at, in bytes.
    private static let bytesMax = 64

    /// The number as it is compared: upper case, look-alike Cyrillic letters as Latin ones, without
    /// blanks, hyphens, dots and slashes. Texts above 64 bytes come back unchanged.
    package static func normalised(_ text: String) -> String {
        guard text.utf8.count <= bytesMax else { return text }
        if let plain = plain(text) { return plain }
        var result = ""
        for scalar in LookAlikes.latin(text.uppercased()).unicodeScalars {
            switch scalar {
            case " ", "-", ".", "/", "\u{A0}", "\t": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The same for texts of ASCII alone, as nearly all are; nil for others.
    private static func plain(_ text: String) -> String? {
        let found: String?? = text.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { target in
                var count = 0
                for byte in bytes {
                    switch byte {
                    case 0x20, 0x2D, 0x2E, 0x2F, 0x09: continue
                    case 0x61...0x7A: target[count] = byte - 0x20
                    default: target[count] = byte
                    }
                    count += 1
                }
                return count
            }
        }
        return found ?? nil
    }

    /// Checks a freight container number: four letters (owner and category U, J, Z or R), six
    /// digits, check digit.
    ///
    /// Letters count 10…38 without the multiples of 11, the place n from 0 weighs 2^n; the check digit
    /// is the sum modulo 11, with 10 written as 0.
    ///
    /// Source: ISO 6346, annex A.
    package static func container(_ text: String) -> CheckedNumber {
        let bytes = Array(normalised(text).utf8)
        guard bytes.count == 11 else {
            return .malformed("a container number has 4 letters and 7 digits (ISO 6346)")
        }
        guard bytes[0..<4].allSatisfy({ (65...90).contains($0) }) else {
            return .malformed("a container number begins with 4 letters (ISO 6346)")
        }
        guard "UJZR".utf8.contains(bytes[3]) else {
            return .malformed("the fourth letter of a container number is U, J or Z (ISO 6346)")
        }
        guard bytes[4...].allSatisfy({ (48...57).contains($0) }) else {
            return .malformed("a container number ends with 7 digits (ISO 6346)")
        }
        var sum = 0
        for position in 0..<10 {
            let byte = Int(bytes[position])
            var value = byte - 48
            if byte >= 65 {
                let letter = byte - 65
                value = letter + 10
                // Multiples of 11 are left out of the sequence: A 10, B 12, …, L 23, …, V 34.
                if letter >= 1 { value += 1 }
                if letter >= 11 { value += 1 }
                if letter >= 21 { value += 1 }
            }
            sum += value << position
        }
        let expected = sum % 11 % 10
        return Int(bytes[10]) - 48 == expected ? .valid : .checkDigitWrong(expected: expected)
    }

    /// Checks a wagon number: 8 digits (1520 mm gauge) or 12 digits (UIC).
    ///
    /// Both end with a check digit by modulus 10: weights 2, 1, 2, … from the first digit, digits of
    /// the products added up.
    ///
    /// Source: numbering of rolling stock of 1520 mm railways, eight digits (CIS rail transport
    /// council); UIC leaflet 438-2 for twelve.
    package static func wagon(_ text: String) -> CheckedNumber {
        let number = normalised(text)
        guard let digits = Digits.values(number, count: 8) ?? Digits.values(number, count: 12)
        else {
            return .malformed("a wagon number has 8 digits (1520 mm) or 12 (UIC)")
        }
        let expected = Digits.luhn(digits.dropLast())
        return digits[digits.count - 1] == expected
            ? .valid : .checkDigitWrong(expected: expected)
    }

    /// True when a text looks like a container number, right or wrong: 4 letters and 7 digits.
    package static func looksLikeContainer(_ text: String) -> Bool {
        let bytes = Array(normalised(text).utf8)
        return bytes.count == 11 && bytes[0..<4].allSatisfy { (65...90).contains($0) }
            && bytes[4...].allSatisfy { (48...57).contains($0) }
    }
}

/// Registration plates of road vehicles.
package enum Plates {
    /// The plates of a combination ("01A123BC/01 1234 AA"), each in upper case, look-alike Cyrillic
    /// letters as Latin ones, without blanks, hyphens and dots.
    ///
    /// Separated by "/", "\", ",", ";" or "+"; at most eight plates, the rest is not looked at. Letters
    /// of Cyrillic without a Latin twin stay.
    package static func normalised(_ text: String) -> [String] {
        guard text.utf8.count <= 256 else { return [] }
        let parts: [Substring] = text.split { "/\\,;+".contains($0) }
        return parts.prefix(8).map { EquipmentNumbers.normalised(String($0)) }
            .filter { !$0.isEmpty }
    }
}
