import Customs

/// What a column map says, checked.
struct MapParts {
    var name = ""
    var title = ""
    var columns: [ColumnMap.Column] = []
    var labels: [String] = []
    var ignored: [String] = []
    var groupBy: String?
    var hasHeader = true
    var delimiter: UInt8?
    var encoding: TextEncoding?
    var plan = FieldPlan()
}

/// Checks the tree of a column map, collecting every fault with its line.
struct MapReader {
    private(set) var diagnostics = CollectedDiagnostics()
    private var parts = MapParts()
    private var builder = PlanBuilder()
    private var style = FieldPlan.Style()
    private var codeLists: [String: Int] = [:]
    private let shape = RecordShape.of(Declaration.self)

    private static let keys = [
        "map", "title", "flow", "header", "delimiter", "encoding", "decimal_mark", "thousands",
        "dates", "group_by", "code_lists", "constants", "columns", "labels", "ignore",
    ]
    private static let columnKeys = [
        "column", "position", "field", "unit", "currency", "date", "decimal_mark", "thousands",
        "code_list", "required",
    ]

    mutating func read(_ node: MapNode) -> MapParts? {
        guard let top = mapping(node, "the map", allowed: Self.keys) else { return nil }
        for entry in top where entry.key != "columns" && entry.key != "constants" { setting(entry) }
        if parts.name.isEmpty {
            fault(
                node.line, "map", "the map has no name", "maps are told apart by name",
                "add a line such as \"map: my-office\"")
        }
        guard let columns = top.first(where: { $0.key == "columns" }),
            case .sequence(let list, _) = columns.value, !list.isEmpty
        else {
            fault(
                node.line, "columns", "the map has no list of columns",
                "without columns there is nothing to read", "add \"columns:\" with a list below it")
            return nil
        }
        builder.slotCount = list.count
        var units: [(path: FieldPath, slot: Int, line: Int)] = []
        for (slot, item) in list.enumerated() { column(item, slot: slot, units: &units) }
        for unit in units where !builder.addUnit(unit.path, slot: unit.slot) {
            fault(
                unit.line, "columns[\(unit.slot + 1)].field",
                "a unit or currency without its amount",
                "a column for the amount itself must be in the map",
                "add the column of the amount, or drop this one")
        }
        if let constants = top.first(where: { $0.key == "constants" }) {
            for entry in mapping(constants.value, "constants") ?? [] { constant(entry) }
        }
        parts.plan = builder.plan()
        return parts
    }

    // MARK: Settings

    private mutating func setting(_ entry: MapNode.Entry) {
        switch entry.key {
        case "map": parts.name = scalar(entry) ?? ""
        case "title": parts.title = scalar(entry) ?? ""
        case "flow": constant(.init(key: "flow", line: entry.line, value: entry.value))
        case "header": parts.hasHeader = bool(entry) ?? true
        case "delimiter": parts.delimiter = delimiter(entry)
        case "encoding": parts.encoding = encoding(entry)
        case "decimal_mark", "thousands", "dates":
            var changed = style
            number(entry, into: &changed)
            style = changed
        case "group_by": parts.groupBy = scalar(entry)
        case "labels": parts.labels = names(entry)
        case "ignore": parts.ignored = names(entry)
        case "code_lists":
            for list in mapping(entry.value, "code_lists") ?? [] { codeList(list) }
        default: break
        }
    }

    private mutating func number(_ entry: MapNode.Entry, into style: inout FieldPlan.Style) {
        guard let text = scalar(entry) else { return }
        switch entry.key {
        case "decimal_mark":
            guard text == "." || text == ",", let mark = text.utf8.first else {
                fault(
                    entry.line, entry.key, "\(Diagnostic.quoted(text)) is no decimal mark",
                    "numbers are written with a point or a comma", "write \".\" or \",\"")
                return
            }
            style.point = mark
        case "thousands":
            guard ["", " ", ",", ".", "'"].contains(text) else {
                fault(
                    entry.line, entry.key, "\(Diagnostic.quoted(text)) separates no thousands",
                    "thousands are separated by a space, comma, point or apostrophe",
                    "write one of these in quotation marks, or \"\" for none")
                return
            }
            style.thousands = text
        default:
            guard let layout = DateLayout(text) else {
                fault(
                    entry.line, entry.key, "\(Diagnostic.quoted(text)) is no layout of a day",
                    "a layout has YYYY or YY, MM and DD once each, with - . / or spaces between",
                    "write for example DD.MM.YYYY")
                return
            }
            style.layout = layout
        }
    }

