import Customs

/// The state of reading one input: which elements are open, what is wrong so far, what is built.
///
/// Every element is followed through the ``WCOGrammar``: a frame per open element remembers which
/// child may come next, so order, counts and missing elements are judged as they go by.
struct WCOReading: ~Copyable {
    /// One open element.
    struct Frame {
        var node: Int16
        /// The child that came last, or the first one.
        var cursor: Int16
        /// How often the child at the cursor has come.
        var count: Int32
        /// Which of its like this element is, from 1.
        var ordinal: Int32
        var place: XMLPlace
        /// Text where only elements may be was found and reported.
        var hasStrayText = false
    }

    let grammar = WCOGrammar.shared
    let limits: ReadingLimits
    var names: XMLNames
    var frames: [Frame] = []
    /// Elements open inside an element that the message does not know.
    var skippedDepth = 0
    /// Elements open around the message.
    var envelopeDepth = 0
    let builder = WCOBuilder()
    var text = XMLBytes()
    /// Unit, currency or format of the open leaf.
    var leafAttribute: String?
    var diagnostics: [Diagnostic] = []
    var elementCount = 0
    /// Set while a declaration is open.
    var isInDeclaration = false
    /// Documents begun so far.
    var documentCount = 0
    /// The last whole document, kept back until the next begins or the input proves well-formed.
    var held: ReadDocument?
    /// Documents that may be handed over.
    var ready: [ReadDocument] = []
    var stopFault: XMLFault?

    private var spaceAddresses: [UnsafePointer<UInt8>?] = [nil, nil, nil]

    init(limits: ReadingLimits) {
        self.limits = limits
        names = grammar.vocabulary
        frames.reserveCapacity(limits.depthMax)
    }

    // MARK: - Elements

    mutating func start(_ name: XMLName, _ attributes: XMLAttributes, at place: XMLPlace) {
        if skippedDepth > 0 {
            skippedDepth += 1
            return
        }
        let symbol = names.symbol(interned: name.local)
        guard let top = frames.indices.last else {
            return startOutside(name, symbol, attributes, at: place)
        }
        elementCount += 1
        if elementCount > limits.elementsMax {
            stopFault = .tooManyElements(limits.elementsMax, at: place)
            return
        }
        let parent = frames[top].node
        guard grammar.nodes[Int(parent)].kind == .container else {
            report(.childInLeaf, at: place)
            skippedDepth = 1
            return
        }
        guard let (child, ordinal) = child(symbol, of: top, name.space, at: place) else {
            reportUnknown(name, at: place)
            skippedDepth = 1
            return
        }
        push(child, ordinal: ordinal, attributes, at: place)
    }

    private mutating func startOutside(
        _ name: XMLName, _ symbol: Int16, _ attributes: XMLAttributes, at place: XMLPlace
    ) {
        let roots = [WCOGrammar.metaData, grammar.declaration]
        for root in roots where grammar.nodes[root].name == symbol {
            if isIn(name.space, grammar.nodes[root].namespace) {
                return push(Int16(root), ordinal: 1, attributes, at: place)
            }
            if root == grammar.declaration { reportForeignDeclaration(name, at: place) }
        }
        envelopeDepth += 1
    }

    /// The node of a child by its name, and which of its like it is; nil when there is no such child.
    /// Reports children that are missing before it, out of place or too many.
    private mutating func child(
        _ symbol: Int16, of top: Int, _ space: UnsafePointer<UInt8>?, at place: XMLPlace
    ) -> (Int16, Int32)? {
        guard symbol >= 0 else { return nil }
        let parent = grammar.nodes[Int(frames[top].node)]
        let cursor = frames[top].cursor
        var position = cursor
        while position < parent.childrenEnd {
            let node = grammar.nodes[Int(position)]
            if node.name == symbol, isIn(space, node.namespace) {
                if position == cursor {
                    frames[top].count += 1
                } else {
                    reportMissing(from: cursor, to: position, of: top, at: place)
                    frames[top].cursor = position
                    frames[top].count = 1
                }
                let count = frames[top].count
                if node.countMax > 0, count > node.countMax, count == node.countMax + 1 {
                    report(.tooMany(position, node.countMax), at: place)
                }
                return (position, count)
            }
            position += 1
        }
        position = parent.childrenStart
        while position < cursor {
            let node = grammar.nodes[Int(position)]
            if node.name == symbol, isIn(space, node.namespace) {
                report(.outOfOrder(position, after: cursor), at: place)
                return (position, 0)
            }
            position += 1
        }
        return nil
    }

    /// Reports mandatory children between two positions that did not come.
    mutating func reportMissing(from start: Int16, to end: Int16, of frame: Int, at place: XMLPlace)
    {
        var position = start
        while position < end {
            let isThere = position == frames[frame].cursor && frames[frame].count > 0
            if grammar.nodes[Int(position)].isMandatory, !isThere {
                report(.missing(position), at: place)
            }
            position += 1
        }
    }

