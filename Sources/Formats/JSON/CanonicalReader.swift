import Customs

/// Reads canonical JSON straight into records, in one pass when the keys come in canonical order.
///
/// A record's listing asks for its keys one after the other; the reader compares each with the next
/// key of the text. Keys in another order need more passes over the listing, which is short. What
/// the listing never asks for is unknown and kept as an extension of the document.
struct CanonicalReader: FieldVisitor {
    var cursor: JSONCursor
    /// Unknown members with their place, for the document's extensions.
    private(set) var strangers: [Extension] = []
    var diagnostics = CollectedDiagnostics()

    private var key: Key?
    private var fieldIndex = 0
    /// Fields of the present object that already had a value, by position in the listing.
    private var seen: UInt128 = 0
    var path: [Step] = []
    var lines: LineCounter
    let limits: ReadingLimits
    /// Bytes that records built so far take; see ``CanonicalJSON/recordBytesMax``.
    private var recordBytes = 0
    /// The elements of the array being read are over a limit and are not kept.
    private var isOverLimit = false
    var saidTooMany = false
    /// The present key, when it had escapes.
    private var escapedKey: [UInt8] = []

    /// A key met in the text and not yet taken by a field.
    private struct Key {
        /// Where the key's text begins, after its quotation mark; −1 when it lies in ``escapedKey``.
        var start: Int
        var count: Int
    }

