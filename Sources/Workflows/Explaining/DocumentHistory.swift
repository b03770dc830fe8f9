package import Customs
package import Formats
import Seal
package import Store

/// Everything a node knows about one document, oldest first.
package struct DocumentHistory: Sendable {
    package var document: DocumentRow
    package var versions: [Version]
    /// What a partner's register and ours differ by.
    package var mirror: MirrorHistory

    package struct Version: Sendable {
        package var row: VersionRow
        package var submissionName: String
        package var content: CustomsDocument?
        /// Warnings and notes of the reading.
        package var diagnostics: [JSONValue]
        package var assessments: [Assessed]

        package var isReport: Bool {
            if case .cargoReport? = content { true } else { false }
        }
    }

    package struct Assessed: Sendable {
        package var row: AssessmentRow
        /// Policy, reason, findings and abstentions as stored.
        package var content: JSONValue
    }

    /// The documents an officer may mean by an id: MRN, reference, or `#` and the node's number.
    package static func find(_ id: String, in reader: any StoreReader) throws -> [DocumentHistory] {
        var documents: [DocumentRow] = []
        if id.hasPrefix("#"), let number = Int64(id.dropFirst()) {
            documents = try reader.document(id: number).map { [$0] } ?? []
        } else if let document = try reader.document(registration: id) {
            documents = [document]
        } else {
            documents = try reader.documents(reference: id)
        }
        return try documents.map { try DocumentHistory(of: $0, in: reader) }
    }

    private init(of document: DocumentRow, in reader: any StoreReader) throws {
        self.document = document
        mirror = try MirrorHistory(number: document.reference, in: reader)
        versions = try reader.versions(of: document.id).map { row in
            Version(
                row: row,
                submissionName: try reader.submission(id: row.submission)?.name ?? "unknown",
                content: CanonicalJSON.read(row.content).document,
                diagnostics: Self.parsed(Array(row.diagnostics.utf8))?.elements ?? [],
                assessments: try reader.assessments(of: row.id).map {
                    Assessed(row: $0, content: Self.parsed($0.content) ?? .null)
                })
        }
    }

    /// JSON that this program wrote; nil for the empty text that stands for "nothing".
    private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
        guard !bytes.isEmpty else { return nil }
        do {
            return try JSONValue.parse(bytes)
        } catch {
            return nil
        }
    }

    /// Writes the history as JSON: id, reference, kind, versions with content and assessments.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("number")
        writer.integer(Int(document.id))
        writer.key("reference")
        writer.string(document.reference)
        writer.key("kind")
        writer.string(document.kind == .declaration ? "declaration" : "cargo-report")
        writer.key("versions")
        writer.beginArray()
        for version in versions { write(version, to: &writer) }
        writer.endArray()
        if !mirror.isEmpty {
            writer.key("mirror")
            writer.raw(mirror.tree.bytes)
        }
        writer.endObject()
    }

    private func write(_ version: Version, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("version")
        writer.integer(version.row.number)
        writer.key("receivedAt")
        writer.integer(Int(version.row.receivedAt))
        writer.key("submission")
        writer.string(version.submissionName)
        writer.key("position")
        writer.integer(version.row.position)
        writer.key("format")
        writer.string(version.row.format)
        writer.key("document")
        writer.raw(version.row.content)
        writer.key("diagnostics")
        writer.beginArray()
        for diagnostic in version.diagnostics { diagnostic.write(to: &writer) }
        writer.endArray()
        writer.key("assessments")
        writer.beginArray()
        for assessment in version.assessments {
            writer.beginObject()
            writer.key("assessedAt")
            writer.integer(Int(assessment.row.assessedAt))
            writer.key("lane")
            writer.string(Lane.allCases[assessment.row.lane].rawValue)
            writer.key("score")
            writer.number(assessment.row.score)
            writer.key("details")
            assessment.content.write(to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
