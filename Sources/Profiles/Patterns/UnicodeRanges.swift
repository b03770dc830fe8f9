/// Sets of Unicode scalars as ascending, disjoint ranges.
enum UnicodeRanges {
    typealias Ranges = [ClosedRange<UInt32>]

    static func merged(_ ranges: Ranges) -> Ranges {
        var result: Ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    static func complement(_ ranges: Ranges) -> Ranges {
        var result: Ranges = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }

    /// Scalars of one range whose other case is looked up.
    static let foldedMax = 4096

    /// Adds the other letter case of every scalar, by the simple mappings of single scalars. Ranges of
    /// more than ``foldedMax`` scalars outside ASCII are left as they are: they hold both cases already.
    static func foldingCase(_ ranges: Ranges) -> Ranges {
        var result = ranges
        for range in ranges {
            let ascii = range.clamped(to: 0...127)
            let spans = range.count <= foldedMax ? [range] : range.overlaps(0...127) ? [ascii] : []
            for span in spans {
                for value in span {
                    guard let scalar = Unicode.Scalar(value) else { continue }
                    let properties = scalar.properties
                    for mapped in [
                        properties.lowercaseMapping, properties.uppercaseMapping,
                        properties.titlecaseMapping,
                    ] where mapped.unicodeScalars.count == 1 {
                        for other in mapped.unicodeScalars where other != scalar {
                            result.append(other.value...other.value)
                        }
                    }
                }
            }
        }
        return merged(result)
    }

    private static let digit: Ranges = [48...57]
    private static let word: Ranges = [48...57, 65...90, 95...95, 97...122]
    private static let space: Ranges = [9...10, 12...13, 32...32]

    /// Source: google/re2, wiki "Syntax", Perl character classes (ASCII only).
    static let perl: [Unicode.Scalar: Ranges] = [
        "d": digit, "D": complement(digit), "w": word, "W": complement(word), "s": space,
        "S": complement(space),
    ]

    static let posix: [String: Ranges] = [
        "alnum": [48...57, 65...90, 97...122], "alpha": [65...90, 97...122], "ascii": [0...127],
        "blank": [9...9, 32...32], "cntrl": [0...31, 127...127], "digit": digit,
        "graph": [33...126], "lower": [97...122], "print": [32...126],
        "punct": [33...47, 58...64, 91...96, 123...126], "space": [9...13, 32...32],
        "upper": [65...90], "word": word, "xdigit": [48...57, 65...70, 97...102],
    ]

    /// Scripts by their main blocks.
    static let scripts: [String: Ranges] = [
        "Latin": [
            0x41...0x5A, 0x61...0x7A, 0xAA...0xAA, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6,
            0xF8...0x2B8, 0x2E0...0x2E4, 0x1D00...0x1D25, 0x1E00...0x1EFF, 0x2C60...0x2C7F,
            0xA722...0xA787, 0xA78B...0xA7CA, 0xA7F2...0xA7FF, 0xFB00...0xFB06, 0xFF21...0xFF3A,
            0xFF41...0xFF5A,
        ],
        "Cyrillic": [
            0x400...0x484, 0x487...0x52F, 0x1C80...0x1C88, 0x1D2B...0x1D2B, 0x1D78...0x1D78,
            0x2DE0...0x2DFF, 0xA640...0xA69F, 0xFE2E...0xFE2F,
        ],
        "Greek": [
            0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x37F...0x37F, 0x384...0x384,
            0x386...0x386, 0x388...0x38A, 0x38C...0x38C, 0x38E...0x3A1, 0x3A3...0x3E1,
            0x3F0...0x3FF, 0x1F00...0x1FFE,
        ],
        "Arabic": [
            0x600...0x604, 0x606...0x60B, 0x60D...0x61A, 0x61C...0x61E, 0x620...0x63F,
            0x641...0x64A, 0x656...0x66F, 0x671...0x6DC, 0x6DE...0x6FF, 0x750...0x77F,
            0x8A0...0x8E1, 0x8E3...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC,
        ],
        "Han": [
            0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x3005...0x3005, 0x3007...0x3007,
            0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9,
            0x20000...0x2A6DF, 0x2A700...0x2EBE0, 0x30000...0x323AF,
        ],
    ]

    /// The ranges of a general category (`L`, `Lu`) or a script (`Cyrillic`).
    static func named(_ name: String) -> Ranges? {
        if name == "Any" { return [0...0x10FFFF] }
        if let script = scripts[name] { return script }
        let parts = categories.filter {
            $0.key == name || (name.count == 1 && $0.key.hasPrefix(name))
        }
        return parts.isEmpty ? nil : merged(parts.values.flatMap { $0 })
    }

    /// Every general category, gathered once from the standard library's properties.
    private static let categories: [String: Ranges] = {
        var result: [String: Ranges] = [:]
        var start: UInt32 = 0
        var current = "Cc"
        func close(_ end: UInt32) { result[current, default: []].append(start...end) }
        for value in UInt32(1)...0x10_FFFF {
            let next = Unicode.Scalar(value).map { code($0.properties.generalCategory) } ?? "Cs"
            if next != current {
                close(value - 1)
                (start, current) = (value, next)
            }
        }
        close(0x10FFFF)
        return result
    }()

    private static func code(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
