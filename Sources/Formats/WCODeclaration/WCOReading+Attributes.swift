import Customs

extension WCOReading {
    /// Judges the attributes of a start tag and keeps their values.
    mutating func take(_ attributes: XMLAttributes, of node: WCOGrammar.Node, at place: XMLPlace) {
        var hasFormat = false
        for index in 0..<attributes.count {
            guard let name = attributes.name(index) else { continue }
            if let space = name.space {
                takeForeign(name, space, at: place)
                continue
            }
            let value = attributes.value(index)
            guard let rule = Self.rule(name.local, node.kind) else {
                report(.unknownAttribute(String(cString: name.local)), at: place)
                continue
            }
            if !rule.allows(value) {
                report(.badAttribute(String(cString: name.local), value, rule), at: place)
            }
            switch rule {
            case .currency, .unit: leafAttribute = Self.folded(value)
            case .format:
                hasFormat = true
                leafAttribute = value
            default:
                let isEnvelope = node.namespace == .metaData
                if !isEnvelope { keep(Self.folded(value), attribute: String(cString: name.local)) }
            }
        }
        if node.kind == .date, !hasFormat { report(.missingAttribute("formatCode"), at: place) }
    }

    /// Attributes with a namespace: only hints about schemas are allowed.
    private mutating func takeForeign(
        _ name: XMLName, _ space: UnsafePointer<UInt8>, at place: XMLPlace
    ) {
        let isInstance = equal("http://www.w3.org/2001/XMLSchema-instance", space)
        let isHint =
            equal("schemaLocation", name.local) || equal("noNamespaceSchemaLocation", name.local)
        if isInstance && isHint { return }
        report(.unknownAttribute(String(cString: name.local)), at: place)
    }

    private static func folded(_ value: String) -> String {
        var bytes = XMLBytes(capacity: max(16, value.utf8.count))
        var value = value
        value.withUTF8 { bytes.append($0) }
        _ = bytes.fold()
        return bytes.text
    }

    /// The rule for an attribute of an element of some kind; nil when it may not have it.
    private static func rule(_ name: UnsafePointer<UInt8>, _ kind: WCOKind) -> WCOAttributeRule? {
        switch kind {
        case .amount: return equal("currencyID", name) ? .currency : nil
        case .measure: return equal("unitCode", name) ? .unit : nil
        case .date: return equal("formatCode", name) ? .format : nil
        case .text: return equal("languageID", name) ? .language : nil
        case .envelopeText: return equal("languageID", name) ? .free : nil
        case .code, .envelopeCode:
            if equal("listAgencyID", name) { return .agency }
            if equal("languageID", name) { return kind == .code ? .language : .free }
            if equal("listURI", name) || equal("listSchemeURI", name) { return .address }
            let others: [StaticString] = [
                "listID", "listAgencyName", "listName", "listVersionID", "name",
            ]
            return others.contains { equal($0, name) } ? .free : nil
        case .identifier:
            if equal("schemeAgencyID", name) { return .agency }
            if equal("schemeDataURI", name) || equal("schemeURI", name) { return .address }
            let others: [StaticString] = [
                "schemeID", "schemeName", "schemeAgencyName", "schemeVersionID",
            ]
            return others.contains { equal($0, name) } ? .free : nil
        case .numeric, .container: return nil
        }
    }
}

/// What the value of an attribute has to look like.
enum WCOAttributeRule {
    /// ISO 4217: three capital letters.
    case currency
    /// One to five characters.
    case unit
    /// UNTDID 2379: 102 or 304.
    case format
    /// A code list's agency: one to three characters.
    case agency
    /// RFC 3066: "en", "uz-Latn".
    case language
    /// A URI.
    case address
    case free

    func allows(_ value: String) -> Bool {
        switch self {
        case .free: true
        case .currency:
            value.utf8.count == 3 && value.utf8.allSatisfy { (65...90).contains($0) }
        case .unit: (1...5).contains(value.unicodeScalars.count)
        case .format: value == "102" || value == "304"
        case .agency:
            (1...3).contains(value.unicodeScalars.count)
                && !value.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
        case .language: Self.isLanguage(value)
        case .address: Self.isAddress(value)
        }
    }

    /// One to eight letters, then parts of one to eight letters or digits after hyphens.
    private static func isLanguage(_ value: String) -> Bool {
        let trimmed = value.utf8.drop { $0 == 32 }
        let parts = trimmed.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            var part = part
            if index == parts.count - 1 { while part.last == 32 { part.removeLast() } }
            guard (1...8).contains(part.count) else { return false }
            let isRight = part.allSatisfy { byte in
                (byte | 0x20) &- 97 < 26 || (index > 0 && byte &- 48 < 10)
            }
            guard isRight else { return false }
        }
        return true
    }

    /// Rough: none of the characters that RFC 2396 excludes outright, and escapes that are whole.
    private static func isAddress(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        func isHex(_ index: Int) -> Bool {
            index < bytes.count && (bytes[index] &- 48 < 10 || (bytes[index] | 0x20) &- 97 < 6)
        }
        for (index, byte) in bytes.enumerated() {
            if "<>\"{}|\\^`".utf8.contains(byte) { return false }
            if byte == UInt8(ascii: "%"), !isHex(index + 1) || !isHex(index + 2) { return false }
        }
        return true
    }

    /// The rule in words.
    var words: String {
        switch self {
        case .currency: "three capital letters (ISO 4217)"
        case .unit: "one to five characters (UN/ECE Recommendation 20)"
        case .format: "102 or 304 (UNTDID 2379)"
        case .agency: "one to three characters (UNTDID 3055)"
        case .language: "a language tag such as en (RFC 3066)"
        case .address: "a URI"
        case .free: "any text"
        }
    }
}
