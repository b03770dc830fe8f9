import Customs

// What is checked of one segment by itself.

extension InterchangeWalk {
    /// Reads a UNA when there is one, and refuses what is no interchange at all.
    func readServiceAdvice() throws -> Bool {
        var head = try tokens.head(9)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            tokens.skip(3)
            head = try tokens.head(9)
        }
        while let first = head.first, [0x0A, 0x0D, 0x20, 0x09].contains(first) {
            tokens.skip(1)
            head = try tokens.head(9)
        }
        if head.starts(with: "UNA".utf8) {
            guard head.count == 9 else {
                faults.add(.truncated, place: "UNA", problem: "the input ends inside UNA")
                return false
            }
            guard let advice = ServiceCharacters(advice: .init(rebasing: head.dropFirst(3))) else {
                faults.add(
                    .serviceAdvice, place: "UNA",
                    problem: "the characters "
                        + Diagnostic.quoted(String(decoding: head.dropFirst(3), as: UTF8.self))
                        + " cannot serve")
                return false
            }
            tokens.skip(9)
            tokens.setCharacters(advice)
            return true
        }
        if head.starts(with: "UNB".utf8) {
            if head.count > 3, head[3] == ServiceCharacters.informationSeparators.element {
                tokens.setCharacters(.informationSeparators)
            }
            return true
        }
        refuseStart(head)
        return false
    }

    private func refuseStart(_ head: UnsafeBufferPointer<UInt8>) {
        guard let first = head.first else {
            faults.add(.notAnInterchange, place: "byte 0", problem: "the input is empty")
            return
        }
        if "UNA".utf8.starts(with: head) || "UNB".utf8.starts(with: head) {
            faults.add(.truncated, place: "byte 0", problem: "the input ends inside its first tag")
            return
        }
        let isTelegram = first == 0x01 || first == 0x02 || head.starts(with: "QK ".utf8)
            || head.starts(with: "QU ".utf8) || head.starts(with: "QD ".utf8)
        faults.add(
            isTelegram ? .teletype : .notAnInterchange, place: "byte 0",
            problem: isTelegram
                ? "a telegram's heading stands before the interchange"
                : "the input begins with "
                    + Diagnostic.quoted(String(decoding: head, as: UTF8.self)))
    }

    /// Characters no text may hold, and the segment's encoding.
    @inline(__always)
    func checkText() {
        if tokens.controlOffset != nil || tokens.repetitionOffset != nil || tokens.hasHighBytes
            || tokens.hasTooManyComponents
        {
            reportText()
        }
    }

    private func reportText() {
        if let offset = tokens.controlOffset {
            faults.add(
                .controlCharacter, place: place(),
                problem: "a control character at byte \(tokens.offset + offset)")
        }
        if let offset = tokens.repetitionOffset {
            faults.add(
                .tooManyRepeats, place: place(),
                problem: "a repetition separator at byte \(tokens.offset + offset), "
                    + "but no element of this release repeats")
        }
        if tokens.hasTooManyComponents {
            faults.add(
                .tooManyElements, place: place(),
                problem: "more than \(SegmentTokenizer.componentsMax) components in one segment")
        }
        if !tokens.isWellEncoded {
            faults.add(
                .encoding, place: place(),
                problem: "bytes that are no text in \(Diagnostic.quoted(facts.syntax))")
        }
    }

    /// Presence, length and kind of every element, as the directory has them.
    func checkElements() {
        guard let segment = rules.segments[tokens.tag] else { return }
        let known = min(tokens.elementCount, segment.count)
        if known > 0 {
            for element in 1...known { check(element, rules.elements[segment.first + element - 1]) }
        }
        if tokens.elementCount < segment.lastMandatory {
            for element in tokens.elementCount + 1...segment.lastMandatory
            where rules.elements[segment.first + element - 1].isMandatory {
                missing(element, nil, rules.elements[segment.first + element - 1].first)
            }
        }
        if tokens.elementCount > segment.count {
            for element in segment.count + 1...tokens.elementCount
            where tokens.components(of: element).contains(where: { !tokens.raw($0).isEmpty }) {
                faults.add(
                    .tooManyElements, place: place(element: element),
                    problem: "\(SegmentTag.name(tokens.tag)) has \(segment.count) elements")
                return
            }
        }
    }

    @inline(__always)
    private func check(_ number: Int, _ element: SegmentRules.Element) {
        let range = tokens.components(of: number)
        var isEmpty = true
        var mandatoryEmpty = -1
        var position = 0
        for index in range {
            let length = tokens.raw(index).count
            if position >= element.count {
                if length > 0 { tooManyComponents(number, position + 1, element) }
                position += 1
                continue
            }
            let rule = rules.components[element.first + position]
            if length == 0 {
                if rule.isMandatory, mandatoryEmpty < 0 { mandatoryEmpty = position }
            } else {
                isEmpty = false
                if rule.isNumeric {
                    checkNumber(number, position + 1, index, rule)
                } else if length > Int(rule.lengthMax), rule.lengthMax > 0 {
                    checkLength(number, position + 1, index, rule)
                }
            }
            position += 1
        }
        if isEmpty {
            if element.isMandatory { missing(number, nil, element.first) }
            return
        }
        if mandatoryEmpty >= 0 {
            missing(number, mandatoryEmpty + 1, element.first + mandatoryEmpty)
        }
        while position < element.count {
            if rules.components[element.first + position].isMandatory {
                missing(number, position + 1, element.first + position)
            }
            position += 1
        }
    }

    private func missing(_ element: Int, _ component: Int?, _ rule: Int) {
        faults.add(
            .missingMandatory, place: place(element: element, component: component),
            problem: "element \(rules.components[rule].number) of "
                + "\(SegmentTag.name(tokens.tag)) is empty")
    }

    private func tooManyComponents(_ number: Int, _ component: Int, _ element: SegmentRules.Element)
    {
        faults.add(
            .tooManyElements, place: place(element: number, component: component),
            problem: element.composite.isEmpty
                ? "the element has no components" : "\(element.composite) has \(element.count)")
    }

    private func checkLength(
        _ element: Int, _ component: Int, _ index: Int, _ rule: SegmentRules.Component
    ) {
        let length = tokens.characterCount(index)
        guard length > Int(rule.lengthMax) else { return }
        faults.add(
            .tooLong, place: place(element: element, component: component),
            problem: "element \(rule.number) has \(length) characters, \(rule.lengthMax) are allowed")
    }

    /// Digits, one decimal mark, a leading minus; sign and mark do not count towards the length.
    private func checkNumber(
        _ element: Int, _ component: Int, _ index: Int, _ rule: SegmentRules.Component
    ) {
        var digits = 0
        var marks = 0
        var isNumber = true
        for (position, byte) in tokens.bytes(index).enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "-") where position == 0: break
            case tokens.characters.decimalMark: marks += 1
            default: isNumber = false
            }
        }
        if !isNumber || digits == 0 || marks > 1 {
            faults.add(
                .notNumeric, place: place(element: element, component: component),
                problem: "element \(rule.number) is "
                    + Diagnostic.quoted(tokens.text(index) ?? ""))
        } else if digits > Int(rule.lengthMax), rule.lengthMax > 0 {
            faults.add(
                .tooLong, place: place(element: element, component: component),
                problem: "element \(rule.number) has \(digits) digits, \(rule.lengthMax) are allowed")
        }
    }
}

extension InterchangeWalk {
    /// True when a node opens a goods item (CUSDEC) or goods of a consignment (CUSCAR).
    func opensItem(_ node: Int) -> Bool {
        guard let structure, structure.nodes[node].isTrigger else { return false }
        let tag = structure.nodes[node].tag
        return tag == SegmentTag.cst || tag == SegmentTag.gid
    }

    /// Notes that the message has more goods items than the reader takes.
    func tooManyItems(_ itemsMax: Int) {
        faults.add(
            .tooLarge, place: place(), problem: "the message has more than \(itemsMax) goods items")
    }
}
