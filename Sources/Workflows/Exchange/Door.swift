/// A request of a partner's gateway as it came through the door, nothing of it believed yet.
package struct DoorRequest: Hashable, Sendable {
    package var method: String
    /// `host:port` the request was made to, lower case.
    package var authority: String
    /// Path without the query, as it was on the wire.
    package var path: String
    /// The query without its `?`; nil when there is none.
    package var query: String?
    /// Header fields in the order of the wire, names in lower case.
    package var fields: [Field]
    package var body: [UInt8]
    /// The certificates that the other side's TLS showed, DER, its own first; the door has checked
    /// them against ``PartnerTrust`` and knows whose they are.
    package var certificates: [[UInt8]]
    /// The partner under whose authorities the certificates stand.
    package var partner: String

    package struct Field: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        method: String, authority: String, path: String, query: String? = nil, fields: [Field],
        body: [UInt8], certificates: [[UInt8]] = [], partner: String
    ) {
        self.method = method
        self.authority = authority
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.certificates = certificates
        self.partner = partner
    }
}

/// What goes back through the door, or came back through a partner's.
package struct DoorAnswer: Hashable, Sendable {
    package var status: Int
    package var fields: [DoorRequest.Field]
    package var body: [UInt8]

    package init(status: Int, fields: [DoorRequest.Field], body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// Whose certificates the door lets in, from the node cards in force. Asked for every connection
/// and again for every request, since connections live long.
package struct PartnerTrust: Hashable, Sendable {
    /// DER certificates of the authorities, by the partner's code.
    package var authorities: [String: [[UInt8]]]
    /// SHA-256 of certificates (DER) that are no longer to be believed.
    package var denied: Set<[UInt8]>

    package init(authorities: [String: [[UInt8]]] = [:], denied: Set<[UInt8]> = []) {
        self.authorities = authorities
        self.denied = denied
    }
}

/// What the door for partners asks of the node behind it.
package protocol PartnerDesk: Sendable {
    /// Whose certificates are believed now.
    func trust() -> PartnerTrust
    /// Judges a request to `/txp1/…` and answers it, signed; when a receipt is in the answer, what it
    /// says is durable.
    func answer(_ request: DoorRequest) async -> DoorAnswer
}

/// Carries a signed request to a partner's gateway and brings the answer back.
package protocol Courier: Sendable {
    /// - Parameters:
    ///   - endpoint: base address of the partner's gateway, `https://…`.
    ///   - request: method, path, fields and body; `partner` is whose certificate must be there.
    /// - Throws: ``CourierFailure`` when there is no answer.
    func carry(_ request: DoorRequest, to endpoint: String) async throws(CourierFailure)
        -> DoorAnswer
}

/// Nothing came back from a partner.
package struct CourierFailure: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        /// Nobody listens, or the line broke.
        case unreachable
        /// Somebody listens whose certificate is not the partner's.
        case untrusted
        /// No answer in time.
        case timeout
        /// An answer beyond the bounds.
        case oversized
    }

    package var code: Code
    /// For our log; names no content.
    package var problem: String

    package init(_ code: Code, problem: String) {
        self.code = code
        self.problem = problem
    }
}
