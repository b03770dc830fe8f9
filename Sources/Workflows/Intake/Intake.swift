import Customs
package import Formats
import Seal
package import Store

/// A document made ready for the store: canonical bytes, digest, identity.
package struct PreparedDocument: Sendable {
    package var number: Int
    package var format: String
    /// Nil for a refused document.
    package var accepted: Accepted?
    /// Diagnostics as JSON; empty when there are none.
    package var diagnostics: String

    package struct Accepted: Sendable {
        package var kind: DocumentRow.Kind
        package var identity: DocumentIdentity
        package var content: [UInt8]
        /// First 16 bytes of the SHA-256 of `content`.
        package var digest: [UInt8]
    }

    package init(_ document: ReadDocument) {
        number = document.number
        format = document.format
        diagnostics =
            document.diagnostics.isEmpty ? "" : DiagnosticJSON.text(document.diagnostics)
        guard document.isAccepted, let content = document.content else {
            accepted = nil
            return
        }
        let bytes = CanonicalJSON.write(content)
        let digest = Array(Digest256(hashing: bytes).bytes.prefix(16))
        let kind: DocumentRow.Kind =
            if case .declaration = content { .declaration } else { .cargoReport }
        accepted = Accepted(
            kind: kind, identity: DocumentIdentity(content, digest: digest), content: bytes,
            digest: digest)
    }
}

/// What became of one document.
package enum IntakeOutcome: Hashable, Sendable {
    /// A declaration or report the node did not know.
    case new(version: Int64)
    /// Another content for a known one: amendment, correction or cancellation.
    case newVersion(version: Int64, number: Int)
    /// The same content again; nothing was stored.
    case known(version: Int64, number: Int)
    /// Not accepted; kept with its diagnostics.
    case refused

    /// The version the document is, when it was accepted.
    package var version: Int64? {
        switch self {
        case .new(let version), .newVersion(let version, _), .known(let version, _): version
        case .refused: nil
        }
    }
}

