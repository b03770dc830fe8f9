import Customs

/// Writes facts, or reads them: one listing of the fields serves both, so they cannot drift apart.
struct FactBytes {
    var writer = StatisticsWriter()
    var reader: StatisticsReader?

    mutating func number(_ value: inout UInt64) throws(StatisticsDamage) {
        if let read = try reader?.number() { value = read } else { writer.add(value) }
    }

    mutating func whole(_ value: inout Int) throws(StatisticsDamage) {
        var number = UInt64(clamping: value)
        try self.number(&number)
        guard number <= UInt64(Int.max) else { throw .invalid(rule: "count") }
        value = Int(number)
    }

    mutating func small<Value: FixedWidthInteger & UnsignedInteger>(
        _ value: inout Value
    ) throws(StatisticsDamage) {
        var number = UInt64(value)
        try self.number(&number)
        guard let exact = Value(exactly: number) else { throw .invalid(rule: "range") }
        value = exact
    }

    mutating func flag(_ value: inout Bool) throws(StatisticsDamage) {
        var number: UInt64 = value ? 1 : 0
        try self.number(&number)
        guard number < 2 else { throw .invalid(rule: "flag") }
        value = number == 1
    }

    /// All 64 bits, so that what is read equals what was written to the last one.
    mutating func real(_ value: inout Double) throws(StatisticsDamage) {
        if let read = try reader?.fixed() {
            value = Double(bitPattern: read)
        } else {
            writer.add(fixed: value.bitPattern)
        }
    }

    mutating func day(_ value: inout CalendarDay) throws(StatisticsDamage) {
        if let read = try reader?.day() {
            value = CalendarDay(number: read)
        } else {
            writer.add(signed: Int64(value.number))
        }
    }

    mutating func text(_ value: inout String) throws(StatisticsDamage) {
        var count = value.utf8.count
        try whole(&count)
        guard let remaining = reader?.remaining else {
            for byte in value.utf8 { writer.add(byte: byte) }
            return
        }
        guard count <= remaining else { throw .invalid(rule: "text") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { if let byte = try reader?.byte() { bytes.append(byte) } }
        value = String(decoding: bytes, as: UTF8.self)
    }

    mutating func optional<Value>(
        _ value: inout Value?, blank: Value,
        _ body: (inout FactBytes, inout Value) throws(StatisticsDamage) -> Void
    ) throws(StatisticsDamage) {
        var isThere = value != nil
        try flag(&isThere)
        guard isThere else {
            value = nil
            return
        }
        var part = value ?? blank
        try body(&self, &part)
        value = part
    }

    /// A list; every element takes at least a byte, so a count above the bytes left is refused.
    mutating func list<Value>(
        _ values: inout [Value], blank: Value,
        _ body: (inout FactBytes, inout Value) throws(StatisticsDamage) -> Void
    ) throws(StatisticsDamage) {
        var count = values.count
        try whole(&count)
        if let remaining = reader?.remaining {
            guard count <= remaining else { throw .invalid(rule: "list") }
            values = Array(repeating: blank, count: count)
        }
        for index in values.indices { try body(&self, &values[index]) }
    }

    /// A fact, or the reason why it is missing: by its place in the list of reasons, which grows at
    /// the end only.
    mutating func fact<Value>(
        _ fact: inout Fact<Value>, blank: Value,
        _ body: (inout FactBytes, inout Value) throws(StatisticsDamage) -> Void
    ) throws(StatisticsDamage) {
        var tag = 0
        var known = blank
        switch fact {
        case .known(let value): known = value
        case .missing(let reason): tag = 1 + (Self.places[reason] ?? 0)
        }
        try whole(&tag)
        guard tag == 0 else {
            guard tag <= MissingFact.allCases.count else { throw .invalid(rule: "reason") }
            fact = .missing(MissingFact.allCases[tag - 1])
            return
        }
        try body(&self, &known)
        fact = .known(known)
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: zip(MissingFact.allCases, 0...))

    mutating func sentence(_ value: inout SentenceTemplate) throws(StatisticsDamage) {
        var (english, uzbek, russian) = (value.english, value.uzbek, value.russian)
        try text(&english)
        try text(&uzbek)
        try text(&russian)
        value = SentenceTemplate(english, uz: uzbek, ru: russian)
    }
}
