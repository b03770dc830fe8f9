import Customs

/// Follows an interchange segment by segment: envelope, counts, references, order and repeats.
///
/// Every fault is collected and the walk goes on. With `checksElements` each element is checked
/// too; the second pass over an interchange found sound leaves that out.
struct InterchangeWalk: ~Copyable {
    enum Event {
        case messageStart
        /// A segment at its node in the message's structure.
        case segment(Int)
        case messageEnd
        /// An envelope segment, or one that fits nowhere.
        case other
        case end
    }

    var tokens: SegmentTokenizer
    let checksElements: Bool
    var faults = InterchangeFaults()
    private(set) var facts = EnvelopeFacts()
    /// Messages begun so far.
    private(set) var messageCount = 0
    /// Segments of the message so far, UNH included.
    private(set) var segmentNumber = 0
    /// Tables in force: the message's, or the envelope's outside messages.
    private(set) var tables: FollowingTables
    private let envelopeTables: FollowingTables
    private var cusdecTables: FollowingTables?
    private var cuscarTables: FollowingTables?

    private var node = 0
    private var inMessage = false
    private var inGroup = false
    private var groupCount = 0
    private var groupMessageCount = 0
    private var closed = false

    init(source: any ByteSource, limits: ReadingLimits, checksElements: Bool) {
        tokens = SegmentTokenizer(
            source: source, bytesMax: limits.interchangeBytesMax,
            segmentBytesMax: limits.tagBytesMax)
        self.checksElements = checksElements
        envelopeTables = FollowingTables(.envelope)
        tables = envelopeTables
    }

    deinit {
        envelopeTables.deallocate()
        cusdecTables?.deallocate()
        cuscarTables?.deallocate()
    }

