package import Customs

/// A document in the words of the format it came in, as `tamga read --jsonl` shows it.
package enum DocumentWords {
    /// Writes one object: the profile's words for EDIFACT, canonical JSON for everything else.
    package static func write(
        _ content: CustomsDocument, format: String, to writer: inout JSONWriter
    ) {
        switch format {
        case "edifact": EDIFACTWords.write(content, to: &writer)
        default: writer.raw(CanonicalJSON.write(content))
        }
    }
}
