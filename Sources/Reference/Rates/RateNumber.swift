import Customs

/// Numbers of rates as people write them: "12768.30", "12 768,30", "12,768.30", "0.00008".
enum RateNumber {
    /// What a text begins with.
    enum Reading {
        case number(ExactDecimal, end: Int)
        /// "12,768": twelve and a bit, or twelve thousand.
        case ambiguous(end: Int)
        case none
    }

    /// Reads the number that begins at `start`; blanks between groups of three digits are skipped.
    ///
    /// - Parameter commaIsDecimal: true where the file's custom settles it (fields set apart by ";").
    static func read(_ bytes: ArraySlice<UInt8>, commaIsDecimal: Bool = false) -> Reading {
        var digits: [UInt8] = []
        var marks: [(byte: UInt8, before: Int)] = []
        var at = bytes.startIndex
        while at < bytes.endIndex, digits.count <= 40 {
            let byte = bytes[at]
            if isDigit(byte) {
                digits.append(byte)
                at += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","),
                at + 1 < bytes.endIndex, isDigit(bytes[at + 1])
            {
                marks.append((byte, digits.count))
                at += 1
            } else if !marks.contains(where: { $0.byte != 32 && $0.byte != 44 }),
                let blank = blankLength(bytes, at), isGroup(bytes, at + blank),
                marks.isEmpty
                    ? (1...3).contains(digits.count)
                    : digits.count - (marks.last?.before ?? 0) == 3
            {
                marks.append((32, digits.count))
                at += blank
            } else {
                break
            }
        }
        guard !digits.isEmpty, digits.count <= ExactDecimal.digitsMax else { return .none }
        return value(digits, marks, end: at, commaIsDecimal: commaIsDecimal)
    }

    private static func value(
        _ digits: [UInt8], _ marks: [(byte: UInt8, before: Int)], end: Int, commaIsDecimal: Bool
    ) -> Reading {
        let points = marks.filter { $0.byte == UInt8(ascii: ".") }
        let commas = marks.filter { $0.byte == UInt8(ascii: ",") }
        var whole = digits.count
        if points.count == 1, commas.allSatisfy({ $0.before < points[0].before }) {
            whole = points[0].before
        } else if commas.count == 1, points.allSatisfy({ $0.before < commas[0].before }) {
            whole = commas[0].before
            let decimals = digits.count - whole
            let leadsWithZero = digits[0] == UInt8(ascii: "0")
            if points.isEmpty, decimals == 3, whole <= 3, !leadsWithZero, !commaIsDecimal,
                !marks.contains(where: { $0.byte == 32 })
            {
                return .ambiguous(end: end)
            }
        } else if points.count + commas.count > 0 {
            guard points.isEmpty || commas.isEmpty else { return .none }
        }
        // Marks inside the whole part set groups of three apart, or the text is no number.
        let groups = marks.filter { $0.before < whole }
        if let first = groups.first, first.before > 3 { return .none }
        if groups.contains(where: { (whole - $0.before) % 3 != 0 }) { return .none }
        guard digits.count - whole <= 18 else { return .none }
        var mantissa: Int64 = 0
        for digit in digits { mantissa = mantissa * 10 + Int64(digit - 48) }
        return .number(
            ExactDecimal(mantissa: mantissa, scale: UInt8(digits.count - whole)), end: end)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Bytes of one blank at a place: space, no-break space or one of the thin ones; nil for others.
    static func blankLength(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Int? {
        guard at < bytes.endIndex else { return nil }
        if bytes[at] == 32 || bytes[at] == 9 { return 1 }
        if bytes[at] == 0xC2, at + 1 < bytes.endIndex, bytes[at + 1] == 0xA0 { return 2 }
        if bytes[at] == 0xE2, at + 2 < bytes.endIndex, bytes[at + 1] == 0x80,
            bytes[at + 2] == 0x89 || bytes[at + 2] == 0xAF
        {
            return 3
        }
        return nil
    }

    /// True when exactly three digits stand at a place.
    private static func isGroup(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
        guard at + 3 <= bytes.endIndex, bytes[at..<at + 3].allSatisfy(isDigit) else { return false }
        return at + 3 == bytes.endIndex || !isDigit(bytes[at + 3])
    }
}
