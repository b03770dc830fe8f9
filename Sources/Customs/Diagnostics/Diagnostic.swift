/// One fault or remark about an input: what, where, which rule, and what to do.
///
/// Texts speak to the person who has to act and never repeat personal data at length.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Sendable {
        /// The document is refused.
        case error
        /// The document is accepted, but somebody should look.
        case warning
        /// Worth knowing.
        case note
    }

    package var severity: Severity
    /// Stable identifier for programs, lower-case words joined by hyphens: "mass-net-above-gross".
    package var code: String
    /// Where: "line 14, column 8, Declaration/GoodsShipment/…" or "segment 14 MEA, element 2".
    package var place: String
    /// What was found.
    package var problem: String
    /// Why it is wrong, naming the rule.
    package var reason: String
    /// What the reader of this line can do now.
    package var remedy: String

    package init(
        _ severity: Severity, code: String, place: String, problem: String, reason: String,
        remedy: String
    ) {
        self.severity = severity
        self.code = code
        self.place = place
        self.problem = problem
        self.reason = reason
        self.remedy = remedy
    }
}

extension Diagnostic {
    /// At most this many diagnostics are kept for one document; a last one then says that there are more.
    package static let countMax = 200

    /// Outside text made safe to quote: control characters shown as "·", cut at `limit` characters.
    package static func quoted(_ text: String, limit: Int = 40) -> String {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else {
                shown += "…"
                break
            }
            let control =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || (0x200E...0x200F).contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
            shown.unicodeScalars.append(control ? "·" : scalar)
            count += 1
        }
        return "\"\(shown)\""
    }
}
