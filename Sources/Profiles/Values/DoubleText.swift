import Glibc

/// Doubles as text.
package enum DoubleText {
    /// Reads decimal notation, `NaN`, `Infinity` and `inf`, with a sign; nil for anything else and for
    /// numbers too large.
    package static func read(_ text: String) -> Double? {
        guard text.utf8.count <= 2000 else { return nil }
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        switch unsigned.lowercased() {
        case "nan": return .nan
        case "inf", "infinity": return text.hasPrefix("-") ? -.infinity : .infinity
        default: break
        }
        let allowed = unsigned.utf8.allSatisfy { byte in
            byte.isDigit || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
                || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        }
        guard allowed, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// The shortest text that reads back to the same number: plain when the exponent is from -4 to 20,
    /// scientific (`1e+21`) beyond; whole numbers without a decimal point.
    package static func write(_ number: Double) -> String {
        number.isFinite ? shortest(number, exponents: -4...20) : special(number)
    }

    /// The form doubles have in results on the wire: the shortest digits with a decimal point
    /// (`1.0`) or, from 1e16 and below 1e-4, an exponent; `nan`, `inf`, `-inf`.
    package static func writeExact(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
        let text = shortest(number, exponents: -4...15)
        let isMarked = text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
        return isMarked ? text : text + ".0"
    }

    private static func shortest(_ number: Double, exponents: ClosedRange<Int>) -> String {
        let (sign, digits, exponent) = parts(number)
        guard !exponents.contains(exponent) else { return plain(sign, digits, exponent) }
        let head = digits.prefix(1)
        let tail = digits.dropFirst()
        let size = String(abs(exponent))
        return sign + head + (tail.isEmpty ? "" : "." + tail) + "e" + (exponent < 0 ? "-" : "+")
            + (size.utf8.count < 2 ? "0" : "") + size
    }

    /// Without an exponent, however long that is.
    static func writePlain(_ number: Double) -> String {
        guard number.isFinite else { return special(number) }
        let (sign, digits, exponent) = parts(number)
        return plain(sign, digits, exponent)
    }

    static func special(_ number: Double) -> String {
        number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    /// `%.nf` and `%.ne` of C: exact, halves to even.
    static func fixed(_ number: Double, digits: Int, isScientific: Bool) -> String {
        guard number.isFinite else { return special(number) }
        let form = isScientific ? "%.*e" : "%.*f"
        var buffer = [CChar](repeating: 0, count: 512 + digits)
        let count = withVaList([Int32(digits), number]) {
            vsnprintf(&buffer, buffer.count, form, $0)
        }
        return String(
            decoding: buffer.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) },
            as: UTF8.self)
    }

    private static func plain(_ sign: String, _ digits: String, _ exponent: Int) -> String {
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        let whole = exponent + 1
        if digits.utf8.count <= whole {
            return sign + digits + String(repeating: "0", count: whole - digits.utf8.count)
        }
        return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }

    /// Sign, significant digits without zeros at the ends, and the exponent of the first digit.
    private static func parts(_ number: Double) -> (String, String, Int) {
        let sign = number.sign == .minus ? "-" : ""
        guard number != 0 else { return (sign, "0", 0) }
        // The standard library's description has the shortest digits that read back.
        let text = abs(number).description
        let pieces = text.split(separator: "e", maxSplits: 1)
        var exponent = pieces.count > 1 ? Int(pieces[1]) ?? 0 : 0
        let halves = pieces[0].split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var digits = String(halves[0]) + (halves.count > 1 ? String(halves[1]) : "")
        exponent += halves[0].utf8.count - 1
        while digits.hasPrefix("0"), digits.utf8.count > 1 {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
        return (sign, digits, exponent)
    }
}
