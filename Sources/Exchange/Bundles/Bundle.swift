package import Seal

/// One line of a bundle.
package enum BundleItem: Hashable, Sendable {
    case card(JWS)
    case agreement(JWS)
    case submission(SubmittedMessage)
    case receipt(JWS)
    /// A checkpoint of a log, as a signed note.
    case checkpoint(String)
    /// Salt and text of a message, shown so that a stranger can check what was committed to.
    case opening(MessageID, salt: SecretBytes, text: [UInt8])

    package static func == (left: Self, right: Self) -> Bool { left.json == right.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }

    fileprivate var json: JSONTree {
        switch self {
        case .card(let statement): .object(["card": statement.json])
        case .agreement(let statement): .object(["agreement": statement.json])
        case .receipt(let statement): .object(["receipt": statement.json])
        case .checkpoint(let note): .object(["checkpoint": .string(note)])
        case .submission(let message):
            .object([
                "envelope": message.envelope.statement.json,
                "sealed": .string(Base64.encode(message.ciphertext, .url)),
            ])
        case .opening(let id, let salt, let text):
            .object([
                "opening": .string(id.text),
                "salt": .string(salt.withBytes { Base64.encode(Array($0), .url) }),
                "text": .string(Base64.encode(text, .url)),
            ])
        }
    }

    fileprivate init(reading value: JSONTree) throws(Refusal) {
        guard let fields = value.object, let first = fields.names.first else {
            throw .bundle("a line of another form")
        }
        func statement(_ name: String) throws(Refusal) -> JWS {
            guard fields.names == [name], let inner = fields[name] else {
                throw .bundle("a line of another form")
            }
            return try refusing { () throws(SealFailure) in try JWS(reading: inner) }
        }
        switch first {
        case "card": self = .card(try statement(first))
        case "agreement": self = .agreement(try statement(first))
        case "receipt": self = .receipt(try statement(first))
        case "checkpoint":
            guard fields.names == [first], let note = fields[first]?.text else {
                throw .bundle("a checkpoint of another form")
            }
            self = .checkpoint(note)
        case "envelope":
            guard fields.names == ["envelope", "sealed"], let inner = fields[first],
                let sealed = fields["sealed"]?.text.flatMap({ Base64.decode($0, .url) })
            else { throw .bundle("a message of another form") }
            let jws = try refusing { () throws(SealFailure) in try JWS(reading: inner) }
            self = .submission(
                SubmittedMessage(envelope: try Envelope(reading: jws), ciphertext: sealed))
        case "opening":
            guard fields.names == ["opening", "salt", "text"],
                let id = fields[first]?.text.flatMap(MessageID.init),
                let salt = fields["salt"]?.text.flatMap({ Base64.decode($0, .url) }),
                let text = fields["text"]?.text.flatMap({ Base64.decode($0, .url) })
            else { throw .bundle("an opening of another form") }
            self = .opening(id, salt: SecretBytes(salt), text: text)
        default: throw .bundle("an unknown line")
        }
    }
}

/// Writes a bundle line by line: messages for a partner without a line, receipts back, or the
/// evidence of a case for a stranger.
package struct BundleWriter: Sendable {
    private var hasher = Digest256.Hasher()
    private var count: Int64 = 0

    package init() {}

    /// The first line.
    package mutating func begin(from: String, to: String, at moment: Timestamp) -> [UInt8] {
        line(
            .object([
                "bundle": "TXP/1", "from": .string(from), "to": .string(to),
                "made": .string(moment.description),
            ]))
    }

    /// One more line.
    package mutating func add(_ item: BundleItem) -> [UInt8] {
        count += 1
        return line(item.json)
    }

    /// The last line, without which a bundle is not whole.
    package mutating func end() -> [UInt8] {
        line(
            .object([
                "end": .integer(count), "digest": .string(hasher.finalize().base64URL),
            ]))
    }

    private mutating func line(_ value: JSONTree) -> [UInt8] {
        let bytes = value.bytes + [0x0A]
        hasher.update(bytes)
        return bytes
    }
}

/// Reads a bundle line by line in the memory of one line. What it holds is judged by the same code
/// as what arrives over the network; a bundle is not trusted for being a file.
package struct BundleReader: Sendable {
    /// Who made it for whom, as the first line says; nothing rests on it.
    package struct Opening: Hashable, Sendable {
        package let from, to: String
        package let made: Timestamp
    }

    /// The longest line, line feed included, and the most lines.
    package static let lineByteCountMax = 2 << 20, lineCountMax: Int64 = 1_000_000

    package private(set) var opening: Opening?
    /// Whether the last line has been read and fits.
    package private(set) var isComplete = false
    private var hasher = Digest256.Hasher()
    private var count: Int64 = 0

    package init() {}

    /// Reads the next line, without its line feed; `nil` for the first and the last one.
    ///
    /// - Throws: ``Refusal/Code/malformed``, ``Refusal/Code/tooLarge``,
    ///   ``Refusal/Code/badDigest`` when lines were lost or changed.
    package mutating func read(_ line: [UInt8]) throws(Refusal) -> BundleItem? {
        guard line.count < Self.lineByteCountMax, count < Self.lineCountMax else {
            throw .bundle("a line or the bundle is too long", .tooLarge)
        }
        guard !isComplete else { throw .bundle("a line after the end") }
        let value = try refusing { () throws(SealFailure) in
            try JSONTree(
                reading: line,
                bounds: .init(
                    byteCountMax: Self.lineByteCountMax, depthMax: 8, valueCountMax: 500))
        }
        guard opening != nil else {
            guard let fields = value.object, fields.names == ["bundle", "from", "to", "made"],
                fields["bundle"]?.text == "TXP/1", let from = fields["from"]?.text,
                let to = fields["to"]?.text,
                let made = fields["made"]?.text.flatMap({ Timestamp($0) })
            else { throw .bundle("a first line of another form") }
            opening = Opening(from: from, to: to, made: made)
            hasher.update(line + [0x0A])
            return nil
        }
        if value.object?.names == ["end", "digest"] {
            guard value["end"]?.integerValue == count,
                value["digest"]?.text == hasher.finalize().base64URL
            else { throw .bundle("lines are missing or were changed", .badDigest) }
            isComplete = true
            return nil
        }
        let item = try BundleItem(reading: value)
        hasher.update(line + [0x0A])
        count += 1
        return item
    }

    /// Reads a whole bundle that is in memory.
    package static func read(_ bytes: [UInt8]) throws(Refusal) -> [BundleItem] {
        var reader = BundleReader()
        var items: [BundleItem] = []
        for line in bytes.split(separator: 0x0A) {
            if let item = try reader.read(Array(line)) { items.append(item) }
        }
        guard reader.isComplete else { throw .bundle("the last line is missing", .badDigest) }
        return items
    }
}

extension Refusal {
    fileprivate static func bundle(_ problem: String, _ code: Code = .malformed) -> Refusal {
        Refusal(
            code, place: "bundle", problem: problem, reason: "TXP/1 section 10, bundles",
            remedy: "copy the file again, or have it made again")
    }
}
