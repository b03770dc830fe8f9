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
}

/// Follows an interchange segment by segment: envelope, counts, references, order and repeats.
///
/// Every fault is collected and the walk goes on. With `checksElements` each element is checked
/// too; the second pass over an interchange found sound leaves that out.
final class InterchangeWalk {
    enum Event {
        case messageStart
        /// A segment at its node in the message's structure.
        case segment(Int)
        case messageEnd
        /// An envelope segment, or one that fits nowhere.
        case other
        case end
    }

    let tokens: SegmentTokenizer
    let checksElements: Bool
    var faults = InterchangeFaults()
    private(set) var facts = EnvelopeFacts()
    /// Messages begun so far.
    private(set) var messageCount = 0
    private(set) var structure: MessageStructure?
    /// Segments of the message so far, UNH included.
    private(set) var segmentNumber = 0
    /// Element tables in force.
    var rules = SegmentRules.envelope

    private var node = 0
    private var counts: [UInt16] = []
    private var inMessage = false
    private var inGroup = false
    private var groupCount = 0
    private var groupMessageCount = 0
    private var closed = false
    private var warnedOfWrapping = false

    init(source: any ByteSource, limits: ReadingLimits, checksElements: Bool) {
        tokens = SegmentTokenizer(
            source: source, bytesMax: limits.interchangeBytesMax,
            segmentBytesMax: limits.tagBytesMax)
        self.checksElements = checksElements
    }

    /// Moves to the next segment and judges it.
    func next() throws -> Event {
        if closed { return .end }
        switch try tokens.next() {
        case .segment: break
        case .oversize:
            segmentNumber += 1
            faults.add(
                .tooLong, place: place(), problem: "the segment is longer than the reader allows")
            return .other
        case .unterminated, .end:
            truncated()
            return .end
        case .overLimit:
            faults.add(.tooLarge, place: place(), problem: "the interchange is too large")
            closed = true
            return .end
        }
        segmentNumber += 1
        if checksElements { checkText() }
        let tag = tokens.tag
        if inMessage, tag != SegmentTag.unt, !Self.isEnvelope(tag) { return body(tag) }
        return try envelope(tag)
    }

    private static func isEnvelope(_ tag: UInt32) -> Bool {
        tag == SegmentTag.unh || tag == SegmentTag.unz || tag == SegmentTag.une
            || tag == SegmentTag.ung || tag == SegmentTag.unb
    }

    // MARK: Message body

    @inline(__always)
    private func body(_ tag: UInt32) -> Event {
        guard let structure else { return .other }
        guard let tagIndex = structure.tagIndex(tag) else {
            unknown(tag)
            return .other
        }
        guard let hit = structure.next(after: node, tagIndex: tagIndex) else {
            return misplaced(tag, structure)
        }
        if hit.skipsMandatory || isFull(hit.node) {
            guard let target = resolve(hit.node, tag, structure) else { return .other }
            enter(target, structure)
        } else {
            enter(hit.node, structure)
        }
        if checksElements {
            checkElements()
            if tag == SegmentTag.uns { checkSection() }
        }
        return .segment(node)
    }

    /// Steps onto a node: counts it, and starts the counts of a group's repeat anew.
    @inline(__always)
    private func enter(_ target: Int, _ structure: MessageStructure) {
        if structure.nodes[target].isTrigger {
            let group = target - 1
            counts[group] += 1
            for inner in target..<structure.nodes[group].end { counts[inner] = 0 }
        }
        counts[target] += 1
        node = target
    }

    @inline(__always)
    private func isFull(_ node: Int) -> Bool {
        guard let structure else { return false }
        let counted = structure.nodes[node].isTrigger ? node - 1 : node
        return counts[counted] >= structure.nodes[counted].max
    }

