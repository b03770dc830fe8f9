/// Finds the few of many programs that can be true of given facts, without running the others.
///
/// A program of the form `a && b && c` is false as soon as one of its parts is, even when another
/// part fails. So a part that compares a text with constants (`declaration.mode == 'road'`,
/// `items.exists(i, i.commodity.startsWith('2915') && …)`) is a guard: facts that hold none of its
/// texts need not run the program, and the answer is the same. A text that is missing passes every
/// guard, since the program may then have to say that it failed. (Where a program would have run out
/// of budget before it came to its guard, the guard says what it would have answered without one.)
///
/// Costs a few table look-ups for each guarded field, whatever the number of programs.
package struct GuardIndex: Sendable {
    /// Elements of a list that are looked at; longer lists pass every guard.
    static let elementsMax = 1000

    /// A text: a slot, or a field of the records in a slot's list.
    struct Key: Hashable, Sendable {
        var slot: Int
        /// -1 for the slot itself.
        var field: Int
    }

    struct Table: Sendable {
        var key: Key
        /// Programs that say nothing about this text.
        var free: [UInt64]
        var exact: [UInt64: [UInt64]] = [:]
        var four: [UInt64: [UInt64]] = [:]
        var two: [UInt64: [UInt64]] = [:]
    }

    /// Number of programs.
    package let count: Int
    /// Words of 64 bits that hold a mark for each program.
    package let words: Int
    let tables: [Table]

    package init(_ programs: [Program]) {
        count = programs.count
        words = (programs.count + 63) / 64
        var tables: [Key: Table] = [:]
        for (place, program) in programs.enumerated() {
            var guarded: Set<Key> = []
            for found in program.guards(program.root) where guarded.insert(found.key).inserted {
                var table =
                    tables[found.key]
                    ?? Table(key: found.key, free: [UInt64](repeating: .max, count: words))
                Self.clear(&table.free, place)
                for text in found.texts { Self.add(text, place, words, to: &table) }
                tables[found.key] = table
            }
        }
        self.tables = tables.values.sorted {
            ($0.key.slot, $0.key.field) < ($1.key.slot, $1.key.field)
        }
    }

    private static func clear(_ set: inout [UInt64], _ place: Int) {
        set[place >> 6] &= ~(1 << UInt64(place & 63))
    }

    private static func add(_ text: GuardText, _ place: Int, _ words: Int, to table: inout Table) {
        func mark(_ sets: inout [UInt64: [UInt64]], _ key: UInt64) {
            sets[key, default: [UInt64](repeating: 0, count: words)][place >> 6] |=
                1 << UInt64(place & 63)
        }
        let signature = Signatures(text.text)
        switch text.form {
        case .exact: mark(&table.exact, signature.whole)
        case .prefix where signature.four != nil: mark(&table.four, signature.four ?? 0)
        case .prefix: mark(&table.two, signature.two ?? 0)
        }
    }
}

/// A text that a guard asks for.
struct GuardText {
    enum Form { case exact, prefix }
    var form: Form
    var text: String
}

/// Numbers that equal texts share: of the whole, of the first four bytes, of the first two.
struct Signatures {
    var whole: UInt64 = 0xCBF2_9CE4_8422_2325
    var four: UInt64?
    var two: UInt64?

    @inline(__always)
    init(_ text: String) {
        var start: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            whole = (whole ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            if count < 4 {
                start = start << 8 | UInt64(byte)
                if count == 1 { two = start }
                if count == 3 { four = start }
            }
            count += 1
        }
    }
}

extension Program {
    /// The guards among the parts of a node joined by `&&`.
    func guards(_ node: Int) -> [(key: GuardIndex.Key, texts: [GuardText])] {
        let operation = nodes[node]
        switch operation.code {
        case .and:
            return (Int(operation.a)..<Int(operation.a + operation.b)).flatMap {
                guards(Int(operands[$0]))
            }
        case .loop:
            let plan = loops[Int(operation.a)]
            guard plan.kind == .exists, plan.second < 0, nodes[plan.range].code == .slot
            else { return [] }
            return terms(of: plan.body).compactMap {
                texts($0, slot: Int(nodes[plan.range].a), local: plan.first)
            }
        default: return texts(node, slot: nil, local: nil).map { [$0] } ?? []
        }
    }

    private func terms(of node: Int) -> [Int] {
        let operation = nodes[node]
        guard operation.code == .and else { return [node] }
        return (Int(operation.a)..<Int(operation.a + operation.b)).flatMap {
            terms(of: Int(operands[$0]))
        }
    }

    /// The texts one of which a text must hold for a part to be true; nil when it is no such part.
    private func texts(
        _ node: Int, slot: Int?, local: Int?
    ) -> (key: GuardIndex.Key, texts: [GuardText])? {
        let operation = nodes[node]
        func found(_ operand: Int32, _ texts: [GuardText]?)
            -> (key: GuardIndex.Key, texts: [GuardText])?
        {
            guard let key = key(Int(operand), slot: slot, local: local), let texts,
                texts.allSatisfy({ $0.form == .exact || $0.text.utf8.count >= 2 })
            else { return nil }
            return (key, texts)
        }
        switch operation.code {
        case .or:
            var joined: (key: GuardIndex.Key, texts: [GuardText])?
            for place in Int(operation.a)..<Int(operation.a + operation.b) {
                guard let part = texts(Int(operands[place]), slot: slot, local: local),
                    joined == nil || joined?.key == part.key
                else { return nil }
                joined = (part.key, (joined?.texts ?? []) + part.texts)
            }
            return joined
        case .slotEqualsText where slot == nil:
            return constants[Int(operation.b)].guardText(.exact).map {
                (GuardIndex.Key(slot: Int(operation.a), field: -1), [$0])
            }
        case .slotStartsWith where slot == nil:
            guard let text = constants[Int(operation.b)].guardText(.prefix),
                text.text.utf8.count >= 2
            else { return nil }
            return (GuardIndex.Key(slot: Int(operation.a), field: -1), [text])
        case .equal:
            let isLeft = nodes[Int(operation.b)].code == .constant
            let (text, other) =
                isLeft ? (operation.a, operation.b) : (operation.b, operation.a)
            guard case .string? = constant(other) else { return nil }
            return found(text, constantTexts(other, .exact))
        case .contained: return found(operation.a, constantTexts(operation.b, .exact))
        case .inTexts:
            let texts = sets[Int(operation.b)].all.map { GuardText(form: .exact, text: $0) }
            return found(operation.a, texts)
        case .call where operation.function == .startsWith:
            guard case .string? = constant(operation.b) else { return nil }
            return found(operation.a, constantTexts(operation.b, .prefix))
        default: return nil
        }
    }

