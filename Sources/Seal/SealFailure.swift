/// Why a cryptographic or file operation was refused, in words for the person who has to act.
///
/// The texts never hold secrets or payload: `place` is a path or the name of a field.
package struct SealFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Stable codes for programs; each is listed in `Specs/exchange.md`.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Text or bytes that do not have the documented form.
        case malformed
        /// Something larger than its documented bound.
        case tooLarge = "too-large"
        /// An algorithm or suite that the agreement does not name.
        case unsupported
        /// A signature that does not belong to these bytes and this key.
        case badSignature = "bad-signature"
        /// Bytes whose digest is not the announced one.
        case badDigest = "bad-digest"
        /// A sealed payload that this key cannot open, or that was changed.
        case cannotOpen = "cannot-open"
        /// A key that no node card names.
        case unknownKey = "unknown-key"
        /// A key outside its validity or used for another purpose.
        case keyNotValid = "key-not-valid"
        /// A key reported as compromised.
        case keyRevoked = "key-revoked"
        /// A time outside the accepted window.
        case notFresh = "not-fresh"
        /// A signature that leaves out something it must cover.
        case notCovered = "not-covered"
        /// A log proof or checkpoint that does not fit.
        case badProof = "bad-proof"
        /// A key file with lax permissions, wrong owner or wrong kind.
        case unsafeFile = "unsafe-file"
        /// A file that exists already where a new one must be made.
        case exists
        /// The operating system refused.
        case system
    }

    /// For programs: documented, stable, tested.
    package let code: Code
    /// Where: a path or the name of a field, never data of a person.
    package let place: String
    /// What was found.
    package let problem: String
    /// Which rule it breaks.
    package let reason: String
    /// What the reader of this line can do now.
    package let remedy: String

    package init(_ code: Code, place: String, problem: String, reason: String, remedy: String) {
        self.code = code
        self.place = place
        self.problem = problem
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String {
        "\(code.rawValue): \(place): \(problem); \(reason); \(remedy)"
    }
}
