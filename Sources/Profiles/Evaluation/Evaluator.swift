/// Runs programs over the values of one environment's slots.
///
/// Values are asked for when a program first reads their slot and kept until the next
/// ``begin(_:)``, so that many programs over one declaration read each field once. An evaluator
/// belongs to one thread; programs are shared.
///
///     var evaluator = Evaluator(environment)
///     evaluator.begin { slot in facts.value(ofSlot: slot) }
///     let hit = evaluator.truth(of: program)
package struct Evaluator: ~Copyable {
    /// Units one evaluation may cost when nothing else is said: an operation costs one unit, a turn of
    /// a macro one more, and functions over texts, bytes and lists one for each 16 bytes or each
    /// element read or written.
    package static let costLimitDefault = 1_000_000

    /// Units one evaluation may cost.
    package let costLimit: Int
    /// Why the last ``truth(of:)`` failed.
    package internal(set) var failure: EvaluationFailure?
    /// Units the last evaluation cost.
    package var cost: Int { costLimit - budget }

    var budget: Int
    var locals: ContiguousArray<Value> = []
    private var read: (Int) -> Value
    private var slots: ContiguousArray<Value>
    private var stamps: ContiguousArray<UInt32>
    private var stamp: UInt32 = 1
    var matchers: [ObjectIdentifier: PatternMatcher] = [:]
    var foundPatterns: [String: Pattern] = [:]

    package init(_ environment: Environment, costLimit: Int = Evaluator.costLimitDefault) {
        self.costLimit = costLimit
        budget = costLimit
        read = { _ in .missing }
        slots = ContiguousArray(repeating: .missing, count: environment.variables.count)
        stamps = ContiguousArray(repeating: 0, count: environment.variables.count)
    }

    /// Starts on another set of values.
    ///
    /// - Parameter read: gives the value of a slot, `.missing` when there is none; called at most once
    ///   for each slot.
    package mutating func begin(_ read: @escaping (Int) -> Value) {
        self.read = read
        stamp &+= 1
        if stamp == 0 {
            stamp = 1
            for place in stamps.indices { stamps[place] = 0 }
        }
    }

    /// The value of a program made for this evaluator's environment.
    package mutating func value(of program: Program) throws(EvaluationFailure) -> Value {
        prepare(program)
        return try value(program.root, program)
    }

    /// Whether a program's value is true. A value that is no bool is a failure.
    package mutating func truth(of program: Program) -> Truth {
        prepare(program)
        return truth(program.root, program)
    }

    @inline(__always)
    private mutating func prepare(_ program: Program) {
        budget = costLimit
        while locals.count < program.localCount { locals.append(.missing) }
    }

    @inline(__always)
    mutating func slot(_ slot: Int) -> Value {
        if stamps[slot] != stamp {
            slots[slot] = read(slot)
            stamps[slot] = stamp
        }
        return slots[slot]
    }

    // MARK: Failing

    func failed(
        _ code: EvaluationFailure.Code, _ problem: String, _ operation: Operation
    ) -> EvaluationFailure {
        EvaluationFailure(code, problem, offset: operation.offset)
    }

    func noOverload(_ name: String, _ operation: Operation, _ values: Value...) -> EvaluationFailure
    {
        let types = values.map(\.typeName.rawValue).joined(separator: ", ")
        return failed(.noSuchOverload, "\(name) is not defined for (\(types))", operation)
    }

    /// Takes units from the budget.
    @inline(__always)
    mutating func charge(_ units: Int, _ operation: Operation) throws(EvaluationFailure) {
        budget -= units
        if budget < 0 { throw exhausted(operation) }
    }

    func exhausted(_ operation: Operation) -> EvaluationFailure {
        failed(.costExceeded, "the evaluation costs more than \(costLimit) units", operation)
    }

    // MARK: Truth

    /// The answer of a condition, without making a value of it.
    mutating func truth(_ node: Int, _ program: Program) -> Truth {
        let operation = program.nodes[node]
        budget -= 1
        switch operation.code {
        case .and, .or:
            let decisive: Truth = operation.code == .and ? .no : .yes
            var result: Truth = operation.code == .and ? .yes : .no
            for place in Int(operation.a)..<Int(operation.a + operation.b) {
                let answer = truth(Int(program.operands[place]), program)
                if answer == decisive { return decisive }
                if answer == .failed {
                    if budget < 0 { return .failed }
                    result = .failed
                }
            }
            return result
        case .not:
            switch truth(Int(operation.a), program) {
            case .no: return .yes
            case .yes: return .no
            case .failed: return .failed
            }
        case .slotEqualsText, .slotDiffersFromText:
            return slotComparison(operation, program)
        case .slotStartsWith:
            guard case .string(let text) = slot(Int(operation.a)),
                case .string(let prefix) = program.constants[Int(operation.b)]
            else { return slotFailure(operation) }
            return text.utf8.starts(with: prefix.utf8) ? .yes : .no
        case .hasSlot:
            if case .missing = slot(Int(operation.a)) { return .no }
            return .yes
        default:
            do {
                let value = try value(node, program)
                budget += 1
                if case .bool(let answer) = value { return answer ? .yes : .no }
                failure = failed(
                    .noSuchOverload,
                    "a \(value.typeName.rawValue) stands where a condition belongs",
                    operation)
            } catch {
                failure = error
            }
            return .failed
        }
    }

    private mutating func slotComparison(_ operation: Operation, _ program: Program) -> Truth {
        guard case .string(let wanted) = program.constants[Int(operation.b)] else { return .failed }
        let isEqual: Bool
        switch slot(Int(operation.a)) {
        case .string(let text): isEqual = text.hasSameBytes(as: wanted)
        case .missing: return slotFailure(operation)
        default: isEqual = false
        }
        return isEqual == (operation.code == .slotEqualsText) ? .yes : .no
    }

    private mutating func slotFailure(_ operation: Operation) -> Truth {
        let value = slot(Int(operation.a))
        if case .missing = value {
            failure = failed(.noSuchField, "the field was not stated", operation)
        } else {
            failure = noOverload("startsWith()", operation, value)
        }
        return .failed
    }

    // MARK: Values

    mutating func value(_ node: Int, _ program: Program) throws(EvaluationFailure) -> Value {
        let operation = program.nodes[node]
        budget -= 1
        switch operation.code {
        case .constant: return program.constants[Int(operation.a)]
        case .slot:
            let value = slot(Int(operation.a))
            if case .missing = value {
                throw failed(.noSuchField, "the field was not stated", operation)
            }
            return value
        case .local: return locals[Int(operation.a)]
        case .and, .or, .not, .hasSlot, .slotEqualsText, .slotDiffersFromText, .slotStartsWith:
            budget += 1
            switch truth(node, program) {
            case .yes: return .bool(true)
            case .no: return .bool(false)
            case .failed:
                throw failure ?? failed(.invalid, "the condition has no answer", operation)
            }
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
            return try comparison(operation, program)
        case .add, .subtract, .multiply, .divide, .remainder, .negate:
            return try arithmetic(operation, program)
        case .conditional:
            switch truth(Int(operation.a), program) {
            case .yes: return try value(Int(operation.b), program)
            case .no: return try value(Int(operation.c), program)
            case .failed:
                throw failure ?? failed(.invalid, "the condition has no answer", operation)
            }
        case .select, .selectOptional, .hasField, .index, .indexOptional, .contained, .inTexts,
            .list, .map:
            return try collection(operation, program)
        case .loop: return try loop(operation, program)
        case .matchesConstant:
            let text = try value(Int(operation.a), program)
            return .bool(try matches(text, program.patterns[Int(operation.b)], operation))
        case .call, .callMany: return try call(operation, program)
        case .bind:
            locals[Int(operation.c)] = try value(Int(operation.a), program)
            return try value(Int(operation.b), program)
        case .optMap, .optFlatMap: return try optionalMap(operation, program)
        case .fault:
            throw failed(
                EvaluationFailure.Code(number: operation.b), program.names[Int(operation.a)],
                operation)
        }
    }

    private mutating func optionalMap(
        _ operation: Operation, _ program: Program
    ) throws(EvaluationFailure) -> Value {
        let target = try value(Int(operation.a), program)
        guard case .optional(let optional) = target else {
            throw noOverload("optMap()", operation, target)
        }
        guard let inner = optional.value else { return target }
        locals[Int(operation.c)] = inner
        let result = try value(Int(operation.b), program)
        guard operation.code == .optFlatMap else { return .optional(OptionalValue(result)) }
        guard case .optional = result else { throw noOverload("optFlatMap()", operation, result) }
        return result
    }
}
