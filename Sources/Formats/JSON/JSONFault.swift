package import Customs

/// Why bytes are no JSON text, or one beyond the bounds; reading stops there.
package struct JSONFault: Error, Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case endOfInput, unexpectedByte, controlInString, badEscape, loneSurrogate, badNumber
        case tooDeep, textTooLong, invalidUTF8, trailingBytes
    }

    package var kind: Kind
    /// Offset of the byte from the start of what was read.
    package var offset: Int
    /// 1-based line and column (column in characters), where known.
    package var line = 0
    package var column = 0
    /// What was met or expected.
    package var detail: String

    package init(_ kind: Kind, offset: Int, detail: String) {
        self.kind = kind
        self.offset = offset
        self.detail = detail
    }
}

extension JSONFault {
    /// The fault as the person who sent the document reads it. `place` begins with line and column.
    package func diagnostic(place: String) -> Diagnostic {
        Diagnostic(
            .error, code: code, place: place, problem: detail, reason: reason, remedy: remedy)
    }

    /// Stable identifier: "json-syntax", "json-end", "json-utf8", …
    package var code: String {
        switch kind {
        case .endOfInput: "json-end"
        case .unexpectedByte, .trailingBytes: "json-syntax"
        case .controlInString: "json-control-character"
        case .badEscape: "json-escape"
        case .loneSurrogate: "json-surrogate"
        case .badNumber: "json-number"
        case .tooDeep: "json-too-deep"
        case .textTooLong: "json-text-too-long"
        case .invalidUTF8: "json-utf8"
        }
    }

    private var reason: String {
        switch kind {
        case .endOfInput: "a JSON text ends where its outermost value is closed; RFC 8259, 2"
        case .unexpectedByte, .trailingBytes:
            "the JSON grammar allows nothing else here; RFC 8259, 2"
        case .controlInString: "control characters in strings are escaped; RFC 8259, 7"
        case .badEscape:
            "only \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX are escapes; RFC 8259, 7"
        case .loneSurrogate: "half of a surrogate pair is no character; RFC 8259, 8.2"
        case .badNumber: "numbers are written as RFC 8259, 6 says"
        case .tooDeep, .textTooLong: "the reader's bounds protect it against hostile input"
        case .invalidUTF8: "JSON is exchanged in UTF-8; RFC 8259, 8.1"
        }
    }

    private var remedy: String {
        switch kind {
        case .endOfInput: "send the whole document; it seems to be cut off"
        case .invalidUTF8: "save the document as UTF-8"
        case .tooDeep, .textTooLong: "split the document or shorten the text"
        default: "correct the document at this place"
        }
    }
}
