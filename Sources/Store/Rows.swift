/// What came in at one time: a file, a request body, a bundle. Kept byte for byte.
package struct SubmissionRow: Hashable, Sendable {
    package var id: Int64
    /// SHA-256 of the bytes; the same bytes are one submission.
    package var digest: [UInt8]
    /// Name given by the sender, for people.
    package var name: String
    package var byteCount: Int64
    /// Milliseconds since 1970-01-01 UTC.
    package var receivedAt: Int64
    /// How many of its documents are stored or refused for good.
    package var documentsDone: Int
    /// True once every document in it has been dealt with.
    package var isComplete: Bool

    package init(
        id: Int64, digest: [UInt8], name: String, byteCount: Int64, receivedAt: Int64,
        documentsDone: Int, isComplete: Bool
    ) {
        self.id = id
        self.digest = digest
        self.name = name
        self.byteCount = byteCount
        self.receivedAt = receivedAt
        self.documentsDone = documentsDone
        self.isComplete = isComplete
    }
}

/// One declaration or cargo report through all its versions.
package struct DocumentRow: Hashable, Sendable {
    package enum Kind: Int, Hashable, Sendable {
        case declaration = 1
        case cargoReport = 2
    }

    package var id: Int64
    package var kind: Kind
    /// 16 bytes that tell one declaration from another; see `DocumentIdentity` in Workflows.
    package var identity: [UInt8]
    /// The number people call it by: MRN, else LRN.
    package var reference: String

    package init(id: Int64, kind: Kind, identity: [UInt8], reference: String) {
        self.id = id
        self.kind = kind
        self.identity = identity
        self.reference = reference
    }
}

/// One version of a document, as accepted.
package struct VersionRow: Hashable, Sendable {
    package var id: Int64
    package var document: Int64
    /// 1 for the first.
    package var number: Int
    package var submission: Int64
    /// Position in the submission, from 1.
    package var position: Int
    /// Format it came in.
    package var format: String
    /// First 16 bytes of the SHA-256 of ``content``.
    package var digest: [UInt8]
    package var receivedAt: Int64
    /// Canonical JSON.
    package var content: [UInt8]
    /// Warnings and notes of the reading, JSON; empty when there were none.
    package var diagnostics: String

    package init(
        id: Int64, document: Int64, number: Int, submission: Int64, position: Int, format: String,
        digest: [UInt8], receivedAt: Int64, content: [UInt8], diagnostics: String
    ) {
        self.id = id
        self.document = document
        self.number = number
        self.submission = submission
        self.position = position
        self.format = format
        self.digest = digest
        self.receivedAt = receivedAt
        self.content = content
        self.diagnostics = diagnostics
    }
}

/// What screening said about one version at one time.
package struct AssessmentRow: Hashable, Sendable {
    package var id: Int64
    package var version: Int64
    package var assessedAt: Int64
    /// Lane as its order: 0 red … 3 green.
    package var lane: Int
    package var score: Double
    /// Findings and abstentions, JSON.
    package var content: [UInt8]
    /// What judging knew beside the document, for making the assessment again; empty when not kept.
    package var facts: [UInt8]

    package init(
        id: Int64, version: Int64, assessedAt: Int64, lane: Int, score: Double, content: [UInt8],
        facts: [UInt8] = []
    ) {
        self.facts = facts
        self.id = id
        self.version = version
        self.assessedAt = assessedAt
        self.lane = lane
        self.score = score
        self.content = content
    }
}

/// A document that was not accepted, kept with the reasons.
package struct RefusalRow: Hashable, Sendable {
    package var id: Int64
    package var submission: Int64
    package var position: Int
    package var format: String
    package var receivedAt: Int64
    /// Diagnostics, JSON.
    package var diagnostics: String

    package init(
        id: Int64, submission: Int64, position: Int, format: String, receivedAt: Int64,
        diagnostics: String
    ) {
        self.id = id
        self.submission = submission
        self.position = position
        self.format = format
        self.receivedAt = receivedAt
        self.diagnostics = diagnostics
    }
}

/// A saved state of something derived from the stored documents, with how far it had seen them.
package struct SnapshotRow: Hashable, Sendable {
    /// Highest ``VersionRow/id`` that went into it.
    package var watermark: Int64
    package var content: [UInt8]

    package init(watermark: Int64, content: [UInt8]) {
        self.watermark = watermark
        self.content = content
    }
}

/// How much a node holds.
package struct StoreCounts: Hashable, Sendable {
    package var submissions = 0
    package var documents = 0
    package var versions = 0
    package var assessments = 0
    package var refusals = 0

    package init() {}
}
