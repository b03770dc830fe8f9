/// Check digits of the numbers on containers and wagons.
package enum CheckDigit {
    /// The written and the right check digit of a container number; nil when the text is no number
    /// of a freight container (three letters, U, J or Z, seven digits; spaces and hyphens allowed).
    ///
    /// Each character has a value (A = 10, skipping multiples of 11), weighted by powers of two;
    /// the sum modulo 11, ten counting as zero, is the check digit.
    /// Source: ISO 6346:2022, annex A.
    package static func container(_ text: String) -> (written: Int, expected: Int)? {
        var sum = 0
        var weight = 1
        var place = 0
        var written = 0
        for byte in text.utf8 {
            if byte == 0x20 || byte == 0x2D || byte == 0x2F { continue }
            let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
            switch place {
            case 0..<4:
                guard upper >= 0x41, upper <= 0x5A else { return nil }
                if place == 3, upper != 0x55, upper != 0x4A, upper != 0x5A { return nil }
                let letter = Int(upper) - 0x41
                sum += (10 + letter + (letter + 9) / 10) * weight
            case 4..<10:
                guard upper >= 0x30, upper <= 0x39 else { return nil }
                sum += Int(upper - 0x30) * weight
            case 10:
                guard upper >= 0x30, upper <= 0x39 else { return nil }
                written = Int(upper - 0x30)
            default: return nil
            }
            weight *= 2
            place += 1
        }
        return place == 11 ? (written, sum % 11 % 10) : nil
    }

    /// The written and the right check digit of a wagon number; nil unless the text has 8 digits
    /// (1520 mm gauge) or 12 digits (UIC); spaces and hyphens are allowed.
    ///
    /// Digits are multiplied by 2 and 1 in turn, the last one before the check digit by 2; the
    /// digits of the products are added, and the check digit completes the sum to a multiple of ten.
    /// Source: UIC leaflet 438-2; the eight-digit numbers of the 1520 mm railways use the same rule.
    package static func wagon(_ text: String) -> (written: Int, expected: Int)? {
        var digits: [12 of UInt8] = InlineArray(repeating: 0)
        var count = 0
        for byte in text.utf8 {
            if byte == 0x20 || byte == 0x2D { continue }
            guard byte >= 0x30, byte <= 0x39, count < 12 else { return nil }
            digits[count] = byte - 0x30
            count += 1
        }
        guard count == 8 || count == 12 else { return nil }
        var sum = 0
        for place in 0..<count - 1 {
            let product = Int(digits[place]) * ((count - 2 - place) % 2 == 0 ? 2 : 1)
            sum += product / 10 + product % 10
        }
        return (Int(digits[count - 1]), (10 - sum % 10) % 10)
    }
}
