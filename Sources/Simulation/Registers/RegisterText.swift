/// Bytes of CSV records being written.
struct RegisterText {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    private mutating func separate() {
        if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
    }

    mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    /// A field of bytes, quoted where it has to be (RFC 4180, section 2).
    mutating func add(_ text: [UInt8]) {
        separate()
        let quote = UInt8(ascii: "\"")
        guard text.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") }) else {
            bytes.append(contentsOf: text)
            return
        }
        bytes.append(quote)
        for byte in text {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    mutating func add(_ text: StaticString) {
        separate()
        for index in 0..<text.utf8CodeUnitCount { bytes.append(text.utf8Start[index]) }
    }

    /// A whole number of at least `width` digits after a prefix.
    mutating func add(_ prefix: StaticString = "", _ number: Int, width: Int = 1) {
        add(prefix)
        digits(number, width: width)
    }

    /// A number with a fixed count of decimals, rounded half away from zero.
    mutating func add(_ number: Double, decimals: Int) {
        separate()
        var unit = 1
        for _ in 0..<decimals { unit *= 10 }
        let scaled = Int((number * Double(unit)).rounded())
        digits(scaled / unit, width: 1)
        guard decimals > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        digits(scaled % unit, width: decimals)
    }

    private mutating func digits(_ number: Int, width: Int) {
        Self.append(number, width: width, to: &bytes)
    }

    /// Appends digits, zeros in front up to `width`.
    static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        var rest = number
        var reversed: (UInt64, UInt64, Int) = (0, 0, 0)
        repeat {
            let digit = UInt64(rest % 10)
            if reversed.2 < 16 { reversed.0 |= digit << UInt64(reversed.2 * 4) }
            if reversed.2 >= 16 { reversed.1 |= digit << UInt64((reversed.2 - 16) * 4) }
            reversed.2 += 1
            rest /= 10
        } while rest > 0
        for _ in stride(from: reversed.2, to: width, by: 1) { bytes.append(48) }
        for place in stride(from: reversed.2 - 1, through: 0, by: -1) {
            let nibble =
                place >= 16
                ? reversed.1 >> UInt64((place - 16) * 4) : reversed.0 >> UInt64(place * 4)
            bytes.append(48 + UInt8(nibble & 15))
        }
    }
}
