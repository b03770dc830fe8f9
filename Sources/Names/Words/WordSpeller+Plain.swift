/// The short way for words of plain Latin letters, which most words of most lists are: they need no
/// decoding and no romanisation. Gives what the long way gives.
extension WordSpeller {
    /// The end of a word of plain letters that begins at an offset; nil when the word, or what
    /// follows it, needs a closer look: accents, apostrophes, digits, dots, capitals after small
    /// letters, or small c and n among capitals.
    func plainWordEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var at = start
        var capitals = 0
        var isSuspicious = false
        var lastIsSmall = false
        while at < text.count {
            let byte = text[at]
            let isCapital = byte >= 0x41 && byte <= 0x5A
            guard isCapital || byte >= 0x61 && byte <= 0x7A else { break }
            if isCapital {
                if lastIsSmall { return nil }
                capitals += 1
            } else if byte == 0x63 || byte == 0x6E {
                isSuspicious = true
            }
            lastIsSmall = !isCapital
            at += 1
        }
        guard at > start, at - start <= NameLimits.wordLettersMax, !(isSuspicious && capitals > 1)
        else { return nil }
        guard at < text.count else { return at }
        let next = text[at]
        return next < 0x80 && ScalarRole.of(UInt32(next)) == .gap ? at : nil
    }

    /// Appends a word that ``plainWordEnd(_:from:)`` found.
    mutating func append(
        plain letters: UnsafeBufferPointer<UInt8>, place: Range<Int>, to name: inout ParsedName
    ) {
        let formStart = name.forms.count
        let start = name.bytes.count
        let count = letters.count
        // Room for the letters and their fold, which is never longer.
        name.bytes.append(contentsOf: repeatElement(0, count: 2 * count))
        let (raw, fold, hasX, hasJ) = name.bytes.withUnsafeMutableBufferPointer { all in
            let raw = UnsafeMutableBufferPointer(rebasing: all[start..<start + count])
            let fold = UnsafeMutableBufferPointer(rebasing: all[(start + count)...])
            var measure = LetterMeasure()
            var hasX = false
            var hasJ = false
            for index in 0..<count {
                let byte = letters[index] | 0x20
                raw[index] = byte
                measure.add(byte)
                if byte == CanonicalFold.x { hasX = true }
                if byte == CanonicalFold.j { hasJ = true }
            }
            let written = CanonicalFold.write(UnsafeBufferPointer(raw), fold)
            var foldMeasure = LetterMeasure()
            for index in 0..<written { foldMeasure.add(fold[index]) }
            return (
                measure.form(at: start, count: count),
                foldMeasure.form(at: start + count, count: written), hasX, hasJ
            )
        }
        for _ in 0..<count - Int(fold.count) { name.bytes.removeLast() }
        name.forms.append(raw)
        name.forms.append(fold)
        appendPlainReadings(start..<start + count, hasX: hasX, hasJ: hasJ, formStart, to: &name)
        appendWord(
            formStart, script: .latin, isVowelless: false, place: place, to: &name)
    }
}

/// Hash and mask of letters, gathered one by one; see ``Letters``.
private struct LetterMeasure {
    private var hash: UInt32 = 2_166_136_261
    private var mask: UInt32 = 0
    private let classes = Letters.maskClass

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt32(byte)) &* 16_777_619
        mask |= 1 << UInt32(classes[Int(byte)])
    }

    func form(at start: Int, count: Int) -> WordForm {
        WordForm(start: UInt32(start), count: UInt8(count), hash: hash, mask: mask)
    }
}
