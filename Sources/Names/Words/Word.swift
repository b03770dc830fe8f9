/// One written form of a word: its romanised letters, or the canonical fold of one reading.
package struct WordForm: Sendable {
    /// Where the letters begin in the owner's byte arena.
    var start: UInt32
    /// Number of letters, at most ``NameLimits/wordLettersMax``.
    var count: UInt8
    /// Hash of all letters, also of those beyond the limit.
    var hash: UInt32
    /// One bit per class of sounds that occurs; bounds the edit distance from below.
    var mask: UInt32
}

/// What a word does in a name.
package enum WordKind: UInt8, Sendable {
    /// A telling word: given name, surname, the firm's own word.
    case name = 0
    /// A word of relation without weight: al, bin, de, van, of, and.
    case particle
    /// A title or form of address: Dr, haji, mulla, -xon written apart.
    case honorific
    /// The father's name: -ovich, -ovna, the word before oʻgʻli, qizi, uulu.
    case patronymic
    /// A single letter that stands for a word.
    case initial
    /// A number, a roman numeral or a registration mark: decides, never approximates.
    case number
    /// A legal form or part of one: LLC, OOO, MChJ, GmbH.
    case legalForm

    /// Words that carry no identity of their own.
    var isMinor: Bool { self == .particle || self == .honorific || self == .legalForm }
}

/// One word of a name; letters and forms live in the arenas of the owning ``ParsedName``.
package struct Word: Sendable {
    /// First of this word's forms: forms[formStart] is the romanised word, the next its canonical
    /// fold, further ones the folds of other readings.
    var formStart: UInt32
    var formCount: UInt8
    var kind: WordKind
    var script: Script
    /// The script leaves vowels out (Arabic, Hebrew).
    var isVowelless: Bool
    /// An established name: another established name is no misprint of it.
    var isKnown: Bool
    /// Stands after a slash or in brackets: another name or a remark.
    var isAside: Bool
    /// For numbers their value's hash; otherwise 0.
    var numberHash: UInt32
    /// Weight when matched or contradicted, 0…1.
    var weight: Float
    /// Weight when the other side just lacks the word.
    var omission: Float
    /// Where the word stood in the text, in bytes.
    var textStart: UInt32
    var textEnd: UInt32
}

/// A name cut into words, romanised and folded, ready for comparison.
///
/// All letters of all forms lie in one byte arena. A value can be reused for the next name
/// without giving its memory back.
package struct ParsedName: Sendable {
    package internal(set) var schema: NameSchema = .unknown
    var bytes: [UInt8] = []
    var forms: [WordForm] = []
    var words: [Word] = []
    /// Letter positions of every form, for ``BitDistance``; empty until prepared.
    private(set) var patterns: [UInt64] = []

    package init() {}

    /// Prepares the forms for fast distance bounds.
    mutating func preparePatterns() {
        let needed = forms.count * BitDistance.alphabet
        patterns.removeAll(keepingCapacity: true)
        patterns.append(contentsOf: repeatElement(0, count: needed))
        for (number, form) in forms.enumerated() {
            let base = number * BitDistance.alphabet
            for offset in 0..<Int(form.count) {
                let letter = BitDistance.position(bytes[Int(form.start) + offset])
                patterns[base + letter] |= 1 << UInt64(offset)
            }
        }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        forms.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        patterns.removeAll(keepingCapacity: true)
    }

    /// The romanised letters of a word, for explanations.
    func romanised(_ word: Word) -> String {
        let form = forms[Int(word.formStart)]
        let start = Int(form.start)
        return String(decoding: bytes[start..<start + Int(form.count)], as: UTF8.self)
    }
}

/// Hashes and masks of letters.
enum Letters {
    /// FNV-1a, 32 bits, over bytes. Source: Fowler, Noll, Vo; RFC 9923.
    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    static func hash(_ text: String) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }

    /// The sound class of a byte, 0…31; classes merge what costs little to exchange.
    static let maskClass: [UInt8] = {
        var classes = (0..<256).map { UInt8($0 % 7 + 24) }
        let groups = [
            "a", "e", "iyj", "ou", "bp", "vwf", "dt", "gkqh", "cszSC", "x", "m", "n", "l", "r",
        ]
        for (index, group) in groups.enumerated() {
            for byte in group.utf8 { classes[Int(byte)] = UInt8(index) }
        }
        for digit in 0...9 { classes[0x30 + digit] = UInt8(14 + digit) }
        return classes
    }()

    /// The classes of the digits.
    static let digitClasses: UInt32 = 0b11_1111_1111 << 14

    static func mask(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var mask: UInt32 = 0
        maskClass.withUnsafeBufferPointer { classes in
            for byte in bytes { mask |= 1 << UInt32(classes[Int(byte)]) }
        }
        return mask
    }
}
