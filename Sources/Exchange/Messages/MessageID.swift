package import Seal

/// The name of a message for ever: a UUID of version 7, whose first 48 bits are its time.
///
/// Source: RFC 9562 section 5.7.
package struct MessageID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The 36 characters in lower case.
    package let text: String

    /// Makes an id from a moment and ten random bytes, of which 74 bits are used.
    package init(at moment: Timestamp, random: [UInt8]) {
        precondition(random.count == 10, "An id takes ten random bytes.")
        let time = UInt64(max(0, moment.milliseconds))
        var bytes = stride(from: UInt64(40), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: time >> $0)
        }
        bytes += random
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hex.encode(bytes))
        text = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
            .joined(separator: "-")
    }

    /// Reads the text form; `nil` unless it is a version 7 UUID in lower case.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (place, byte) in bytes.enumerated() {
            switch place {
            case 8, 13, 18, 23: guard byte == UInt8(ascii: "-") else { return nil }
            case 14: guard byte == UInt8(ascii: "7") else { return nil }
            case 19: guard "89ab".utf8.contains(byte) else { return nil }
            default: guard "0123456789abcdef".utf8.contains(byte) else { return nil }
            }
        }
        self.text = text
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    package var description: String { text }
}
