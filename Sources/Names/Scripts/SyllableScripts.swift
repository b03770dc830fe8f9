/// Scripts whose letters are syllables: Hangul, kana, the Indic family and Chinese characters.
enum SyllableScripts {
    /// Appends a Hangul syllable; reading 0 is the Revised Romanisation, reading 1
    /// McCune–Reischauer without its marks and with j for ㅈ, as passports and the press write.
    ///
    /// Source: the Unicode Standard 16.0, section 3.12 (arithmetic decomposition); Romanization of
    /// Korean, Ministry of Culture and Tourism 2000-8.
    static func appendHangul(_ scalar: UInt32, reading: Int, to out: inout [UInt8]) {
        let index = Int(scalar) - 0xAC00
        let table = reading == 0 ? revised : mcCune
        append(table.initials[index / 588], to: &out)
        append(table.vowels[index % 588 / 28], to: &out)
        append(table.finals[index % 28], to: &out)
    }

    /// Appends one kana in Hepburn spelling; small kana and the long mark add nothing.
    static func appendKana(_ scalar: UInt32, to out: inout [UInt8]) {
        let base = scalar >= 0x30A1 ? scalar - 0x60 : scalar
        guard base >= 0x3041, base - 0x3041 < UInt32(kana.count) else { return }
        append(kana[Int(base - 0x3041)], to: &out)
    }

    /// Appends one letter of an Indic block (Devanagari to Malayalam share their layout).
    ///
    /// A consonant carries its inherent a, which a vowel sign replaces and a virama removes.
    /// Source: Unicode Standard 16.0, chapter 12: parallel code positions of the ISCII scripts.
    static func appendIndic(_ scalar: UInt32, to out: inout [UInt8]) {
        let offset = Int(scalar & 0x7F)
        guard offset < indic.count else { return }
        let entry = indic[offset]
        if offset >= 0x3E, offset <= 0x4D, out.last == UInt8(ascii: "a") { out.removeLast() }
        append(entry, to: &out)
    }

    /// Appends the usual pinyin of a Chinese character; false when the table has none.
    static func appendHan(_ scalar: UInt32, to out: inout [UInt8]) -> Bool {
        guard let syllable = hanSyllables[scalar] else { return false }
        append(syllable, to: &out)
        return true
    }

    private static func append(_ code: UInt64, to out: inout [UInt8]) {
        var rest = code
        while rest > RomanisationTable.silent {
            out.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private struct HangulTable {
        let initials: [UInt64]
        let vowels: [UInt64]
        let finals: [UInt64]

        init(_ initials: String, _ vowels: String, _ finals: String) {
            self.initials = SyllableScripts.list(initials)
            self.vowels = SyllableScripts.list(vowels)
            self.finals = SyllableScripts.list(finals)
        }
    }

    /// Entries separated by blanks; `-` is read as nothing.
    private static func list(_ text: String) -> [UInt64] {
        text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map {
            $0 == "-" ? RomanisationTable.silent : RomanisationTable.pack($0.utf8)
        }
    }

    private static let revised = HangulTable(
        "g kk n d tt r m b pp s ss - j jj ch k t p h",
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
        "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")

    private static let mcCune = HangulTable(
        "k kk n t tt r m p pp s ss - j jj ch k t p h",
        "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i",
        "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")

    private static let kana = list(
        """
        a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za shi ji su zu se ze so zo ta da chi
        ji - tsu zu te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi
        mu me mo ya ya yu yu yo yo ra ri ru re ro wa wa i e o n vu ka ke
        """)

    private static let indic = list(
        """
        - n n h - a a i i u u ri li e e e ai o o o au ka kha ga gha na cha chha ja jha na ta tha da
        dha na ta tha da dha na na pa pha ba bha ma ya ra ra la la la va sha sha sa ha - - - - a i
        i u u ri ri e e e ai o o o au - - - - - - - - - - - ka kha ga za ra rha fa ya
        """)

    private static let hanSyllables: [UInt32: UInt64] = {
        var table: [UInt32: UInt64] = [:]
        for entry in HanTable.text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(separator: ":")
            guard parts.count == 2 else { continue }
            let code = RomanisationTable.pack(parts[0].utf8)
            for scalar in parts[1].unicodeScalars { table[scalar.value] = code }
        }
        return table
    }()
}
