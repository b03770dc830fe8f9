import Foundation
import Testing

@testable import Profiles

@Suite("Conformance with the expression language")
struct ConformanceTests {
    /// Sections that must pass whole; the others are counted and named.
    static let sections: Set = [
        "basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists",
        "logic", "macros", "macros2", "parse", "plumbing", "string", "timestamps", "string_ext",
        "math_ext", "optionals", "bindings_ext",
    ]

    // Skipped, visibly, where the shared data is not beside the package.
    @Test(
        "gives the expected value or error for each case",
        .enabled(if: ConformanceData.path != nil, "conformance.jsonl is not beside the package"))
    func cases() throws {
        let cases = try ConformanceData.cases()
        #expect(cases.count > 700)
        for example in cases {
            let result = run(example.expression, example.variables, checks: example.checks)
            switch (result, example.expected) {
            case (.success(let value), let expected?):
                #expect(written(value) == written(expected), "\(example)")
            case (.success(let value), nil):
                Issue.record("\(example) gave \(written(value)), an error was expected")
            case (.failure(let failure), .some):
                Issue.record("\(example) failed: \(failure.text)")
            case (.failure, nil): break
            }
        }
    }
}
