import Customs

// What the reader says about values it cannot take, each with line, column and JSON pointer.

extension CanonicalReader {
    mutating func wrongType(_ key: StaticString?, _ expected: String) {
        let start = cursor.position
        guard cursor.skipValue() else { return }
        let found: String =
            switch cursor.base[start] {
            case UInt8(ascii: "{"): "an object"
            case UInt8(ascii: "["): "an array"
            case UInt8(ascii: "\""): "a string"
            case UInt8(ascii: "n"): "null"
            case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
            default: "a number"
            }
        report(
            .error, "json-wrong-type", at: start, pointer: pointer(field: key.map { "\($0)" }),
            problem: "found \(found), expected \(expected)",
            reason: "the schema gives this key one type; what is absent is left out, never null",
            remedy: "write \(expected), or leave the key out")
    }

    mutating func badNumber(_ text: String, _ key: StaticString, at start: Int) {
        report(
            .error, "json-decimal", at: start, pointer: pointer(field: "\(key)"),
            problem: "\(Diagnostic.quoted(text)) is no decimal number",
            reason: "digits with one decimal point at most, no exponent, no separators, at most "
                + "\(ExactDecimal.digitsMax) digits",
            remedy: "write the number plainly, for example \"1234.50\"")
    }

    mutating func missing(_ name: StaticString, at start: Int) {
        report(
            .error, "json-key-missing", at: start, pointer: pointer(field: nil),
            problem: "the key \"\(name)\" is missing",
            reason: "without it the object says nothing; the schema requires it",
            remedy: "add \"\(name)\", or leave the whole object out")
    }

    mutating func unknownWord(
        _ text: String, _ key: StaticString, _ words: [String], at start: Int
    ) {
        let guess = Spelling.closest(to: text, in: words)
        report(
            .error, "json-unknown-word", at: start, pointer: pointer(field: "\(key)"),
            problem: "\(Diagnostic.quoted(text)) is none of the words for \"\(key)\""
                + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
            reason: words.isEmpty
                ? "the schema lists the words allowed"
                : "allowed are " + words.joined(separator: ", "),
            remedy: "use one of the words allowed")
    }

    mutating func badDay(_ text: String, _ key: StaticString, at start: Int) {
        report(
            .error, "json-day", at: start, pointer: pointer(field: "\(key)") + "/day",
            problem: "\(Diagnostic.quoted(text)) is no day of the calendar",
            reason: "a day is written YYYY-MM-DD, or empty where the text names none",
            remedy: "correct the day, or leave it out when the text says it")
    }

    mutating func tooMany(_ key: StaticString, at start: Int) {
        guard !saidTooMany else { return }
        saidTooMany = true
        report(
            .error, "json-too-many", at: start, pointer: pointer(field: nil),
            problem: "there are too many elements in \"\(key)\"",
            reason: "one array holds at most \(limits.itemsMax) elements, one document at most "
                + "\(CanonicalJSON.recordBytesMax >> 20) MiB of records",
            remedy: "split the document")
    }

    mutating func report(
        _ severity: Diagnostic.Severity, _ code: String, field: StaticString, problem: String,
        reason: String, remedy: String
    ) {
        report(
            severity, code, at: cursor.position, pointer: pointer(field: "\(field)"),
            problem: problem, reason: reason, remedy: remedy)
    }

    mutating func report(
        _ severity: Diagnostic.Severity, _ code: String, at offset: Int, pointer: String,
        problem: String, reason: String, remedy: String
    ) {
        let (line, column) = lines.place(of: offset, in: cursor.base)
        diagnostics.add(
            Diagnostic(
                severity, code: code, place: "line \(line), column \(column), \(pointer)",
                problem: problem, reason: reason, remedy: remedy))
    }

    /// Says why the text itself is broken.
    mutating func report(_ fault: JSONFault) {
        let (line, column) = lines.place(of: fault.offset, in: cursor.base)
        diagnostics.add(
            fault.diagnostic(place: "line \(line), column \(column), \(pointer(field: nil))"))
    }

    /// JSON pointer (RFC 6901) to a member of the present object, or to the object itself.
    func pointer(field: String?) -> String {
        var pointer = ""
        for step in path {
            pointer += "/\(step.key)"
            if let index = step.index { pointer += "/\(index)" }
        }
        guard let field else { return pointer.isEmpty ? "/" : pointer }
        pointer += "/"
        for character in String(Diagnostic.quoted(field).dropFirst().dropLast()) {
            switch character {
            case "~": pointer += "~0"
            case "/": pointer += "~1"
            default: pointer.append(character)
            }
        }
        return pointer
    }
}
