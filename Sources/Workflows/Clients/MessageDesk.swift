/// What a national system may do with messages to and from partners.
package protocol MessageDesk: Sendable {
    /// Makes a message of a proposal and puts it into the outbox.
    ///
    /// - Parameters:
    ///   - proposal: JSON; see `Specs/openapi.yaml`.
    ///   - client: who hands it over, for the ledger.
    /// - Returns: what was put in, JSON.
    func send(_ proposal: [UInt8], for client: String) async throws(MessageRefusals) -> [UInt8]
    /// Messages that came above `after`, oldest first, JSON; at most `limit`.
    func received(after: Int64, limit: Int, for client: String) async throws(MessageRefusals)
        -> [UInt8]
    /// One message of ours or of a partner with its state, JSON; nil when there is none. What a
    /// partner told is shown for a purpose only, and its reading stands in the ledger.
    func message(_ id: String, purpose: String?, for client: String) async throws(MessageRefusals)
        -> [UInt8]?
}

/// Everything that speaks against a message.
package struct MessageRefusals: Error, Hashable, Sendable {
    package struct Refusal: Hashable, Sendable {
        /// A code of the protocol (Specs/exchange.md section 9), or `malformed`.
        package var code: String
        package var place: String
        package var problem: String
        package var remedy: String

        package init(code: String, place: String, problem: String, remedy: String) {
            self.code = code
            self.place = place
            self.problem = problem
            self.remedy = remedy
        }
    }

    package enum Kind: Hashable, Sendable {
        /// The proposal's form.
        case malformed
        /// The agreement does not permit it.
        case refused
        /// Nothing is wrong with it; the node cannot do it now.
        case unavailable
    }

    package var kind: Kind
    package var refusals: [Refusal]

    package init(_ kind: Kind, _ refusals: [Refusal]) {
        self.kind = kind
        self.refusals = refusals
    }
}
