package import Customs
package import Store

/// Records an officer's decision against a declaration's lane.
package struct LaneOverrides: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    package enum Refusal: String, Error, Hashable, Sendable {
        case noSuchDocument, notAssessed, sameLane
        /// From red to green takes a second person.
        case approvalMissing
        /// The second person is the first.
        case approverIsOfficer
    }

    /// Reasons by kind: an exception that the rules foresee, or facts that a colleague could check.
    ///
    /// Source: GAO-15-294 (2015): standard exceptions and articulable reasons for waived inspections.
    package static let codes = ["standard-exception", "articulable-reason"]

    /// Overrides the lane of a document's latest version; returns the lane it had.
    package func decide(
        _ name: String, to lane: Lane, code: String, reason: String, officer: String,
        approver: String?
    ) throws -> Lane {
        let time = now()
        return try store.write { writer in
            guard let document = try InspectionResults.documents(name, in: writer).first,
                let version = try writer.versions(of: document.id).last
            else { throw Refusal.noSuchDocument }
            guard let assessment = try writer.assessments(of: version.id).last,
                Lane.allCases.indices.contains(assessment.lane)
            else { throw Refusal.notAssessed }
            let from = Lane.allCases[assessment.lane]
            guard from != lane else { throw Refusal.sameLane }
            if from == .red, lane == .green, approver == nil { throw Refusal.approvalMissing }
            guard approver != officer else { throw Refusal.approverIsOfficer }
            _ = try writer.insert(
                OverrideRow(
                    id: 0, version: version.id, from: from.order, to: lane.order, code: code,
                    reason: reason, officer: officer, approver: approver, decidedAt: time))
            return from
        }
    }
}