    /// Moves to the next segment and judges it.
    mutating func next() throws -> Event {
        if closed { return .end }
        if faults.errorCount >= InterchangeFaults.errorsMax {
            closed = true
            return .end
        }
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
        if checksElements, !tokens.isPlain { checkText() }
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
    private mutating func body(_ tag: UInt32) -> Event {
        guard tables.nodeCount > 0 else { return .other }
        var slot = MessageStructure.slot(tag)
        while tables.hashTags[slot] != tag || tag == 0 {
            if tables.hashTags[slot] == 0 {
                unknown(tag)
                return .other
            }
            slot = (slot + 1) & 255
        }
        let entry = tables.transitions[node * tables.tagCount + Int(tables.hashIndices[slot])]
        if entry == 0 { return misplaced(tag) }
        let nearest = Int(entry & 0x7FFF) - 1
        if entry & 0x8000 != 0 || isFull(nearest) {
            guard let target = resolve(nearest, tag) else { return .other }
            enter(target)
        } else {
            enter(nearest)
        }
        if checksElements {
            let segment = tables.nodes[node].segment
            if segment >= 0 { checkElements(Int(segment)) }
            if tag == SegmentTag.uns { checkSection() }
        }
        return .segment(node)
    }

    /// Steps onto a node: counts it, and starts the counts of a group's repeat anew.
    @inline(__always)
    private mutating func enter(_ target: Int) {
        if tables.nodes[target].isTrigger {
            tables.counts[target - 1] += 1
            let end = Int(tables.nodes[target].groupEnd)
            (tables.counts + target).update(repeating: 0, count: end - target)
        }
        tables.counts[target] += 1
        node = target
    }

    @inline(__always)
    private func isFull(_ node: Int) -> Bool {
        let counted = tables.nodes[node].isTrigger ? node - 1 : node
        return tables.counts[counted] >= tables.nodes[node].max
    }

    /// The slow way: the nearest place is full, or something mandatory is left out on the way.
    private mutating func resolve(_ nearest: Int, _ tag: UInt32) -> Int? {
        guard let structure = tables.structure else { return nil }
        var target = nearest
        if isFull(nearest) {
            let counts = tables.counts
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
    private mutating func misplaced(_ tag: UInt32) -> Event {
        guard let structure = tables.structure else { return .other }
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
        if let behind { tables.counts[behind] += 1 }
        faults.add(
            .order, place: place(),
            problem: "\(SegmentTag.name(tag)) cannot stand after \(structure.nodes[node].name)")
        if checksElements { checkEnvelope() }
        return .other
    }

    private mutating func repeated(_ tag: UInt32, at node: Int) {
        guard let structure = tables.structure else { return }
        let counted = structure.nodes[node].isTrigger ? node - 1 : node
        let name = structure.nodes[counted].name
        faults.add(
            .tooManyRepeats, place: place(),
            problem:
                "\(SegmentTag.name(tag)) repeats more than \(structure.nodes[counted].max) times"
                + (counted == node ? "" : " (group \(name))"))
    }

    private mutating func unknown(_ tag: UInt32) {
        let name = SegmentTag.name(tag)
        faults.add(
            .unknownSegment, place: place(),
            problem: tag == 0
                ? "a segment begins without a tag of three characters"
                : "\(facts.messageType) has no segment \(name)")
    }

    /// UNS+D opens the detail section, UNS+S the summary.
    private mutating func checkSection() {
        guard let structure = tables.structure else { return }
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

    private mutating func envelope(_ tag: UInt32) throws -> Event {
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
    mutating func start() throws -> Bool {
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
            checkEnvelope()
        }
        facts.syntax = identifier + ":" + version
        facts.sender = tokens.text(2, 1) ?? ""
        facts.recipient = tokens.text(3, 1) ?? ""
        facts.controlReference = tokens.text(5, 1) ?? ""
        facts.interchange = checksElements ? [] : allComponents(Self.unbPaths)
        return true
    }

    /// The fifth character of a UNA repeats elements in syntax 4 only.
    private mutating func dropRepetition() {
        guard tokens.characters.repetition != nil else { return }
        var characters = tokens.characters
        characters.repetition = nil
        tokens.setCharacters(characters)
    }

    private mutating func beginGroup() {
        if inGroup { missingEnd("UNE", before: "UNG") }
        inGroup = true
        groupCount += 1
        groupMessageCount = 0
        if checksElements { checkEnvelope() }
        facts.groupReference = tokens.text(5, 1) ?? ""
        facts.group = checksElements ? [] : allComponents(Self.ungPaths)
    }

    private mutating func endGroup() {
        guard inGroup else {
            faults.add(.order, place: place(), problem: "UNE without UNG")
            return
        }
        inGroup = false
        if checksElements { checkEnvelope() }
        checkCount(groupMessageCount, of: "messages", fault: .messageCount)
        checkReference(facts.groupReference, "UNG", fault: .controlReference)
    }

    private mutating func beginMessage() {
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
        facts.message = checksElements ? [] : allComponents(Self.unhPaths)
        let version = tokens.text(2, 2) ?? ""
        let release = tokens.text(2, 3) ?? ""
        switch (facts.messageType, version, release) {
        case ("CUSDEC", "D", "96B"):
            let made = cusdecTables ?? FollowingTables(.cusdecD96B)
            cusdecTables = made
            tables = made
        case ("CUSCAR", "D", "95B"):
            let made = cuscarTables ?? FollowingTables(.cuscarD95B)
            cuscarTables = made
            tables = made
        default:
            tables = envelopeTables
            faults.add(
                .unsupportedMessage, place: place(element: 2),
                problem: "message \(Diagnostic.quoted(facts.messageType)) of release "
                    + Diagnostic.quoted("\(version).\(release)"))
        }
        if checksElements { checkEnvelope() }
        node = 0
        if tables.nodeCount > 0 {
            tables.counts.update(repeating: 0, count: tables.nodeCount)
            tables.counts[0] = 1
        }
    }

    private mutating func endMessage() -> Event {
        guard inMessage else {
            faults.add(.order, place: place(), problem: "UNT without UNH")
            return .other
        }
        if let structure = tables.structure {
            _ = resolve(structure.nodes.count - 1, SegmentTag.unt)
        }
        if checksElements { checkEnvelope() }
        checkCount(segmentNumber, of: "segments", fault: .segmentCount)
        checkReference(facts.messageReference, "UNH", fault: .messageReference)
        inMessage = false
        tables = envelopeTables
        faults.settle()
        return .messageEnd
    }

    /// Closes a message that has no UNT.
    private mutating func closeMessage(before tag: String) {
        guard inMessage else { return }
        missingEnd("UNT", before: tag)
        inMessage = false
        tables = envelopeTables
        faults.settle()
    }

    private mutating func missingEnd(_ tag: String, before next: String) {
        faults.add(.missingMandatory, place: place(), problem: "\(tag) is missing before \(next)")
    }

    private mutating func endInterchange() throws {
        if inGroup { missingEnd("UNE", before: "UNZ") }
        if checksElements { checkEnvelope() }
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

    private mutating func checkCount(_ counted: Int, of what: String, fault: InterchangeFault) {
        let written = tokens.text(1, 1) ?? ""
        guard Int(written) != counted else { return }
        faults.add(
            fault, place: place(element: 1),
            problem: "\(Diagnostic.quoted(written)) \(what) stated, \(counted) found")
    }

    private mutating func checkReference(_ opening: String, _ tag: String, fault: InterchangeFault)
    {
        let written = tokens.text(2, 1) ?? ""
        guard written != opening else { return }
        faults.add(
            fault, place: place(element: 2),
            problem: "\(Diagnostic.quoted(written)) here, \(Diagnostic.quoted(opening)) in \(tag)")
    }

    private mutating func truncated() {
        closed = true
        faults.add(
            .truncated, place: place(),
            problem: messageCount == 0
                ? "the input ends before the first message"
                : "the input ends before the interchange does")
    }

    /// Non-empty components of the segment in hand, with paths such as "UNB/2.1".
    private func allComponents(_ paths: [[String]]) -> [Extension] {
        var all: [Extension] = []
        all.reserveCapacity(tokens.componentCount)
        var element = 1
        while element <= min(tokens.elementCount, paths.count) {
            let range = tokens.components(of: element)
            for index in range.prefix(Self.pathComponentsMax) {
                guard let value = tokens.text(index) else { continue }
                all.append(
                    Extension(path: paths[element - 1][index - range.lowerBound], value: value))
            }
            element += 1
        }
        return all
    }

    private static let pathComponentsMax = 8
    private static let unbPaths = paths("UNB")
    private static let ungPaths = paths("UNG")
    private static let unhPaths = paths("UNH")

    /// Paths of all components that an envelope segment may have.
    private static func paths(_ tag: String) -> [[String]] {
        (1...12).map { element in
            (1...pathComponentsMax).map { "\(tag)/\(element).\($0)" }
        }
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
