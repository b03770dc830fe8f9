/// Writes `'…%s…'.format([…])`.
///
/// Source: google/cel-spec, doc/extensions/strings.md, "string.format".
struct FormatWriter {
    /// Digits a precision may ask for.
    static let precisionMax = 1000

    /// Units of cost left; one for each value and each 16 bytes written.
    var budget: Int

    struct Refusal: Error {
        var code: EvaluationFailure.Code
        var problem: String
    }

    private func refusal(_ problem: String) -> Refusal { Refusal(code: .invalid, problem: problem) }

    private mutating func charge(_ text: String) throws(Refusal) {
        budget -= 1 + text.utf8.count >> 4
        if budget < 0 { throw Refusal(code: .costExceeded, problem: "the text is too long") }
    }

    mutating func write(_ form: String, _ values: [Value]) throws(Refusal) -> String {
        var result = ""
        var rest = form.unicodeScalars[...]
        var used = 0
        while let percent = rest.firstIndex(of: "%") {
            result.unicodeScalars.append(contentsOf: rest[..<percent])
            rest = rest[rest.index(after: percent)...]
            if rest.first == "%" {
                result += "%"
                rest.removeFirst()
                continue
            }
            let precision = try precision(&rest)
            guard let letter = rest.popFirst() else { throw refusal("a % ends the form") }
            guard used < values.count else { throw refusal("there are fewer values than clauses") }
            let text = try clause(letter, precision, values[used])
            try charge(text)
            result += text
            used += 1
        }
        result.unicodeScalars.append(contentsOf: rest)
        try charge(form)
        return result
    }

    private func precision(
        _ rest: inout Substring.UnicodeScalarView
    ) throws(Refusal) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var value: Int?
        while let digit = rest.first, ("0"..."9").contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit.value - 48), 100_000)
            rest.removeFirst()
        }
        guard let value, value <= Self.precisionMax else {
            throw refusal("a precision is missing or above \(Self.precisionMax)")
        }
        return value
    }

    private mutating func clause(
        _ letter: Unicode.Scalar, _ precision: Int?, _ value: Value
    ) throws(Refusal) -> String {
        switch letter {
        case "s": return try text(value)
        case "d":
            switch value {
            case .int(let number): return String(number)
            case .uint(let number): return String(number)
            case .double(let number): return DoubleText.writePlain(number)
            default: throw wrong(letter, value)
            }
        case "f", "e":
            let number: Double
            switch value {
            case .int(let whole): number = Double(whole)
            case .uint(let whole): number = Double(whole)
            case .double(let double): number = double
            default: throw wrong(letter, value)
            }
            return DoubleText.fixed(number, digits: precision ?? 6, isScientific: letter == "e")
        case "b":
            if case .bool(let answer) = value { return answer ? "1" : "0" }
            return try digits(value, 2, letter)
        case "o": return try digits(value, 8, letter)
        case "x", "X":
            let isUpper = letter == "X"
            switch value {
            case .string(let text): return hexadecimal(text.utf8, isUpper)
            case .bytes(let bytes): return hexadecimal(bytes, isUpper)
            default: return try digits(value, 16, letter)
            }
        default: throw refusal("%\(letter) is no clause")
        }
    }

    private func wrong(_ letter: Unicode.Scalar, _ value: Value) -> Refusal {
        Refusal(
            code: .noSuchOverload,
            problem: "%\(letter) cannot write a \(value.typeName.rawValue)")
    }

    private func digits(
        _ value: Value, _ radix: Int, _ letter: Unicode.Scalar
    ) throws(Refusal) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix, uppercase: letter == "X")
        case .uint(let number): return String(number, radix: radix, uppercase: letter == "X")
        default: throw wrong(letter, value)
        }
    }

    private func hexadecimal(_ bytes: some Sequence<UInt8>, _ isUpper: Bool) -> String {
        var text = ""
        for byte in bytes {
            let digits = String(byte, radix: 16, uppercase: isUpper)
            text += digits.utf8.count < 2 ? "0" + digits : digits
        }
        return text
    }

    private mutating func text(_ value: Value) throws(Refusal) -> String {
        let result: String
        switch value {
        case .null: result = "null"
        case .bool(let answer): result = answer ? "true" : "false"
        case .int(let number): result = String(number)
        case .uint(let number): result = String(number)
        case .double(let number): result = DoubleText.writePlain(number)
        case .string(let text): result = text
        case .bytes(let bytes): result = Self.repaired(bytes)
        case .timestamp(let instant): result = instant.text
        case .duration(let span): result = span.text
        case .type(let name): result = name.rawValue
        case .list(let elements):
            var parts: [String] = []
            for element in elements { parts.append(try text(element)) }
            result = "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [(String, String)] = []
            for place in map.keys.indices {
                parts.append((try text(map.keys[place]), try text(map.values[place])))
            }
            parts.sort { $0.0.order($1.0) < 0 }
            result = "{" + parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}"
        case .record, .optional, .missing: throw wrong("s", value)
        }
        try charge(result)
        return result
    }

    /// UTF-8 with each run of wrong bytes replaced by one replacement character.
    private static func repaired(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var isWrong = false
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                text.append(scalar)
                isWrong = false
            case .error:
                if !isWrong { text.append("\u{FFFD}") }
                isWrong = true
            case .emptyInput: return String(text)
            }
        }
    }
}
