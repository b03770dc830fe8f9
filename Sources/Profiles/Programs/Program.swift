/// An expression made ready to run: a flat array of operations with slots instead of names.
///
/// A program is immutable and may be run by any number of ``Evaluator`` values at once.
package final class Program: Sendable {
    /// The type of the result, as far as the checker knows.
    package let type: ValueType
    /// The slots of the environment the program reads, ascending.
    package let slots: [Int]
    /// Upper bound of the cost of one evaluation when the program has no loop over data and calls no
    /// function whose cost grows with its input; nil otherwise, where the evaluator's limit rules.
    package let costMax: Int?
    /// The text the program was made from.
    package let source: String

    let nodes: ContiguousArray<Operation>
    let operands: ContiguousArray<Int32>
    let constants: ContiguousArray<Value>
    let names: ContiguousArray<String>
    let loops: ContiguousArray<LoopPlan>
    let patterns: ContiguousArray<Pattern>
    let sets: ContiguousArray<TextSet>
    let root: Int
    let localCount: Int

    init(_ parts: ProgramParts, root: Int, type: ValueType, source: String) {
        self.type = type
        self.source = source
        self.root = root
        slots = parts.slots.sorted()
        costMax =
            parts.isBounded
            ? parts.nodes.count + parts.constants.reduce(0) { $0 + $1.weight } : nil
        nodes = parts.nodes
        operands = parts.operands
        constants = parts.constants
        names = parts.names
        loops = parts.loops
        patterns = parts.patterns
        sets = parts.sets
        localCount = parts.localCount
    }

    /// Reads, checks and compiles an expression.
    ///
    /// - Parameter checks: false to skip the type check; unknown names and wrong types are then
    ///   faults of the evaluation.
    /// - Throws: the first refusal, with its position.
    package static func compile(
        _ text: String, in environment: Environment, checks: Bool = true,
        limits: ExpressionLimits = ExpressionLimits()
    ) throws(ExpressionFailure) -> Program {
        let syntax = try Parser.parse(text, limits: limits)
        var compiler = Compiler(syntax, environment, checks: checks)
        let (root, type) = try compiler.compile(syntax.root)
        return Program(compiler.parts, root: root, type: type, source: text)
    }
}

/// What the compiler gathers.
struct ProgramParts {
    var nodes: ContiguousArray<Operation> = []
    var operands: ContiguousArray<Int32> = []
    var constants: ContiguousArray<Value> = []
    var names: ContiguousArray<String> = []
    var loops: ContiguousArray<LoopPlan> = []
    var patterns: ContiguousArray<Pattern> = []
    var sets: ContiguousArray<TextSet> = []
    var slots: Set<Int> = []
    var localCount = 0
    var isBounded = true
    var patternSteps = 0
}

/// One operation; the meaning of `a`, `b` and `c` stands beside each code.
struct Operation: Sendable {
    enum Code: UInt8, Sendable {
        /// a: constant
        case constant
        /// a: slot
        case slot
        /// a: local
        case local
        /// a: operand, b: name, c: place of the field in the record's shape, or -1
        case select, selectOptional, hasField
        /// a: slot
        case hasSlot
        /// a: operand, b: key
        case index, indexOptional
        /// a: first operand, b: count
        case and, or
        /// a: operand
        case not, negate
        /// a: condition, b: then, c: otherwise
        case conditional
        /// a, b: operands
        case equal, notEqual, less, lessEqual, greater, greaterEqual, contained
        case add, subtract, multiply, divide, remainder
        /// a: slot, b: constant text
        case slotEqualsText, slotDiffersFromText, slotStartsWith
        /// a: operand, b: set of texts
        case inTexts
        /// a: operand, b: pattern
        case matchesConstant
        /// `function`, a: argument, b: second, c: third; -1 where there is none
        case call
        /// `function`, a: first operand, b: count
        case callMany
        /// a: first operand, b: count, c: operand where the flags of optional parts stand, or -1
        case list, map
        /// a: loop
        case loop
        /// a: value, b: body, c: local
        case bind
        /// a: value, b: body, c: local
        case optMap, optFlatMap
        /// a: name, b: kind of fault
        case fault
    }

    var code: Code
    var function: Function = .dyn
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    /// Byte offset in the text.
    var offset: Int32 = 0
}

/// A macro over a list or a map.
struct LoopPlan: Sendable {
    var kind: Syntax.Loop.Kind
    var range: Int
    var first: Int
    /// -1 for the forms with one variable.
    var second: Int
    /// -1 for none.
    var condition: Int
    /// -1 to collect the element itself.
    var body: Int
}

/// Texts with a fast answer to "is it one of them".
struct TextSet: Sendable {
    private let texts: Set<ExactText>
    /// Bytes of the longest text.
    private let bytesMax: Int

    init(_ texts: [String]) {
        self.texts = Set(texts.map { ExactText($0) })
        bytesMax = texts.reduce(0) { max($0, $1.utf8.count) }
    }

    /// The texts, in no order.
    var all: [String] { texts.map(\.text) }

    func contains(_ text: String) -> Bool {
        text.utf8.count <= bytesMax && texts.contains(ExactText(text))
    }
}