    private func constant(_ node: Int32) -> Value? {
        guard node >= 0, nodes[Int(node)].code == .constant else { return nil }
        return constants[Int(nodes[Int(node)].a)]
    }

    private func constantTexts(_ node: Int32, _ form: GuardText.Form) -> [GuardText]? {
        guard let value = constant(node) else { return nil }
        guard case .list(let values) = value else { return value.guardText(form).map { [$0] } }
        let texts = values.compactMap { $0.guardText(form) }
        return texts.count == values.count ? texts : nil
    }

    private func key(_ node: Int, slot: Int?, local: Int?) -> GuardIndex.Key? {
        let operation = nodes[node]
        guard let slot, let local else {
            return operation.code == .slot ? GuardIndex.Key(slot: Int(operation.a), field: -1) : nil
        }
        guard operation.code == .select, operation.c >= 0,
            nodes[Int(operation.a)].code == .local, nodes[Int(operation.a)].a == Int32(local)
        else { return nil }
        return GuardIndex.Key(slot: slot, field: Int(operation.c))
    }

    /// The fields that the program reads of the records in a slot's list; nil when it may read all.
    ///
    /// Known when the list is only ever the range of a macro or measured with `size`, and the
    /// macro's variable is only used to name a field.
    package func fields(ofRecordsIn slot: Int) -> Set<Int>? {
        guard slots.contains(slot) else { return [] }
        var ranges: Set<Int> = []
        var locals: Set<Int32> = []
        for plan in loops where nodes[plan.range].code == .slot && nodes[plan.range].a == slot {
            guard plan.second < 0, plan.body >= 0 else { return nil }
            guard
                [.all, .exists, .existsOne].contains(plan.kind) || plan.condition >= 0
                    || plan.kind == .list
            else { return nil }
            // A filter hands the records on.
            if plan.kind == .list, nodes[plan.body].code == .local { return nil }
            ranges.insert(plan.range)
            locals.insert(Int32(plan.first))
        }
        var fields: Set<Int> = []
        var named: Set<Int> = []
        for operation in nodes {
            switch operation.code {
            case .select, .hasField:
                let operand = nodes[Int(operation.a)]
                guard operand.code == .local, locals.contains(operand.a) else { continue }
                guard operation.c >= 0 else { return nil }
                named.insert(Int(operation.a))
                fields.insert(Int(operation.c))
            case .call where operation.function == .size: ranges.insert(Int(operation.a))
            default: continue
            }
        }
        for (place, operation) in nodes.enumerated() {
            if operation.code == .slot, operation.a == slot, !ranges.contains(place) { return nil }
            if operation.code == .local, locals.contains(operation.a), !named.contains(place) {
                return nil
            }
        }
        return fields
    }
}

extension Value {
    fileprivate func guardText(_ form: GuardText.Form) -> GuardText? {
        if case .string(let text) = self { GuardText(form: form, text: text) } else { nil }
    }
}

extension Evaluator {
    /// Marks the programs of an index that have to be run over the present facts.
    ///
    /// - Parameter marks: as many words as the index has; bit `n` is set for the program of place `n`.
    package mutating func mark(_ index: GuardIndex, in marks: inout [UInt64]) {
        for word in marks.indices { marks[word] = .max }
        if index.count & 63 != 0, let last = marks.indices.last {
            marks[last] = (1 << UInt64(index.count & 63)) - 1
        }
        var passed = [UInt64](repeating: 0, count: index.words)
        for place in index.tables.indices { narrow(index.tables[place], &passed, &marks) }
    }

    private mutating func narrow(
        _ table: GuardIndex.Table, _ passed: inout [UInt64], _ marks: inout [UInt64]
    ) {
        for word in passed.indices { passed[word] = table.free[word] }
        switch slot(table.key.slot) {
        case .string(let text) where table.key.field < 0: Self.pass(text, table, &passed)
        case .list(let elements)
        where table.key.field >= 0 && elements.count <= GuardIndex.elementsMax:
            for element in elements {
                guard case .record(let record) = element,
                    case .string(let text) = record.values[table.key.field]
                else { return }
                Self.pass(text, table, &passed)
            }
        default: return
        }
        for word in marks.indices { marks[word] &= passed[word] }
    }

    @inline(__always)
    private static func pass(
        _ text: String, _ table: GuardIndex.Table, _ passed: inout [UInt64]
    ) {
        let signature = Signatures(text)
        func join(_ set: [UInt64]?) {
            guard let set else { return }
            for word in passed.indices { passed[word] |= set[word] }
        }
        if !table.exact.isEmpty { join(table.exact[signature.whole]) }
        if !table.four.isEmpty, let four = signature.four { join(table.four[four]) }
        if !table.two.isEmpty, let two = signature.two { join(table.two[two]) }
    }
}