    private mutating func delimiter(_ entry: MapNode.Entry) -> UInt8? {
        guard let text = scalar(entry), text != "auto" else { return nil }
        let byte = text == "tab" ? 0x09 : text.utf8.first ?? 0
        guard text == "tab" || text.utf8.count == 1, CSVDialect.delimiters.contains(byte) else {
            fault(
                entry.line, entry.key, "\(Diagnostic.quoted(text)) is no delimiter",
                "fields are separated by a comma, semicolon, tab or bar",
                "write \",\" \";\" \"|\" or tab; leave the line out to have it detected")
            return nil
        }
        return byte
    }

    private mutating func encoding(_ entry: MapNode.Entry) -> TextEncoding? {
        guard let text = scalar(entry), text != "auto" else { return nil }
        guard let encoding = TextEncoding(rawValue: text.lowercased()) else {
            let known = TextEncoding.allCases.map(\.rawValue)
            fault(
                entry.line, entry.key, "the encoding \(Diagnostic.quoted(text)) is not known",
                "known are " + known.joined(separator: ", "),
                "use one of these, or leave the line out to have it detected")
            return nil
        }
        return encoding
    }

    private mutating func codeList(_ entry: MapNode.Entry) {
        var pairs: [(String, String)] = []
        for pair in mapping(entry.value, "code_lists.\(entry.key)") ?? [] {
            if let value = scalar(pair) { pairs.append((pair.key, value)) }
        }
        codeLists[entry.key] = builder.tables.count
        builder.tables.append(CodeTable(name: entry.key, pairs))
    }

    private mutating func constant(_ entry: MapNode.Entry) {
        guard let value = scalar(entry),
            let path = path(entry.key, line: entry.line, place: "constants")
        else { return }
        if case .word(let words) = path.kind, !words.contains(value) {
            fault(
                entry.line, entry.key,
                "\(Diagnostic.quoted(value)) is no word for \"\(entry.key)\"",
                "allowed are " + words.joined(separator: ", "), "use one of these")
            return
        }
        let leaf = PlanBuilder.Leaf(source: .constant(value), style: FieldPlan.Style())
        if path.aspect == .unit || !builder.add(path, leaf) {
            fault(
                entry.line, entry.key, "the field \"\(entry.key)\" cannot be set here",
                "a field has one source; units are given with the column of the amount",
                "drop the constant or the column")
        }
    }

    // MARK: Columns

    private mutating func column(
        _ node: MapNode, slot: Int, units: inout [(path: FieldPath, slot: Int, line: Int)]
    ) {
        let place = "columns[\(slot + 1)]"
        guard let entries = mapping(node, place, allowed: Self.columnKeys) else { return }
        var values: [String: MapNode.Entry] = [:]
        for entry in entries { values[entry.key] = entry }
        let name = values["column"].flatMap { scalar($0) }
        let position = values["position"].flatMap { self.position($0) }
        guard (name == nil) != (position == nil),
            let field = values["field"].flatMap({ scalar($0) })
        else {
            fault(
                node.line, place, "the column or its field is missing",
                "an entry has \"column\" or \"position\", and \"field\"",
                "write for example { column: Net Mass, field: item.netMass, unit: KGM }")
            return
        }
        let isRequired = values["required"].flatMap { bool($0) } ?? false
        if isRequired { builder.requiredSlots.append(slot) }
        parts.columns.append(
            .init(name: name, position: position, field: field, isRequired: isRequired))
        if field == "extension" {
            builder.extensionSlots.append(slot)
            return
        }
        guard let path = path(field, line: node.line, place: "\(place).field") else { return }
        var leaf = PlanBuilder.Leaf(source: .slot(slot), style: style)
        for entry in entries { detail(entry, of: path, place: place, into: &leaf) }
        if path.aspect == .unit {
            units.append((path, slot, node.line))
        } else if !builder.add(path, leaf) {
            fault(
                node.line, "\(place).field", "\"\(field)\" already has a column",
                "a field has one source", "drop one of the two, or number the elements of a list")
        }
    }