    struct Step {
        var key: StaticString
        var index: Int?
    }

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, lines: LineCounter,
        limits: ReadingLimits
    ) {
        cursor = JSONCursor(bytes, from: start, limits: limits)
        self.lines = lines
        self.limits = limits
    }

    // MARK: Objects

    /// Reads an object into a record; true when it was read to its end.
    mutating func object<Part: Record>(into part: inout Part, isRoot: Bool = false) -> Bool {
        guard cursor.enter(), cursor.expect(UInt8(ascii: "{"), "an object") else { return false }
        let outer = (key, fieldIndex, seen)
        seen = 0
        key = nil
        defer { (key, fieldIndex, seen) = outer }
        if !cursor.take(UInt8(ascii: "}")) {
            nextKey()
            while key != nil {
                let before = cursor.position
                fieldIndex = 0
                part.fields(&self)
                if let stranger = key, cursor.position == before {
                    unknown(stranger, of: Part.self, isRoot: isRoot)
                }
            }
        }
        cursor.leave()
        return cursor.fault == nil
    }

    /// Reads the next key and its colon.
    private mutating func nextKey() {
        key = nil
        guard let text = cursor.text() else { return }
        let found: Key
        switch text {
        case .plain(let start, let count): found = Key(start: start, count: count)
        case .unescaped:
            escapedKey = cursor.unescaped
            found = Key(start: -1, count: escapedKey.count)
        }
        guard cursor.expect(UInt8(ascii: ":"), "\":\"") else { return }
        key = found
    }

    /// Steps to the next member, or out of the object.
    @inline(__always)
    private mutating func advance() {
        if cursor.take(UInt8(ascii: ",")) {
            nextKey()
        } else {
            key = nil
            if cursor.fault == nil { _ = cursor.expect(UInt8(ascii: "}"), "\",\" or \"}\"") }
        }
    }

    /// True when the next member of the text is the field asked for and its value should be read.
    @inline(__always)
    private mutating func takes(_ name: StaticString) -> Bool {
        let index = fieldIndex
        fieldIndex += 1
        guard let key, key.count == name.utf8CodeUnitCount, matches(key, name) else { return false }
        let bit = UInt128(1) << UInt128(index)
        guard seen & bit == 0 else {
            duplicate(name)
            return false
        }
        seen |= bit
        return true
    }

    @inline(__always)
    private func matches(_ key: Key, _ name: StaticString) -> Bool {
        guard key.start >= 0 else {
            return escapedKey.elementsEqual(
                UnsafeBufferPointer(start: name.utf8Start, count: key.count))
        }
        for index in 0..<key.count
        where cursor.base[key.start + index] != name.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func duplicate(_ name: StaticString) {
        report(
            .error, "json-duplicate-key", field: name,
            problem: "the key \"\(name)\" comes twice in one object",
            reason: "each key of an object is given once; RFC 8259, 4",
            remedy: "keep the value that is meant and delete the other")
        skipMember()
    }

    private mutating func skipMember() {
        guard cursor.skipValue() else {
            key = nil
            return
        }
        advance()
    }

    private mutating func unknown<Part: Record>(
        _ stranger: Key, of type: Part.Type, isRoot: Bool
    ) {
        let name = text(of: stranger)
        if isRoot, name == CanonicalJSON.schemaKey {
            skipMember()
            return
        }
        cursor.skipSpace()
        let start = cursor.position
        guard cursor.skipValue() else {
            key = nil
            return
        }
        let value = cursor.base[start..<cursor.position]
        let pointer = pointer(field: name)
        let shape = RecordShape.of(Part.self)
        let guess = Spelling.closest(to: name, in: shape.fields.map(\.key))
        let isKept = strangers.count < Diagnostic.countMax && value.count <= limits.textBytesMax
        if isKept {
            strangers.append(
                Extension(path: "json " + pointer, value: String(decoding: value, as: UTF8.self)))
        }
        report(
            isKept ? .warning : .error, "json-unknown-key", at: start, pointer: pointer,
            problem: "unknown key \(Diagnostic.quoted(name))"
                + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
            reason:
                "the schema \(CanonicalJSON.declarationSchema) has no such key in \(shape.name)",
            remedy: isKept
                ? "nothing is lost: the value is kept among the extensions"
                : "rename or remove it; it is too much to be kept as an extension")
        advance()
    }

    private func text(of key: Key) -> String {
        guard key.start >= 0 else { return String(decoding: escapedKey, as: UTF8.self) }
        return String(decoding: cursor.base[key.start..<key.start + key.count], as: UTF8.self)
    }

    // MARK: Fields

    mutating func text(_ key: StaticString, _ value: inout String?) {
        guard takes(key) else { return }
        value = string(key)
        advance()
    }

    mutating func texts(_ key: StaticString, _ value: inout [String]) {
        guard takes(key) else { return }
        if opens(UInt8(ascii: "["), key, "an array of strings"), cursor.enter(),
            cursor.take(UInt8(ascii: "["))
        {
            if !cursor.take(UInt8(ascii: "]")) {
                repeat {
                    let start = cursor.position
                    guard let text = string(key) else { continue }
                    if charge(MemoryLayout<String>.stride) {
                        value.append(text)
                    } else {
                        tooMany(key, at: start)
                    }
                } while cursor.take(UInt8(ascii: ","))
                _ = cursor.expect(UInt8(ascii: "]"), "\",\" or \"]\"")
            }
            cursor.leave()
        }
        advance()
    }

    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
        guard takes(key) else { return }
        value = number(key)
        advance()
    }

    mutating func money(_ key: StaticString, _ value: inout Money?) {
        guard takes(key) else { return }
        var read = MoneyRecord()
        if part(key, "an object with \"amount\"", &read) {
            value = read.amount.map { Money($0, read.currency) }
        }
        advance()
    }

    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
        guard takes(key) else { return }
        var read = QuantityRecord()
        if part(key, "an object with \"value\"", &read) {
            value = read.value.map { Quantity($0, read.unit) }
        }
        advance()
    }

    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        guard takes(key) else { return }
        cursor.skipSpace()
        let start = cursor.position
        var read = MomentRecord()
        if part(key, "an object with \"text\"", &read), let text = read.text {
            var moment = WrittenDateTime(text: text, formatCode: read.formatCode)
            if let day = read.day {
                moment.day = CalendarDay(day)
                if moment.day == nil, !day.isEmpty { badDay(day, key, at: start) }
            }
            value = moment
        }
        advance()
    }

    /// Reads one of the small objects that stand for a value; false when its leading key is missing.
    private mutating func part<Part: LeadingRecord>(
        _ key: StaticString, _ expected: @autoclosure () -> String, _ read: inout Part
    ) -> Bool {
        guard opens(UInt8(ascii: "{"), key, expected()) else { return false }
        path.append(Step(key: key, index: nil))
        defer { path.removeLast() }
        let start = cursor.position
        let known = diagnostics.all.count
        guard object(into: &read) else { return false }
        if !read.isWhole, diagnostics.all.count == known { missing(Part.leadingKey, at: start) }
        return read.isWhole
    }

    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        guard takes(key) else { return }
        cursor.skipSpace()
        let start = cursor.position
        if let text = string(key) {
            value = Word(rawValue: text)
            if value == nil { unknownWord(text, key, RecordShape.words(Word.self), at: start) }
        }
        advance()
    }

    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        guard takes(key) else { return }
        if opens(UInt8(ascii: "{"), key, "an object") {
            path.append(Step(key: key, index: nil))
            var part = Part()
            if object(into: &part) { value = consume part }
            path.removeLast()
        }
        advance()
    }

    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        guard takes(key) else { return }
        if opens(UInt8(ascii: "["), key, "an array of objects"), cursor.enter(),
            cursor.take(UInt8(ascii: "["))
        {
            if !cursor.take(UInt8(ascii: "]")) {
                path.append(Step(key: key, index: 0))
                repeat { element(key, &value) } while cursor.take(UInt8(ascii: ","))
                path.removeLast()
                _ = cursor.expect(UInt8(ascii: "]"), "\",\" or \"]\"")
            }
            cursor.leave()
        }
        isOverLimit = false
        advance()
    }

    private mutating func element<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        defer { path[path.count - 1].index = (path[path.count - 1].index ?? 0) + 1 }
        guard !isOverLimit else {
            _ = cursor.skipValue()
            return
        }
        guard opens(UInt8(ascii: "{"), nil, "an object") else { return }
        let start = cursor.position
        guard value.count < limits.itemsMax, charge(MemoryLayout<Part>.stride) else {
            isOverLimit = true
            tooMany(key, at: start)
            _ = cursor.skipValue()
            return
        }
        var part = Part()
        if object(into: &part) { value.append(consume part) }
    }

    // MARK: Values

    private mutating func string(_ key: StaticString) -> String? {
        guard opens(UInt8(ascii: "\""), key, "a string"), let text = cursor.text() else {
            return nil
        }
        return cursor.string(text)
    }

    /// A number in a string; a bare JSON number is taken as it is spelled, with a warning.
    private mutating func number(_ key: StaticString) -> ExactDecimal? {
        guard let byte = cursor.peek() else {
            cursor.unexpected("a value")
            return nil
        }
        let start = cursor.position
        if byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            guard let range = cursor.number() else { return nil }
            let spelled = UnsafeBufferPointer(rebasing: cursor.base[range])
            guard let value = ExactDecimal(utf8: spelled) else {
                badNumber(String(decoding: spelled, as: UTF8.self), key, at: start)
                return nil
            }
            report(
                .warning, "json-bare-number", at: start, pointer: pointer(field: "\(key)"),
                problem: "a number that is not in quotation marks",
                reason: "decimals are strings, so that no program in between rounds them",
                remedy: "nothing is lost here; write numbers as strings")
            return value
        }
        guard opens(UInt8(ascii: "\""), key, "a number in a string"), let text = cursor.text()
        else { return nil }
        let value = cursor.withBytes(text) { ExactDecimal(utf8: $0) }
        if value == nil { badNumber(cursor.string(text), key, at: start) }
        return value
    }

    /// True when the next value begins with `byte`; otherwise says what was expected and steps over it.
    @inline(__always)
    private mutating func opens(
        _ byte: UInt8, _ key: StaticString?, _ expected: @autoclosure () -> String
    ) -> Bool {
        guard let next = cursor.peek() else {
            cursor.unexpected("a value")
            return false
        }
        if next == byte { return true }
        wrongType(key, expected())
        return false
    }

    private mutating func charge(_ bytes: Int) -> Bool {
        recordBytes += bytes
        return recordBytes <= CanonicalJSON.recordBytesMax
    }
}

