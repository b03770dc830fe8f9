/// Why an expression gave no value.
///
/// `&&`, `||` and the macros `all` and `exists` pass over failures of one side when the other side
/// decides; an exhausted budget is never passed over.
package struct EvaluationFailure: Error, Hashable, Sendable {
    /// For programs: stable.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// An operator or function got types it has no meaning for.
        case noSuchOverload = "no-such-overload"
        /// A field or key that is not there.
        case noSuchField = "no-such-field"
        /// A name that is bound to nothing.
        case unknownName = "unknown-name"
        /// A number, instant or span beyond its range.
        case overflow = "overflow"
        case divisionByZero = "division-by-zero"
        /// An index or position outside a list or text.
        case range = "out-of-range"
        /// A text that cannot be read as what it should be.
        case unreadable = "unreadable"
        /// A value that is not allowed where it stands.
        case invalid = "invalid-value"
        /// ``Evaluator/costLimit`` was reached.
        case costExceeded = "cost-exceeded"

        /// For the operations of a program.
        var number: Int32 { Int32(Self.allCases.firstIndex(of: self) ?? 0) }

        init(number: Int32) {
            let all = Self.allCases
            self = all.indices.contains(Int(number)) ? all[Int(number)] : .invalid
        }
    }

    package var code: Code
    package var problem: String
    /// Byte offset in the text of the program.
    package var offset: Int32

    package init(_ code: Code, _ problem: String, offset: Int32 = 0) {
        self.code = code
        self.problem = problem
        self.offset = offset
    }

    /// Line and column in the program's text.
    package func position(in program: Program) -> SourcePosition {
        SourcePosition(offset: Int(offset), in: Array(program.source.utf8)[...])
    }

    /// One line with position, code and problem.
    package func text(in program: Program) -> String {
        let place = position(in: program)
        return "\(place.line):\(place.column): \(code.rawValue): \(problem)"
    }
}

/// Yes, no, or no answer.
package enum Truth: UInt8, Hashable, Sendable {
    case no, yes
    /// The evaluation failed; ``Evaluator/failure`` says why.
    case failed
}
