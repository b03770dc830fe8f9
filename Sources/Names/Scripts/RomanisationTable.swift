/// Letters to Latin, one packed entry per code point below U+2000 and reading.
///
/// A letter may have several readings (Cyrillic г is g, and h in Ukrainian; Arabic ض is d, and z
/// in Persian). Reading 0 is the usual one; a word keeps every reading that differs. Entries are up
/// to eight ASCII letters packed into an integer, first letter lowest, so that romanising a word
/// is one load per letter.
///
/// Sources: O'zbekiston Respublikasi law 3-1/1993 (Uzbek Latin), BGN/PCGN systems for Russian,
/// Kazakh, Kyrgyz, Tajik, Turkmen, Arabic and Persian, ISO 9985 (Armenian), the Georgian national
/// system of 2002, ELOT 743 (Greek), Hunterian (Indic), reduced to plain letters.
struct RomanisationTable: Sendable {
    /// Code points covered by the direct table.
    static let covered: UInt32 = 0x2000
    /// Readings kept per letter.
    static let readingsMax = 3

    /// The one table of the process; built at first use in well under a millisecond.
    static let shared = RomanisationTable()

    private let packed: [UInt64]

    private init() {
        var packed = [UInt64](repeating: 0, count: Int(Self.covered) * Self.readingsMax)
        for (reading, text) in Self.sources {
            for entry in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2, let letter = parts[0].unicodeScalars.first else { continue }
                let code = Self.pack(parts[1].utf8)
                Self.store(code, at: letter.value, reading, in: &packed)
                let upper = letter.properties.uppercaseMapping.unicodeScalars
                if upper.count == 1, let capital = upper.first {
                    Self.store(code, at: capital.value, reading, in: &packed)
                }
            }
        }
        self.packed = packed
    }

    /// The letters of a code point in a reading, packed; 0 where the reading has none of its own.
    func entry(_ scalar: UInt32, reading: Int) -> UInt64 {
        scalar < Self.covered ? packed[Int(scalar) * Self.readingsMax + reading] : 0
    }

    /// Packs up to eight ASCII letters.
    static func pack(_ text: some Sequence<UInt8>) -> UInt64 {
        var code: UInt64 = 0
        var shift: UInt64 = 0
        for byte in text.prefix(8) {
            code |= UInt64(byte) << shift
            shift += 8
        }
        // A letter that is read as nothing still has an entry: a lone marker byte.
        return code == 0 ? Self.silent : code
    }

    /// The entry of a letter that is written but not read.
    static let silent: UInt64 = 1

    private static func store(
        _ code: UInt64, at scalar: UInt32, _ reading: Int, in packed: inout [UInt64]
    ) {
        guard scalar < covered else { return }
        packed[Int(scalar) * readingsMax + reading] = code
    }

    private static let sources: [(reading: Int, text: String)] = [
        (0, latin), (0, cyrillic), (1, cyrillicSecond), (0, arabic), (1, arabicSecond),
        (0, greek), (0, armenian), (0, georgian), (0, hebrew),
    ]
}
