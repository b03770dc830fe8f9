import Customs

/// Receives what a profile's table finds in the segments of one message.
protocol MessageBuilder {
    /// Starts the next thing of a kind.
    mutating func open(_ scope: MappingScope)
    /// These return false when the value has no place, or its place is taken; it then becomes an extension.
    mutating func text(_ field: MappingField, _ value: String) -> Bool
    mutating func number(_ field: MappingField, _ value: ExactDecimal) -> Bool
    mutating func quantity(_ field: MappingField, _ value: Quantity) -> Bool
    mutating func money(_ field: MappingField, _ value: Money) -> Bool
    mutating func date(_ field: MappingField, _ value: WrittenDateTime) -> Bool
    mutating func extra(_ value: Extension)
}

/// A profile's table made ready for one message structure.
final class MessageMapper: Sendable {
    private struct Fixed: Sendable {
        var element: Int
        var component: Int
        var value: UInt64
    }

    private struct Listed: Sendable {
        var list: UInt64
        var agency: UInt64
        var field: MappingField
    }

    /// A part without the texts of ``MappingPart``, so that it is copied for nothing.
    private struct Part: Sendable {
        enum Kind: Sendable { case text, lines, number, quantity, money, date }
        var kind: Kind
        var element: Int
        /// Component of the value; number of components for lines.
        var component: Int
        /// Component of the unit, currency or format.
        var other: Int
        var field: MappingField
    }

    /// Places in the arrays below; plain values only.
    private struct Rule: Sendable {
        var keys = 0..<0
        var fixed = 0..<0
        var lists = 0..<0
        var parts = 0..<0
        var opens: MappingScope?
        /// The kind of thing that must be open in ``group``.
        var belongs: MappingScope
        /// The group around the segment; -1 for none.
        var group: Int
        /// The group that the segment opens; -1 for none.
        var opensGroup: Int
    }

    private let keys: [Fixed]
    private let lists: [Listed]
    private let parts: [Part]
    /// Rules of node n stand at first[n]..<first[n + 1].
    private let rules: [Rule]
    private let first: [Int]
    let structure: MessageStructure

    init(_ steps: [MappingStep], _ structure: MessageStructure) {
        var making = Making(byNode: .init(repeating: [], count: structure.nodes.count))
        making.add(steps, in: .document, structure)
        keys = making.keys
        lists = making.lists
        parts = making.parts
        rules = making.byNode.flatMap { $0 }
        var first = [0]
        for list in making.byNode { first.append((first.last ?? 0) + list.count) }
        self.first = first
        self.structure = structure
    }

    /// The arrays while they are being filled.
    private struct Making {
        var byNode: [[Rule]]
        var keys: [Fixed] = []
        var lists: [Listed] = []
        var parts: [Part] = []

        mutating func add(
            _ steps: [MappingStep], in scope: MappingScope, _ structure: MessageStructure,
            opening: MappingScope? = nil
        ) {
            for (index, step) in steps.enumerated() {
                let opens = index == 0 ? opening : nil
                let inner = opening ?? scope
                switch step {
                case .each(let kind, let steps):
                    add(steps, in: inner, structure, opening: kind)
                case .segment(let path, let parts):
                    guard let node = structure.node(path) else { continue }
                    let isTrigger = structure.nodes[node].isTrigger
                    let parent = structure.nodes[node].parent
                    var rule = Rule(
                        opens: opens, belongs: opens == nil ? inner : scope,
                        group: isTrigger ? structure.nodes[parent].parent : parent,
                        opensGroup: isTrigger ? parent : -1)
                    fill(&rule, parts)
                    byNode[node].append(rule)
                }
            }
        }

        private mutating func fill(_ rule: inout Rule, _ list: [MappingPart]) {
            let firstKey = keys.count
            for case .key(let element, let component, let value) in list {
                keys.append(
                    Fixed(element: element, component: component, value: packed(value.utf8)))
            }
            rule.keys = firstKey..<keys.count
            let firstFixed = keys.count
            for case .fixed(let element, let component, let value) in list {
                keys.append(
                    Fixed(element: element, component: component, value: packed(value.utf8)))
            }
            rule.fixed = firstFixed..<keys.count
            let firstList = lists.count
            for case .listed(let list, let agency, let field) in list {
                lists.append(
                    Listed(list: packed(list.utf8), agency: packed(agency.utf8), field: field))
            }
            rule.lists = firstList..<lists.count
            let firstPart = parts.count
            parts.append(contentsOf: list.compactMap(Self.part))
            rule.parts = firstPart..<parts.count
        }

