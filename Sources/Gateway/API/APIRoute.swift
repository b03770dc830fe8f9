/// What can be asked of the API; `Specs/openapi.yaml` describes the same for outsiders, and a test
/// compares both.
package enum APIRoute: String, CaseIterable, Sendable {
    case health, ready, metrics
    case submit, document, documentStatus
    case sendMessage, messages, message

    /// Path in the words of OpenAPI, with `{id}` for the part that varies.
    package var path: String {
        switch self {
        case .health: "/api/v1/health"
        case .ready: "/api/v1/ready"
        case .metrics: "/api/v1/metrics"
        case .submit: "/api/v1/submissions"
        case .document: "/api/v1/documents/{id}"
        case .documentStatus: "/api/v1/documents/{id}/status"
        case .sendMessage, .messages: "/api/v1/messages"
        case .message: "/api/v1/messages/{id}"
        }
    }

    package var method: String {
        switch self {
        case .submit, .sendMessage: "POST"
        case .health, .ready, .metrics, .document, .documentStatus, .messages, .message: "GET"
        }
    }

    /// Whether it is answered without saying who asks.
    package var isOpen: Bool { self == .health || self == .ready }

    /// Bytes that a body may have.
    var bodyBytesMax: Int {
        switch self {
        case .submit: 4 << 20
        case .sendMessage: 1 << 20
        case .health, .ready, .metrics, .document, .documentStatus, .messages, .message: 0
        }
    }

    /// The routes of a path and the part that varies, decoded; empty when there is none.
    static func find(_ path: String) -> (routes: [APIRoute], id: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        var found: [APIRoute] = []
        var id = ""
        for route in allCases {
            let wanted = route.path.split(separator: "/", omittingEmptySubsequences: false)
            guard wanted.count == parts.count else { continue }
            var varying: Substring?
            let isSame = zip(wanted, parts).allSatisfy { want, part in
                guard want == "{id}" else { return want == part }
                varying = part
                return !part.isEmpty
            }
            guard isSame else { continue }
            if let varying {
                guard let decoded = decoded(varying) else { continue }
                id = decoded
            }
            found.append(route)
        }
        return (found, id)
    }

    /// Undoes percent-encoding; nil when it is broken, or the outcome is no sound text.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit),
                let low = rest.popFirst().flatMap(digit)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        guard bytes.count <= 256, !bytes.contains(where: { $0 < 0x20 }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The value of a parameter of a query, decoded.
    static func parameter(_ name: String, of query: String?) -> String? {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts[0] == name { return parts.count > 1 ? decoded(parts[1]) : "" }
        }
        return nil
    }
}
