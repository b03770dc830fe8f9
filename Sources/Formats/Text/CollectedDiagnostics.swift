package import Customs

/// Diagnostics of one document in the order they were found, at most ``Diagnostic/countMax``; the
/// last one kept then says that there are more.
package struct CollectedDiagnostics: Sendable {
    package private(set) var all: [Diagnostic] = []
    /// True once an error was added, kept or not.
    package private(set) var hasError = false

    package init() {}

    package var isEmpty: Bool { all.isEmpty }

    package mutating func add(_ diagnostic: Diagnostic) {
        if diagnostic.severity == .error { hasError = true }
        if all.count < Diagnostic.countMax - 1 {
            all.append(diagnostic)
        } else if all.count == Diagnostic.countMax - 1 {
            all.append(
                Diagnostic(
                    hasError ? .error : .warning, code: "more-diagnostics",
                    place: diagnostic.place,
                    problem: "there are more faults from here on",
                    reason: "at most \(Diagnostic.countMax) diagnostics are kept for one document",
                    remedy: "correct the ones listed and read the document again"))
        } else if hasError, all[all.count - 1].severity != .error {
            all[all.count - 1].severity = .error
        }
    }
}
