import Customs

/// One side of a comparison in which each learns only which keys both hold, and about how many the
/// other has.
///
/// Both sides send an offer (own keys, blinded, shuffled, padded) and an answer (the partner's offer
/// blinded again, in the order received). See Specs/comparison.md for the messages, and for what they
/// do not hide.
package struct ConfidentialComparison: Sendable {
    /// Most elements of one message.
    package static let elementsMax = 1 << 20
    /// Offers are padded to a multiple of this, so that the partner sees a rounded size.
    package static let paddingStep = 256

    package let session: String
    private let secret: BlindingKey
    /// The key at each place of our offer; nil for padding.
    package let places: [String?]

    /// Begins a comparison of our keys; repeated ones count once. nil when there are too many.
    ///
    /// `shuffle` orders the places, and gives the padding: a system generator, or a seeded one in tests.
    package init?(
        keys: some Sequence<String>, session: String, secret: BlindingKey,
        shuffle: inout some RandomNumberGenerator
    ) {
        let distinct = Set(keys).sorted()
        guard distinct.count <= Self.elementsMax - Self.paddingStep else { return nil }
        let steps = max(1, (distinct.count + Self.paddingStep - 1) / Self.paddingStep)
        var places: [String?] = distinct
        places.append(
            contentsOf: repeatElement(nil, count: steps * Self.paddingStep - distinct.count))
        places.shuffle(using: &shuffle)
        self.init(session: session, secret: secret, places: places)
    }

    /// Goes on with a comparison begun earlier.
    package init(session: String, secret: BlindingKey, places: [String?]) {
        self.session = session
        self.secret = secret
        self.places = places
    }

    /// Our offer: an element for each place. Padding is the blinding of keys that nobody can hold,
    /// drawn from `padding`; it looks like any other element.
    package func offer(padding: inout some RandomNumberGenerator) -> ComparisonMessage {
        var elements: [[UInt8]] = []
        elements.reserveCapacity(places.count)
        for place in places {
            // A key begins with its kind and a colon; the padding's does not.
            let text = place ?? "\(padding.next()) \(padding.next()) \(padding.next())"
            guard let element = secret.blind(text, session: session) else { continue }
            elements.append(element)
        }
        return ComparisonMessage(kind: .offer, session: session, elements: elements)
    }

    /// Our answer to the partner's offer: every element blinded again, in the same order.
    package func answer(
        _ offer: ComparisonMessage
    ) throws(ComparisonRefused) -> ComparisonMessage {
        try check(offer, .offer)
        guard Set(offer.elements).count == offer.elements.count else {
            throw ComparisonRefused(
                code: "comparison-repeated", problem: "an element occurs twice in the offer",
                remedy: "ask the partner for an offer of distinct keys")
        }
        var elements: [[UInt8]] = []
        elements.reserveCapacity(offer.elements.count)
        for (place, element) in offer.elements.enumerated() {
            guard let again = secret.blindAgain(element) else {
                throw ComparisonRefused(
                    code: "comparison-element",
                    problem: "element \(place + 1) of the offer is no point of P-256",
                    remedy: "ask the partner to make the offer again")
            }
            elements.append(again)
        }
        return ComparisonMessage(kind: .answer, session: session, elements: elements)
    }

    /// The keys both hold, sorted: `theirAnswer` is the partner's answer to our offer, `ourAnswer` the
    /// one we gave to theirs.
    package func shared(
        theirAnswer: ComparisonMessage, ourAnswer: ComparisonMessage
    ) throws(ComparisonRefused) -> [String] {
        try check(theirAnswer, .answer)
        try check(ourAnswer, .answer)
        guard theirAnswer.elements.count == places.count else {
            throw ComparisonRefused(
                code: "comparison-size",
                problem:
                    "\(theirAnswer.elements.count) elements answer an offer of \(places.count)",
                remedy: "use the partner's answer to this offer")
        }
        let theirs = Set(ourAnswer.elements)
        return zip(places, theirAnswer.elements)
            .compactMap { place, element in theirs.contains(element) ? place : nil }
            .sorted()
    }

    private func check(
        _ message: ComparisonMessage, _ kind: ComparisonMessage.Kind
    ) throws(ComparisonRefused) {
        guard message.kind == kind, message.session == session else {
            throw ComparisonRefused(
                code: "comparison-message",
                problem: "not the \(kind.rawValue) of session \(Diagnostic.quoted(session))",
                remedy: "use the messages of one session, offer before answer")
        }
    }
}

/// A message of a comparison.
package struct ComparisonMessage: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case offer
        case answer
    }
    package let kind: Kind
    package let session: String
    /// x-coordinates, 32 bytes each.
    package let elements: [[UInt8]]

    package init(kind: Kind, session: String, elements: [[UInt8]]) {
        self.kind = kind
        self.session = session
        self.elements = elements
    }

    /// The message as lines: a heading, then an element a line in hexadecimal.
    package var text: String {
        var bytes = Array("tamga-comparison-1 \(kind.rawValue) \(session)\n".utf8)
        bytes.reserveCapacity(bytes.count + elements.count * 65)
        let digits = Array("0123456789abcdef".utf8)
        for element in elements {
            for byte in element {
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
            bytes.append(0x0A)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a message.
    package init(_ text: String) throws(ComparisonRefused) {
        let lines = text.split(separator: "\n", maxSplits: ConfidentialComparison.elementsMax + 1)
        let heading = lines.first?.split(separator: " ") ?? []
        guard heading.count == 3, heading[0] == "tamga-comparison-1",
            let kind = Kind(rawValue: String(heading[1])), Self.isSession(String(heading[2]))
        else {
            throw ComparisonRefused(
                code: "comparison-heading", problem: "the first line is no heading of a comparison",
                remedy: "give a message that `tamga compare` or Specs/comparison.md describes")
        }
        guard lines.count <= ConfidentialComparison.elementsMax + 1 else {
            throw ComparisonRefused(
                code: "comparison-size",
                problem: "more than \(ConfidentialComparison.elementsMax) elements",
                remedy: "cut the comparison by period")
        }
        var elements: [[UInt8]] = []
        elements.reserveCapacity(lines.count)
        for (place, line) in lines.dropFirst().enumerated() {
            guard let element = Self.bytes(line) else {
                throw ComparisonRefused(
                    code: "comparison-element", problem: "line \(place + 2) is no element",
                    remedy: "send the message again, unchanged")
            }
            elements.append(element)
        }
        self.init(kind: kind, session: String(heading[2]), elements: elements)
    }

    /// Whether a text names a session: 1 to 64 letters, digits, hyphens, dots or slashes.
    package static func isSession(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F: true
                default: false
                }
            }
    }

    private static func bytes(_ line: Substring) -> [UInt8]? {
        guard line.utf8.count == 2 * BlindingKey.elementBytes else { return nil }
        var bytes: [UInt8] = []
        var half: UInt8?
        for digit in line.utf8 {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x61 + 10
            default: return nil
            }
            if let high = half {
                bytes.append(high << 4 | value)
                half = nil
            } else {
                half = value
            }
        }
        return bytes
    }
}

/// Why a message or a comparison is refused.
package struct ComparisonRefused: Error, Hashable, Sendable {
    /// Stable, for programs.
    package let code: String
    package let problem: String
    package let remedy: String

    package init(code: String, problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }
}
