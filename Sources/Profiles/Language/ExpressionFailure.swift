/// Why an expression was refused, and where.
///
/// Refusals of the reader, the checker and the compiler have this form; what goes wrong while a
/// checked expression runs is an ``EvaluationFailure``.
package struct ExpressionFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// For programs: stable.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// The text has more than ``ExpressionLimits/sourceBytes`` bytes.
        case tooLong = "expression-too-long"
        /// More nesting than ``ExpressionLimits/depth``.
        case tooDeep = "expression-too-deep"
        /// More parts than ``ExpressionLimits/nodes``.
        case tooLarge = "expression-too-large"
        /// Characters that form no word of the language.
        case badToken = "expression-token"
        /// Words in an order the grammar does not know.
        case syntax = "expression-syntax"
        /// A name that is not declared.
        case unknownName = "expression-unknown-name"
        /// A field the record does not have.
        case unknownField = "expression-unknown-field"
        /// An operator or function applied to types it is not defined for.
        case type = "expression-type"
        /// A constant regular expression that cannot be read or is too large.
        case pattern = "expression-pattern"
    }

    package var code: Code
    /// Where in the text the trouble begins.
    package var position: SourcePosition
    /// What was found and why it is wrong.
    package var problem: String
    /// What the author can do now.
    package var remedy: String

    package init(_ code: Code, at position: SourcePosition, _ problem: String, remedy: String = "")
    {
        self.code = code
        self.position = position
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String {
        "\(position.line):\(position.column): \(problem)" + (remedy.isEmpty ? "" : "; \(remedy)")
    }
}

/// A place in an expression: byte offset, and line and column counted from 1, the column in Unicode
/// scalars.
package struct SourcePosition: Hashable, Sendable {
    package var offset: Int
    package var line: Int
    package var column: Int

    package init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The position of a byte offset in a text.
    init(offset: Int, in text: ArraySlice<UInt8>) {
        var line = 1
        var column = 1
        for byte in text.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(offset: offset, line: line, column: column)
    }
}

/// Bounds on what an author may write; all are far above what a profile needs.
package struct ExpressionLimits: Hashable, Sendable {
    /// Bytes of UTF-8 in one expression.
    package var sourceBytes = 65_536
    /// Levels of nesting, counted over the whole tree, chains of one operator included; `&&` and
    /// `||` in a row count as one level.
    package var depth = 160
    /// Parts (literals, names, operators, calls) in one expression.
    package var nodes = 20_000

    package init() {}

    package init(sourceBytes: Int, depth: Int, nodes: Int) {
        self.sourceBytes = sourceBytes
        self.depth = depth
        self.nodes = nodes
    }
}
