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
    /// Where each name stands; nil while there are so few that looking through them is quicker.
    private var positions: [String: Int]?
    private static let scannedMax = 16

    package init() { members = [] }

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
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?): append(name, value)
            case (let position?, nil):
                members.remove(at: position)
                positions = nil
                if members.count > Self.scannedMax { noteAll() }
            case (nil, nil): break
            }
        }
    }

    /// Adds a member at the end; false when its name is there already.
    mutating func add(_ name: String, _ value: JSONTree) -> Bool {
        guard position(of: name) == nil else { return false }
        append(name, value)
        return true
    }

    private func position(of name: String) -> Int? {
        if let positions { return positions[name] }
        return members.firstIndex { $0.name == name }
    }

    private mutating func append(_ name: String, _ value: JSONTree) {
        members.append((name, value))
        if positions != nil {
            positions?[name] = members.count - 1
        } else if members.count > Self.scannedMax {
            noteAll()
        }
    }

    private mutating func noteAll() {
        var noted: [String: Int] = [:]
        for (place, member) in members.enumerated() { noted[member.name] = place }
        positions = noted
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
