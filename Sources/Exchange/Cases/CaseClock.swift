package import Seal

/// What is waited for. A delivery is no acknowledgement, an acknowledgement no reply.
package enum CaseClockKind: String, Hashable, Sendable, CaseIterable, Comparable {
    /// From sending until the partner's node has the request.
    case delivery
    /// From delivery until the partner's officer has taken it up.
    case acknowledgement
    /// From delivery until the final answer.
    case reply
    /// From an oral request until its confirmation in writing.
    case oralConfirmation = "oral-confirmation"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A deadline that can pause.
package struct CaseClock: Hashable, Sendable {
    package let kind: CaseClockKind
    package let started: Timestamp
    private var plannedDeadline: Timestamp
    private var pausedAt: Timestamp?
    package private(set) var stoppedAt: Timestamp?
    /// Whether the passing of the deadline was reported already.
    var isReported = false

    init(_ kind: CaseClockKind, started: Timestamp, deadline: Timestamp) {
        self.kind = kind
        self.started = started
        plannedDeadline = deadline
    }

    /// Whether it runs or pauses.
    package var isActive: Bool { stoppedAt == nil }
    package var isPaused: Bool { pausedAt != nil }

    /// The deadline as it stands; a pause that still lasts pushes it on.
    package func deadline(at moment: Timestamp) -> Timestamp {
        guard let pausedAt, moment > pausedAt else { return plannedDeadline }
        return plannedDeadline.adding(milliseconds: moment.milliseconds - pausedAt.milliseconds)
    }

    /// Whether the deadline passed without what was waited for.
    package func isOverdue(at moment: Timestamp) -> Bool {
        isActive && moment >= deadline(at: moment)
    }

    mutating func pause(at moment: Timestamp) {
        guard isActive, pausedAt == nil else { return }
        pausedAt = moment
    }

    mutating func resume(at moment: Timestamp) {
        guard pausedAt != nil else { return }
        plannedDeadline = deadline(at: moment)
        pausedAt = nil
    }

    mutating func stop(at moment: Timestamp) {
        resume(at: moment)
        if stoppedAt == nil { stoppedAt = moment }
    }

    /// Replaces the deadline, as a postponement does.
    mutating func moveDeadline(to deadline: Timestamp) {
        plannedDeadline = max(plannedDeadline, deadline)
        isReported = false
    }
}
