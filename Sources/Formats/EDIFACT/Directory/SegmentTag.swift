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

    static let unb = packed("UNB")
    static let unz = packed("UNZ")
    static let ung = packed("UNG")
    static let une = packed("UNE")
    static let unh = packed("UNH")
    static let unt = packed("UNT")
    static let uns = packed("UNS")
    static let cst = packed("CST")
    static let gid = packed("GID")
}
