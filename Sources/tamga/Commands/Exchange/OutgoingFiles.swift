import Exchange
import Foundation
import Seal
import Store
import Workflows

/// Files that an officer sends along with a message.
enum OutgoingFiles {
    /// Seals the files and names them, and the sources, beside the content.
    static func added(
        _ paths: [String], sources: [String], to content: JSONTree, for partner: String,
        agreement: String?, _ open: OpenExchange
    ) throws -> (content: JSONTree, along: DraftCompany) {
        let standing = try open.exchange.standing()
        var along = DraftCompany(
            sources: try sources.map { source in
                try open.node.store.read {
                    try InformationSource.find(source, in: standing, $0)
                }
            })
        guard !paths.isEmpty else { return (content, along) }
        let files = try paths.map { path in
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard path != "-", AttachedFile.isHarmless(name) else {
                throw CommandFailure(
                    code: 65, what: "the name of an attached file is no plain file name",
                    whatToDo: "rename it: no signs like / \\ : * ?, no invisible characters, no "
                        + "leading dot, at most 255 bytes")
            }
            return AttachmentSealing.File(
                name: name, mediaType: mediaType(of: name), bytes: try RawFile(path))
        }
        let sealed = try AttachmentSealing.seal(
            files, for: partner, agreement: agreement, at: open.exchange)
        along.reserved = sealed.message
        return (sealed.added(to: content), along)
    }

    /// By the name's ending; what is not known is just bytes.
    static func mediaType(of name: String) -> String {
        let types = [
            "pdf": "application/pdf", "xml": "application/xml", "json": "application/json",
            "csv": "text/csv", "txt": "text/plain", "jpg": "image/jpeg", "jpeg": "image/jpeg",
            "png": "image/png", "tif": "image/tiff", "tiff": "image/tiff", "zip": "application/zip",
        ]
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }
}
