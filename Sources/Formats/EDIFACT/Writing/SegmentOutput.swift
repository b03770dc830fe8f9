import Customs

/// What a message is written from: the counterpart of ``MessageBuilder``.
protocol MessageSource {
    /// How many things of a kind there are, within those selected.
    func count(_ scope: MappingScope) -> Int
    /// Makes one of them the one that values come from.
    mutating func select(_ scope: MappingScope, _ index: Int)
    func text(_ field: MappingField) -> String?
    func number(_ field: MappingField) -> ExactDecimal?
    func quantity(_ field: MappingField) -> Quantity?
    func money(_ field: MappingField) -> Money?
    func date(_ field: MappingField) -> WrittenDateTime?
}

/// Segments on their way out as bytes.
struct SegmentOutput {
    private(set) var bytes: [UInt8] = []
    /// Segments since UNH, itself included.
    private(set) var messageSegments = 0
    private let settings: EDIFACTWriter.Settings
    private let repertoire: CharacterRepertoire?
    private var diagnostics: [Diagnostic] = []

    init(_ settings: EDIFACTWriter.Settings) {
        self.settings = settings
        repertoire = CharacterRepertoire(syntaxIdentifier: settings.syntaxIdentifier)
    }

    // MARK: Envelope

    mutating func begin() {
        let characters = settings.characters
        if settings.writesServiceAdvice || characters != .standard {
            bytes.append(contentsOf: "UNA".utf8)
            let space = UInt8(ascii: " ")
            bytes.append(contentsOf: [
                characters.component, characters.element, characters.decimalMark,
                characters.release ?? space, characters.repetition ?? space,
                characters.terminator,
            ])
            bytes.append(contentsOf: settings.lineEnd.rawValue.utf8)
        }
        segment(
            "UNB",
            [
                [settings.syntaxIdentifier, "\(settings.syntaxVersion)"],
                [settings.sender, settings.partnerQualifier],
                [settings.recipient, settings.partnerQualifier],
                [day(long: settings.syntaxVersion >= 4), settings.preparedAt],
                [settings.controlReference],
            ])
    }

    mutating func beginGroup(_ type: String, _ release: String, number: Int) {
        segment(
            "UNG",
            [
                [type], [settings.sender, settings.partnerQualifier],
                [settings.recipient, settings.partnerQualifier],
                [day(long: settings.syntaxVersion >= 4), settings.preparedAt], ["\(number)"],
                ["UN"], ["D", release],
            ])
    }

    mutating func beginMessage() { messageSegments = 0 }

    /// CCYYMMDD in syntax 4, YYMMDD before.
    private func day(long: Bool) -> String {
        let digits = settings.preparedOn.iso.replacing("-", with: "")
        return String(long ? digits[...] : digits.suffix(6))
    }

    // MARK: Messages

    mutating func write(
        _ steps: [MappingStep], from source: inout some MessageSource, rules: SegmentRules
    ) {
        for step in steps {
            switch step {
            case .segment(let path, let parts):
                write(path, parts, source, rules, always: false)
            case .each(let scope, let inner):
                if scope == .item { segment("UNS", [["D"]]) }
                for index in 0..<source.count(scope) {
                    source.select(scope, index)
                    open(inner, &source, rules)
                }
                if scope == .item { segment("UNS", [["S"]]) }
            }
        }
    }

    /// One thing of a kind: the segment that opens it is written even when only its key is known.
    private mutating func open(
        _ steps: [MappingStep], _ source: inout some MessageSource, _ rules: SegmentRules
    ) {
        guard case .segment(let path, let parts)? = steps.first else { return }
        write(path, parts, source, rules, always: true)
        write(Array(steps.dropFirst()), from: &source, rules: rules)
    }

    private mutating func write(
        _ path: String, _ parts: [MappingPart], _ source: borrowing some MessageSource,
        _ rules: SegmentRules, always: Bool
    ) {
        let tag = String(path.split(separator: "/").last ?? "")
        var draft = SegmentDraft()
        var hasValue = false
        var hasKey = false
        for part in parts {
            switch part {
            case .key(let element, let component, let value):
                draft.set(element, component, value)
                hasKey = true
            case .fixed: break
            case .lines(let element, _, let field):
                guard let text = source.text(field) else { continue }
                hasValue = true
                let lines = split(text, to: lengthMax(tag, element, rules))
                for (index, line) in lines.enumerated() { draft.set(element, index + 1, line) }
            case .listed(let list, let agency, let field):
                guard let value = source.text(field) else { continue }
                hasValue = true
                draft.add([value, list, agency])
            default:
                hasValue = put(part, source, &draft) || hasValue
            }
        }
        guard hasValue || (always && hasKey) else { return }
        for case .fixed(let element, let component, let value) in parts
        where draft.has(element) { draft.set(element, component, value) }
        segment(tag, draft.elements)
    }

