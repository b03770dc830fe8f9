import Customs

/// Writes records as canonical JSON into memory of its own, which it keeps from one document to the next.
///
/// Every value is followed by a comma; closing an object or array turns the last one into the bracket.
/// The owner calls ``free()`` once, at the end.
struct CanonicalWriter: FieldVisitor {
    private var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func free() { base.deallocate() }

    mutating func reset() { count = 0 }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    // MARK: Bytes

    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let wanted = max(capacity * 2, count + more)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        fresh.update(from: base, count: count)
        base.deallocate()
        base = fresh
        capacity = wanted
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        base[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func put(_ text: StaticString) {
        (base + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    /// `"key":`, and room for `more` bytes after it.
    @inline(__always)
    private mutating func putKey(_ key: StaticString, more: Int) {
        reserve(key.utf8CodeUnitCount + 3 + more)
        put(UInt8(ascii: "\""))
        put(key)
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
    }

    mutating func open(_ bracket: UInt8) {
        reserve(1)
        put(bracket)
    }

    /// Closes an object or array and writes the comma that follows it.
    mutating func close(_ bracket: UInt8) {
        reserve(2)
        if base[count - 1] == UInt8(ascii: ",") { count -= 1 }
        put(bracket)
        put(UInt8(ascii: ","))
    }

    /// Drops the comma after the outermost value.
    mutating func finish() { if count > 0 { count -= 1 } }

    mutating func putText(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { putText(bytes: $0) }
        if done == nil {
            var native = text
            native.withUTF8 { putText(bytes: $0) }
        }
    }

    private mutating func putText(bytes text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count * 6 + 3)
        put(UInt8(ascii: "\""))
        var target = count
        for byte in text {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                base[target] = byte
                target += 1
            } else {
                count = target
                putEscape(byte)
                target = count
            }
        }
        count = target
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ","))
    }

    private mutating func putEscape(_ byte: UInt8) {
        put(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): put(byte)
        case 0x0A: put(UInt8(ascii: "n"))
        case 0x0D: put(UInt8(ascii: "r"))
        case 0x09: put(UInt8(ascii: "t"))
        default:
            put("u00")
            put(UInt8(ascii: "0") + byte >> 4)
            put(byte & 15 < 10 ? UInt8(ascii: "0") + byte & 15 : UInt8(ascii: "a") + byte & 15 - 10)
        }
    }

    /// A number as a JSON string; digits, sign and point need no escapes.
    @inline(__always)
    private mutating func putDecimal(_ value: ExactDecimal) {
        reserve(28)
        put(UInt8(ascii: "\""))
        count += value.write(into: UnsafeMutableBufferPointer(start: base + count, count: 24))
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ","))
    }

    // MARK: Fields

    mutating func text(_ key: StaticString, _ value: inout String?) {
        guard let text = value else { return }
        putKey(key, more: 0)
        putText(text)
    }

    mutating func texts(_ key: StaticString, _ value: inout [String]) {
        guard !value.isEmpty else { return }
        putKey(key, more: 1)
        put(UInt8(ascii: "["))
        for text in value { putText(text) }
        close(UInt8(ascii: "]"))
    }

    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) {
        guard let number = value else { return }
        putKey(key, more: 28)
        putDecimal(number)
    }

    mutating func money(_ key: StaticString, _ value: inout Money?) {
        guard let money = value else { return }
        putKey(key, more: 64)
        put("{\"amount\":")
        putDecimal(money.amount)
        if let currency = money.currency {
            putKey("currency", more: 0)
            putText(currency)
        }
        close(UInt8(ascii: "}"))
    }

    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) {
        guard let quantity = value else { return }
        putKey(key, more: 64)
        put("{\"value\":")
        putDecimal(quantity.value)
        if let unit = quantity.unit {
            putKey("unit", more: 0)
            putText(unit)
        }
        close(UInt8(ascii: "}"))
    }

    /// The day is written only where the text alone would not give it.
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        guard let moment = value else { return }
        putKey(key, more: 16)
        put("{\"text\":")
        putText(moment.text)
        if let formatCode = moment.formatCode {
            putKey("formatCode", more: 0)
            putText(formatCode)
        }
        if moment.day != CalendarDay(moment.text) {
            putKey("day", more: 8)
            putText(moment.day?.iso ?? "")
        }
        close(UInt8(ascii: "}"))
    }

    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String {
        guard let word = value else { return }
        putKey(key, more: 0)
        putText(word.rawValue)
    }

    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        guard var part = value else { return }
        putKey(key, more: 1)
        put(UInt8(ascii: "{"))
        part.fields(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        guard !value.isEmpty else { return }
        putKey(key, more: 1)
        put(UInt8(ascii: "["))
        value.withUnsafeBufferPointer { elements in
            guard let first = elements.baseAddress else { return }
            for index in 0..<elements.count {
                open(UInt8(ascii: "{"))
                // Listings ask for access they may write through; this visitor only reads, so the
                // elements need not be copied. Copies took a seventh of the time of writing.
                UnsafeMutablePointer(mutating: first + index).pointee.fields(&self)
                close(UInt8(ascii: "}"))
            }
        }
        close(UInt8(ascii: "]"))
    }
}
