/// Rows of fields in bytes: CSV (RFC 4180, any delimiter) and TSV.
///
/// One pass, no copy of the input: fields are ranges of the bytes. A quote that is never closed ends
/// with its line, so that one slip of the pen cannot swallow the rest of a file.
struct DelimitedText {
    /// A field as a range of the bytes, the enclosing quotes left out.
    struct Field {
        var range: Range<Int>
        /// True when doubled quotes stand inside and must be halved.
        var hasDoubledQuotes: Bool
    }

    /// Why a row cannot be used.
    enum Fault {
        case unclosedQuote, tooLong, tooManyFields
    }

    /// Longest row in bytes; longer ones are reported and skipped.
    static let rowBytesMax = 64 << 10
    /// Most fields of a row.
    static let fieldsMax = 256

    let bytes: [UInt8]
    let delimiter: UInt8
    /// False where quotes mean nothing (TSV).
    let quoting: Bool

    private var position: Int
    private var line = 0

    init(_ bytes: [UInt8], delimiter: UInt8, quoting: Bool = true) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.quoting = quoting
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The next row that is not blank: its fields, the line it begins on (from 1) and its fault.
    mutating func next(into fields: inout [Field]) -> (line: Int, fault: Fault?)? {
        while position < bytes.count {
            line += 1
            let start = position
            let first = line
            fields.removeAll(keepingCapacity: true)
            var fault = row(into: &fields)
            if fault == nil, position - start > Self.rowBytesMax { fault = .tooLong }
            if fault == nil, fields.count == 1, fields[0].range.isEmpty { continue }
            return (first, fault)
        }
        return nil
    }

    /// Reads one row and leaves the position behind its line end.
    private mutating func row(into fields: inout [Field]) -> Fault? {
        var fault: Fault?
        while true {
            let field = self.field(&fault)
            if fields.count < Self.fieldsMax {
                fields.append(field)
            } else if fault == nil {
                fault = .tooManyFields
            }
            guard position < bytes.count else { return fault }
            let byte = bytes[position]
            position += 1
            if byte == delimiter { continue }
            if byte == 13, position < bytes.count, bytes[position] == 10 { position += 1 }
            return fault
        }
    }

    /// Reads one field and leaves the position on what ends it.
    private mutating func field(_ fault: inout Fault?) -> Field {
        let start = position
        if quoting, position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            if let field = quoted() { return field }
            fault = .unclosedQuote
            position = start
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == delimiter || byte == 10 || byte == 13 { break }
            position += 1
        }
        return Field(range: start..<position, hasDoubledQuotes: false)
    }

    /// A field in quotes, lines inside included; nil when the closing quote does not come in time.
    private mutating func quoted() -> Field? {
        let start = position + 1
        var at = start
        var doubled = false
        var lines = 0
        while at < bytes.count, at - start <= Self.rowBytesMax {
            if bytes[at] == UInt8(ascii: "\"") {
                if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
                    doubled = true
                    at += 2
                    continue
                }
                position = at + 1
                line += lines
                // What stands between the closing quote and the delimiter is not looked at.
                while position < bytes.count, bytes[position] != delimiter,
                    bytes[position] != 10, bytes[position] != 13
                {
                    position += 1
                }
                return Field(range: start..<at, hasDoubledQuotes: doubled)
            }
            if bytes[at] == 10 { lines += 1 }
            at += 1
        }
        return nil
    }

    /// A field's text without the blanks around: UTF-8, or Windows-1252's Latin letters where the
    /// bytes are no UTF-8.
    func text(_ field: Field) -> String {
        var range = field.range
        while let first = range.first, bytes[first] == 32 || bytes[first] == 9 {
            range = range.dropFirst()
        }
        while let last = range.last, bytes[last] == 32 || bytes[last] == 9 {
            range = range.dropLast()
        }
        guard field.hasDoubledQuotes else { return Self.decoded(bytes[range]) }
        var plain: [UInt8] = []
        var skip = false
        for byte in bytes[range] {
            if byte == UInt8(ascii: "\""), !skip {
                skip = true
                continue
            }
            skip = false
            plain.append(byte)
        }
        return Self.decoded(plain[...])
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}