    /// The slow way: the nearest place is full, or something mandatory is left out on the way.
    private func resolve(_ nearest: Int, _ tag: UInt32, _ structure: MessageStructure) -> Int? {
        var target = nearest
        if isFull(nearest) {
            let other = structure.next(after: node, tag: tag) { index in
                counts[index] >= structure.nodes[index].max
            }
            guard let other, structure.mandatoryNodes(between: node, and: other).isEmpty else {
                repeated(tag, at: nearest)
                return nil
            }
            target = other
        }
        for missing in structure.mandatoryNodes(between: node, and: target) {
            let name = structure.nodes[missing].name
            let isGroup = structure.nodes[missing].tag == 0
            let first = isGroup ? structure.nodes[missing + 1].name : name
            faults.addMissing(
                isGroup ? structure.nodes[missing + 1].tag : structure.nodes[missing].tag,
                place: place(),
                problem: "\(first) is missing before \(SegmentTag.name(tag))"
                    + (isGroup ? " (group \(name))" : ""))
        }
        return target
    }

    /// A segment the message has, but not from here on: out of order, or once too often.
    private func misplaced(_ tag: UInt32, _ structure: MessageStructure) -> Event {
        var behind: Int?
        var parent = structure.nodes[node].parent
        while true {
            let range =
                parent < 0
                ? 0..<structure.nodes.count : parent + 1..<structure.nodes[parent].end
            let hit = range.first { index in
                structure.nodes[index].tag == tag && structure.nodes[index].parent == parent
            }
            if let hit { behind = behind ?? hit }
            if parent < 0 { break }
            parent = structure.nodes[parent].parent
        }
        if let behind, isFull(behind) {
            repeated(tag, at: behind)
            return .other
        }
        faults.turnedUp(tag)
        if let behind { counts[behind] += 1 }
        faults.add(
            .order, place: place(),
            problem: "\(SegmentTag.name(tag)) cannot stand after \(structure.nodes[node].name)")
        if checksElements { checkElements() }
        return .other
    }

    private func repeated(_ tag: UInt32, at node: Int) {
        guard let structure else { return }
        let counted = structure.nodes[node].isTrigger ? node - 1 : node
        let name = structure.nodes[counted].name
        faults.add(
            .tooManyRepeats, place: place(),
            problem: "\(SegmentTag.name(tag)) repeats more than \(structure.nodes[counted].max) times"
                + (counted == node ? "" : " (group \(name))"))
    }

    private func unknown(_ tag: UInt32) {
        let name = SegmentTag.name(tag)
        faults.add(
            .unknownSegment, place: place(),
            problem: tag == 0
                ? "a segment begins without a tag of three characters"
                : "\(facts.messageType) has no segment \(name)")
    }

    /// UNS+D opens the detail section, UNS+S the summary.
    private func checkSection() {
        guard let structure else { return }
        let isFirst = structure.nodes.firstIndex { $0.tag == SegmentTag.uns } == node
        let expected = isFirst ? "D" : "S"
        let found = tokens.text(1, 1) ?? ""
        if !found.isEmpty, found != expected {
            faults.add(
                .order, place: place(element: 1),
                problem: "UNS+\(Diagnostic.quoted(found)) where UNS+\(expected) is due")
        }
    }

    // MARK: Envelope

    private func envelope(_ tag: UInt32) throws -> Event {
        switch tag {
        case SegmentTag.unt: return endMessage()
        case SegmentTag.unh:
            closeMessage(before: "UNH")
            beginMessage()
            return .messageStart
        case SegmentTag.ung:
            closeMessage(before: "UNG")
            beginGroup()
        case SegmentTag.une:
            closeMessage(before: "UNE")
            endGroup()
        case SegmentTag.unz:
            closeMessage(before: "UNZ")
            try endInterchange()
            return .end
        case SegmentTag.unb:
            faults.add(
                .secondInterchange, place: place(),
                problem: "another UNB before the first interchange's UNZ")
            closed = true
            return .end
        default: unknown(tag)
        }
        return .other
    }

