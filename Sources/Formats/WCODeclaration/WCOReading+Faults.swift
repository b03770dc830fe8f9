import Customs

/// What can be wrong with an element of the message.
enum WCOFault {
    case childInLeaf, strayText
    case tooMany(Int16, Int32)
    case outOfOrder(Int16, after: Int16)
    case missing(Int16)
    case tooLong(Int, max: Int)
    case wrongLength(Int, exact: Int)
    case empty, lineBreak
    case wrongLetters(WCOLetters)
    case notListed([StaticString])
    case noNumber
    case tooManyDigits(Int, max: Int)
    case tooManyDecimals(Int, max: Int)
    case noDate, impossibleDay
    case unknownAttribute(String)
    case missingAttribute(String)
    case badAttribute(String, String, WCOAttributeRule)
}

extension WCOReading {
    /// The rule book behind every fault of this format.
    private static var book: String { "WCO Data Model 3.6, message DEC" }

    /// Reports a fault of the innermost element at the place where it begins.
    mutating func report(_ fault: WCOFault) {
        report(fault, at: frames.last?.place ?? XMLPlace(line: 1, column: 1))
    }

    /// Reports a fault of the innermost element, or of one of its children.
    mutating func report(_ fault: WCOFault, at place: XMLPlace) {
        guard hasRoom(at: place) else { return }
        let (code, problem, rule, remedy) = words(for: fault)
        diagnostics.append(
            Diagnostic(
                severity(fault), code: code, place: "\(place.words), \(path())", problem: problem,
                reason: "\(Self.book): \(rule)", remedy: remedy))
    }

    private func severity(_ fault: WCOFault) -> Diagnostic.Severity {
        switch fault {
        case .impossibleDay: .warning
        // Each of several declarations in one envelope is a document of its own.
        case .tooMany(let node, _) where Int(node) == grammar.declaration: .warning
        default: .error
        }
    }

    /// False once the diagnostics are full; the last one then says that there are more.
    private mutating func hasRoom(at place: XMLPlace) -> Bool {
        if diagnostics.count < Diagnostic.countMax - 1 { return true }
        if diagnostics.count == Diagnostic.countMax - 1 {
            diagnostics.append(
                Diagnostic(
                    .error, code: "more-faults", place: place.words,
                    problem: "there are more faults from here on",
                    reason: "\(Diagnostic.countMax) diagnostics are kept for one document",
                    remedy: "correct the faults above and read the document again"))
        }
        return false
    }

    private func name(_ node: Int16) -> String { grammar.name(Int(node)).description }

    private func words(for fault: WCOFault) -> (
        code: String, problem: String, rule: String, remedy: String
    ) {
        switch fault {
        case .childInLeaf:
            (
                "element-content", "an element stands inside a value",
                "this element holds text only", "remove the inner tags"
            )
        case .strayText:
            (
                "element-content", "text stands between elements",
                "this element holds other elements only",
                "move the text into an element or a comment"
            )
        case .tooMany(let node, let max):
            (
                "element-too-many",
                "\(name(node)) comes more than \(max == 1 ? "once" : "\(max) times")",
                "at most \(max) in one \(frames.last.map { name($0.node) } ?? "message")",
                max == 1 ? "keep one of them" : "split the declaration"
            )
        case .outOfOrder(let node, let after):
            (
                "element-out-of-order", "\(name(node)) stands after \(name(after))",
                "elements come in the model's order, \(name(node)) before \(name(after))",
                "move it before \(name(after))"
            )
        case .missing(let node):
            (
                "element-missing", "\(name(node)) is missing", "\(name(node)) is mandatory here",
                "add \(name(node))"
            )
        case .unknownAttribute(let attribute):
            (
                "attribute-unknown", "attribute \(Diagnostic.quoted(attribute)) is not known here",
                "this element has no such attribute", "remove the attribute"
            )
        case .missingAttribute(let attribute):
            (
                "attribute-missing", "attribute \(attribute) is missing",
                "a date names its format (UNTDID 2379)", "add formatCode=\"304\" or \"102\""
            )
        case .badAttribute(let attribute, let value, let rule):
            (
                "attribute-value", "attribute \(attribute) is \(Diagnostic.quoted(value))",
                "its value is \(rule.words)", "correct the attribute"
            )
        default: valueWords(for: fault)
        }
    }

