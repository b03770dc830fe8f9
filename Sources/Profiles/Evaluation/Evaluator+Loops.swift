extension Evaluator {
    mutating func loop(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        let plan = program.loops[Int(operation.a)]
        let range = try value(plan.range, program)
        switch range {
        case .list, .map: break
        default: throw noOverload("a macro", operation, range)
        }
        switch plan.kind {
        case .all, .exists: return .bool(try quantified(plan, range, operation, program))
        case .existsOne: return .bool(try isOne(plan, range, operation, program))
        case .list: return try collected(plan, range, operation, program)
        case .map, .mapEntry: return try mapped(plan, range, operation, program)
        }
    }

    private static func count(_ range: Value) -> Int {
        switch range {
        case .list(let elements): elements.count
        case .map(let map): map.count
        default: 0
        }
    }

    /// Sets the variables of a turn and pays for it.
    private mutating func enter(
        _ turn: Int, _ plan: LoopPlan, _ range: Value, _ operation: Operation
    ) throws(EvaluationFailure) {
        try charge(1, operation)
        switch range {
        case .list(let elements):
            if plan.second >= 0 {
                locals[plan.first] = .int(Int64(turn))
                locals[plan.second] = elements[turn]
            } else {
                locals[plan.first] = elements[turn]
            }
        case .map(let map):
            locals[plan.first] = map.keys[turn]
            if plan.second >= 0 { locals[plan.second] = map.values[turn] }
        default: break
        }
    }

    private mutating func quantified(
        _ plan: LoopPlan, _ range: Value, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Bool {
        let decisive: Truth = plan.kind == .all ? .no : .yes
        var failed: EvaluationFailure?
        for turn in 0..<Self.count(range) {
            try enter(turn, plan, range, operation)
            let answer = truth(plan.body, program)
            if answer == decisive { return plan.kind == .exists }
            if answer == .failed {
                failed = failure
                if budget < 0 { throw exhausted(operation) }
            }
        }
        if let failed { throw failed }
        return plan.kind == .all
    }

    /// The answer of a condition that must have one.
    private mutating func holds(
        _ node: Int, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Bool {
        switch truth(node, program) {
        case .yes: return true
        case .no: return false
        case .failed:
            throw failure ?? failed(.invalid, "the condition has no answer", operation)
        }
    }

    private mutating func isOne(
        _ plan: LoopPlan, _ range: Value, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Bool {
        var found = 0
        for turn in 0..<Self.count(range) {
            try enter(turn, plan, range, operation)
            if try holds(plan.body, operation, program) { found += 1 }
        }
        return found == 1
    }

    private mutating func collected(
        _ plan: LoopPlan, _ range: Value, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        var result: [Value] = []
        for turn in 0..<Self.count(range) {
            try enter(turn, plan, range, operation)
            if plan.condition >= 0, !(try holds(plan.condition, operation, program)) { continue }
            if plan.body >= 0 {
                result.append(try value(plan.body, program))
            } else {
                result.append(locals[plan.first])
            }
        }
        return .list(result)
    }

    private mutating func mapped(
        _ plan: LoopPlan, _ range: Value, _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        var result = MapValue()
        for turn in 0..<Self.count(range) {
            try enter(turn, plan, range, operation)
            if plan.condition >= 0, !(try holds(plan.condition, operation, program)) { continue }
            let key = locals[plan.first]
            let found = try value(plan.body, program)
            guard plan.kind == .mapEntry else {
                try add(key, found, to: &result, operation)
                continue
            }
            guard case .map(let entries) = found else {
                throw noOverload("transformMapEntry()", operation, found)
            }
            try charge(entries.count, operation)
            for place in entries.keys.indices {
                try add(entries.keys[place], entries.values[place], to: &result, operation)
            }
        }
        return .map(result)
    }
}
