import Customs

/// Diagnostics of an import, capped at ``Diagnostic/countMax``.
struct ImportNotes {
    private(set) var diagnostics: [Diagnostic] = []
    private var leftOut = 0

    /// True when further remarks are only counted.
    var isFull: Bool { diagnostics.count >= Diagnostic.countMax - 1 }

    mutating func add(
        _ severity: Diagnostic.Severity, _ code: String, line: Int?, problem: String,
        reason: String, remedy: String
    ) {
        guard !isFull else {
            leftOut += 1
            return
        }
        diagnostics.append(
            Diagnostic(
                severity, code: code, place: line.map { "line \($0)" } ?? "file",
                problem: problem, reason: reason, remedy: remedy))
    }

    /// All diagnostics, with a last one that says how many more there were.
    func finished() -> [Diagnostic] {
        guard leftOut > 0 else { return diagnostics }
        return diagnostics + [
            Diagnostic(
                .note, code: "import-more-diagnostics", place: "file",
                problem: "\(leftOut) more remarks",
                reason: "at most \(Diagnostic.countMax) remarks are kept for one file",
                remedy: "Mend what is named, then import again.")
        ]
    }
}
