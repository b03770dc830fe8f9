package import Customs

/// Writes a declaration as XML of the WCO Data Model 3.6 (message DEC) in its MetaData envelope.
///
/// Elements come in the order of the schema; values as they were written. What the message has no
/// place for is named in the diagnostics, never dropped in silence.
package struct WCODeclarationWriter: Sendable {
    package init() {}

    /// What came out.
    package struct Written: Sendable {
        package var bytes: [UInt8]
        /// Errors where the result would be refused by a reader, warnings where a part of the
        /// declaration has no place in the message; empty when nothing is lost or added.
        package var diagnostics: [Diagnostic]
    }

    /// Writes a declaration and reads the result back to prove it.
    package func write(_ declaration: Declaration) -> Written {
        let bytes = bytes(of: declaration)
        var diagnostics: [Diagnostic] = []
        var readBack: Declaration?
        let format = WCODeclarationFormat()
        do {
            try format.read(MemorySource(bytes), limits: ReadingLimits()) { document in
                diagnostics += document.diagnostics
                if case .declaration(let copy) = document.content { readBack = copy }
            }
        } catch {
            diagnostics.append(Self.unreadable("\(error)"))
        }
        if let copy = readBack {
            diagnostics += Self.losses(original: declaration, copy: copy)
        }
        return Written(bytes: bytes, diagnostics: diagnostics)
    }

    /// The XML alone, unproved.
    package func bytes(of declaration: Declaration) -> [UInt8] {
        var writing = WCOWriting(declaration)
        writing.write()
        return writing.writer.bytes
    }

    private static func unreadable(_ cause: String) -> Diagnostic {
        Diagnostic(
            .error, code: "written-unreadable", place: "Declaration",
            problem: "the written document cannot be read back: \(cause)",
            reason: "every document is read back before it leaves",
            remedy: "report the declaration to the developers")
    }

    private static func losses(original: Declaration, copy: Declaration) -> [Diagnostic] {
        guard original != copy else { return [] }
        let before = FieldDigest.fields(of: original)
        let after = FieldDigest.fields(of: copy)
        var losses: [Diagnostic] = []
        for (old, new) in zip(before, after) where old.digest != new.digest {
            // The flow is read off other fields.
            guard old.key != "flow" else { continue }
            losses.append(
                Diagnostic(
                    .warning, code: "written-not-whole", place: "Declaration/\(old.key)",
                    problem: "\(old.key) is not the same after writing and reading back",
                    reason: "WCO Data Model 3.6, message DEC, has no place for a part of it, or "
                        + "another order",
                    remedy: "send the declaration as canonical JSON, which holds all of it"))
        }
        return losses
    }
}

/// Notes a digest of every field of a record.
private struct FieldDigest: FieldVisitor {
    var fields: [(key: String, digest: Int)] = []

    static func fields(of declaration: Declaration) -> [(key: String, digest: Int)] {
        var visitor = FieldDigest()
        var copy = declaration
        copy.fields(&visitor)
        return visitor.fields
    }

    private mutating func note(_ key: StaticString, _ value: some Hashable) {
        fields.append((key.description, value.hashValue))
    }

    mutating func text(_ key: StaticString, _ value: inout String?) { note(key, value) }
    mutating func texts(_ key: StaticString, _ value: inout [String]) { note(key, value) }
    mutating func decimal(_ key: StaticString, _ value: inout ExactDecimal?) { note(key, value) }
    mutating func money(_ key: StaticString, _ value: inout Money?) { note(key, value) }
    mutating func quantity(_ key: StaticString, _ value: inout Quantity?) { note(key, value) }
    mutating func dateTime(_ key: StaticString, _ value: inout WrittenDateTime?) {
        note(key, value)
    }
    mutating func word<Word: RawRepresentable>(_ key: StaticString, _ value: inout Word?)
    where Word.RawValue == String { note(key, value?.rawValue) }
    mutating func record<Part: Record>(_ key: StaticString, _ value: inout Part?) {
        note(key, value)
    }
    mutating func records<Part: Record>(_ key: StaticString, _ value: inout [Part]) {
        note(key, value)
    }
}
