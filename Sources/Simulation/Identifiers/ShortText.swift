/// Builds identifiers byte by byte; up to 15 bytes stay inside the `String` without allocation.
struct ShortText {
    private var buffer: InlineBuffer = (0, 0, 0, 0)
    private(set) var count = 0
    private typealias InlineBuffer = (UInt64, UInt64, UInt64, UInt64)

    /// Bytes beyond this many are dropped.
    static let countMax = 32

    mutating func append(_ byte: UInt8) {
        guard count < Self.countMax else { return }
        withUnsafeMutableBytes(of: &buffer) { $0[count] = byte }
        count += 1
    }

    mutating func append(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { append(text.utf8Start[index]) }
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    /// Appends a number of at least `width` digits, zeros in front.
    mutating func append(_ number: Int, width: Int = 1) {
        var digits: UInt64 = 0
        var length = 0
        var rest = number.magnitude
        var overflowDigits: [UInt8] = []
        repeat {
            let digit = UInt8(rest % 10)
            if length < 16 {
                digits |= UInt64(digit) << UInt64(length * 4)
            } else {
                overflowDigits.append(digit)
            }
            length += 1
            rest /= 10
        } while rest > 0
        for _ in stride(from: length, to: width, by: 1) { append(UInt8(ascii: "0")) }
        for digit in overflowDigits.reversed() { append(48 + digit) }
        for position in stride(from: min(length, 16) - 1, through: 0, by: -1) {
            append(48 + UInt8((digits >> UInt64(position * 4)) & 15))
        }
    }

    var text: String {
        withUnsafeBytes(of: buffer) {
            String(decoding: UnsafeRawBufferPointer(rebasing: $0[0..<count]), as: UTF8.self)
        }
    }
}
