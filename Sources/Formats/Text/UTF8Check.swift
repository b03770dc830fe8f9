/// Finds the first byte that is not well-formed UTF-8.
///
/// Source: Unicode Standard 16.0, table 3-7 (well-formed byte sequences): no overlong forms, no
/// surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    /// What a run of bytes turned out to be.
    package enum Outcome: Equatable, Sendable {
        case valid
        /// The sequence that starts at this offset is wrong.
        case invalid(at: Int)
        /// The bytes end inside a sequence that was right so far, starting at this offset.
        case cut(at: Int)
    }

    /// Checks all bytes; eight at a time where they are ASCII.
    package static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        guard let base = bytes.baseAddress else { return .valid }
        let raw = UnsafeRawPointer(base)
        let count = bytes.count
        var index = 0
        while index < count {
            while index + 8 <= count,
                raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080
                    == 0
            {
                index += 8
            }
            guard index < count else { break }
            let lead = base[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if lead == 0xE0 { second = 0xA0...0xBF }
                if lead == 0xED { second = 0x80...0x9F }
            case 0xF0...0xF4:
                length = 4
                if lead == 0xF0 { second = 0x90...0xBF }
                if lead == 0xF4 { second = 0x80...0x8F }
            default: return .invalid(at: index)
            }
            for offset in 1..<length {
                guard index + offset < count else { return .cut(at: index) }
                let byte = base[index + offset]
                let allowed = offset == 1 ? second.contains(byte) : byte & 0xC0 == 0x80
                guard allowed else { return .invalid(at: index) }
            }
            index += length
        }
        return .valid
    }
}
