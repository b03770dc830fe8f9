/// Letters of two scripts that look alike, as fraud and bad keyboards mix them.
enum Homoglyphs {
    /// Brings a word of mixed Latin and Cyrillic letters to one script, in place.
    ///
    /// The script that cannot be explained as look-alikes wins; if both can, the majority.
    static func repair(_ token: inout [UInt32], latin: Script, cyrillic: Script) -> Script {
        var latinOnly = 0
        var cyrillicOnly = 0
        var latinCount = 0
        var cyrillicCount = 0
        for scalar in token {
            switch Script.of(scalar) {
            case .latin:
                latinCount += 1
                if cyrillicTwin(scalar) == nil { latinOnly += 1 }
            case .cyrillic:
                cyrillicCount += 1
                if latinTwin(scalar) == nil { cyrillicOnly += 1 }
            default: break
            }
        }
        let toLatin =
            latinOnly != cyrillicOnly ? latinOnly > cyrillicOnly : latinCount >= cyrillicCount
        for index in token.indices {
            let twin = toLatin ? latinTwin(token[index]) : cyrillicTwin(token[index])
            if let twin { token[index] = twin }
        }
        return toLatin ? latin : cyrillic
    }

    /// Whether every letter of a Cyrillic word also looks Latin.
    static func readsAsLatin(_ token: ArraySlice<UInt32>) -> Bool {
        token.allSatisfy { latinTwin($0) != nil }
    }

    /// The Latin letter a Cyrillic one looks like.
    static func latinTwin(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x410, 0x430: 0x61
        case 0x412: 0x62
        case 0x415, 0x435: 0x65
        case 0x41A, 0x43A: 0x6B
        case 0x41C: 0x6D
        case 0x41D: 0x68
        case 0x41E, 0x43E: 0x6F
        case 0x420, 0x440: 0x70
        case 0x421, 0x441: 0x63
        case 0x422: 0x74
        case 0x423, 0x443: 0x79
        case 0x425, 0x445: 0x78
        case 0x406, 0x456: 0x69
        case 0x408, 0x458: 0x6A
        case 0x405, 0x455: 0x73
        default: nil
        }
    }

    /// The Cyrillic letter a Latin one looks like.
    static func cyrillicTwin(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x41, 0x61: 0x430
        case 0x42: 0x432
        case 0x43, 0x63: 0x441
        case 0x45, 0x65: 0x435
        case 0x48: 0x43D
        case 0x49, 0x69: 0x456
        case 0x4A, 0x6A: 0x458
        case 0x4B: 0x43A
        case 0x4D: 0x43C
        case 0x4F, 0x6F: 0x43E
        case 0x50, 0x70: 0x440
        case 0x53, 0x73: 0x455
        case 0x54: 0x442
        case 0x58, 0x78: 0x445
        case 0x59, 0x79: 0x443
        default: nil
        }
    }
}
