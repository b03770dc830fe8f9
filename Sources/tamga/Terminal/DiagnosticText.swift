import Customs

/// Diagnostics for people, on standard error.
enum DiagnosticText {
    /// Shows each as two lines: where and what; why and what to do.
    static func show(_ diagnostics: [Diagnostic], of input: String) {
        for diagnostic in diagnostics { say(text(diagnostic, of: input)) }
    }

    static func text(_ diagnostic: Diagnostic, of input: String) -> String {
        """
        \(input): \(diagnostic.severity.rawValue) \(diagnostic.code) at \(diagnostic.place): \(diagnostic.problem)
            why: \(diagnostic.reason)
            do:  \(diagnostic.remedy)
        """
    }
}
