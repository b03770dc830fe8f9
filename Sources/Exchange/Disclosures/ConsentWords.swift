package import Seal

/// What a consent request asks for, and what its answer is about: one more use of one message.
///
/// | `use` | names | asks for |
/// |---|---|---|
/// | `other-purpose` | `purpose` | reading, printing and exporting for another purpose |
/// | `evidence` | – | use in court |
/// | `agency` | `agency` | showing it to another agency |
/// | `onward` | `country` | handing it to another administration |
package struct ConsentWords: Hashable, Sendable {
    /// The message whose information is meant.
    package let message: MessageID
    package let use: UseOfInformation

    /// Reads the content of a consent request or answer.
    ///
    /// - Throws: ``Refusal/Code/fieldMissing`` when the use or what it is for is not named.
    package init(_ content: JSONTree) throws(Refusal) {
        guard let message = content["of"]?.text.flatMap(MessageID.init) else {
            throw Self.missing("of", "the id of a message")
        }
        self.message = message
        switch content["use"]?.text {
        case "other-purpose":
            use = .read(purpose: try Self.name(content, "purpose"))
        case "evidence": use = .evidence
        case "agency": use = .agency(try Self.name(content, "agency"))
        case "onward": use = .onward(try Self.name(content, "country"))
        default: throw Self.missing("use", "other-purpose, evidence, agency or onward")
        }
    }

    /// Everything that consent to the use permits: who may read for a purpose may print and export.
    package var uses: [UseOfInformation] {
        guard case .read(let purpose) = use else { return [use] }
        return [.read(purpose: purpose), .print(purpose: purpose), .export(purpose: purpose)]
    }

    /// The members that name the use, for the answer to repeat.
    package var members: [(String, JSONTree)] {
        let of: (String, JSONTree) = ("of", .string(message.text))
        return switch use {
        case .read(let purpose), .print(let purpose), .export(let purpose):
            [of, ("use", "other-purpose"), ("purpose", .string(purpose))]
        case .evidence: [of, ("use", "evidence")]
        case .agency(let agency): [of, ("use", "agency"), ("agency", .string(agency))]
        case .onward(let node): [of, ("use", "onward"), ("country", .string(node))]
        }
    }

    private static func name(_ content: JSONTree, _ field: String) throws(Refusal) -> String {
        guard let name = content[field]?.text, CardKey.isName(name) else {
            throw missing(field, "a code")
        }
        return name
    }

    private static func missing(_ field: String, _ wanted: String) -> Refusal {
        Refusal(
            .fieldMissing, place: "content.\(field)", problem: "is missing or of another form",
            reason: "a word on consent names one message and one use (agreement.md section 2)",
            remedy: "give \(wanted)")
    }
}
