/// Writes one word's romanised letters and the canonical folds of all its readings.
struct WordSpeller: Sendable {
    /// Most forms kept of one word, the romanised letters included.
    static let formsMax = 5

    private var raw: [UInt8] = []
    private var variant: [UInt8] = []
    private var seen = Sightings()
    private let table = RomanisationTable.shared
    private let known = KnownWords.shared
    private let lexicon = Lexicon.shared

    /// Appends a word to `name`.
    mutating func append(
        _ token: ArraySlice<UInt32>, script: Script, hasDigit: Bool, place: Range<Int>,
        to name: inout ParsedName
    ) {
        guard !token.isEmpty else { return }
        let formStart = name.forms.count
        raw.removeAll(keepingCapacity: true)
        var isVowelless = script == .arabic || script == .hebrew
        if script == .arabic, let usual = ArabicNames.usual(token) {
            raw.append(contentsOf: usual)
            isVowelless = false
        } else if script == .latin {
            spellLatin(token)
        } else {
            spell(token, script, reading: 0, into: &raw)
        }
        if raw.isEmpty {
            for scalar in token { Self.appendUnread(scalar, to: &raw) }
        }
        Self.appendForm(raw, to: &name)
        appendFold(raw, formStart, to: &name)
        switch script {
        case .latin: appendLatinReadings(token, hasDigit, formStart, to: &name)
        case .cyrillic: appendCyrillicReadings(token, formStart, to: &name)
        case .arabic where isVowelless:
            appendReading(token, script, 1, formStart, to: &name)
        case .hangul: appendReading(token, script, 1, formStart, to: &name)
        default: break
        }
        appendWord(formStart, script: script, isVowelless: isVowelless, place: place, to: &name)
    }

    /// Appends the word whose forms begin at `formStart`.
    func appendWord(
        _ formStart: Int, script: Script, isVowelless: Bool, place: Range<Int>,
        to name: inout ParsedName
    ) {
        name.words.append(
            Word(
                formStart: UInt32(formStart), formCount: UInt8(name.forms.count - formStart),
                kind: .name, script: script,
                isVowelless: isVowelless,
                isKnown: known.contains(name.forms[formStart + 1].hash),
                isAside: false,
                numberHash: 0, weight: 1, omission: 1,
                textStart: UInt32(place.lowerBound), textEnd: UInt32(place.upperBound)))
    }

    /// Appends the further readings of a word of plain letters that lies in the arena.
    mutating func appendPlainReadings(
        _ letters: Range<Int>, hasX: Bool, hasJ: Bool, _ formStart: Int, to name: inout ParsedName
    ) {
        let mayAbbreviate =
            !name.schema.isPersonal && letters.count <= 6
            && lexicon.mayExpand(name.forms[formStart].hash)
        guard hasX || hasJ || mayAbbreviate else { return }
        raw.removeAll(keepingCapacity: true)
        raw.append(contentsOf: name.bytes[letters])
        seen = Sightings(hasX: hasX, hasJ: hasJ)
        appendLatinReadings([], false, formStart, to: &name)
    }

    /// Appends a word known by its romanised letters, such as one joined of two.
    mutating func append(
        roman: [UInt8], script: Script, place: Range<Int>, to name: inout ParsedName
    ) {
        append(
            roman.map { UInt32($0) }[...], script: script, hasDigit: false, place: place, to: &name)
    }

    private mutating func appendLatinReadings(
        _ token: ArraySlice<UInt32>, _ hasDigit: Bool, _ formStart: Int, to name: inout ParsedName
    ) {
        if !name.schema.isPersonal, raw.count <= 6,
            let full = lexicon.expansion(name.forms[formStart].hash)
        {
            appendFold(full, formStart, to: &name)
        }
        if hasDigit, Self.repairDigits(raw, into: &variant) {
            appendFold(variant, formStart, to: &name)
        }
        if seen.mayBeScanned(token.count), Self.repairScannedCase(token, into: &variant) {
            appendFold(variant, formStart, to: &name)
        }
        if seen.hasX {
            variant.removeAll(keepingCapacity: true)
            for byte in raw {
                if byte == CanonicalFold.x {
                    variant.append(CanonicalFold.k)
                    variant.append(CanonicalFold.s)
                } else {
                    variant.append(byte)
                }
            }
            appendFold(variant, formStart, to: &name)
        }
        if seen.hasJ, Self.hasSoftJ(raw) {
            variant.removeAll(keepingCapacity: true)
            for byte in raw { variant.append(byte == CanonicalFold.j ? CanonicalFold.y : byte) }
            appendFold(variant, formStart, to: &name)
        }
    }