    private mutating func push(
        _ child: Int16, ordinal: Int32, _ attributes: XMLAttributes, at place: XMLPlace
    ) {
        let node = grammar.nodes[Int(child)]
        frames.append(
            Frame(
                node: child, cursor: node.childrenStart, count: 0, ordinal: ordinal, place: place))
        if node.part == .declaration { beginDeclaration() }
        text.removeAll()
        leafAttribute = nil
        if attributes.count > 0 || node.kind == .date {
            take(attributes, of: node, at: place)
        }
        if node.part != .plain { builder.begin(node.part) }
    }

    mutating func end(at place: XMLPlace) {
        if skippedDepth > 0 {
            skippedDepth -= 1
            return
        }
        guard let top = frames.indices.last else {
            envelopeDepth -= 1
            return
        }
        let node = grammar.nodes[Int(frames[top].node)]
        if node.kind == .container {
            reportMissing(
                from: frames[top].cursor, to: node.childrenEnd, of: top, at: place)
            if node.part != .plain {
                if keepsRecord(node, frames[top]) {
                    builder.end(node.part)
                } else {
                    builder.drop(node.part)
                }
            }
            if node.part == .declaration { endDeclaration() }
        } else {
            endLeaf(node)
        }
        frames.removeLast()
    }

    /// Records beyond the allowed number are reported, not kept.
    private func keepsRecord(_ node: WCOGrammar.Node, _ frame: Frame) -> Bool {
        node.countMax <= 1 || frame.ordinal <= node.countMax
    }

    mutating func take(text bytes: UnsafeBufferPointer<UInt8>, at place: XMLPlace) {
        guard skippedDepth == 0, let top = frames.indices.last else { return }
        if grammar.nodes[Int(frames[top].node)].kind != .container {
            text.append(bytes)
        } else if !frames[top].hasStrayText, !isXMLBlank(bytes) {
            frames[top].hasStrayText = true
            report(.strayText, at: place)
        }
    }

    // MARK: - Documents

    private mutating func beginDeclaration() {
        if let previous = held { ready.append(previous) }
        held = nil
        documentCount += 1
        elementCount = 0
        isInDeclaration = true
    }

    private mutating func endDeclaration() {
        isInDeclaration = false
        held = ReadDocument(
            number: documentCount, format: WCODeclarationFormat.formatName,
            content: .declaration(builder.finish()), diagnostics: diagnostics)
        diagnostics = []
    }

    /// Closes the reading: hands out what is held back, judges what is left over.
    mutating func finish(_ fault: XMLFault?) {
        if let fault {
            // The fault that ended the reading is always told.
            if diagnostics.count >= Diagnostic.countMax { diagnostics.removeLast() }
            diagnostics.append(fault.diagnostic)
        }
        if isInDeclaration || (held == nil && documentCount == 0) {
            if !isInDeclaration {
                documentCount += 1
                if fault == nil { reportNoDeclaration() }
            }
            ready.append(
                ReadDocument(
                    number: documentCount, format: WCODeclarationFormat.formatName, content: nil,
                    diagnostics: diagnostics))
        } else if var last = held {
            let room = max(0, Diagnostic.countMax - diagnostics.count)
            last.diagnostics = Array(last.diagnostics.prefix(room)) + diagnostics
            ready.append(last)
        } else if !diagnostics.isEmpty {
            ready.append(
                ReadDocument(
                    number: documentCount + 1, format: WCODeclarationFormat.formatName,
                    content: nil, diagnostics: diagnostics))
        }
        held = nil
        diagnostics = []
    }

    // MARK: - Namespaces

    /// Whether an interned namespace is one of the message's.
    @inline(__always)
    mutating func isIn(_ space: UnsafePointer<UInt8>?, _ namespace: WCONamespace) -> Bool {
        guard let space else { return false }
        let index = Int(namespace.rawValue)
        if spaceAddresses[index] == space { return true }
        guard spaceAddresses[index] == nil, equal(namespace.uri, space) else { return false }
        spaceAddresses[index] = space
        return true
    }

    /// The path of the innermost open element: "Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]".
    /// Steps that can repeat are numbered.
    func path(relative: Bool = false) -> String {
        var steps = ""
        for frame in frames {
            let node = grammar.nodes[Int(frame.node)]
            if relative, node.namespace == .metaData || node.part == .declaration { continue }
            if !steps.isEmpty { steps += "/" }
            steps += grammar.names[Int(node.name)].description
            if node.countMax != 1 { steps += "[\(frame.ordinal)]" }
        }
        return steps
    }
}
