/// A firm's name reduced to what survives respelling: Latin or Cyrillic letters by sound class,
/// without blanks, quotes, doubled letters and the legal form.
///
/// Letter-by-letter transliteration writes Latin C as Cyrillic С, so c and s agree, as do y and i,
/// w and v, q and k, kh and h. Other scripts keep their bytes.
struct NameSkeleton: Sendable {
    /// Folded words, each closed by a 0 byte.
    private(set) var words: [[UInt8]] = []

    /// Longest name looked at, in bytes.
    static let textBytesMax = 256
    private static let wordsMax = 16

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var word: [UInt8] = []
        var at = 0
        let end = min(text.count, Self.textBytesMax)
        while at < end {
            let byte = text[at]
            if byte < 0x80 {
                at += 1
                let lower = byte | 0x20
                if lower >= 0x61, lower <= 0x7A {
                    let next = at < end ? text[at] | 0x20 : 0
                    at += Self.latin(lower, next: next, &word)
                } else if byte >= 0x30, byte <= 0x39 {
                    word.append(byte)
                } else if byte != 0x27, byte != 0x60 {
                    close(&word)
                }
                continue
            }
            let next = at + 1 < end ? text[at + 1] : 0
            if byte == 0xD0 || byte == 0xD1 {
                Self.cyrillic(UInt32(byte & 0x1F) << 6 | UInt32(next & 0x3F), &word)
                at += 2
            } else if byte == 0xC2 || byte == 0xE2 {
                close(&word)
                at += byte == 0xC2 ? 2 : 3
            } else {
                Self.add(byte, &word)
                at += 1
            }
        }
        close(&word)
    }

    private mutating func close(_ word: inout [UInt8]) {
        if !word.isEmpty, words.count < Self.wordsMax { words.append(word) }
        word.removeAll(keepingCapacity: true)
    }

    /// The words without legal forms, joined; all words when nothing else is left.
    var joined: [UInt8] {
        let telling = words.filter { !LegalForms.folded.contains($0) }
        return Array((telling.isEmpty ? words : telling).joined())
    }

    /// Other readings for a name whose legal form is itself misspelt or run together.
    var alternatives: [[UInt8]] {
        guard words.count > 1 else { return [] }
        return [Array(words.dropLast().joined()), Array(words.dropFirst().joined())]
    }

    private static func add(_ byte: UInt8, _ word: inout [UInt8]) {
        if word.last != byte { word.append(byte) }
    }

    /// Adds the sound of a Latin letter; returns how many further letters belong to it.
    private static func latin(_ letter: UInt8, next: UInt8, _ word: inout [UInt8]) -> Int {
        let isH = next == UInt8(ascii: "h")
        switch letter {
        case UInt8(ascii: "c"):
            add(isH ? UInt8(ascii: "C") : UInt8(ascii: "s"), &word)
            return isH ? 1 : 0
        case UInt8(ascii: "s"):
            add(isH ? UInt8(ascii: "S") : UInt8(ascii: "s"), &word)
            return isH ? 1 : 0
        case UInt8(ascii: "z"):
            add(isH ? UInt8(ascii: "j") : UInt8(ascii: "z"), &word)
            return isH ? 1 : 0
        case UInt8(ascii: "k"):
            add(isH ? UInt8(ascii: "h") : UInt8(ascii: "k"), &word)
            return isH ? 1 : 0
        case UInt8(ascii: "t") where next == UInt8(ascii: "s"):
            add(UInt8(ascii: "T"), &word)
            return 1
        case UInt8(ascii: "q"): add(UInt8(ascii: "k"), &word)
        case UInt8(ascii: "w"): add(UInt8(ascii: "v"), &word)
        case UInt8(ascii: "y"): add(UInt8(ascii: "i"), &word)
        case UInt8(ascii: "x"):
            add(UInt8(ascii: "k"), &word)
            add(UInt8(ascii: "s"), &word)
        default: add(letter, &word)
        }
        return 0
    }

    private static func cyrillic(_ scalar: UInt32, _ word: inout [UInt8]) {
        let lower = scalar < 0x410 ? scalar + 0x50 : scalar < 0x430 ? scalar + 0x20 : scalar
        guard lower >= 0x430, lower < 0x460 else { return }
        for byte in sounds[Int(lower - 0x430)].utf8 { add(byte, &word) }
    }

    /// Sounds of а…я and then ѐ…џ; q, ў, ғ and ҳ lie beyond and are left out.
    private static let sounds: [StaticSound] = [
        "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o", "p",
        "r", "s", "t", "u", "f", "h", "T", "C", "S", "S", "", "i", "", "e", "iu", "ia",
        "e", "e", "d", "g", "e", "s", "i", "i", "j", "l", "n", "C", "k", "i", "u", "C",
    ].map { StaticSound($0) }
}

/// A short sound without a heap string.
private struct StaticSound: Sendable {
    let utf8: [UInt8]
    init(_ text: String) { utf8 = Array(text.utf8) }
}

/// Legal forms in the fold of ``NameSkeleton``.
enum LegalForms {
    /// Forms written in registers of the region and its partners.
    private static let written = [
        "LLC", "LTD", "INC", "CO", "JSC", "OJSC", "CJSC", "PLC", "LLP", "CORP", "GMBH", "AG", "SA",
        "OOO", "AO", "OAO", "ZAO", "PAO", "TOO", "IP", "CHP", "TDO", "MCHJ", "MCHZH", "AJ", "XK",
        "QK", "YATT", "OSOO", "OсОО", "ООО", "АО", "ОАО", "ЗАО", "ПАО", "ТОО", "ИП", "ЧП", "МЧЖ",
        "АЖ", "ХК", "ЛЛС", "ЛТД", "ИНС", "СО", "ЖСС", "ЖШС", "АҚ", "MMC", "AS", "LIMITED",
        "COMPANY",
    ]

    static let folded: Set<[UInt8]> = {
        var all: Set<[UInt8]> = []
        for form in written {
            Array(form.utf8).withUnsafeBufferPointer { bytes in
                for word in NameSkeleton(bytes).words { all.insert(word) }
            }
        }
        return all
    }()
}

/// Distances between folded names.
enum FoldedDistance {
    /// Letters wrong, missing, added or swapped with their neighbour; at most `limit` + 1.
    ///
    /// Source: optimal string alignment, as L. Boytsov, ACM JEA 16 (2011), section 2.
    static func between(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
        guard abs(a.count - b.count) <= limit else { return limit + 1 }
        let width = b.count + 1
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: width * 3) { cells in
            // Three rows of the table, used in turn.
            for column in 0..<width { cells[column] = column }
            for i in 0..<a.count {
                let last = i % 3 * width
                let row = (i + 1) % 3 * width
                let before = (i + 2) % 3 * width
                cells[row] = i + 1
                var least = i + 1
                for j in 0..<b.count {
                    var best = min(cells[last + j + 1], cells[row + j]) + 1
                    best = min(best, cells[last + j] + (a[i] == b[j] ? 0 : 1))
                    if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                        best = min(best, cells[before + j - 1] + 1)
                    }
                    cells[row + j + 1] = best
                    least = min(least, best)
                }
                if least > limit + 1 { return limit + 1 }
            }
            return min(limit + 1, cells[a.count % 3 * width + b.count])
        }
    }
}