    private func valueWords(for fault: WCOFault) -> (
        code: String, problem: String, rule: String, remedy: String
    ) {
        switch fault {
        case .tooLong(let length, let max):
            (
                "value-too-long", "the value has \(length) characters", "at most \(max)",
                "shorten it by \(length - max)"
            )
        case .wrongLength(let length, let exact):
            (
                "value-length", "the value has \(length) characters", "exactly \(exact)",
                "write a value of \(exact) characters"
            )
        case .empty:
            (
                "value-empty", "the value is empty", "a value has at least one visible character",
                "fill it in, or leave the element out"
            )
        case .lineBreak:
            (
                "value-line-break", "the value contains a line break",
                "texts and identifiers are one line", "join the lines"
            )
        case .wrongLetters(let letters):
            (
                "value-characters", "the value is \(Diagnostic.quoted(text.text))",
                letters == .digits ? "digits only" : "Latin letters only", "correct the value"
            )
        case .notListed(let values):
            (
                "value-not-listed", "the value is \(Diagnostic.quoted(text.text))",
                "one of \(values.map(\.description).joined(separator: ", "))", "use one of them"
            )
        case .noNumber:
            (
                "number-format", "the value is \(Diagnostic.quoted(text.text)), no decimal number",
                "digits with at most one point, 24 digits at most", "write a number such as 12.50"
            )
        case .tooManyDigits(let digits, let max):
            (
                "number-too-long", "the number has \(digits) digits", "at most \(max)",
                "check the unit; no such amount can be declared"
            )
        case .tooManyDecimals(let decimals, let max):
            (
                "number-decimals", "the number has \(decimals) digits after the point",
                "at most \(max)", "round it"
            )
        case .noDate:
            (
                "date-format", "the value is \(Diagnostic.quoted(text.text)), no date",
                "CCYYMMDD or CCYYMMDDHHMMSS with Z, +HH or -HH, from year 2000",
                "write the date as 20260904 or 20260904101500Z"
            )
        default:
            (
                "date-impossible", "the value names a day that does not exist",
                "a date is a day of the calendar", "correct month or day"
            )
        }
    }

    /// Reports an element that the message does not have at this place.
    mutating func reportUnknown(_ name: XMLName, at place: XMLPlace) {
        guard hasRoom(at: place) else { return }
        let local = String(cString: name.local)
        let space = name.space.map {
            " of namespace \(Diagnostic.quoted(String(cString: $0), limit: 60))"
        }
        diagnostics.append(
            Diagnostic(
                .error, code: "element-unknown", place: "\(place.words), \(path())",
                problem:
                    "\(Diagnostic.quoted(local))\(space ?? " of no namespace") is not known here",
                reason: "\(Self.book): \(frames.last.map { self.name($0.node) } ?? "the message") "
                    + "has no such element",
                remedy: "check its name, its namespace and the element it belongs to"))
    }

    /// Reports a Declaration of another namespace, which is not read.
    mutating func reportForeignDeclaration(_ name: XMLName, at place: XMLPlace) {
        guard hasRoom(at: place) else { return }
        let space = name.space.map { String(cString: $0) } ?? ""
        diagnostics.append(
            Diagnostic(
                .error, code: "namespace-unknown", place: place.words,
                problem: "Declaration is of namespace \(Diagnostic.quoted(space, limit: 80))",
                reason: "\(Self.book) has namespace \(WCONamespace.declaration.uri)",
                remedy: "correct the namespace, or read the document as another format"))
    }

    /// Reports an input without a declaration.
    mutating func reportNoDeclaration() {
        diagnostics.append(
            Diagnostic(
                .error, code: "declaration-missing", place: "line 1, column 1",
                problem: "the document holds no declaration",
                reason: "\(Self.book): a Declaration element of namespace "
                    + "\(WCONamespace.declaration.uri), bare or in an envelope",
                remedy: "check the format, or that the whole file was sent"))
    }
}