    /// Reads UNB. False when the input is not an interchange the reader can follow; faults say why.
    func start() throws -> Bool {
        guard try readServiceAdvice() else { return false }
        switch try tokens.next() {
        case .segment where tokens.tag == SegmentTag.unb: break
        case .segment:
            faults.add(
                .notAnInterchange, place: place(),
                problem: "\(SegmentTag.name(tokens.tag)) stands where UNB is due")
            return false
        case .oversize:
            faults.add(
                .tooLong, place: place(), problem: "the segment is longer than the reader allows")
            return false
        default:
            truncated()
            return false
        }
        segmentNumber = 1
        let identifier = tokens.text(1, 1) ?? ""
        let version = tokens.text(1, 2) ?? ""
        guard let repertoire = CharacterRepertoire(syntaxIdentifier: identifier),
            ["1", "2", "3", "4"].contains(version)
        else {
            faults.add(
                .syntax, place: place(element: 1, component: 1),
                problem: "syntax \(Diagnostic.quoted(identifier + ":" + version)) is not read here")
            return false
        }
        tokens.repertoire = repertoire
        if version != "4" || tokens.characters.repetition == nil { dropRepetition() }
        if checksElements {
            checkText()
            checkElements()
        }
        facts.syntax = identifier + ":" + version
        facts.sender = tokens.text(2, 1) ?? ""
        facts.recipient = tokens.text(3, 1) ?? ""
        facts.controlReference = tokens.text(5, 1) ?? ""
        facts.interchange = allComponents("UNB")
        return true
    }

    /// The fifth character of a UNA repeats elements in syntax 4 only.
    private func dropRepetition() {
        guard tokens.characters.repetition != nil else { return }
        var characters = tokens.characters
        characters.repetition = nil
        tokens.setCharacters(characters)
    }

    private func beginGroup() {
        if inGroup { missingEnd("UNE", before: "UNG") }
        inGroup = true
        groupCount += 1
        groupMessageCount = 0
        if checksElements { checkElements() }
        facts.groupReference = tokens.text(5, 1) ?? ""
        facts.group = allComponents("UNG")
    }

    private func endGroup() {
        guard inGroup else {
            faults.add(.order, place: place(), problem: "UNE without UNG")
            return
        }
        inGroup = false
        if checksElements { checkElements() }
        checkCount(groupMessageCount, of: "messages", fault: .messageCount)
        checkReference(facts.groupReference, "UNG", fault: .controlReference)
    }

    private func beginMessage() {
        inMessage = true
        messageCount += 1
        groupMessageCount += 1
        segmentNumber = 1
        if inGroup == false, groupCount > 0 {
            faults.add(.order, place: place(), problem: "UNH outside the interchange's groups")
        }
        facts.messageReference = tokens.text(1, 1) ?? ""
        facts.messageType = tokens.text(2, 1) ?? ""
        facts.association = tokens.text(2, 5)
        facts.message = allComponents("UNH")
        let release = "\(tokens.text(2, 2) ?? "").\(tokens.text(2, 3) ?? "")"
        switch (facts.messageType, release) {
        case ("CUSDEC", "D.96B"): (structure, rules) = (.cusdecD96B, .cusdecD96B)
        case ("CUSCAR", "D.95B"): (structure, rules) = (.cuscarD95B, .cuscarD95B)
        default:
            (structure, rules) = (nil, .envelope)
            faults.add(
                .unsupportedMessage, place: place(element: 2),
                problem: "message \(Diagnostic.quoted(facts.messageType)) of release "
                    + Diagnostic.quoted(release))
        }
        if checksElements { checkElements() }
        node = 0
        if let structure {
            counts.removeAll(keepingCapacity: true)
            counts.append(contentsOf: repeatElement(0, count: structure.nodes.count))
            counts[0] = 1
        }
    }

