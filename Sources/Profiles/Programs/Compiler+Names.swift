extension Compiler {
    /// A name or a selection: the longest declared prefix is a variable, the rest are fields.
    mutating func path(_ node: Int) throws(ExpressionFailure) -> Compiled {
        guard let (names, isRooted) = syntax.path(node) else {
            guard case .select(let operand, let field, let isOptional) = syntax.nodes[node].kind
            else { return (emit(.constant, constant(.null), at: node), .dyn) }
            let compiled = try compile(operand)
            return try select(compiled, field, isOptional, at: node)
        }
        let (found, used) = try resolve(names, isRooted, at: node)
        var compiled = found
        for field in names.dropFirst(used) {
            compiled = try select(compiled, field, false, at: node)
        }
        return compiled
    }

    /// The variable or type a path begins with, and how many of its names it takes.
    private mutating func resolve(
        _ names: [String], _ isRooted: Bool, at node: Int
    ) throws(ExpressionFailure) -> (Compiled, used: Int) {
        if !isRooted, let local = locals.lastIndex(where: { $0.name == names[0] }) {
            return ((emit(.local, local, at: node), locals[local].type), 1)
        }
        if let (slot, used) = slot(of: names) {
            parts.slots.insert(slot)
            return ((emit(.slot, slot, at: node), environment.variables[slot].type), used)
        }
        for used in stride(from: names.count, to: 0, by: -1) {
            let name = names.prefix(used).joined(separator: ".")
            if name != "record", let type = TypeName(rawValue: name) {
                return ((emit(.constant, constant(.type(type)), at: node), .type), used)
            }
        }
        let whole = names.joined(separator: ".")
        let problem = "there is no field or variable '\(whole.prefix(80))'"
        let refused = try refuse(problem, .unknownName, at: node) { compiler in
            compiler.unknownPath(names, isRooted, problem, at: node)
        }
        return (refused, names.count)
    }

    private func unknownPath(
        _ names: [String], _ isRooted: Bool, _ problem: String, at node: Int
    ) -> ExpressionFailure {
        let whole = names.joined(separator: ".")
        let candidates =
            environment.variables.map(\.name) + (isRooted ? [] : locals.map(\.name))
        let isGroup = environment.variables.contains { $0.name.hasPrefix(whole + ".") }
        let nearest = Suggestion.nearest(to: whole, among: candidates)
        let remedy =
            isGroup
            ? "it is a group of fields; name one of them"
            : nearest.map { "did you mean '\($0)'?" } ?? "see the list of fields a profile may use"
        let isField =
            names.count > 1
            && environment.variables.contains { $0.name.hasPrefix(names[0] + ".") }
        return failure(
            isField ? .unknownField : .unknownName, at: node, problem, remedy: remedy)
    }

    /// The slot of the longest declared prefix.
    private func slot(of names: [String]) -> (slot: Int, used: Int)? {
        for used in stride(from: min(names.count, 16), to: 0, by: -1) {
            let name = names.prefix(used).joined(separator: ".")
            if let slot = environment.slot(of: name) { return (slot, used) }
        }
        return nil
    }

    /// The slot that a whole path names, unless a macro's variable hides it.
    func wholeSlot(_ node: Int) -> Int? {
        guard let (names, isRooted) = syntax.path(node) else { return nil }
        if !isRooted, locals.contains(where: { $0.name == names[0] }) { return nil }
        guard let (slot, used) = slot(of: names), used == names.count else { return nil }
        return slot
    }

    /// The type of a field, and its place when the operand is a record of known shape.
    private func field(
        _ name: String, of type: ValueType
    ) -> (type: ValueType, place: Int, isKnown: Bool) {
        switch type {
        case .dyn: return (.dyn, -1, true)
        case .map(let key, let value): return (value, -1, ValueType.string.fits(key))
        case .record(let shape):
            guard let place = shape.place(of: name) else { return (.dyn, -1, false) }
            return (shape.fields[place].type, place, true)
        case .optional(let inner):
            let found = field(name, of: inner)
            return (.optional(found.type), found.place, found.isKnown)
        default: return (.dyn, -1, false)
        }
    }

    private func unknown(_ name: String, of type: ValueType, at node: Int) -> ExpressionFailure {
        guard case .record(let shape) = type else {
            return failure(
                .unknownField, at: node, "a value of type \(type) has no field '\(name.prefix(80))'"
            )
        }
        let nearest = Suggestion.nearest(to: name, among: shape.fields.map(\.name))
        return failure(
            .unknownField, at: node, "\(shape.name) has no field '\(name.prefix(80))'",
            remedy: nearest.map { "did you mean '\($0)'?" }
                ?? "its fields are: \(shape.fields.map(\.name).joined(separator: ", "))")
    }

    private mutating func select(
        _ operand: Compiled, _ name: String, _ isOptional: Bool, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        let found = field(name, of: operand.type)
        if !found.isKnown {
            if checks { throw unknown(name, of: operand.type, at: node) }
        }
        let code: Operation.Code = isOptional ? .selectOptional : .select
        let place = emit(code, operand.node, self.name(name), found.place, at: node)
        guard isOptional, case .optional = found.type else {
            return (place, isOptional ? .optional(found.type) : found.type)
        }
        return (place, found.type)
    }

    mutating func has(
        _ operand: Int, _ name: String, at node: Int
    ) throws(ExpressionFailure) -> Compiled {
        if let (names, isRooted) = syntax.path(operand),
            isRooted || !locals.contains(where: { $0.name == names[0] }),
            let slot = environment.slot(of: (names + [name]).joined(separator: "."))
        {
            parts.slots.insert(slot)
            return (emit(.hasSlot, slot, at: node), .bool)
        }
        if checks, let (names, _) = syntax.path(operand),
            !locals.contains(where: { $0.name == names[0] }),
            environment.variables.contains(where: {
                $0.name.hasPrefix(names.joined(separator: ".") + ".")
            }), slot(of: names) == nil
        {
            // The operand is a group of declared fields, so that the field itself is the unknown one.
            let whole = (names + [name]).joined(separator: ".")
            let nearest = Suggestion.nearest(to: whole, among: environment.variables.map(\.name))
            throw failure(
                .unknownField, at: node, "there is no field '\(whole.prefix(80))'",
                remedy: nearest.map { "did you mean '\($0)'?" } ?? "")
        }
        let value = try compile(operand)
        let found = field(name, of: value.type)
        if !found.isKnown, checks { throw unknown(name, of: value.type, at: node) }
        return (emit(.hasField, value.node, self.name(name), found.place, at: node), .bool)
    }

    /// The codes a field may hold, when the node names a field that has such a list.
    func codes(of node: Int) -> CodeSet? {
        if let slot = wholeSlot(node) { return environment.variables[slot].codes }
        guard case .select(let operand, let name, false) = syntax.nodes[node].kind,
            let shape = shape(of: operand), let place = shape.place(of: name)
        else { return nil }
        return shape.fields[place].codes
    }

    /// The shape of the record a simple path leads to.
    private func shape(of node: Int) -> RecordShape? {
        guard let (names, isRooted) = syntax.path(node) else { return nil }
        var type: ValueType
        var used = 1
        if !isRooted, let local = locals.last(where: { $0.name == names[0] }) {
            type = local.type
        } else if let (slot, count) = slot(of: names) {
            (type, used) = (environment.variables[slot].type, count)
        } else {
            return nil
        }
        for name in names.dropFirst(used) {
            guard case .record(let shape) = type, let place = shape.place(of: name) else {
                return nil
            }
            type = shape.fields[place].type
        }
        guard case .record(let shape) = type else { return nil }
        return shape
    }

    /// Refuses a constant that is not in the code list of the field it is compared with.
    func checkCodes(_ left: Int, _ right: Int) throws(ExpressionFailure) {
        guard checks else { return }
        for (field, other) in [(left, right), (right, left)] {
            guard let codes = codes(of: field) else { continue }
            var literals = [other]
            if case .list(let elements) = syntax.nodes[other].kind {
                literals = elements.map(\.value)
            }
            for literal in literals {
                guard case .literal(.string(let text)) = syntax.nodes[literal].kind,
                    !codes.codes.contains(text)
                else { continue }
                let nearest = Suggestion.nearest(to: text, among: codes.codes.sorted())
                throw failure(
                    .unknownName, at: literal, "'\(text.prefix(40))' is not in \(codes.name)",
                    remedy: nearest.map { "did you mean '\($0)'?" } ?? "look the code up")
            }
        }
    }
}
