/// Letters of Cyrillic and Latin that look alike on paper and plates.
package enum LookAlikes {
    /// Latin letters for their Cyrillic twins; other letters stay. Expects upper case.
    ///
    /// Source: the twelve letters of GOST R 50577 plates (А В Е К М Н О Р С Т У Х), and І, Ј, Ѕ, Ԛ, Ԝ,
    /// which have the same shape in Unicode.
    package static func latin(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = ""
        result.unicodeScalars.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(twin(of: scalar) ?? scalar)
        }
        return result
    }

    private static func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "А": "A"
        case "В": "B"
        case "Е": "E"
        case "К": "K"
        case "М": "M"
        case "Н": "H"
        case "О": "O"
        case "Р": "P"
        case "С": "C"
        case "Т": "T"
        case "У": "Y"
        case "Х": "X"
        case "І": "I"
        case "Ј": "J"
        case "Ѕ": "S"
        case "Ԛ": "Q"
        case "Ԝ": "W"
        default: nil
        }
    }
}