    private mutating func detail(
        _ entry: MapNode.Entry, of path: FieldPath, place: String, into leaf: inout PlanBuilder.Leaf
    ) {
        let place = "\(place).\(entry.key)"
        switch (entry.key, path.kind) {
        case ("unit", .quantity), ("currency", .money):
            guard let text = scalar(entry) else { return }
            let isCode = entry.key == "unit" ? Self.isUnit(text) : Self.isCurrency(text)
            guard isCode else {
                fault(
                    entry.line, place, "\(Diagnostic.quoted(text)) is no \(entry.key) code",
                    entry.key == "unit"
                        ? "units are codes of UN/ECE Recommendation 20: KGM, LTR, C62"
                        : "currencies are three capital letters; ISO 4217",
                    "write the code")
                return
            }
            leaf.unit = text
        case ("unit", _), ("currency", _):
            fault(
                entry.line, place, "this field has no \(entry.key)",
                "only quantities have units and only amounts of money currencies",
                "drop the line, or choose the field that is meant")
        case ("decimal_mark", _), ("thousands", _): number(entry, into: &leaf.style)
        case ("date", _):
            number(.init(key: "dates", line: entry.line, value: entry.value), into: &leaf.style)
        case ("code_list", _):
            guard let list = scalar(entry) else { return }
            leaf.table = codeLists[list]
            if leaf.table == nil {
                let guess = Spelling.closest(to: list, in: codeLists.keys.sorted())
                fault(
                    entry.line, place,
                    "there is no code list \(Diagnostic.quoted(list))"
                        + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
                    "lists stand under \"code_lists\"", "add the list or correct its name")
            }
        default: break
        }
    }

    private mutating func path(_ text: String, line: Int, place: String) -> FieldPath? {
        do throws(FieldPath.Fault) {
            return try FieldPath(text, in: shape)
        } catch {
            fault(line, place, error.problem, error.reason, "use one of the fields listed")
            return nil
        }
    }

    private static func isUnit(_ text: String) -> Bool {
        (2...3).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
    }

    private static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) }
    }
}

// MARK: Nodes

extension MapReader {
    private mutating func fault(
        _ line: Int, _ place: String, _ problem: String, _ reason: String, _ remedy: String
    ) {
        diagnostics.add(
            Diagnostic(
                .error, code: "map-invalid", place: line > 0 ? "line \(line), \(place)" : place,
                problem: problem, reason: reason, remedy: remedy))
    }

    private mutating func mapping(
        _ node: MapNode, _ place: String, allowed: [String]? = nil
    ) -> [MapNode.Entry]? {
        guard case .mapping(let entries, let line) = node else {
            fault(
                node.line, place, "\(place) is no mapping", "it consists of \"key: value\" lines",
                "see Maps/README.md")
            return nil
        }
        var seen: Set<String> = []
        for entry in entries {
            if !seen.insert(entry.key).inserted {
                fault(
                    entry.line, place, "\"\(entry.key)\" comes twice", "a key is given once",
                    "drop one of the two")
            }
            guard let allowed, !allowed.contains(entry.key) else { continue }
            let guess = Spelling.closest(to: entry.key, in: allowed)
            fault(
                entry.line == 0 ? line : entry.line, place,
                "unknown key \(Diagnostic.quoted(entry.key))"
                    + (guess.map { "; is \"\($0)\" meant?" } ?? ""),
                "known here are " + allowed.joined(separator: ", "), "correct or drop the line")
        }
        return entries
    }

    private mutating func scalar(_ entry: MapNode.Entry) -> String? {
        if case .scalar(let text, _) = entry.value { return text }
        fault(
            entry.line, entry.key, "\"\(entry.key)\" is no single value",
            "one text is expected here", "write \"\(entry.key): value\"")
        return nil
    }

    private mutating func bool(_ entry: MapNode.Entry) -> Bool? {
        guard let text = scalar(entry) else { return nil }
        if text == "true" || text == "false" { return text == "true" }
        fault(
            entry.line, entry.key, "\(Diagnostic.quoted(text)) is neither true nor false",
            "\"\(entry.key)\" is switched on or off", "write true or false")
        return nil
    }

    private mutating func position(_ entry: MapNode.Entry) -> Int? {
        guard let text = scalar(entry) else { return nil }
        if let number = Int(text), (1...CSVDialect.columnsMax).contains(number) { return number }
        fault(
            entry.line, entry.key, "\(Diagnostic.quoted(text)) is no position",
            "columns are counted from 1 to \(CSVDialect.columnsMax)", "correct the number")
        return nil
    }

    private mutating func names(_ entry: MapNode.Entry) -> [String] {
        guard case .sequence(let list, _) = entry.value else {
            fault(
                entry.line, entry.key, "\"\(entry.key)\" is no list",
                "it lists names of columns", "write [First, Second]")
            return []
        }
        return list.compactMap { node in
            if case .scalar(let text, _) = node { text } else { nil }
        }
    }
}
