import Formats

/// A refusal of the API in the form that programs and people can read.
///
/// Source: RFC 9457 (`application/problem+json`); `code`, `place` and `remedy` are extension members.
struct Problem: Sendable {
    enum Code: String, CaseIterable, Sendable {
        case malformed, unauthorized, forbidden, notFound, methodNotAllowed, tooLarge, tooSlow
        case packed, busy, rateLimited, refused, unavailable, tooManyDocuments, unknownFormat

        /// The code in the words of the description.
        var text: String {
            switch self {
            case .notFound: "not-found"
            case .methodNotAllowed: "method-not-allowed"
            case .tooLarge: "too-large"
            case .tooSlow: "too-slow"
            case .rateLimited: "rate-limited"
            case .tooManyDocuments: "too-many-documents"
            case .unknownFormat: "unknown-format"
            case .malformed, .unauthorized, .forbidden, .packed, .busy, .refused, .unavailable:
                rawValue
            }
        }

        var status: Int {
            switch self {
            case .malformed, .unknownFormat: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .tooSlow: 408
            case .tooLarge, .tooManyDocuments: 413
            case .packed: 415
            case .refused: 422
            case .busy, .rateLimited: 429
            case .unavailable: 503
            }
        }
    }

    var code: Code
    /// What is wrong.
    var title: String
    /// Where: the head, the body, a member of it.
    var place: String
    /// What the caller can do now.
    var remedy: String
    /// Fields beside the content type.
    var fields: [String: String] = [:]
    /// Members beside those of the standard, as JSON texts.
    var extensions: [(name: String, json: [UInt8])] = []

    init(_ code: Code, _ title: String, place: String, remedy: String) {
        self.code = code
        self.title = title
        self.place = place
        self.remedy = remedy
        if code.status == 429 || code.status == 503 { fields["Retry-After"] = "1" }
    }

    func reply(isLast: Bool = false) -> DoorReply {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("type")
        writer.string("urn:tamga:problem:\(code.text)")
        writer.key("title")
        writer.string(title)
        writer.key("status")
        writer.integer(code.status)
        writer.key("code")
        writer.string(code.text)
        writer.key("place")
        writer.string(place)
        writer.key("remedy")
        writer.string(remedy)
        for member in extensions {
            writer.key(text: member.name)
            writer.raw(member.json)
        }
        writer.endObject()
        let own = fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return DoorReply(
            status: code.status, fields: [("Content-Type", "application/problem+json")] + own,
            body: writer.bytes, isLast: isLast)
    }
}