        private static func part(_ part: MappingPart) -> Part? {
            func made(_ kind: Part.Kind, _ e: Int, _ c: Int, _ other: Int, _ field: MappingField)
                -> Part
            {
                Part(kind: kind, element: e, component: c, other: other, field: field)
            }
            return switch part {
            case .text(let element, let component, let field):
                made(.text, element, component, 0, field)
            case .lines(let element, let count, let field): made(.lines, element, count, 0, field)
            case .number(let element, let component, let field):
                made(.number, element, component, 0, field)
            case .quantity(let element, let unit, let value, let field):
                made(.quantity, element, value, unit, field)
            case .money(let element, let amount, let currency, let field):
                made(.money, element, amount, currency, field)
            case .date(let element, let value, let format, let field):
                made(.date, element, value, format, field)
            case .key, .fixed, .listed: nil
            }
        }

        private func packed(_ bytes: some Collection<UInt8>) -> UInt64 {
            MessageMapper.packed(bytes)
        }
    }

    /// Up to eight bytes in one number; longer values give one that no key has.
    @inline(__always)
    fileprivate static func packed(_ bytes: some Collection<UInt8>) -> UInt64 {
        guard bytes.count <= 8 else { return .max }
        var packed: UInt64 = 0
        for byte in bytes { packed = packed << 8 | UInt64(byte) }
        return packed
    }

    /// One message being taken in.
    struct Run {
        /// The kind of thing open in each group.
        fileprivate var scopes: [MappingScope?]
        var warnings: [Diagnostic] = []

        init(_ mapper: MessageMapper) {
            scopes = .init(repeating: nil, count: mapper.structure.nodes.count)
        }
    }

    /// Takes in the segment in hand, which stands at `node`; `number` counts segments from UNH = 1.
    func take(
        _ tokens: borrowing SegmentTokenizer, at node: Int, number: Int, run: inout Run,
        into builder: inout some MessageBuilder
    ) {
        for index in first[node]..<first[node + 1] {
            guard matches(rules[index], tokens, run) else { continue }
            let rule = rules[index]
            if rule.opensGroup >= 0 { run.scopes[rule.opensGroup] = rule.opens ?? rule.belongs }
            if let opens = rule.opens { builder.open(opens) }
            let taken = take(rule, tokens, number, &run, &builder)
            extras(except: taken, tokens, number, &builder)
            return
        }
        if structure.nodes[node].isTrigger { run.scopes[structure.nodes[node].parent] = nil }
        if tokens.tag != SegmentTag.uns { extras(except: 0, tokens, number, &builder) }
    }

    @inline(__always)
    private func matches(_ rule: Rule, _ tokens: borrowing SegmentTokenizer, _ run: borrowing Run)
        -> Bool
    {
        for at in rule.keys {
            let key = keys[at]
            if Self.packed(tokens.raw(key.element, key.component)) != key.value { return false }
        }
        return rule.group < 0 || run.scopes[rule.group] == rule.belongs
    }

    /// Hands a segment's values to the builder; the bits tell which components were taken.
    private func take(
        _ rule: Rule, _ tokens: borrowing SegmentTokenizer, _ number: Int, _ run: inout Run,
        _ builder: inout some MessageBuilder
    ) -> UInt64 {
        var taken: UInt64 = 0
        for at in rule.keys { taken |= bit(tokens.index(keys[at].element, keys[at].component)) }
        for at in rule.fixed {
            let fixed = keys[at]
            guard let index = tokens.index(fixed.element, fixed.component),
                Self.packed(tokens.raw(index)) == fixed.value
            else { continue }
            taken |= bit(index)
        }
        for at in rule.parts {
            taken |= take(parts[at], tokens, number, &run, &builder)
        }
        if !rule.lists.isEmpty { taken |= takeListed(rule.lists, tokens, &builder) }
        return taken
    }

    /// The elements that say by code list and agency what they are.
    private func takeListed(
        _ range: Range<Int>, _ tokens: borrowing SegmentTokenizer,
        _ builder: inout some MessageBuilder
    ) -> UInt64 {
        var taken: UInt64 = 0
        var element = 2
        while element <= tokens.elementCount {
            let list = Self.packed(tokens.raw(element, 2))
            let agency = Self.packed(tokens.raw(element, 3))
            for at in range where lists[at].list == list && lists[at].agency == agency {
                guard let value = tokens.text(element, 1), builder.text(lists[at].field, value)
                else { continue }
                for component in 1...3 { taken |= bit(tokens.index(element, component)) }
            }
            element += 1
        }
        return taken
    }

