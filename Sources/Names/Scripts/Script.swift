/// The writing system of one word; a name may mix several, so it is decided word by word.
package enum Script: UInt8, Sendable {
    case none = 0
    case latin, cyrillic, arabic, hebrew, greek, armenian, georgian, indic, han, kana, hangul
    case other

    /// Whether one sign is a syllable, so that many names share one reading.
    var isSyllabic: Bool { self == .han || self == .kana || self == .hangul }

    /// The script of a letter. Digits and signs have none.
    ///
    /// Source: block boundaries of the Unicode Standard 16.0, Blocks.txt.
    package static func of(_ scalar: UInt32) -> Script {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0x24F, 0x250...0x2AF, 0x1E00...0x1EFF,
            0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB00...0xFB06, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            .latin
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: .arabic
        case 0x590...0x5FF, 0xFB1D...0xFB4F: .hebrew
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x531...0x58F: .armenian
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: .georgian
        case 0x900...0xD7F: .indic
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        case 0x3041...0x30FF: .kana
        case 0xAC00...0xD7A3: .hangul
        default: .other
        }
    }
}

/// What a code point does while a text is cut into words.
enum ScalarRole {
    /// Builds a word.
    case letter
    /// Builds a number or a mixed word.
    case digit
    /// Belongs to the word around it but is not written: apostrophes, accents, joiners.
    case silent
    /// Separates words, and may also abbreviate.
    case dot
    /// Separates words.
    case gap

    /// The role of a code point; ASCII is decided without any table.
    ///
    /// All the apostrophes that stand for oʻ, gʻ and the tutuq belgisi are silent, whatever
    /// keyboard typed them.
    static func of(_ scalar: UInt32) -> ScalarRole {
        if scalar < 0x80 {
            switch scalar {
            case 0x30...0x39: return .digit
            case 0x41...0x5A, 0x61...0x7A: return .letter
            case 0x27, 0x60: return .silent
            case 0x2E: return .dot
            default: return .gap
            }
        }
        switch scalar {
        case 0xB4, 0xAD, 0x2B0...0x36F, 0x483...0x489, 0x591...0x5C7, 0x610...0x61A, 0x640,
            0x64B...0x65F, 0x670, 0x6D6...0x6ED, 0x900...0x903, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
            0x200B...0x200F, 0x2018...0x201B, 0x2032, 0x2060...0x2064, 0x20D0...0x20FF,
            0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xA78B, 0xA78C:
            return .silent
        case 0x660...0x669, 0x6F0...0x6F9, 0xFF10...0xFF19: return .digit
        case 0x80...0xA9, 0xAB...0xB3, 0xB5...0xB9, 0xBB...0xBF, 0xD7, 0xF7, 0x60C, 0x61B, 0x61F,
            0x66A...0x66D, 0x6D4, 0x964, 0x965, 0x2010...0x2031, 0x2033...0x205F, 0x20A0...0x20CF,
            0x2100...0x2BFF, 0x2E00...0x2E7F, 0x3000...0x3020, 0x30A0, 0x30FB, 0xFE10...0xFE1F,
            0xFE30...0xFE6F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
            return .gap
        default: return .letter
        }
    }
}