    /// Puts a value in its place; false when there is none.
    private func put(
        _ part: MappingPart, _ source: borrowing some MessageSource, _ draft: inout SegmentDraft
    ) -> Bool {
        switch part {
        case .text(let element, let component, let field):
            guard let value = source.text(field) else { return false }
            draft.set(element, component, value)
        case .number(let element, let component, let field):
            guard let value = source.number(field) else { return false }
            draft.set(element, component, decimal(value))
        case .quantity(let element, let unit, let component, let field):
            guard let value = source.quantity(field) else { return false }
            if let name = value.unit { draft.set(element, unit, name) }
            draft.set(element, component, decimal(value.value))
        case .money(let element, let amount, let currency, let field):
            guard let value = source.money(field) else { return false }
            draft.set(element, amount, decimal(value.amount))
            if let name = value.currency { draft.set(element, currency, name) }
        case .date(let element, let component, let format, let field):
            guard let value = source.date(field) else { return false }
            let isWritten = value.formatCode != nil
            let day = value.day?.iso.replacing("-", with: "")
            draft.set(element, component, isWritten ? value.text : day ?? value.text)
            draft.set(element, format, value.formatCode ?? "102")
        case .key, .fixed, .lines, .listed: return false
        }
        return true
    }

    private func decimal(_ value: ExactDecimal) -> String {
        settings.characters.decimalMark == UInt8(ascii: ",")
            ? value.written.replacing(".", with: ",") : value.written
    }

    private func lengthMax(_ tag: String, _ element: Int, _ rules: SegmentRules) -> Int {
        guard let segment = rules.segments[SegmentTag.packed(tag)], element <= segment.count else {
            return 35
        }
        let first = rules.elements[segment.first + element - 1].first
        return max(1, Int(rules.components[first].lengthMax))
    }

    /// Lines of a text, those too long cut at a blank where there is one.
    private func split(_ text: String, to lengthMax: Int) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var rest = line
            while rest.count > lengthMax {
                let head = rest.prefix(lengthMax)
                let cut = head.lastIndex(of: " ") ?? head.endIndex
                let end = cut == rest.startIndex ? head.endIndex : cut
                lines.append(String(rest[..<end]))
                rest = rest[end...].drop { $0 == " " }
            }
            lines.append(String(rest))
        }
        return lines
    }

    // MARK: Bytes

    /// Writes one segment; empty elements and components at the end are left out.
    mutating func segment(_ tag: String, _ elements: [[String]]) {
        messageSegments += 1
        bytes.append(contentsOf: tag.utf8)
        let last = elements.lastIndex { $0.contains { !$0.isEmpty } } ?? -1
        for element in elements.prefix(last + 1) {
            bytes.append(settings.characters.element)
            let end = element.lastIndex { !$0.isEmpty } ?? -1
            for (index, component) in element.prefix(end + 1).enumerated() {
                if index > 0 { bytes.append(settings.characters.component) }
                value(component, tag)
            }
        }
        bytes.append(settings.characters.terminator)
        bytes.append(contentsOf: settings.lineEnd.rawValue.utf8)
    }

    private mutating func value(_ text: String, _ tag: String) {
        switch repertoire {
        case .utf8: for byte in text.utf8 { freed(byte, tag) }
        case .latin1, .ascii, nil:
            let limit: UInt32 = repertoire == .latin1 ? 0x100 : 0x80
            for scalar in text.unicodeScalars {
                guard scalar.value < limit else {
                    unwritable(text, tag)
                    return
                }
                freed(UInt8(truncatingIfNeeded: scalar.value), tag)
            }
        }
    }

    private mutating func freed(_ byte: UInt8, _ tag: String) {
        let characters = settings.characters
        if byte == characters.component || byte == characters.element
            || byte == characters.terminator || byte == characters.release
            || byte == characters.repetition
        {
            if let release = characters.release {
                bytes.append(release)
            } else {
                unwritable(String(Unicode.Scalar(byte)), tag)
            }
        }
        bytes.append(byte)
    }

    private mutating func unwritable(_ text: String, _ tag: String) {
        guard diagnostics.count < Diagnostic.countMax else { return }
        diagnostics.append(
            Diagnostic(
                .error, code: InterchangeFault.encoding.code,
                place: "segment \(messageSegments) \(tag)",
                problem: "\(Diagnostic.quoted(text)) cannot be written in "
                    + Diagnostic.quoted(settings.syntaxIdentifier),
                reason: InterchangeFault.encoding.reason,
                remedy: "write the interchange with UNOY (UTF-8)"))
    }

    /// Throws when a text could not be written.
    func check() throws {
        if !diagnostics.isEmpty { throw EDIFACTWriter.Failure(diagnostics: diagnostics) }
    }
}

/// Elements of a segment being put together.
private struct SegmentDraft {
    private(set) var elements: [[String]] = []

    mutating func set(_ element: Int, _ component: Int, _ value: String) {
        while elements.count < element { elements.append([]) }
        while elements[element - 1].count < component { elements[element - 1].append("") }
        elements[element - 1][component - 1] = value
    }

    /// Adds an element after those written, the second at the earliest.
    mutating func add(_ components: [String]) {
        if elements.isEmpty { elements.append([]) }
        elements.append(components)
    }

    func has(_ element: Int) -> Bool {
        element <= elements.count && elements[element - 1].contains { !$0.isEmpty }
    }
}
