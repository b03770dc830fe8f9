package import Customs

/// What screening says about one document, ready to be shown.
package struct ScreenedDocument: Sendable {
    /// The number people call it by.
    package var id: String
    package var input: String
    /// Position in the input, from 1.
    package var number: Int
    package var status: Status
    /// Nil for refused documents.
    package var lane: Lane?
    package var score: Double
    /// Sentence of the weightiest finding.
    package var mainReason: String?
    package var findingCount: Int
    /// The line of `--jsonl`, without the line end.
    package var line: [UInt8]

    package enum Status: String, Sendable {
        case new, newVersion, known, refused, report
    }
}

/// How a run of screening went.
package struct ScreeningSummary: Hashable, Sendable {
    package var lanes: [Lane: Int] = [:]
    package var refused = 0
    package var known = 0
    package var newVersions = 0
    package var reports = 0

    package init() {}

    /// Declarations that were assessed or had been before.
    package var assessed: Int { lanes.values.reduce(0, +) }

    package mutating func count(_ document: ScreenedDocument) {
        if let lane = document.lane { lanes[lane, default: 0] += 1 }
        switch document.status {
        case .refused: refused += 1
        case .known: known += 1
        case .newVersion: newVersions += 1
        case .report: reports += 1
        case .new: break
        }
    }
}
