import Customs

extension WCOReading {
    /// Judges the text of the innermost element, which ends here, and hands it to the builder.
    mutating func endLeaf(_ node: WCOGrammar.Node) {
        switch node.kind {
        case .code, .identifier, .text: endText(node)
        case .amount, .measure, .numeric: endNumber(node)
        case .date: endDate(node)
        case .envelopeCode, .envelopeText, .container: break
        }
    }

    private mutating func endText(_ node: WCOGrammar.Node) {
        let shape = text.fold()
        let bounds = grammar.bounds[Int(node.bounds)]
        // The white space of a code does not count; that of an identifier or text does.
        let length = node.kind == .code ? shape.charactersFolded : shape.characters
        if bounds.lengthMax > 0, length > bounds.lengthMax {
            report(.tooLong(length, max: bounds.lengthMax))
        }
        if bounds.lengthExact > 0, length != bounds.lengthExact {
            report(.wrongLength(length, exact: bounds.lengthExact))
        }
        switch bounds.letters {
        case .any: break
        case .visible:
            if text.count == 0 {
                report(.empty)
            } else if node.kind != .code, shape.hasLineBreak {
                report(.lineBreak)
            }
        case .letters, .digits:
            let isStrict = node.kind == .code || shape.characters == shape.charactersFolded
            if !isStrict || !text.buffer.allSatisfy({ Self.is($0, bounds.letters) }) {
                report(.wrongLetters(bounds.letters))
            }
        }
        if !bounds.values.isEmpty {
            let isListed = bounds.values.contains { equal($0, text.buffer) }
            if !isListed { report(.notListed(bounds.values)) }
        }
        let value = text.text
        if node.word == .none {
            keep(value)
        } else {
            builder.set(value, for: node.word)
        }
    }

    private static func `is`(_ byte: UInt8, _ letters: WCOLetters) -> Bool {
        switch letters {
        case .digits: byte &- 48 < 10
        case .letters: (byte | 0x20) &- 97 < 26
        case .any, .visible: true
        }
    }

    private mutating func endNumber(_ node: WCOGrammar.Node) {
        _ = text.fold()
        let bounds = grammar.bounds[Int(node.bounds)]
        guard let digits = DecimalDigits(text.buffer) else {
            report(.noNumber)
            return
        }
        if bounds.lengthMax > 0, digits.significant > bounds.lengthMax {
            report(.tooManyDigits(digits.significant, max: bounds.lengthMax))
        }
        if bounds.decimals >= 0, digits.decimals > bounds.decimals {
            report(.tooManyDecimals(digits.decimals, max: bounds.decimals))
        }
        guard node.word != .none, let number = ExactDecimal(utf8: text.buffer) else {
            // Valid, but longer than an exact decimal: kept as written.
            keep(text.text)
            if let unit = leafAttribute { keep(unit, attribute: Self.unitName(node.kind)) }
            return
        }
        if !builder.set(number, unit: leafAttribute, for: node.word), let unit = leafAttribute {
            keep(unit, attribute: Self.unitName(node.kind))
        }
    }

    private mutating func endDate(_ node: WCOGrammar.Node) {
        let isDate = Self.isDate(text.buffer)
        if !isDate { report(.noDate) }
        _ = text.fold()
        let date = WrittenDateTime(text: text.text, formatCode: leafAttribute)
        if isDate, date.day == nil { report(.impossibleDay) }
        builder.set(date, for: node.word)
    }

    /// CCYYMMDD in this century, optionally with HHMMSS and "Z" or ±HH.
    private static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        func areDigits(_ range: Range<Int>) -> Bool { range.allSatisfy { bytes[$0] &- 48 < 10 } }
        guard bytes.count == 8 || bytes.count == 15 || bytes.count == 17 else { return false }
        guard bytes[0] == UInt8(ascii: "2"), bytes[1] == UInt8(ascii: "0"), areDigits(2..<8) else {
            return false
        }
        if bytes.count == 8 { return true }
        guard areDigits(8..<14) else { return false }
        if bytes.count == 15 { return bytes[14] == UInt8(ascii: "Z") }
        let hasSign = bytes[14] == UInt8(ascii: "+") || bytes[14] == UInt8(ascii: "-")
        return hasSign && areDigits(15..<17)
    }

    /// Keeps a value for which the vocabulary has no word.
    mutating func keep(_ value: String, attribute: String? = nil) {
        builder.declaration.extensions.append(
            Extension(path: path(relative: true), value: value, attribute: attribute))
    }

    static func unitName(_ kind: WCOKind) -> String { kind == .amount ? "currencyID" : "unitCode" }
}

/// How many digits a decimal is written with, as XML Schema counts them: zeros before the first and
/// after the last digit that matters are left out.
struct DecimalDigits {
    var significant: Int
    var decimals: Int

    /// Nil when the text is no decimal, or has more than 24 digits, the most an XML Schema
    /// processor has to accept and more than any amount of the trade needs.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            position = 1
        }
        var whole = 0
        var wholeSignificant = 0
        var fraction = 0
        var fractionSignificant = 0
        var point = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ".") {
                guard !point else { return nil }
                point = true
                continue
            }
            guard byte &- 48 < 10 else { return nil }
            if point {
                fraction += 1
                if byte != 48 { fractionSignificant = fraction }
            } else {
                whole += 1
                if wholeSignificant > 0 || byte != 48 { wholeSignificant += 1 }
            }
        }
        guard whole + fraction > 0, wholeSignificant + fraction <= 24 else { return nil }
        significant = wholeSignificant + fractionSignificant
        decimals = fractionSignificant
    }
}
