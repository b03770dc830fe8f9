/// A document, container or invoice number as it is compared: upper-case letters and digits only,
/// six bits each, at most 21 of them; 0 means the number is missing.
///
/// A trailing copy mark such as `/1`, blanks, hyphens, `№` and letter case do not count. Longer
/// numbers keep their last 21 characters.
struct PackedKey: Hashable, Sendable {
    let bits: UInt128

    static let missing = PackedKey(bits: 0)
    /// Characters that fit.
    static let lengthMax = 21

    init(bits: UInt128) { self.bits = bits }

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var end = text.count
        while end > 0, text[end - 1] == 0x20 { end -= 1 }
        if end >= 3 {
            var slash = end - 1
            while slash > 0, end - slash <= 2, text[slash] >= 0x30, text[slash] <= 0x39 {
                slash -= 1
            }
            if text[slash] == 0x2F, slash > 2, slash < end - 1 { end = slash }
        }
        var bits: UInt128 = 0
        for index in 0..<end {
            let code = Self.code(text[index])
            if code == 0 { continue }
            // Six bits over the top fall off: the last 21 characters stay.
            bits = (bits << 6 | UInt128(code)) & Self.all
        }
        self.bits = bits
    }

    private static let all: UInt128 = (1 << 126) - 1

    /// 1…10 for digits, 11…36 for letters, 0 for anything else.
    @inline(__always)
    private static func code(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: byte - 0x30 + 1
        case 0x41...0x5A: byte - 0x41 + 11
        case 0x61...0x7A: byte - 0x61 + 11
        default: 0
        }
    }

    var isMissing: Bool { bits == 0 }

    /// Number of characters.
    var count: Int { (128 - bits.leadingZeroBitCount + 5) / 6 }

    /// The codes of the characters, first to last.
    var codes: [UInt8] {
        var result: [UInt8] = []
        var shift = count * 6
        while shift > 0 {
            shift -= 6
            result.append(UInt8(truncatingIfNeeded: bits >> UInt128(shift)) & 63)
        }
        return result
    }

    /// Without leading letters and then leading zeros: `INV-010900` and `10900` agree. A number of
    /// which fewer than four characters would stay is left as it is.
    var core: PackedKey {
        let length = count
        var kept = length
        func code(_ fromEnd: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: bits >> UInt128((fromEnd - 1) * 6)) & 63
        }
        while kept > 0, code(kept) > 10 { kept -= 1 }
        while kept > 0, code(kept) == 1 { kept -= 1 }
        guard kept >= 4, kept < length else { return self }
        return PackedKey(bits: bits & ((1 << UInt128(kept * 6)) - 1))
    }

    /// The number without the character at a place counted from the end.
    private func deleting(_ place: Int) -> PackedKey {
        let low = bits & ((1 << UInt128(place * 6)) - 1)
        return PackedKey(bits: ((bits >> UInt128((place + 1) * 6)) << UInt128(place * 6)) | low)
    }

    /// Hashes of the number itself and of it with any one character left out: two numbers that
    /// differ by one character written wrongly, missing, added or swapped share one of them.
    func neighbourhood(_ body: (UInt64) -> Void) {
        let length = count
        guard length >= 5 else { return }
        body(hash)
        for place in 0..<length { body(deleting(place).hash) }
    }

    /// 64 mixed bits; equal hashes are verified by the number itself.
    var hash: UInt64 {
        Mix.mix(UInt64(truncatingIfNeeded: bits) ^ Mix.mix(UInt64(truncatingIfNeeded: bits >> 64)))
    }

    /// Whether two numbers differ by at most one character wrong, missing, added or swapped.
    func isNear(_ other: PackedKey) -> Bool {
        if self == other { return true }
        let length = count
        let otherLength = other.count
        guard abs(length - otherLength) <= 1, min(length, otherLength) >= 5 else { return false }
        if length == otherLength {
            let difference = bits ^ other.bits
            let first = (127 - difference.leadingZeroBitCount) / 6
            let last = difference.trailingZeroBitCount / 6
            if first == last { return true }
            guard first == last + 1 else { return false }
            let a = bits >> UInt128(last * 6) & 0xFFF
            let b = other.bits >> UInt128(last * 6) & 0xFFF
            return a >> 6 == b & 63 && a & 63 == b >> 6
        }
        let longer = length > otherLength ? self : other
        let shorter = length > otherLength ? other : self
        for place in 0..<longer.count where longer.deleting(place) == shorter { return true }
        return false
    }
}

/// Mixing of 64 bits.
enum Mix {
    /// A bijection that spreads every bit over all. Source: Stafford's variant 13 of the MurmurHash3
    /// finaliser, as used in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var bits = value &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// Two numbers into one.
    @inline(__always)
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
        mix(mix(first) ^ second &* 0xD6E8_FEB8_6659_FD93)
    }

    /// 64-bit hash of bytes, eight at a time.
    @inline(__always)
    static func bytes(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = UInt64(bytes.count) &* 0xA076_1D64_78BD_642F
        var at = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while at + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            hash = (hash ^ word) &* 0xE703_7ED1_A0B4_28DB
            hash ^= hash >> 29
            at += 8
        }
        var tail: UInt64 = 0
        while at < raw.count {
            tail = tail << 8 | UInt64(raw[at])
            at += 1
        }
        return mix(hash ^ tail)
    }
}
