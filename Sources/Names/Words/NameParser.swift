/// Cuts name texts into words and romanises them; keeps its working memory between names.
///
/// One parser serves one thread. Cost grows with the length of the text only.
package struct NameParser: Sendable {
    /// Letters of the word being read.
    private var token: [UInt32] = []
    private var tokenScript = Script.none
    private var tokenStart = 0
    private var hasDigit = false
    private var hasLetter = false
    private var isMixed = false
    /// Where remarks begin and end, in words: after a slash, within brackets.
    private var asides: [(word: Int, opens: Bool)] = []
    var speller = WordSpeller()

    package init() {}

    /// Parses `text` into `name`, replacing what it held.
    ///
    /// Throws ``NameRefusal`` for text beyond ``NameLimits`` or without any word. Invalid UTF-8
    /// separates words.
    package mutating func parse(
        _ text: UnsafeBufferPointer<UInt8>, schema: NameSchema, into name: inout ParsedName
    ) throws(NameRefusal) {
        name.removeAll()
        name.schema = schema
        asides.removeAll(keepingCapacity: true)
        guard text.count <= NameLimits.textBytesMax else { throw .textTooLong(text.count) }
        var at = 0
        while at < text.count {
            if token.isEmpty, let end = speller.plainWordEnd(text, from: at) {
                let letters = UnsafeBufferPointer(rebasing: text[at..<end])
                speller.append(plain: letters, place: at..<end, to: &name)
                guard name.words.count <= NameLimits.wordsMax else { throw .tooManyWords }
                at = end
                continue
            }
            let (scalar, length) = Self.scalar(text, at)
            switch ScalarRole.of(scalar) {
            case .letter:
                if endsGluedWord(before: scalar, text, at + length) { flush(at, &name) }
                addLetter(scalar, at, &name)
            case .digit: addDigit(scalar, at)
            case .silent: break
            case .dot:
                if !continuesAbbreviation(text, at + length, schema) { flush(at, &name) }
            case .gap:
                flush(at, &name)
                noteAside(scalar, name.words.count)
            }
            at += length
            guard name.words.count <= NameLimits.wordsMax else { throw .tooManyWords }
        }
        flush(at, &name)
        markAsides(in: &name)
        guard name.words.count <= NameLimits.wordsMax else { throw .tooManyWords }
        guard !name.words.isEmpty else { throw .noWords }
        WordRoles.assign(in: &name)
    }

    /// Parses a string; see ``parse(_:schema:into:)``.
    package mutating func parse(
        _ text: String, schema: NameSchema, into name: inout ParsedName
    ) throws(NameRefusal) {
        var text = text
        let failure: NameRefusal? = text.withUTF8 { bytes in
            do throws(NameRefusal) {
                try parse(bytes, schema: schema, into: &name)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Why a text cannot be compared with any name; nil when it can.
    package static func refusal(of text: String) -> NameRefusal? {
        var parser = NameParser()
        var name = ParsedName()
        do throws(NameRefusal) {
            try parser.parse(text, schema: .unknown, into: &name)
            return nil
        } catch {
            return error
        }
    }

    private mutating func addLetter(_ written: UInt32, _ at: Int, _ name: inout ParsedName) {
        let scalar = written < 0xFB50 ? written : ArabicNames.plainLetter(written)
        let script = scalar < 0x80 ? Script.latin : Script.of(scalar)
        if script == .han || script == .hangul {
            flush(at, &name)
            tokenStart = at
            token.append(scalar)
            tokenScript = script
            hasLetter = true
            let length = script == .han && scalar > 0xFFFF ? 4 : 3
            flush(at + length, &name)
            return
        }
        if token.isEmpty { tokenStart = at }
        if hasLetter {
            if script != tokenScript {
                if Self.mayMix(script, tokenScript) {
                    isMixed = true
                } else {
                    flush(at, &name)
                    tokenStart = at
                    tokenScript = script
                }
            }
        } else {
            tokenScript = script
        }
        hasLetter = true
        token.append(scalar)
    }

    private mutating func noteAside(_ scalar: UInt32, _ words: Int) {
        switch scalar {
        case 0x2F, 0x28, 0x5B: if words > 0 { asides.append((words, true)) }
        case 0x29, 0x5D: asides.append((words, false))
        default: break
        }
    }

    private func markAsides(in name: inout ParsedName) {
        for (number, aside) in asides.enumerated() where aside.opens {
            let next = number + 1 < asides.count ? asides[number + 1].word : name.words.count
            for index in aside.word..<max(aside.word, next) { name.words[index].isAside = true }
        }
    }

    /// Whether a capital after small letters begins a word that lost its blank: ReynolGarcia.
    ///
    /// Mac- and a last letter alone (GmbH) are left; a firm's inner capital does no harm, as
    /// neighbours are also read joined.
    private func endsGluedWord(
        before scalar: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ next: Int
    ) -> Bool {
        guard token.count >= 3, Self.isCapital(scalar), let last = token.last, Self.isSmall(last),
            next < text.count, ScalarRole.of(Self.scalar(text, next).0) == .letter
        else { return false }
        return !(token.count == 3 && token[0] | 0x20 == 0x6D && token[1] == 0x61 && last == 0x63)
    }

    private static func isSmall(_ scalar: UInt32) -> Bool {
        (0x61...0x7A).contains(scalar) || (0xDF...0xFF).contains(scalar)
            || (0x430...0x45F).contains(scalar)
    }

    private static func isCapital(_ scalar: UInt32) -> Bool {
        (0x41...0x5A).contains(scalar) || (0xC0...0xDE).contains(scalar)
            || (0x400...0x42F).contains(scalar)
    }

    private mutating func addDigit(_ scalar: UInt32, _ at: Int) {
        if token.isEmpty { tokenStart = at }
        hasDigit = true
        token.append(0x30 + Self.digitValue(scalar))
    }

    /// In firms' names, letters divided by single dots are one abbreviation: A.B.C., p.l.c.
    private func continuesAbbreviation(
        _ text: UnsafeBufferPointer<UInt8>, _ next: Int, _ schema: NameSchema
    ) -> Bool {
        guard !schema.isPersonal, hasLetter, !hasDigit, next < text.count else { return false }
        guard token.count == 1 || token.count == dottedLetters(text, before: next) else {
            return false
        }
        let (scalar, length) = Self.scalar(text, next)
        guard ScalarRole.of(scalar) == .letter, Script.of(scalar) == tokenScript else {
            return false
        }
        guard next + length < text.count else { return true }
        let role = ScalarRole.of(Self.scalar(text, next + length).0)
        return role == .dot || role == .gap
    }

    /// How many single letters with a dot each stand before an offset.
    private func dottedLetters(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var letters = 0
        var at = tokenStart
        while at < end {
            let (scalar, length) = Self.scalar(text, at)
            at += length
            guard ScalarRole.of(scalar) == .letter, at < end else { return -1 }
            let (dot, dotLength) = Self.scalar(text, at)
            guard ScalarRole.of(dot) == .dot else { return -1 }
            at += dotLength
            letters += 1
        }
        return letters
    }

    private mutating func flush(_ end: Int, _ name: inout ParsedName) {
        guard !token.isEmpty else { return }
        if isMixed { tokenScript = Homoglyphs.repair(&token, latin: .latin, cyrillic: .cyrillic) }
        let place = tokenStart..<end
        if tokenScript == .arabic, !hasDigit {
            emitArabic(place, &name)
        } else {
            let script = hasLetter ? tokenScript : .none
            speller.append(
                token[...], script: script, hasDigit: hasDigit, place: place, to: &name)
        }
        token.removeAll(keepingCapacity: true)
        tokenScript = .none
        hasDigit = false
        hasLetter = false
        isMixed = false
    }

    /// Splits the article ال and the servant عبد off, as Latin spellings do.
    private mutating func emitArabic(_ place: Range<Int>, _ name: inout ParsedName) {
        let alef: UInt32 = 0x627
        let lam: UInt32 = 0x644
        let servant: [UInt32] = [0x639, 0x628, 0x62F]
        var rest = token[...]
        func emit(_ part: ArraySlice<UInt32>) {
            speller.append(part, script: .arabic, hasDigit: false, place: place, to: &name)
        }
        if rest.count > 6, rest.starts(with: servant), rest[rest.startIndex + 3] == alef,
            rest[rest.startIndex + 4] == lam
        {
            let tail = rest.dropFirst(5)
            if !(tail.count == 2 && tail.first == lam) {
                emit(rest.prefix(3))
                rest = rest.dropFirst(3)
            }
        }
        if rest.count > 4, rest.first == alef, rest[rest.startIndex + 1] == lam {
            emit(rest.prefix(2))
            rest = rest.dropFirst(2)
        }
        emit(rest)
    }

    private static func mayMix(_ one: Script, _ other: Script) -> Bool {
        (one == .latin && other == .cyrillic) || (one == .cyrillic && other == .latin)
    }

    private static func digitValue(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x660...0x669: scalar - 0x660
        case 0x6F0...0x6F9: scalar - 0x6F0
        case 0xFF10...0xFF19: scalar - 0xFF10
        default: scalar - 0x30
        }
    }

    /// Decodes the code point at an offset; a broken sequence gives a separator of one byte.
    @inline(__always)
    static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let first = text[at]
        if first < 0x80 { return (UInt32(first), 1) }
        return multibyte(text, at, first)
    }

    private static func multibyte(
        _ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ first: UInt8
    ) -> (UInt32, Int) {
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first < 0xF5, at + length <= text.count else { return (0x2028, 1) }
        var scalar = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            let byte = text[at + offset]
            guard byte & 0xC0 == 0x80 else { return (0x2028, 1) }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        return (scalar, length)
    }
}