    /// What a look over a Latin word found that may need another reading.
    private struct Sightings: Sendable {
        var hasX = false
        var hasJ = false
        var capitals = 0
        var suspicious = 0

        /// Small c or n amid capitals.
        func mayBeScanned(_ count: Int) -> Bool {
            suspicious > 0 && capitals >= 2 && capitals + 2 * suspicious >= count
        }
    }

    /// Romanises a Latin word in one pass.
    private mutating func spellLatin(_ token: ArraySlice<UInt32>) {
        seen = Sightings()
        for scalar in token {
            guard scalar < 0x80 else {
                spellLetter(scalar, 0, into: &raw)
                continue
            }
            var byte = UInt8(truncatingIfNeeded: scalar)
            if byte >= 0x41, byte <= 0x5A {
                seen.capitals += 1
                byte |= 0x20
            } else if byte == 0x63 || byte == 0x6E {
                seen.suspicious += 1
            }
            if byte == CanonicalFold.x { seen.hasX = true }
            if byte == CanonicalFold.j { seen.hasJ = true }
            raw.append(byte)
        }
    }

    private mutating func appendCyrillicReadings(
        _ token: ArraySlice<UInt32>, _ formStart: Int, to name: inout ParsedName
    ) {
        appendReading(token, .cyrillic, 1, formStart, to: &name)
        if token.count > 1, Homoglyphs.readsAsLatin(token) {
            variant.removeAll(keepingCapacity: true)
            for scalar in token {
                if let twin = Homoglyphs.latinTwin(scalar) { variant.append(UInt8(twin)) }
            }
            appendFold(variant, formStart, to: &name)
        }
    }

    private mutating func appendReading(
        _ token: ArraySlice<UInt32>, _ script: Script, _ reading: Int, _ formStart: Int,
        to name: inout ParsedName
    ) {
        variant.removeAll(keepingCapacity: true)
        spell(token, script, reading: reading, into: &variant)
        guard !variant.isEmpty else { return }
        appendFold(variant, formStart, to: &name)
    }

    /// j between or after letters may be the y of German and Slavic Latin spellings.
    private static func hasSoftJ(_ raw: [UInt8]) -> Bool {
        for index in raw.indices where raw[index] == CanonicalFold.j {
            if index == 0 || raw[index - 1] != CanonicalFold.d { return true }
        }
        return false
    }

    /// Digits that optical reading puts for letters: 0 o, 1 i, 3 e, 4 a, 5 s, 6 g, 8 b.
    private static func repairDigits(_ raw: [UInt8], into out: inout [UInt8]) -> Bool {
        let letters: [UInt8] = Array("oizeasgtbg".utf8)
        out.removeAll(keepingCapacity: true)
        var letterCount = 0
        for byte in raw {
            if CanonicalFold.isDigit(byte) {
                out.append(letters[Int(byte - 0x30)])
            } else {
                letterCount += 1
                out.append(byte)
            }
        }
        return letterCount >= 2
    }

    /// Small c and rn amid capitals are misread E and M.
    private static func repairScannedCase(
        _ token: ArraySlice<UInt32>, into out: inout [UInt8]
    ) -> Bool {
        out.removeAll(keepingCapacity: true)
        for scalar in token {
            if scalar == 0x63 {
                out.append(CanonicalFold.e)
            } else if scalar == 0x6E, out.last == CanonicalFold.r {
                out[out.count - 1] = UInt8(ascii: "m")
            } else if scalar < 0x80 {
                out.append(UInt8(scalar | 0x20))
            }
        }
        return true
    }

