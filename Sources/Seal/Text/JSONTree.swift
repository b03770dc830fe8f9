/// A JSON text as a plain tree, with members in the order they stood in.
///
/// Numbers that fit are integers; all others keep their digits as text, so nothing is rounded.
/// The same tree is what agreement files in YAML are read into.
///
/// Source: RFC 8259; RFC 7493 (I-JSON) section 2.3 for the refusal of repeated names.
package enum JSONTree: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// A number with a fraction, an exponent or more digits than 64 bits hold, as it was written.
    case number(String)
    case string(String)
    case array([JSONTree])
    case object(JSONObject)
}

/// The members of an object, in order; no name occurs twice.
package struct JSONObject: Hashable, Sendable {
    /// The members as they stood.
    package private(set) var members: [(name: String, value: JSONTree)]
    private var positions: [String: Int]

    package init() {
        members = []
        positions = [:]
    }

    /// Members in the order given; a member whose value is `nil` is left out, and the last of two
    /// equal names stays.
    package init(_ members: KeyValuePairs<String, JSONTree?>) {
        self.init()
        for (name, value) in members {
            if let value { self[name] = value }
        }
    }

    /// The value of a member; setting `nil` removes it.
    package subscript(name: String) -> JSONTree? {
        get { positions[name].map { members[$0].value } }
        set {
            switch (positions[name], newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?):
                positions[name] = members.count
                members.append((name, value))
            case (let position?, nil):
                members.remove(at: position)
                positions[name] = nil
                for (other, place) in positions where place > position {
                    positions[other] = place - 1
                }
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    package var names: [String] { members.map(\.name) }

    package static func == (left: Self, right: Self) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

extension JSONTree {
    /// The text of a string, otherwise `nil`.
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a number that is an integer, otherwise `nil`.
    package var integerValue: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The truth value, otherwise `nil`.
    package var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements of an array, otherwise `nil`.
    package var elements: [JSONTree]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object, otherwise `nil`.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// A member of an object; `nil` for other values and absent names.
    package subscript(name: String) -> JSONTree? { object?[name] }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
}