    private func endMessage() -> Event {
        guard inMessage else {
            faults.add(.order, place: place(), problem: "UNT without UNH")
            return .other
        }
        if let structure, let index = structure.tagIndex(SegmentTag.unt),
            let hit = structure.next(after: node, tagIndex: index)
        {
            _ = hit.skipsMandatory ? resolve(hit.node, SegmentTag.unt, structure) : nil
        }
        if checksElements { checkElements() }
        checkCount(segmentNumber, of: "segments", fault: .segmentCount)
        checkReference(facts.messageReference, "UNH", fault: .messageReference)
        inMessage = false
        structure = nil
        rules = .envelope
        faults.settle()
        return .messageEnd
    }

    /// Closes a message that has no UNT.
    private func closeMessage(before tag: String) {
        guard inMessage else { return }
        missingEnd("UNT", before: tag)
        inMessage = false
        structure = nil
        rules = .envelope
        faults.settle()
    }

    private func missingEnd(_ tag: String, before next: String) {
        faults.add(.missingMandatory, place: place(), problem: "\(tag) is missing before \(next)")
    }

    private func endInterchange() throws {
        if inGroup { missingEnd("UNE", before: "UNZ") }
        if checksElements { checkElements() }
        if groupCount > 0 {
            checkCount(groupCount, of: "groups", fault: .messageCount)
        } else {
            checkCount(messageCount, of: "messages", fault: .messageCount)
        }
        checkReference(facts.controlReference, "UNB", fault: .controlReference)
        if messageCount == 0 {
            faults.add(.missingMandatory, place: place(), problem: "the interchange has no message")
        }
        closed = true
        guard try !tokens.isAtEnd() else { return }
        let head = try tokens.head(3)
        let isAnother = head.elementsEqual("UNA".utf8) || head.elementsEqual("UNB".utf8)
        faults.add(
            isAnother ? .secondInterchange : .notAnInterchange, place: "byte \(tokens.offset)",
            problem: isAnother
                ? "another interchange follows UNZ" : "something else follows UNZ")
    }

    private func checkCount(_ counted: Int, of what: String, fault: InterchangeFault) {
        let written = tokens.text(1, 1) ?? ""
        guard Int(written) != counted else { return }
        faults.add(
            fault, place: place(element: 1),
            problem: "\(Diagnostic.quoted(written)) \(what) stated, \(counted) found")
    }

    private func checkReference(_ opening: String, _ tag: String, fault: InterchangeFault) {
        let written = tokens.text(2, 1) ?? ""
        guard written != opening else { return }
        faults.add(
            fault, place: place(element: 2),
            problem: "\(Diagnostic.quoted(written)) here, \(Diagnostic.quoted(opening)) in \(tag)")
    }

    private func truncated() {
        closed = true
        faults.add(
            .truncated, place: place(),
            problem: messageCount == 0
                ? "the input ends before the first message"
                : "the input ends before the interchange does")
    }

    /// Non-empty components of the segment in hand, with paths such as "UNB/2.1".
    private func allComponents(_ tag: String) -> [Extension] {
        var all: [Extension] = []
        for element in stride(from: 1, through: tokens.elementCount, by: 1) {
            let range = tokens.components(of: element)
            for index in range {
                guard let value = tokens.text(index) else { continue }
                all.append(
                    Extension(
                        path: "\(tag)/\(element).\(index - range.lowerBound + 1)", value: value))
            }
        }
        return all
    }

    /// "segment 14 MEA of message 2, element 2, component 1 (byte 1234)".
    func place(element: Int? = nil, component: Int? = nil) -> String {
        var place = "segment"
        if inMessage { place += " \(segmentNumber)" }
        place += " \(SegmentTag.name(tokens.tag))"
        if inMessage { place += " of message \(messageCount)" }
        if let element { place += ", element \(element)" }
        if let component { place += ", component \(component)" }
        return place + " (byte \(tokens.offset))"
    }
}
