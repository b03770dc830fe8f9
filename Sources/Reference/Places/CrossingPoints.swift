package import Customs

/// The registry of border crossings: who stands opposite whom, and the names people write.
///
/// Source: see ``CrossingTable``.
package enum CrossingPoints {
    /// How a name was found.
    package enum Quality: Hashable, Sendable, Comparable {
        /// The name, id or UN/LOCODE as it stands in the registry.
        case spelling
        /// The same name in another script or transcription.
        case folded
        /// A name that differs in this many letters after folding.
        case close(Int)

        private var order: Int {
            switch self {
            case .spelling: -1
            case .folded: 0
            case .close(let distance): distance
            }
        }

        /// Better ones come first.
        package static func < (left: Quality, right: Quality) -> Bool { left.order < right.order }
    }

    /// A crossing that a text may mean.
    package struct Match: Hashable, Sendable {
        package let point: CrossingPoint
        package let quality: Quality
    }

    /// All crossings.
    package static let all: [CrossingPoint] = FactTable.rows(CrossingTable.rows).compactMap { row in
        guard row.count == 6, let mode = CrossingPoint.Mode(rawValue: row[2]) else { return nil }
        return CrossingPoint(
            id: row[0], country: row[1], locode: row[3].isEmpty ? nil : row[3], mode: mode,
            names: row[5].split(separator: ";").map(String.init),
            opposite: row[4].isEmpty ? nil : row[4])
    }

    private static let positions = Dictionary(
        all.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every spelling in lower case, and where it belongs.
    private static let spellings: [String: [Int]] = {
        var table: [String: [Int]] = [:]
        for (position, point) in all.enumerated() {
            for name in point.names + [point.id, point.locode].compactMap({ $0 }) {
                table[name.lowercased(), default: []].append(position)
            }
        }
        return table
    }()

    /// Every folded spelling, and where it belongs.
    private static let folds: [String: [Int]] = {
        var table: [String: [Int]] = [:]
        for (position, point) in all.enumerated() {
            for name in point.names {
                let fold = PlaceNames.fold(name)
                if !(table[fold]?.contains(position) ?? false) {
                    table[fold, default: []].append(position)
                }
            }
        }
        return table
    }()

    /// The crossing of an id ("UZ-YALLAMA-ROAD").
    package static func point(_ id: String) -> CrossingPoint? { positions[id].map { all[$0] } }

    /// The crossing on the other side; nil when none is registered.
    package static func opposite(of id: String) -> CrossingPoint? {
        point(id)?.opposite.flatMap(point)
    }

    /// Crossings that a written name may mean, the likeliest first.
    ///
    /// - Parameters:
    ///   - text: a name in any of the region's spellings, an id or a UN/LOCODE; texts above 200 bytes
    ///     find nothing.
    ///   - country: looks on this side only.
    ///   - mode: looks at crossings of this mode only.
    package static func search(
        _ text: String, country: String? = nil, mode: CrossingPoint.Mode? = nil, limit: Int = 5
    ) -> [Match] {
        guard limit > 0, !text.isEmpty, text.utf8.count <= 200 else { return [] }
        var found: [Int: Quality] = [:]
        for position in spellings[text.lowercased()] ?? [] { found[position] = .spelling }
        let fold = PlaceNames.fold(text)
        if !fold.isEmpty {
            for position in folds[fold] ?? [] where found[position] == nil {
                found[position] = .folded
            }
        }
        if found.isEmpty { found = close(to: fold) }
        return found.map { Match(point: all[$0.key], quality: $0.value) }
            .filter { match in
                (country.map { match.point.country == $0 } ?? true)
                    && (mode.map { match.point.mode == $0 } ?? true)
            }
            .sorted { ($0.quality, $0.point.id) < ($1.quality, $1.point.id) }
            .prefix(limit).map { $0 }
    }

    /// Names one letter away, two when the name is long.
    private static func close(to fold: String) -> [Int: Quality] {
        let letters = Array(fold.utf8)
        guard letters.count >= 4, letters.count <= 40 else { return [:] }
        let limit = letters.count >= 8 ? 2 : 1
        var found: [Int: Quality] = [:]
        for (name, points) in folds {
            let distance = EditDistance.between(letters, Array(name.utf8), atMost: limit)
            guard distance <= limit else { continue }
            for point in points {
                found[point] = min(found[point] ?? .close(distance), .close(distance))
            }
        }
        return found
    }
}

/// Names of places in one script and a coarse spelling, for comparing.
enum PlaceNames {
    /// Words that say what a place is and not which one.
    private static let general: Set<String> = [
        "customs", "post", "checkpoint", "border", "crossing", "point", "station", "railway",
        "airport", "aeroporti", "port", "road", "rail", "bcp", "mapp", "tp", "st", "bojxona",
        "posti", "chegara", "chbp", "river", "пост", "тп", "мапп", "таможенный", "там", "бкп",
        "аппк", "кпп", "ст", "станция", "жд", "аэропорт", "порт", "божхона", "чегара", "пункт",
    ]

    /// Lower case Latin consonants and one sign for every run of vowels: "Gʻishtkoʻprik",
    /// "Гишткуприк" and "Gishtkuprik" all give "gaStkaprak".
    static func fold(_ name: String) -> String {
        let words: [Substring] = name.lowercased().split { " -.,_/()\"«»\u{A0}".contains($0) }
        let kept = words.filter { !general.contains(String($0)) }
        var latin: [UInt8] = []
        for word in kept.isEmpty ? words : kept {
            for scalar in word.unicodeScalars { append(scalar, to: &latin) }
        }
        return squeezed(latin)
    }

    private static func append(_ scalar: Unicode.Scalar, to latin: inout [UInt8]) {
        if scalar.isASCII {
            let byte = UInt8(scalar.value)
            if (97...122).contains(byte) || (48...57).contains(byte) { latin.append(byte) }
            return
        }
        if let text = letters[scalar] {
            latin.append(contentsOf: text.utf8)
        } else if scalar.value >= 0x0600, !(0x2000...0x206F).contains(scalar.value) {
            // Other scripts (Chinese, Arabic) are compared as they are.
            latin.append(contentsOf: String(scalar).utf8)
        }
    }

    /// Sounds that transcriptions mix up become one letter, runs of vowels one "a".
    private static func squeezed(_ latin: [UInt8]) -> String {
        var result: [UInt8] = []
        var at = 0
        func next(_ offset: Int) -> UInt8 { at + offset < latin.count ? latin[at + offset] : 0 }
        while at < latin.count {
            var byte = latin[at]
            var length = 1
            switch (byte, next(1), next(2)) {
            case (UInt8(ascii: "d"), UInt8(ascii: "z"), UInt8(ascii: "h")):
                (byte, length) = (UInt8(ascii: "j"), 3)
            case (UInt8(ascii: "d"), UInt8(ascii: "j"), _),
                (UInt8(ascii: "z"), UInt8(ascii: "h"), _):
                (byte, length) = (UInt8(ascii: "j"), 2)
            case (UInt8(ascii: "s"), UInt8(ascii: "h"), _): (byte, length) = (UInt8(ascii: "S"), 2)
            case (UInt8(ascii: "c"), UInt8(ascii: "h"), _): (byte, length) = (UInt8(ascii: "C"), 2)
            case (UInt8(ascii: "k"), UInt8(ascii: "h"), _): (byte, length) = (UInt8(ascii: "h"), 2)
            case (UInt8(ascii: "g"), UInt8(ascii: "h"), _): (byte, length) = (UInt8(ascii: "g"), 2)
            case (UInt8(ascii: "x"), _, _): byte = UInt8(ascii: "h")
            case (UInt8(ascii: "q"), _, _): byte = UInt8(ascii: "k")
            case (UInt8(ascii: "w"), _, _): byte = UInt8(ascii: "v")
            default: break
            }
            if "aeiouy".utf8.contains(byte) { byte = UInt8(ascii: "a") }
            if result.last != byte { result.append(byte) }
            at += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Cyrillic of the region's languages and Latin letters with marks.
    private static let letters: [Unicode.Scalar: String] = {
        let pairs = """
            а a|б b|в v|г g|д d|е e|ё yo|ж zh|з z|и i|й y|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u
            ф f|х kh|ц ts|ч ch|ш sh|щ sh|ы y|э e|ю yu|я ya|ў o|қ q|ғ g|ҳ h|ә a|ң n|ө o|ұ u|ү u|һ h
            і i|ӣ i|ӯ u|ҷ j|ä a|ö o|ü u|ý y|ş sh|ç ch|ž zh|ň n|ğ g|ı i|ə a|õ o|ō o|ū u|ī i
            """
        var table: [Unicode.Scalar: String] = [:]
        for cell in FactTable.cells(pairs) {
            if let scalar = cell.code.unicodeScalars.first { table[scalar] = cell.name }
        }
        return table
    }()
}
