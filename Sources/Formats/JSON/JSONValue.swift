/// Any JSON value as a tree, for small texts: settings, schemas, expected results.
///
/// Numbers keep their spelling, objects the order of their members. For documents of the trade use
/// ``CanonicalJSON``, which builds no tree.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The number as it is spelled.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue {
    /// Parses one JSON text within the bounds of `limits` (depth, length of a text).
    ///
    /// Throws a ``JSONFault`` with line and column; a key that comes twice in an object is a fault too.
    package static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: ReadingLimits = ReadingLimits()
    ) throws(JSONFault) -> JSONValue {
        func placed(_ fault: JSONFault) -> JSONFault {
            var fault = fault
            var lines = LineCounter()
            (fault.line, fault.column) = lines.place(of: fault.offset, in: bytes)
            return fault
        }
        switch UTF8Check.check(bytes) {
        case .valid: break
        case .invalid(let offset), .cut(let offset):
            throw placed(
                JSONFault(.invalidUTF8, offset: offset, detail: "bytes that are not UTF-8"))
        }
        var cursor = JSONCursor(bytes, limits: limits)
        let value = Self.value(&cursor)
        if let value, cursor.fault == nil {
            guard cursor.peek() != nil else { return value }
            throw placed(
                JSONFault(
                    .trailingBytes, offset: cursor.position,
                    detail: "more text after the end of the value"))
        }
        throw placed(
            cursor.fault ?? JSONFault(.endOfInput, offset: bytes.count, detail: "no value"))
    }

    package static func parse(
        _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits()
    ) throws(JSONFault) -> JSONValue {
        let outcome = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONFault> in
            do throws(JSONFault) {
                return .success(try parse(buffer, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    package static func parse(_ text: String) throws(JSONFault) -> JSONValue {
        try parse(Array(text.utf8))
    }

    /// The member of an object; nil when there is none or this is no object.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The element of an array; nil outside its bounds or when this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }
    package var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
    package var elements: [JSONValue]? { if case .array(let all) = self { all } else { nil } }
    package var members: [Member]? { if case .object(let all) = self { all } else { nil } }

    /// Writes the value without white space.
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let spelling): writer.raw(spelling.utf8)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(text: member.key)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    private static func value(_ cursor: inout JSONCursor) -> JSONValue? {
        guard let byte = cursor.peek() else {
            cursor.unexpected("a value")
            return nil
        }
        switch byte {
        case UInt8(ascii: "\""): return cursor.text().map { .string(cursor.string($0)) }
        case UInt8(ascii: "{"): return object(&cursor)
        case UInt8(ascii: "["): return array(&cursor)
        case UInt8(ascii: "t"): return cursor.word("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return cursor.word("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return cursor.word("null") ? .null : nil
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return cursor.number().map {
                .number(String(decoding: cursor.base[$0], as: UTF8.self))
            }
        default:
            cursor.unexpected("a value")
            return nil
        }
    }

    private static func object(_ cursor: inout JSONCursor) -> JSONValue? {
        guard cursor.enter(), cursor.take(UInt8(ascii: "{")) else { return nil }
        var members: [Member] = []
        var keys: Set<String> = []
        if !cursor.take(UInt8(ascii: "}")) {
            repeat {
                cursor.skipSpace()
                let start = cursor.position
                guard let text = cursor.text() else { return nil }
                let key = cursor.string(text)
                guard keys.insert(key).inserted else {
                    cursor.fail(.unexpectedByte, at: start, "a key that this object already has")
                    return nil
                }
                guard cursor.expect(UInt8(ascii: ":"), "\":\""), let value = value(&cursor) else {
                    return nil
                }
                members.append(Member(key, value))
            } while cursor.take(UInt8(ascii: ","))
            guard cursor.expect(UInt8(ascii: "}"), "\",\" or \"}\"") else { return nil }
        }
        cursor.leave()
        return .object(members)
    }

    private static func array(_ cursor: inout JSONCursor) -> JSONValue? {
        guard cursor.enter(), cursor.take(UInt8(ascii: "[")) else { return nil }
        var elements: [JSONValue] = []
        if !cursor.take(UInt8(ascii: "]")) {
            repeat {
                guard let element = value(&cursor) else { return nil }
                elements.append(element)
            } while cursor.take(UInt8(ascii: ","))
            guard cursor.expect(UInt8(ascii: "]"), "\",\" or \"]\"") else { return nil }
        }
        cursor.leave()
        return .array(elements)
    }
}
