import Customs

/// What UNB, UNG and UNH say, and where the walk stands.
struct EnvelopeFacts {
    /// "UNOA:1".
    var syntax = ""
    var sender = ""
    var recipient = ""
    var controlReference = ""
    var groupReference = ""
    var messageReference = ""
    /// "CUSDEC", "CUSCAR".
    var messageType = ""
    /// Non-empty components with their paths, "UNB/5".
    var interchange: [Extension] = []
    var group: [Extension] = []
    var message: [Extension] = []
    /// UNH 0057 or 0110: whose implementation guide the message follows.
    var association: String?

    /// Adds all that the envelope says.
    func append(to extensions: inout [Extension]) {
        extensions.reserveCapacity(
            extensions.count + interchange.count + group.count + message.count)
        extensions.append(contentsOf: interchange)
        extensions.append(contentsOf: group)
        extensions.append(contentsOf: message)
    }
}