    @inline(__always)
    private func bit(_ index: Int?) -> UInt64 { index.map { 1 << UInt64($0) } ?? 0 }

    @inline(__always)
    private func take(
        _ part: Part, _ tokens: borrowing SegmentTokenizer, _ number: Int, _ run: inout Run,
        _ builder: inout some MessageBuilder
    ) -> UInt64 {
        if part.kind == .lines {
            return lines(
                tokens.components(of: part.element).prefix(part.component), tokens, part.field,
                &builder)
        }
        guard let index = tokens.index(part.element, part.component) else { return 0 }
        switch part.kind {
        case .text, .lines:
            guard let value = tokens.text(index), builder.text(part.field, value) else { return 0 }
            return bit(index)
        case .date:
            guard let text = tokens.text(index),
                builder.date(
                    part.field,
                    WrittenDateTime(
                        text: text, formatCode: tokens.text(part.element, part.other)))
            else { return 0 }
        case .number, .quantity, .money:
            guard let value = decimal(index, tokens, number, &run) else { return 0 }
            if part.kind == .number { return builder.number(part.field, value) ? bit(index) : 0 }
            let other = tokens.text(part.element, part.other)
            let isTaken =
                part.kind == .quantity
                ? builder.quantity(part.field, Quantity(value, other))
                : builder.money(part.field, Money(value, other))
            guard isTaken else { return 0 }
        }
        return bit(index) | bit(tokens.index(part.element, part.other))
    }

    /// Several components as one text of lines.
    private func lines(
        _ range: Range<Int>, _ tokens: borrowing SegmentTokenizer, _ field: MappingField,
        _ builder: inout some MessageBuilder
    ) -> UInt64 {
        var taken: UInt64 = 0
        var text: String?
        var gap = 0
        for index in range {
            taken |= bit(index)
            guard let line = tokens.text(index) else {
                gap += 1
                continue
            }
            if text == nil, gap == 0 {
                text = line
            } else {
                text =
                    (text ?? "") + String(repeating: "\n", count: gap + (text == nil ? 0 : 1))
                    + line
            }
            gap = 0
        }
        guard let text, builder.text(field, text) else { return 0 }
        return taken
    }

    /// A number; a warning when the text is none, which then stays as an extension.
    private func decimal(
        _ index: Int, _ tokens: borrowing SegmentTokenizer, _ number: Int, _ run: inout Run
    ) -> ExactDecimal? {
        let bytes = tokens.bytes(index)
        guard !bytes.isEmpty else { return nil }
        if let value = ExactDecimal(utf8: bytes, point: tokens.characters.decimalMark) {
            return value
        }
        run.warnings.append(
            Diagnostic(
                .warning, code: InterchangeFault.notNumeric.code,
                place: "segment \(number) \(SegmentTag.name(tokens.tag)) (byte \(tokens.offset))",
                problem: "\(Diagnostic.quoted(tokens.text(index) ?? "")) is no number",
                reason: "the profile takes this element as an amount",
                remedy: "the value is kept as an extension; ask the sender what is meant"))
        return nil
    }

    /// Keeps every component that no rule took.
    @inline(__always)
    private func extras(
        except taken: UInt64, _ tokens: borrowing SegmentTokenizer, _ number: Int,
        _ builder: inout some MessageBuilder
    ) {
        var left: UInt64 = 0
        let count = min(64, tokens.componentCount)
        var index = 1
        while index < count {
            if !tokens.raw(index).isEmpty { left |= 1 << UInt64(index) }
            index += 1
        }
        left &= ~taken
        if left != 0 { keep(left, tokens, number, &builder) }
    }

    private func keep(
        _ left: UInt64, _ tokens: borrowing SegmentTokenizer, _ number: Int,
        _ builder: inout some MessageBuilder
    ) {
        let qualifier = tokens.text(1, 1) ?? ""
        for element in stride(from: 1, through: tokens.elementCount, by: 1) {
            let range = tokens.components(of: element)
            for index in range where index < 64 && left & (1 << UInt64(index)) != 0 {
                guard let value = tokens.text(index) else { continue }
                let name = SegmentTag.name(tokens.tag)
                let place = "\(element).\(index - range.lowerBound + 1)"
                builder.extra(
                    Extension(path: "\(name)[\(number)]/\(qualifier)/\(place)", value: value))
            }
        }
    }
}
