package import Seal

/// Why a message, document or step was refused.
///
/// Only ``code`` and the message's own identity go to the partner; the other texts are for our own
/// officer and log. None of them ever holds content of a message.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Fixed codes of the protocol, documented in `Specs/exchange.md` section 9.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        case malformed
        case tooLarge = "too-large"
        case unsupported
        case unknownPartner = "unknown-partner"
        case unknownKey = "unknown-key"
        case keyNotValid = "key-not-valid"
        case keyRevoked = "key-revoked"
        case badSignature = "bad-signature"
        case badDigest = "bad-digest"
        case notFresh = "not-fresh"
        case cannotOpen = "cannot-open"
        case wrongRecipient = "wrong-recipient"
        case wrongAgreement = "wrong-agreement"
        case notInForce = "not-in-force"
        case suspended
        case purposeNotPermitted = "purpose-not-permitted"
        case typeNotPermitted = "type-not-permitted"
        case fieldNotPermitted = "field-not-permitted"
        case fieldMissing = "field-missing"
        case directionNotPermitted = "direction-not-permitted"
        case officialNotDesignated = "official-not-designated"
        case approvalMissing = "approval-missing"
        case handlingNotPermitted = "handling-not-permitted"
        case useNotPermitted = "use-not-permitted"
        case stateNotPermitted = "state-not-permitted"
        case digestConflict = "digest-conflict"
        case gapInStream = "gap-in-stream"
        case expired
        case busy
        case unavailable
    }

    package let code: Code
    /// Where: a path, never data.
    package let place: String
    /// What was found.
    package let problem: String
    /// Which rule it breaks.
    package let reason: String
    /// What can be done now.
    package let remedy: String

    package init(_ code: Code, place: String, problem: String, reason: String, remedy: String) {
        self.code = code
        self.place = place
        self.problem = problem
        self.reason = reason
        self.remedy = remedy
    }

    /// What the partner is told about a cryptographic failure of ours.
    package init(_ failure: SealFailure) {
        let code: Code =
            switch failure.code {
            case .malformed: .malformed
            case .tooLarge: .tooLarge
            case .unsupported: .unsupported
            case .badSignature, .notCovered, .badProof: .badSignature
            case .badDigest: .badDigest
            case .cannotOpen: .cannotOpen
            case .unknownKey: .unknownKey
            case .keyNotValid: .keyNotValid
            case .keyRevoked: .keyRevoked
            case .notFresh: .notFresh
            case .unsafeFile, .exists, .system: .unavailable
            }
        self.init(
            code, place: failure.place, problem: failure.problem, reason: failure.reason,
            remedy: failure.remedy)
    }

    package var description: String {
        "\(code.rawValue): \(place): \(problem); \(reason); \(remedy)"
    }
}

/// Everything that was found wrong with one document or proposal; never empty.
package struct Refusals: Error, Hashable, Sendable, CustomStringConvertible {
    package let all: [Refusal]

    package init(_ first: Refusal, _ others: [Refusal] = []) { all = [first] + others }

    /// `nil` when there is nothing to refuse.
    package init?(_ refusals: [Refusal]) {
        guard !refusals.isEmpty else { return nil }
        all = refusals
    }

    /// The first code, which is what a partner is told.
    package var code: Refusal.Code { all[0].code }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Runs a step of the sealing layer and turns its failure into a refusal.
func refusing<Outcome>(
    _ body: () throws(SealFailure) -> Outcome
) throws(Refusal) -> Outcome {
    do throws(SealFailure) { return try body() } catch { throw Refusal(error) }
}
