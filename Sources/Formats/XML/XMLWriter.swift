/// Writes XML 1.0 in UTF-8, indented by two spaces, into a growing buffer.
///
/// Elements are opened lazily: one that turns out to hold nothing leaves no trace, unless it was
/// opened as one that is to stay.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []
    private var open: [(name: StaticString, attributes: String, isWritten: Bool)] = []

    init() {
        append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }

    /// Opens an element. Attributes are taken over as they are: names and escaped values, each after
    /// a space.
    mutating func begin(_ name: StaticString, attributes: String = "", stays: Bool) {
        open.append((name, attributes, false))
        if stays { writeOpen() }
    }

    mutating func end() {
        guard let last = open.popLast(), last.isWritten else { return }
        indent(open.count)
        append("</")
        append(last.name)
        append(">\n")
    }

    /// An element with text, on one line.
    mutating func leaf(_ name: StaticString, attributes: String, text: String) {
        writeOpen()
        indent(open.count)
        append("<")
        append(name)
        append(attributes)
        append(">")
        append(Self.escaped(text))
        append("</")
        append(name)
        append(">\n")
    }

    /// An attribute ready for a tag.
    static func attribute(_ name: String, _ value: String) -> String {
        " \(name)=\"\(escaped(value))\""
    }

    private mutating func writeOpen() {
        for level in open.indices where !open[level].isWritten {
            indent(level)
            append("<")
            append(open[level].name)
            append(open[level].attributes)
            append(">\n")
            open[level].isWritten = true
        }
    }

    private mutating func indent(_ level: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Text with the characters of markup written as references; characters that XML 1.0 cannot hold
    /// (section 2.2) become spaces.
    private static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x80 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22
        }
        if isPlain { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default:
                let isForbidden =
                    scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r"
                result.unicodeScalars.append(
                    isForbidden || scalar.value == 0xFFFE || scalar.value == 0xFFFF ? " " : scalar)
            }
        }
        return result
    }
}
