package import NIOCore

/// What a door grants to whoever comes; beyond these bounds a connection is cut.
package struct DoorLimits: Sendable {
    /// Bytes of one body.
    package var bodyBytesMax = 1 << 20
    /// Bytes of bodies that one owner, and all together, may have in memory.
    package var bodyBytesPerOwnerMax = 16 << 20
    package var bodyBytesTotalMax = 48 << 20
    /// Bytes of one header field, of all of them, and their number.
    package var fieldBytesMax = 8 << 10
    package var fieldsBytesMax = 32 << 10
    package var fieldCountMax = 64
    /// Connections altogether, and those of one partner. At most half may be of strangers, who
    /// have shown no certificate yet; the one that is silent longest makes room.
    package var connectionsMax = 512
    package var connectionsPerOwnerMax = 96
    /// From the connection, or the last answer, to the next complete head.
    package var firstHeadTime = TimeAmount.seconds(10)
    package var idleTime = TimeAmount.seconds(60)
    /// A body that is slower than ``bodyBytesPerSecondMin`` after this time is cut off.
    package var bodyGraceTime = TimeAmount.seconds(10)
    package var bodyBytesPerSecondMin = 16 << 10
    /// From the complete request to the answer.
    package var answerTime = TimeAmount.seconds(60)
    /// After a refusal the rest of a body is read and forgotten within these bounds, so that the
    /// other side gets to see the refusal; then the connection is cut.
    package var drainBytesMax = 1 << 20
    package var drainTime = TimeAmount.seconds(2)
    /// How long open connections may finish what they are at when the door closes.
    package var closingTime = TimeAmount.seconds(5)

    package init() {}
}

/// What is wrong with a request before anybody has looked at what it says.
enum DoorFault: Hashable, Sendable {
    /// No HTTP/1.1 request of the form that is expected.
    case malformed
    case bodyTooLarge
    /// A body that came too slowly.
    case tooSlow
    /// A body that is packed; it is never unpacked.
    case packed
    /// The owner, or the node, has too much in hand.
    case busy
}

/// One connection as the keeper of a door sees it.
protocol DoorSession: AnyObject, Sendable {
    /// Judges the certificates of the handshake; false ends the connection.
    func judge(_ chain: [[UInt8]]) async -> Bool
    /// Judges a request by its head, before any of its body is accepted.
    func admit(_ head: DoorHead) -> HeadVerdict
    /// Answers a request. Called for one request of a connection at a time.
    func answer(_ head: DoorHead, body: [UInt8]) async -> DoorReply
    /// The words in which this door refuses.
    func refusal(_ fault: DoorFault) -> DoorReply
    /// The connection is gone.
    func closed()
}

/// The first line and the fields of a request.
struct DoorHead: Hashable, Sendable {
    var method: String
    /// Value of `Host`, lower case.
    var authority: String
    /// As it was on the wire, without the query.
    var path: String
    var query: String?
    /// Names in lower case, in the order of the wire.
    var fields: [(name: String, value: String)]

    /// The first field of that name; `name` in lower case.
    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    static func == (left: DoorHead, right: DoorHead) -> Bool {
        left.method == right.method && left.authority == right.authority && left.path == right.path
            && left.query == right.query && left.fields.elementsEqual(right.fields, by: ==)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(path)
    }
}

enum HeadVerdict: Sendable {
    /// Go on; the body counts as the owner's, and may have this many bytes.
    case admit(owner: String, bodyBytesMax: Int)
    case refuse(DoorReply)
}

/// What goes back.
struct DoorReply: Sendable {
    var status: Int
    var fields: [(name: String, value: String)] = []
    var body: [UInt8] = []
    /// The connection ends after this.
    var isLast = false
}
