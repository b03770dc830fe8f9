/// The fields an expression may name over facts of one type, each with the way to read it.
///
/// Made once; its environment compiles programs, its reader feeds evaluators. Reading is by slot
/// number, and only of the slots that programs ask for.
///
///     var schema = FactSchema<Dossier>()
///     schema.text("declaration.mode") { $0.mode }
///     schema.number("declaration.value") { $0.value }
///     let program = try Program.compile("declaration.mode == 'road'", in: schema.environment)
///     var evaluator = Evaluator(schema.environment)
///     evaluator.begin(schema.reader(over: dossier))
///     let hit = evaluator.truth(of: program)
package struct FactSchema<Facts>: Sendable {
    /// Reads one field.
    package typealias Reading = @Sendable (Facts) -> Value

    private var variables: [Environment.Variable] = []
    private var readings: [Reading] = []

    package init() {}

    /// The variables for ``Program/compile(_:in:checks:limits:)``. Built anew at each call; keep it.
    package var environment: Environment { Environment(variables) }

    /// Adds a field of any type. `.missing` says that the facts do not state it.
    ///
    /// - Precondition: the name was not added before.
    package mutating func add(
        _ name: String, _ type: ValueType, codes: CodeSet? = nil, _ read: @escaping Reading
    ) {
        precondition(
            !variables.contains { $0.name == name }, "a field is declared once: \(name)")
        variables.append(Environment.Variable(name, type, codes: codes))
        readings.append(read)
    }

    /// Adds a field of type string.
    package mutating func text(
        _ name: String, codes: CodeSet? = nil, _ read: @escaping @Sendable (Facts) -> String?
    ) {
        add(name, .string, codes: codes) { facts in read(facts).map { .string($0) } ?? .missing }
    }

    /// Adds a field of type double.
    package mutating func number(
        _ name: String, _ read: @escaping @Sendable (Facts) -> Double?
    ) {
        add(name, .double) { facts in read(facts).map { .double($0) } ?? .missing }
    }

    /// Adds a field of type int.
    package mutating func integer(
        _ name: String, _ read: @escaping @Sendable (Facts) -> Int?
    ) {
        add(name, .int) { facts in read(facts).map { .int(Int64($0)) } ?? .missing }
    }

    /// Adds a field of type bool.
    package mutating func flag(_ name: String, _ read: @escaping @Sendable (Facts) -> Bool?) {
        add(name, .bool) { facts in read(facts).map { .bool($0) } ?? .missing }
    }

    /// What ``Evaluator/begin(_:)`` takes to run programs over these facts.
    package func reader(over facts: Facts) -> (Int) -> Value {
        let readings = readings
        return { slot in readings[slot](facts) }
    }
}
