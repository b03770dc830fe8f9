import Seal

/// The place of a leaf in a payload, such as `goods.hsCode`; elements of lists have the path of
/// their list.
package struct FieldPath: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// `nil` unless it is 1 to 8 names of 1 to 64 letters and digits that begin with a letter,
    /// joined by dots.
    package init?(_ text: String) {
        let names = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...8).contains(names.count), names.allSatisfy({ Self.isName($0) }) else {
            return nil
        }
        self.text = text
    }

    package static func isName(_ name: some StringProtocol) -> Bool {
        guard (1...64).contains(name.utf8.count), let first = name.utf8.first else { return false }
        let isLetter = { (byte: UInt8) in
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isLetter(first)
            && name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    package var description: String { text }
}

/// The leaves of a payload.
struct PayloadLeaves {
    /// Paths of all leaves.
    private(set) var paths: Set<FieldPath> = []
    /// Paths of leaves with a value that is neither null nor an empty text.
    private(set) var filled: Set<FieldPath> = []
    /// Places whose names are no proper field names; named by position, since the name itself may
    /// be data.
    private(set) var improper: [String] = []

    /// Walks an object; anything but an object is improper as a payload.
    init(_ payload: JSONTree) {
        guard case .object = payload else {
            improper = ["the payload is not an object"]
            return
        }
        walk(payload, names: [])
    }

    private mutating func walk(_ value: JSONTree, names: [String]) {
        switch value {
        case .object(let object):
            // An empty object or list under a name is a leaf: even its presence tells something.
            if object.members.isEmpty, !names.isEmpty { add(names, isFilled: false) }
            for (position, member) in object.members.enumerated() {
                guard FieldPath.isName(member.name), names.count < 8 else {
                    improper.append(
                        "member \(position + 1) of \(names.isEmpty ? "the payload" : names.joined(separator: "."))"
                    )
                    continue
                }
                walk(member.value, names: names + [member.name])
            }
        case .array(let elements):
            if elements.isEmpty { add(names, isFilled: false) }
            for element in elements { walk(element, names: names) }
        case .null: add(names, isFilled: false)
        case .string(let text): add(names, isFilled: !text.isEmpty)
        case .bool, .integer, .number: add(names, isFilled: true)
        }
    }

    private mutating func add(_ names: [String], isFilled: Bool) {
        guard let path = FieldPath(names.joined(separator: ".")) else {
            improper.append("a value outside any field")
            return
        }
        paths.insert(path)
        if isFilled { filled.insert(path) }
    }
}
