/// A segment's tag of three characters, packed for quick comparison.
enum SegmentTag {
    /// The packed form of a tag; 0 when it has not three ASCII characters.
    static func packed(_ tag: some StringProtocol) -> UInt32 {
        let bytes = Array(tag.utf8)
        guard bytes.count == 3 else { return 0 }
        return UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])
    }

    /// The letters of a packed tag, other characters shown as "·"; "?" when there is no tag.
    static func name(_ packed: UInt32) -> String {
        guard packed != 0 else { return "?" }
        var name = ""
        for shift: UInt32 in [16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: packed >> shift)
            name.unicodeScalars.append((0x21..<0x7F).contains(byte) ? Unicode.Scalar(byte) : "·")
        }
        return name
    }

    // The letters of the tags in ASCII, as ``packed(_:)`` puts them together.
    static let unb: UInt32 = 0x0055_4E42
    static let unz: UInt32 = 0x0055_4E5A
    static let ung: UInt32 = 0x0055_4E47
    static let une: UInt32 = 0x0055_4E45
    static let unh: UInt32 = 0x0055_4E48
    static let unt: UInt32 = 0x0055_4E54
    static let uns: UInt32 = 0x0055_4E53
    static let cst: UInt32 = 0x0043_5354
    static let gid: UInt32 = 0x0047_4944
}
