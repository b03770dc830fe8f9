/// A part of a document that can say, in a fixed order, which fields it has.
///
/// One listing serves the canonical JSON writer, its reader and comparisons, so they cannot drift
/// apart. A field added to a type is added to its `fields(_:)` in the same commit; the schema in
/// Specs/ names the same keys.
public protocol Record: Hashable, Sendable {
    init()
    /// Shows every field to the visitor, in canonical order.
    mutating func fields<Visitor: FieldVisitor>(_ visitor: inout Visitor)
}

/// Someone who is shown the fields of a ``Record``: a writer reads the values, a reader sets them.
public protocol FieldVisitor {
    mutating func text(_ key: StaticString, _ value: inout String?)
    mutating func texts(_ key: StaticString, _ value: inout [String])
    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?)
    mutating func money(_ key: StaticString, _ value: inout Money?)
    mutating func quantity(_ key: StaticString, _ value: inout Quantity?)
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?)
    /// A closed set of words, such as a party's role.
    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String
    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?)
    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part])
}
