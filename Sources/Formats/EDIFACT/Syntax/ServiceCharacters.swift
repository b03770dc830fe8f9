/// The characters that separate, release and end in one interchange.
///
/// Source: ISO 9735:1988 and ISO 9735-1:2002, service string advice (UNA) and default service characters.
package struct ServiceCharacters: Hashable, Sendable {
    package var component: UInt8
    package var element: UInt8
    /// Decimal mark of numbers.
    package var decimalMark: UInt8
    /// Frees the character after it; nil when not in use.
    package var release: UInt8?
    /// Repeats an element (syntax 4, only when the UNA names it); nil when not in use.
    package var repetition: UInt8?
    package var terminator: UInt8

    package init(
        component: UInt8, element: UInt8, decimalMark: UInt8, release: UInt8?, terminator: UInt8,
        repetition: UInt8? = nil
    ) {
        self.component = component
        self.element = element
        self.decimalMark = decimalMark
        self.release = release
        self.repetition = repetition
        self.terminator = terminator
    }

    /// Those in force without a UNA: `:+.? '`.
    package static let standard = ServiceCharacters(
        component: UInt8(ascii: ":"), element: UInt8(ascii: "+"), decimalMark: UInt8(ascii: "."),
        release: UInt8(ascii: "?"), terminator: UInt8(ascii: "'"))

    /// Level B's own without a UNA: the information separators IS1, IS3 and IS4, no release.
    package static let informationSeparators = ServiceCharacters(
        component: 0x1F, element: 0x1D, decimalMark: UInt8(ascii: "."), release: nil,
        terminator: 0x1C)

    /// Takes the six characters after the letters UNA; nil when they cannot serve: a letter, a
    /// digit or a NUL, or one character in two parts.
    package init?(advice bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 6 else { return nil }
        let space = UInt8(ascii: " ")
        component = bytes[0]
        element = bytes[1]
        decimalMark = bytes[2]
        release = bytes[3] == space ? nil : bytes[3]
        repetition = bytes[4] == space ? nil : bytes[4]
        terminator = bytes[5]
        guard decimalMark == UInt8(ascii: ".") || decimalMark == UInt8(ascii: ",") else {
            return nil
        }
        let separators = [component, element, terminator, decimalMark]
        let parts = separators + (release.map { [$0] } ?? []) + (repetition.map { [$0] } ?? [])
        guard Set(parts).count == parts.count, parts.allSatisfy(Self.canServe),
            component != space, element != space, terminator != space
        else { return nil }
    }

    private static func canServe(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 0x80...0xFF, UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            false
        default: true
        }
    }
}

/// How the bytes of an interchange stand for characters, as its syntax identifier says.
///
/// Source: ISO 9735-1:2002, annex A (code list 0001).
package enum CharacterRepertoire: Hashable, Sendable {
    /// UNOA and UNOB: ISO 646.
    case ascii
    /// UNOC: ISO 8859-1.
    case latin1
    /// UNOW and UNOY: UTF-8.
    case utf8

    package init?(syntaxIdentifier: String) {
        switch syntaxIdentifier {
        case "UNOA", "UNOB": self = .ascii
        case "UNOC": self = .latin1
        case "UNOW", "UNOY": self = .utf8
        default: return nil
        }
    }
}
