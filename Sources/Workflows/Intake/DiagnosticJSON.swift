package import Customs
package import Formats

/// Diagnostics in the words of the contract.
package enum DiagnosticJSON {
    /// A JSON array.
    package static func text(_ diagnostics: [Diagnostic]) -> String {
        var writer = JSONWriter(capacity: 256)
        write(diagnostics, to: &writer)
        return writer.text
    }

    /// Writes the array `[{"severity","code","place","problem","reason","remedy"}…]`.
    package static func write(_ diagnostics: [Diagnostic], to writer: inout JSONWriter) {
        writer.beginArray()
        for diagnostic in diagnostics {
            writer.beginObject()
            writer.key("severity")
            writer.string(diagnostic.severity.rawValue)
            writer.key("code")
            writer.string(diagnostic.code)
            writer.key("place")
            writer.string(diagnostic.place)
            writer.key("problem")
            writer.string(diagnostic.problem)
            writer.key("reason")
            writer.string(diagnostic.reason)
            writer.key("remedy")
            writer.string(diagnostic.remedy)
            writer.endObject()
        }
        writer.endArray()
    }
}
