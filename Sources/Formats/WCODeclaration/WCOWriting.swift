import Customs

/// One declaration on its way out: walks the ``WCOGrammar`` and asks at every element what the
/// declaration says there.
struct WCOWriting {
    let grammar = WCOGrammar.shared
    var writer = XMLWriter()
    var scope: WCOScope
    /// Extensions by path; what they say goes where they came from.
    private let extensions: [String: [Extension]]
    /// How many instances of a repeating element the extensions know, by its path without number.
    private var repeats: [String: Int] = [:]
    private var path = ""

    init(_ declaration: Declaration) {
        scope = WCOScope(declaration)
        var extensions: [String: [Extension]] = [:]
        for entry in declaration.extensions {
            guard let path = entry.path else { continue }
            extensions[path, default: []].append(entry)
            var prefix = ""
            for step in path.split(separator: "/") {
                if !prefix.isEmpty { prefix += "/" }
                if let bracket = step.firstIndex(of: "["), step.last == "]",
                    let number = Int(step[step.index(after: bracket)...].dropLast())
                {
                    let key = prefix + step[..<bracket]
                    repeats[key] = max(repeats[key] ?? 0, min(number, 999))
                }
                prefix += step
            }
        }
        self.extensions = extensions
    }

    mutating func write() {
        writer.begin(
            "md:MetaData",
            attributes: XMLWriter.attribute("xmlns:md", WCONamespace.metaData.uri.description)
                + XMLWriter.attribute("xmlns", WCONamespace.declaration.uri.description)
                + XMLWriter.attribute("xmlns:ds", WCONamespace.dataTypes.uri.description),
            stays: true)
        writer.leaf("md:WCODataModelVersionCode", attributes: "", text: "3.6")
        writer.leaf("md:WCOTypeName", attributes: "", text: "DEC")
        writer.begin("Declaration", stays: true)
        writeChildren(of: grammar.nodes[grammar.declaration])
        writer.end()
        writer.end()
    }

    private mutating func writeChildren(of parent: WCOGrammar.Node) {
        let outer = path
        for index in Int(parent.childrenStart)..<Int(parent.childrenEnd) {
            let node = grammar.nodes[index]
            let name = grammar.name(index)
            let step = outer.isEmpty ? name.description : "\(outer)/\(name)"
            if node.kind != .container {
                path = step
                writeLeaf(node, name)
                continue
            }
            for instance in 0..<count(of: node, step) {
                path = node.countMax == 1 ? step : "\(step)[\(instance + 1)]"
                scope.enter(node.part, instance)
                writer.begin(name, stays: scope.stays(node.part) || node.countMax != 1)
                writeChildren(of: node)
                writer.end()
                scope.leave(node.part)
            }
        }
        path = outer
    }

    private func count(of node: WCOGrammar.Node, _ step: String) -> Int {
        guard node.part == .plain else { return scope.count(node.part) }
        return node.countMax == 1 ? 1 : repeats[step] ?? 0
    }

    private mutating func writeLeaf(_ node: WCOGrammar.Node, _ name: StaticString) {
        var text: String?
        var attributes = ""
        switch scope.value(of: node.word) {
        case .text(let value): text = value
        case .number(let number, let unit):
            text = number.written
            if let unit {
                attributes = XMLWriter.attribute(WCOReading.unitName(node.kind), unit)
            }
        case .date(let date):
            let (written, format) = Self.wire(date)
            text = written
            attributes = XMLWriter.attribute("formatCode", format)
        case nil: break
        }
        for entry in extensions[path] ?? [] {
            if let attribute = entry.attribute {
                attributes += XMLWriter.attribute(attribute, entry.value ?? "")
            } else if text == nil {
                text = entry.value
            }
        }
        guard let text else { return }
        if node.namespace == .dataTypes {
            writer.leaf("ds:DateTimeString", attributes: attributes, text: text)
        } else {
            writer.leaf(name, attributes: attributes, text: text)
        }
    }

    /// A date in the message's form with its UNTDID 2379 format; other spellings are turned into
    /// CCYYMMDD.
    private static func wire(_ date: WrittenDateTime) -> (String, String) {
        let text = date.text
        let isWire = text.utf8.count >= 8 && text.utf8.prefix(8).allSatisfy { $0 &- 48 < 10 }
        if isWire {
            return (text, date.formatCode ?? (text.utf8.count == 8 ? "102" : "304"))
        }
        guard let day = date.day else { return (text, date.formatCode ?? "102") }
        return (day.iso.filter { $0 != "-" }, "102")
    }
}
