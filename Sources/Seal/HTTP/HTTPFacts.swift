/// The parts of an HTTP request or response that a signature can cover, without any network type.
package struct HTTPFacts: Sendable, Hashable {
    /// What the first line says.
    package enum Start: Sendable, Hashable {
        /// `authority` is the host with its port unless that is 443; `path` starts with a slash;
        /// `query` has no question mark and is `nil` when there was none.
        case request(method: String, authority: String, path: String, query: String?)
        case response(status: Int)
    }

    /// One header field.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let start: Start
    package var fields: [Field]

    package init(_ start: Start, fields: [Field] = []) {
        self.start = start
        self.fields = fields
    }

    /// The value of a field: all lines of that name, trimmed, joined by a comma and a space; `nil`
    /// when there is none. Names are compared without regard to case.
    package func field(_ name: String) -> String? {
        var values: [String] = []
        for field in fields where Self.isSame(field.name, name) {
            values.append(Self.trimmed(field.value))
        }
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// Whether two names are one, letters of ASCII compared without regard to case.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == other.utf8.count else { return false }
        return one == other
            || one.utf8.elementsEqual(other.utf8) { $0 == $1 || lowered($0) == lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static func trimmed(_ value: String) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        guard let first = value.utf8.first, let last = value.utf8.last,
            isSpace(first) || isSpace(last)
        else { return value }
        var rest = Substring(value)
        while let byte = rest.utf8.first, isSpace(byte) { rest.removeFirst() }
        while let byte = rest.utf8.last, isSpace(byte) { rest.removeLast() }
        return String(rest)
    }

    /// Puts one line in the place of all lines of that name.
    package mutating func set(_ name: String, _ value: String) {
        fields.removeAll { Self.isSame($0.name, name) }
        fields.append(Field(name, value))
    }
}

/// The digest of a body in a header field.
///
/// Source: RFC 9530 section 2.
package enum ContentDigest {
    /// The value of `Content-Digest` with SHA-256.
    package static func field(of body: [UInt8]) -> String {
        field(of: Digest256(hashing: body))
    }

    /// The same for a digest that was taken while the body streamed by.
    package static func field(of digest: Digest256) -> String {
        "sha-256=" + StructuredField.write(.bytes(digest.bytes))
    }

    /// Compares a body's digest with the field. Other algorithms beside SHA-256 are ignored, a
    /// field without SHA-256 is refused.
    ///
    /// - Throws: ``SealFailure/Code/badDigest``, ``SealFailure/Code/malformed``.
    package static func check(_ field: String?, body: Digest256) throws(SealFailure) {
        guard let field else { throw .http(.notCovered, "no Content-Digest") }
        let members = try StructuredField.dictionary(field)
        guard let member = members.first(where: { $0.name == "sha-256" })?.member else {
            throw .http(.unsupported, "a Content-Digest without sha-256")
        }
        guard case .item(let item) = member, case .bytes(let bytes) = item.bare,
            Digest256(bytes: bytes) == body
        else { throw .http(.badDigest, "the body has another digest") }
    }
}

extension SealFailure {
    static func http(_ code: Code, _ problem: String) -> SealFailure {
        SealFailure(
            code, place: "HTTP signature", problem: problem,
            reason: "RFC 9421 and RFC 9530 in the profile of TXP/1 section 5",
            remedy: "sign the request again with the current hop key and the right clock")
    }
}
