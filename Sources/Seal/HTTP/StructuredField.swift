/// The part of structured field values that signatures and digests of HTTP messages use:
/// dictionaries of byte sequences and inner lists of strings, with parameters.
///
/// Source: RFC 9651 sections 3.1.1, 3.1.2, 3.2 and 4. Decimals, dates and display strings do not
/// occur in the fields read here and are refused.
package enum StructuredField {
    /// A value without parameters.
    package enum Bare: Hashable, Sendable {
        case integer(Int64)
        case string(String)
        case token(String)
        case bytes([UInt8])
        case bool(Bool)
    }

    /// Parameters in order.
    package typealias Parameters = [(name: String, value: Bare)]

    /// A value with its parameters.
    package struct Item: Sendable {
        package var bare: Bare
        package var parameters: Parameters
    }

    /// What a name of a dictionary stands for.
    package enum Member: Sendable {
        case item(Item)
        case list([Item], Parameters)
    }

    /// The longest field read, in bytes.
    package static let byteCountMax = 16_384

    /// Reads a dictionary; a repeated name keeps its last value, as the standard says.
    ///
    /// - Throws: ``SealFailure/Code/malformed``.
    package static func dictionary(
        _ text: String
    ) throws(SealFailure) -> [(name: String, member: Member)] {
        var reader = Reader(bytes: Array(text.utf8))
        return try reader.readDictionary()
    }

    /// Writes a value.
    package static func write(_ bare: Bare) -> String {
        switch bare {
        case .integer(let value): return String(value)
        case .token(let token): return token
        case .bool(let value): return value ? "?1" : "?0"
        case .bytes(let bytes): return ":" + Base64.encode(bytes, .standard) + ":"
        case .string(let text):
            guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) else {
                return "\"\(text)\""
            }
            var output = "\""
            for character in text {
                if character == "\"" || character == "\\" { output.append("\\") }
                output.append(character)
            }
            return output + "\""
        }
    }

    /// Writes parameters, each with its semicolon; a true value is its name alone.
    package static func write(_ parameters: Parameters) -> String {
        parameters.map { name, value in
            value == .bool(true) ? ";\(name)" : ";\(name)=\(write(value))"
        }.joined()
    }

    /// Writes an item.
    package static func write(_ item: Item) -> String {
        item.parameters.isEmpty ? write(item.bare) : write(item.bare) + write(item.parameters)
    }

    /// Writes an inner list.
    package static func write(_ items: [Item], _ parameters: Parameters) -> String {
        "(" + items.map { write($0) }.joined(separator: " ") + ")" + write(parameters)
    }
}

private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ problem: String) -> SealFailure {
        SealFailure(
            .malformed, place: "structured field, byte \(position)", problem: problem,
            reason: "RFC 9651", remedy: "write the field as the standard says")
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = next, UInt32(byte) == scalar.value else { return false }
        position += 1
        return true
    }

    private mutating func skip(tabs: Bool = false) {
        while next == 0x20 || (tabs && next == 0x09) { position += 1 }
    }

    mutating func readDictionary() throws(SealFailure) -> [(
        name: String, member: StructuredField.Member
    )] {
        guard bytes.count <= StructuredField.byteCountMax else { throw failure("too long") }
        var members: [(name: String, member: StructuredField.Member)] = []
        skip()
        guard next != nil else { return members }
        while true {
            let name = try readKey()
            let member: StructuredField.Member
            if take("=") {
                member = try readMember()
            } else {
                member = .item(.init(bare: .bool(true), parameters: try readParameters()))
            }
            members.removeAll { $0.name == name }
            members.append((name, member))
            skip(tabs: true)
            guard next != nil else { return members }
            guard take(",") else { throw failure("no comma between members") }
            skip(tabs: true)
            guard next != nil else { throw failure("a comma at the end") }
            guard members.count < 64 else { throw failure("more than 64 members") }
        }
    }

    private mutating func readMember() throws(SealFailure) -> StructuredField.Member {
        guard take("(") else {
            let bare = try readBare()
            return .item(.init(bare: bare, parameters: try readParameters()))
        }
        var items: [StructuredField.Item] = []
        while true {
            skip()
            if take(")") { return .list(items, try readParameters()) }
            guard items.count < 64 else { throw failure("more than 64 items") }
            let bare = try readBare()
            items.append(.init(bare: bare, parameters: try readParameters()))
            guard next == 0x20 || next == UInt8(ascii: ")") else {
                throw failure("an open inner list")
            }
        }
    }

    private mutating func readParameters() throws(SealFailure) -> StructuredField.Parameters {
        var parameters: StructuredField.Parameters = []
        while take(";") {
            skip()
            let name = try readKey()
            let value = take("=") ? try readBare() : .bool(true)
            parameters.removeAll { $0.name == name }
            parameters.append((name, value))
            guard parameters.count <= 32 else { throw failure("more than 32 parameters") }
        }
        return parameters
    }

    private mutating func readKey() throws(SealFailure) -> String {
        let start = position
        guard let first = next, (0x61...0x7A).contains(first) || first == UInt8(ascii: "*") else {
            throw failure("no name")
        }
        while let byte = next,
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                || "_-.*".utf8.contains(byte)
        {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func readBare() throws(SealFailure) -> StructuredField.Bare {
        guard let first = next else { throw failure("no value") }
        switch first {
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: ":"): return .bytes(try readBytes())
        case UInt8(ascii: "?"):
            position += 1
            if take("1") { return .bool(true) }
            if take("0") { return .bool(false) }
            throw failure("neither ?0 nor ?1")
        case UInt8(ascii: "-"), 0x30...0x39: return .integer(try readInteger())
        case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "*"): return .token(readToken())
        default: throw failure("an unknown kind of value")
        }
    }

    private mutating func readInteger() throws(SealFailure) -> Int64 {
        let start = position
        _ = take("-")
        let digits = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard (1...15).contains(position - digits), next != UInt8(ascii: "."),
            let value = Int64(text)
        else { throw failure("not an integer of at most 15 digits") }
        return value
    }

    private mutating func readToken() -> String {
        let start = position
        while let byte = next,
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || "!#$%&'*+-.^_`|~:/".utf8.contains(byte)
        {
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func readString() throws(SealFailure) -> String {
        position += 1
        var content: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = next, escaped == 0x22 || escaped == 0x5C else {
                    throw failure("an unknown escape")
                }
                position += 1
                content.append(escaped)
            case 0x20..<0x7F: content.append(byte)
            default: throw failure("a character that a string must not have")
            }
        }
        throw failure("an open string")
    }

    private mutating func readBytes() throws(SealFailure) -> [UInt8] {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: ":") {
            guard byte != 0x20 else { throw failure("a space in a byte sequence") }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard take(":"), let decoded = Base64.decode(text, .standard) else {
            throw failure("a byte sequence that is not base 64")
        }
        return decoded
    }
}
