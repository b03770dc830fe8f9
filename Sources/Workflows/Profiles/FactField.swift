package import Customs
package import Profiles
package import Risk

/// One field that a profile's condition may name.
///
/// Profiles see goods, routes, values, codes and the numbers of traders. No name of a person, no
/// nationality, ethnicity or religion is among the fields; a test holds the list to that.
package struct FactField<Subject>: Sendable {
    /// What a field holds, and how it is laid out in a column.
    package enum Kind: String, Sendable {
        case text, number, whole, flag, texts, day

        /// The type in the expression language.
        package var type: ValueType {
            switch self {
            case .text: .string
            case .number: .double
            case .whole: .int
            case .flag: .bool
            case .texts: .list(.string)
            case .day: .timestamp
            }
        }
    }

    package let name: String
    package let kind: Kind
    /// The list its codes are taken from; nil for free text.
    package let scheme: CodeScheme?
    /// What it means, with its unit, for the list of fields.
    package let meaning: String
    /// Reads it; `.missing` when the declaration does not state it.
    package let read: @Sendable (Subject) -> Value

    init(
        _ name: String, _ kind: Kind, _ meaning: String, codes scheme: CodeScheme? = nil,
        _ read: @escaping @Sendable (Subject) -> Value
    ) {
        self.name = name
        self.kind = kind
        self.scheme = scheme
        self.meaning = meaning
        self.read = read
    }
}

/// What the fields of a declaration are read from.
package struct DeclarationSubject: Sendable {
    package var declaration: Declaration
    package var rates: USDRates

    package init(_ declaration: Declaration, rates: USDRates) {
        self.declaration = declaration
        self.rates = rates
    }
}

/// What the fields of one item are read from.
package struct ItemSubject: Sendable {
    package var item: GoodsItem
    package var declaration: Declaration
    package var measures: ItemMeasures
}

extension Value {
    static func text(_ value: String?) -> Value {
        guard let value, !value.isEmpty else { return .missing }
        return .string(value)
    }

    static func number(_ value: Double?) -> Value {
        guard let value, value.isFinite else { return .missing }
        return .double(value)
    }

    static func whole(_ value: Int?) -> Value { value.map { .int(Int64($0)) } ?? .missing }

    static func texts(_ values: [String?]) -> Value {
        .list(values.compactMap { $0.map { .string($0) } })
    }

    static func day(_ value: CalendarDay?) -> Value {
        guard let value, let start = Timestamp(seconds: Int64(value.number) * 86_400) else {
            return .missing
        }
        return .timestamp(start)
    }
}