/// Takes documents into a node's store. Nothing is acknowledged before it is durable.
package struct Intake: Sendable {
    /// Bytes per piece in which submissions are stored.
    package static let chunkBytes = 1 << 20

    private let store: any Store
    /// Milliseconds since 1970.
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// Stores the bytes of an input, or finds them again: the same bytes are one submission.
    package func register(_ file: RawFile) throws -> SubmissionRow {
        let digest = try hash(file)
        if let known = try store.read({ try $0.submission(digest: digest) }) { return known }
        var row = SubmissionRow(
            id: 0, digest: digest, name: file.name, byteCount: file.byteCount, receivedAt: now(),
            documentsDone: 0, isComplete: false)
        try file.rewind()
        row.id = try store.write { writer in
            // Another process may have stored the same bytes in between.
            if let known = try writer.submission(digest: digest) { return known.id }
            let id = try writer.insert(row)
            var number = 0
            try forEachChunk(of: file) { chunk in
                try writer.appendChunk(chunk, number: number, to: id)
                number += 1
            }
            return id
        }
        try file.rewind()
        return row
    }

    /// Stores a batch of documents of one submission, in one transaction.
    ///
    /// - Returns: one outcome for each document, in order. When this returns they are durable.
    package func take(
        _ documents: [PreparedDocument], of submission: SubmissionRow
    ) throws -> [IntakeOutcome] {
        try store.write { try take(documents, of: submission, with: $0) }
    }

    /// The same within a transaction that somebody else has begun.
    func take(
        _ documents: [PreparedDocument], of submission: SubmissionRow, with writer: any StoreWriter
    ) throws -> [IntakeOutcome] {
        let time = now()
        // Another process may be taking in the same bytes: its progress counts too.
        var submission = submission
        submission.documentsDone =
            try writer.submission(id: submission.id)?.documentsDone ?? 0
        var outcomes: [IntakeOutcome] = []
        outcomes.reserveCapacity(documents.count)
        for document in documents {
            outcomes.append(
                try take(document, of: submission, at: time, with: writer))
        }
        if let last = documents.last, last.number > submission.documentsDone {
            try writer.setProgress(
                of: submission.id, documentsDone: last.number, isComplete: false)
        }
        return outcomes
    }

    /// Stores bytes that are in memory as a submission, or finds them again.
    func register(
        _ bytes: [UInt8], digest: [UInt8], name: String, with writer: any StoreWriter
    ) throws -> SubmissionRow {
        if let known = try writer.submission(digest: digest) { return known }
        var row = SubmissionRow(
            id: 0, digest: digest, name: name, byteCount: Int64(bytes.count), receivedAt: now(),
            documentsDone: 0, isComplete: false)
        row.id = try writer.insert(row)
        for (number, start) in stride(from: 0, to: bytes.count, by: Self.chunkBytes).enumerated() {
            let end = min(start + Self.chunkBytes, bytes.count)
            try writer.appendChunk(Array(bytes[start..<end]), number: number, to: row.id)
        }
        return row
    }

    /// Notes that every document of the submission has been dealt with.
    package func finish(_ submission: SubmissionRow, documents: Int) throws {
        try store.write {
            try $0.setProgress(of: submission.id, documentsDone: documents, isComplete: true)
        }
    }

    private func take(
        _ document: PreparedDocument, of submission: SubmissionRow, at time: Int64,
        with writer: any StoreWriter
    ) throws -> IntakeOutcome {
        guard let accepted = document.accepted else {
            guard document.number > submission.documentsDone else { return .refused }
            _ = try writer.insert(
                RefusalRow(
                    id: 0, submission: submission.id, position: document.number,
                    format: document.format, receivedAt: time,
                    diagnostics: document.diagnostics))
            return .refused
        }
        let (documentID, isNew) = try place(accepted, with: writer)
        var number = 1
        if !isNew {
            let state = try writer.versionState(of: documentID, digest: accepted.digest)
            if let same = state.same, let version = state.sameVersionID {
                return .known(version: version, number: same)
            }
            number = state.latest + 1
        }
        let version = try writer.insert(
            VersionRow(
                id: 0, document: documentID, number: number, submission: submission.id,
                position: document.number, format: document.format, digest: accepted.digest,
                receivedAt: time, content: accepted.content, diagnostics: document.diagnostics))
        return number == 1
            ? .new(version: version) : .newVersion(version: version, number: number)
    }

    /// The document that the content is a version of: one known by registration number or identity,
    /// else a new one. A registration number that is new is noted.
    private func place(
        _ accepted: PreparedDocument.Accepted, with writer: any StoreWriter
    ) throws -> (document: Int64, isNew: Bool) {
        let identity = accepted.identity
        if let registration = identity.registration,
            let known = try writer.document(registration: registration)
        {
            return (known.id, false)
        }
        let row = DocumentRow(
            id: 0, kind: accepted.kind, identity: identity.key, reference: identity.reference)
        let new = try writer.insertNew(row)
        guard let id = try new ?? writer.document(identity: identity.key)?.id else {
            throw StoreFailure(
                .engine, problem: "a document was neither new nor stored",
                remedy: "report this as a fault of the program")
        }
        if let registration = identity.registration {
            try writer.setRegistration(registration, document: id)
        }
        return (id, new != nil)
    }

    private func hash(_ file: RawFile) throws -> [UInt8] {
        var hasher = Digest256.Hasher()
        try file.rewind()
        try forEachChunk(of: file) { hasher.update($0) }
        try file.rewind()
        return hasher.finalize().bytes
    }

    private func forEachChunk(of file: RawFile, _ body: ([UInt8]) throws -> Void) throws {
        while true {
            let chunk = try [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, count in
                while count < buffer.count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                    let got = try file.read(into: rest)
                    guard got > 0 else { break }
                    count += got
                }
            }
            guard !chunk.isEmpty else { return }
            try body(chunk)
        }
    }
}
