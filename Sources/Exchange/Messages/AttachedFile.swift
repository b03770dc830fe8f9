package import Seal

/// What the sealed text says of an attached file: things that strangers must not see.
///
/// They stand in the field `attachments` of the content, one entry per attachment of the head, in the
/// same order, so that the agreement's rules about fields hold for them as for everything else.
package struct AttachedFile: Hashable, Sendable {
    /// The file's name at the sender, for people; never a path.
    package let name: String
    /// The digest of the file itself.
    package let digest: Digest256

    /// Most bytes of a name.
    package static let nameByteCountMax = 255

    /// `nil` for a name that is no harmless file name; see ``isHarmless(_:)``.
    package init?(name: String, digest: Digest256) {
        guard Self.isHarmless(name) else { return nil }
        self.name = name
        self.digest = digest
    }

    /// Whether a name can do nothing but name a file: 1 to 255 bytes, no `/`, `\`, `:` or other
    /// character that systems treat as more than a letter, no control or invisible character, no
    /// dot or space at an end that some systems drop, and not a device of some system.
    package static func isHarmless(_ name: String) -> Bool {
        guard (1...nameByteCountMax).contains(name.utf8.count) else { return false }
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                return false
            default: if "/\\:*?\"<>|".unicodeScalars.contains(scalar) { return false }
            }
        }
        guard let first = name.first, let last = name.last, first != ".", first != "-",
            !first.isWhitespace, last != ".", !last.isWhitespace
        else { return false }
        let stem = name.prefix { $0 != "." }.uppercased()
        let devices: Set = ["CON", "PRN", "AUX", "NUL", "CLOCK$"]
        let isPort =
            stem.count == 4 && (stem.hasPrefix("COM") || stem.hasPrefix("LPT"))
            && stem.last?.isNumber == true
        return !devices.contains(stem) && !isPort
    }

    /// The entry in the content.
    package var json: JSONTree {
        .object(["name": .string(name), "digest": .string(digest.base64URL)])
    }

    /// The files that a content speaks of; none when it has no such field.
    ///
    /// - Throws: ``Refusal/Code/malformed`` for entries of another form and names that are not
    ///   harmless.
    package static func all(in content: JSONTree) throws(Refusal) -> [AttachedFile] {
        guard let field = content["attachments"] else { return [] }
        guard let entries = field.elements, !entries.isEmpty,
            entries.count <= EnvelopeHead.attachmentCountMax
        else { throw refusal("is no list of 1 to \(EnvelopeHead.attachmentCountMax) files") }
        var files: [AttachedFile] = []
        for (place, entry) in entries.enumerated() {
            guard let object = entry.object, Set(object.names) == ["name", "digest"],
                let digest = object["digest"]?.text.flatMap({ Digest256(base64URL: $0) }),
                let name = object["name"]?.text
            else { throw refusal("has an entry \(place + 1) of another form") }
            // The name itself may be an attack on whoever reads the log.
            guard let file = AttachedFile(name: name, digest: digest) else {
                throw refusal("has an entry \(place + 1) whose name is no harmless file name")
            }
            files.append(file)
        }
        return files
    }

    private static func refusal(_ problem: String) -> Refusal {
        Refusal(
            .malformed, place: "content.attachments", problem: problem,
            reason: "exchange.md section 4, attachments",
            remedy: "give the file a plain name without path and signs, and attach it again")
    }
}
