import Customs
import Formats
package import Store

/// Answers national systems that ask for documents of the node; every answer is JSON.
package struct DocumentDesk: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// True when the store can be read.
    package var isReady: Bool {
        do {
            _ = try store.read { try $0.snapshot("readiness") }
            return true
        } catch { return false }
    }

    /// Every version and assessment of the documents that people call by this number; nil when there
    /// is none.
    package func documents(_ id: String) throws -> [UInt8]? {
        let found = try store.read { try DocumentHistory.find(id, in: $0) }
        guard !found.isEmpty else { return nil }
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("documents")
        writer.beginArray()
        for history in found { history.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// Where the documents of this number stand now, without their content; nil when there is none.
    package func statuses(_ id: String) throws -> [UInt8]? {
        let found = try store.read { try DocumentHistory.find(id, in: $0) }
        guard !found.isEmpty else { return nil }
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("documents")
        writer.beginArray()
        for history in found { write(history, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ history: DocumentHistory, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("number")
        writer.integer(Int(history.document.id))
        writer.key("reference")
        writer.string(history.document.reference)
        writer.key("kind")
        writer.string(history.document.kind == .declaration ? "declaration" : "cargo-report")
        if let version = history.versions.last {
            writer.key("version")
            writer.integer(version.row.number)
            writer.key("receivedAt")
            writer.integer(Int(version.row.receivedAt))
            let assessed = version.assessments.last
            writer.key("status")
            writer.string(
                assessed == nil ? "awaits-assessment" : "assessed")
            if let assessed {
                writer.key("assessedAt")
                writer.integer(Int(assessed.row.assessedAt))
                writer.key("lane")
                writer.string(Lane.allCases[assessed.row.lane].rawValue)
                writer.key("score")
                writer.number((assessed.row.score * 10_000).rounded() / 10_000)
            }
        }
        writer.endObject()
    }
}