/// An object that stands for one value and says nothing without its leading key.
private protocol LeadingRecord: Record {
    static var leadingKey: StaticString { get }
    var isWhole: Bool { get }
}

/// The members of ``Money`` while they are being read.
private struct MoneyRecord: LeadingRecord {
    static var leadingKey: StaticString { "amount" }
    var amount: ExactDecimal?
    var currency: String?
    var isWhole: Bool { amount != nil }

    mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("amount", &amount)
        visitor.text("currency", &currency)
    }
}

/// The members of ``Quantity`` while they are being read.
private struct QuantityRecord: LeadingRecord {
    static var leadingKey: StaticString { "value" }
    var value: ExactDecimal?
    var unit: String?
    var isWhole: Bool { value != nil }

    mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.decimal("value", &value)
        visitor.text("unit", &unit)
    }
}

/// The members of ``WrittenDateTime`` while they are being read.
private struct MomentRecord: LeadingRecord {
    static var leadingKey: StaticString { "text" }
    var text: String?
    var formatCode: String?
    /// Empty for "names no day".
    var day: String?
    var isWhole: Bool { text != nil }

    mutating func fields<V: FieldVisitor>(_ visitor: inout V) {
        visitor.text("text", &text)
        visitor.text("formatCode", &formatCode)
        visitor.text("day", &day)
    }
}
