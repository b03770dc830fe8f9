/// Writes small XML documents with indented lines, for documents made from templates.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    /// An element with the elements that `body` writes.
    mutating func element(_ name: String, _ body: (inout XMLText) -> Void) {
        line("<\(name)>")
        depth += 1
        body(&self)
        depth -= 1
        line("</\(name)>")
    }

    /// An element with a text; the format's way to say nothing (`<null/>`) for nil.
    mutating func value(_ name: String, _ value: String?) {
        guard let value else {
            line("<\(name)><null/></\(name)>")
            return
        }
        line("<\(name)>\(Self.escaped(value))</\(name)>")
    }

    /// An element without content.
    mutating func empty(_ name: String) { line("<\(name)/>") }

    private mutating func line(_ text: String) {
        self.text += String(repeating: " ", count: depth) + text + "\n"
    }

    static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
