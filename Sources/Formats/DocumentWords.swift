package import Customs

/// A document in the words that `tamga read --jsonl` shows.
package enum DocumentWords {
    /// Writes one object: the profile's words for EDIFACT and for cargo reports, else the short words
    /// of declarations.
    package static func write(
        _ content: CustomsDocument, format: String, to writer: inout JSONWriter
    ) {
        switch (format, content) {
        case ("edifact", _), (_, .cargoReport): EDIFACTWords.write(content, to: &writer)
        case (_, .declaration(let declaration)): WCOWords.write(declaration, into: &writer)
        }
    }
}