    private func spell(
        _ token: ArraySlice<UInt32>, _ script: Script, reading: Int, into out: inout [UInt8]
    ) {
        for index in token.indices {
            let scalar = token[index]
            if scalar < 0x80 {
                out.append(scalar >= 0x41 && scalar <= 0x5A ? UInt8(scalar | 0x20) : UInt8(scalar))
                continue
            }
            switch script {
            case .indic: SyllableScripts.appendIndic(scalar, to: &out)
            case .kana: SyllableScripts.appendKana(scalar, to: &out)
            case .hangul: SyllableScripts.appendHangul(scalar, reading: reading, to: &out)
            case .han:
                if !SyllableScripts.appendHan(scalar, to: &out) {
                    Self.appendUnread(scalar, to: &out)
                }
            case .arabic where Self.isVowelWaw(token, index):
                out.append(CanonicalFold.u)
            default: spellLetter(scalar, reading, into: &out)
            }
        }
        if script == .indic, out.count > 3, out.last == CanonicalFold.a { out.removeLast() }
    }

    private func spellLetter(_ scalar: UInt32, _ reading: Int, into out: inout [UInt8]) {
        if scalar >= 0xFF21, scalar <= 0xFF5A {
            out.append(UInt8(truncatingIfNeeded: scalar - 0xFEE0) | 0x20)
            return
        }
        var code = table.entry(scalar, reading: reading)
        if code == 0, reading > 0 { code = table.entry(scalar, reading: 0) }
        if code == 0 {
            Self.appendUnread(scalar, to: &out)
            return
        }
        while code > RomanisationTable.silent {
            out.append(UInt8(truncatingIfNeeded: code))
            code >>= 8
        }
    }

    /// و between consonants is the long vowel; at the start or beside ا it is a consonant.
    private static func isVowelWaw(_ token: ArraySlice<UInt32>, _ index: Int) -> Bool {
        guard token[index] == 0x648, index > token.startIndex else { return false }
        let alefs: ClosedRange<UInt32> = 0x622...0x627
        if alefs.contains(token[index - 1]) { return false }
        return index + 1 >= token.endIndex || !alefs.contains(token[index + 1])
    }

    /// A letter without a reading stays itself: bytes above ASCII that meet only themselves.
    private static func appendUnread(_ scalar: UInt32, to out: inout [UInt8]) {
        out.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 14 & 0x7F))
        out.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 7 & 0x7F))
        out.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x7F))
    }

    private mutating func appendFold(
        _ letters: [UInt8], _ formStart: Int, to name: inout ParsedName
    ) {
        guard name.forms.count - formStart < Self.formsMax else { return }
        let start = name.bytes.count
        letters.withUnsafeBufferPointer { CanonicalFold.append($0, to: &name.bytes) }
        let form = Self.form(from: start, in: &name.bytes)
        let isFirstFold = name.forms.count == formStart + 1
        if !isFirstFold,
            name.forms[(formStart + 1)...].contains(where: { $0.hash == form.hash })
        {
            name.bytes.removeLast(name.bytes.count - start)
            return
        }
        name.forms.append(form)
    }

    private static func appendForm(_ letters: [UInt8], to name: inout ParsedName) {
        let start = name.bytes.count
        name.bytes.append(contentsOf: letters)
        name.forms.append(form(from: start, in: &name.bytes))
    }

    /// Measures the letters from `start` on; letters beyond the limit count in the hash alone.
    private static func form(from start: Int, in bytes: inout [UInt8]) -> WordForm {
        let count = bytes.count - start
        let kept = min(count, NameLimits.wordLettersMax)
        let (hash, mask) = bytes.withUnsafeBufferPointer { all in
            let letters = UnsafeBufferPointer(rebasing: all[start...])
            return (Letters.hash(letters), Letters.mask(letters))
        }
        if count > kept { bytes.removeLast(count - kept) }
        return WordForm(start: UInt32(start), count: UInt8(kept), hash: hash, mask: mask)
    }
}
