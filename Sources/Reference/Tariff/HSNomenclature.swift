/// A goods nomenclature: chapters, headings, subheadings and, where given, national lines.
///
/// Holds codes of 2 to 10 digits as sorted numbers and descriptions in one block of bytes: some
/// 0.7 MB for the Harmonized System. Asking for a code is a binary search and allocates nothing.
package struct HSNomenclature: Sendable {
    /// The edition the file is said to be of; nil when nobody said.
    package let edition: HSEdition?
    /// Sorted keys; see ``key(_:)``.
    private var keys: [UInt64] = []
    /// Where each description begins in ``text``; one more at the end.
    private var starts: [UInt32] = []
    private var text: [UInt8] = []
    /// Section of each code, 1…99; 0 when none is given.
    private var sections: [UInt8] = []

    /// An entry before it is stored.
    struct Entry {
        var key: UInt64
        var section: UInt8
        var description: String
    }

    /// - Parameter entries: in any order; of equal codes the first is kept.
    init(edition: HSEdition?, entries: [Entry]) {
        self.edition = edition
        let order = entries.indices.sorted {
            (entries[$0].key, $0) < (entries[$1].key, $1)
        }
        for index in order where keys.last != entries[index].key {
            keys.append(entries[index].key)
            sections.append(entries[index].section)
            starts.append(UInt32(clamping: text.count))
            text.append(contentsOf: entries[index].description.utf8)
        }
        starts.append(UInt32(clamping: text.count))
    }

    /// Number of codes, all levels together.
    package var count: Int { keys.count }

    /// Digits filled up to ten, then the length: children follow their parent in order.
    ///
    /// - Returns: 0 when the code has other characters than digits or not 2 to 10 of them.
    static func key(_ code: String) -> UInt64 {
        let bytes = code.utf8
        guard bytes.count >= 2, bytes.count <= 10 else { return 0 }
        var number: UInt64 = 0
        for byte in bytes {
            guard byte >= 48, byte <= 57 else { return 0 }
            number = number * 10 + UInt64(byte - 48)
        }
        return key(number: number, digits: bytes.count)
    }

    private static func key(number: UInt64, digits: Int) -> UInt64 {
        var filled = number
        for _ in digits..<10 { filled *= 10 }
        return filled << 4 | UInt64(digits)
    }

    private func position(_ key: UInt64) -> Int? {
        guard key != 0 else { return nil }
        let position = firstPosition(notBelow: key)
        return position < keys.count && keys[position] == key ? position : nil
    }

    private func firstPosition(notBelow key: UInt64) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// True when the nomenclature has exactly this code (2, 4, 6 … digits).
    package func contains(_ code: String) -> Bool { position(Self.key(code)) != nil }

    /// True when the first six digits of a code are a subheading of this edition.
    ///
    /// Longer national codes are cut; codes of fewer digits are not known at six digits.
    package func knowsSixDigits(of code: String) -> Bool {
        let bytes = code.utf8
        guard bytes.count >= 6, bytes.count <= 24 else { return false }
        var number: UInt64 = 0
        for byte in bytes.prefix(6) {
            guard byte >= 48, byte <= 57 else { return false }
            number = number * 10 + UInt64(byte - 48)
        }
        return position(Self.key(number: number, digits: 6)) != nil
    }

    /// What the nomenclature says a code is; nil when it lacks the code.
    package func description(of code: String) -> String? {
        position(Self.key(code)).map(description(at:))
    }

    private func description(at position: Int) -> String {
        String(
            decoding: text[Int(starts[position])..<Int(starts[position + 1])], as: UTF8.self)
    }

    /// The longest known code that a code begins with, itself included: "8471300000" → "847130".
    package func nearest(to code: String) -> String? {
        var prefix = code.prefix(10)
        while prefix.utf8.count >= 2 {
            if contains(String(prefix)) { return String(prefix) }
            prefix.removeLast()
        }
        return nil
    }

    /// The known code right above: heading of a subheading, chapter of a heading.
    package func parent(of code: String) -> String? {
        guard Self.key(code) != 0 else { return nil }
        return nearest(to: String(code.dropLast()))
    }

    /// Codes right below, sorted; the chapters for the empty text.
    package func children(of code: String) -> [String] {
        let digits = code.utf8.count
        var position = 0
        var end = keys.count
        if digits > 0 {
            let key = Self.key(code)
            guard key != 0 else { return [] }
            position = firstPosition(notBelow: key & ~0xF)
            // The next code of the same length begins where this one's children end.
            var step: UInt64 = 1
            for _ in digits..<10 { step *= 10 }
            end = firstPosition(notBelow: ((key >> 4) + step) << 4)
        }
        var found: [String] = []
        while position < end {
            let below = Int(keys[position] & 0xF)
            guard below > digits else {
                position += 1
                continue
            }
            found.append(Self.code(keys[position]))
            var step: UInt64 = 1
            for _ in below..<10 { step *= 10 }
            position = firstPosition(notBelow: ((keys[position] >> 4) + step) << 4)
        }
        return found
    }

    /// Section of a code, in Roman numerals; nil when the code is unknown or has none.
    package func section(of code: String) -> String? {
        guard let position = position(Self.key(code)), sections[position] > 0 else { return nil }
        return RomanNumeral.text(Int(sections[position]))
    }

    private static func code(_ key: UInt64) -> String {
        let digits = Int(key & 0xF)
        let filled = String(key >> 4)
        let padded = String(repeating: "0", count: 10 - filled.utf8.count) + filled
        return String(padded.prefix(digits))
    }
}

/// Roman numerals of section numbers.
enum RomanNumeral {
    private static let signs: [(Int, String)] = [
        (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]

    /// 1…99 as a numeral.
    static func text(_ number: Int) -> String {
        var rest = number
        var text = ""
        for (value, sign) in signs {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    /// The number of a numeral of 1…99; nil for other texts.
    static func number(_ text: String) -> Int? {
        guard text.utf8.count <= 8 else { return nil }
        return numbers[text]
    }

    private static let numbers = Dictionary(
        (1...99).map { (RomanNumeral.text($0), $0) }, uniquingKeysWith: { first, _ in first })
}
