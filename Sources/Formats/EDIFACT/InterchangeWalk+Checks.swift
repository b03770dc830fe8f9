import Customs

// What is checked of one segment by itself.

extension InterchangeWalk {
    /// Reads a UNA when there is one, and refuses what is no interchange at all.
    mutating func readServiceAdvice() throws -> Bool {
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

    private mutating func refuseStart(_ head: UnsafeBufferPointer<UInt8>) {
        guard let first = head.first else {
            faults.add(.notAnInterchange, place: "byte 0", problem: "the input is empty")
            return
        }
        if "UNA".utf8.starts(with: head) || "UNB".utf8.starts(with: head) {
            faults.add(.truncated, place: "byte 0", problem: "the input ends inside its first tag")
            return
        }
        let isTelegram =
            first == 0x01 || first == 0x02 || head.starts(with: "QK ".utf8)
            || head.starts(with: "QU ".utf8) || head.starts(with: "QD ".utf8)
        faults.add(
            isTelegram ? .teletype : .notAnInterchange, place: "byte 0",
            problem: isTelegram
                ? "a telegram's heading stands before the interchange"
                : "the input begins with "
                    + Diagnostic.quoted(String(decoding: head, as: UTF8.self)))
    }

    /// Characters no text may hold, and the segment's encoding.
    mutating func checkText() {
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
    mutating func checkEnvelope() {
        if let segment = tables.segment(tokens.tag) { checkElements(segment) }
    }

    /// Checks the elements of the segment in hand by the rules at an index of the tables.
    mutating func checkElements(_ segment: Int) {
        let rules = tables.segments[segment]
        let elements = tables.elements + Int(rules.first)
        let count = Int(rules.count)
        let known = min(tokens.elementCount, count)
        var number = 1
        while number <= known {
            check(number, elements[number - 1])
            number += 1
        }
        while number <= Int(rules.lastMandatory) {
            if elements[number - 1].isMandatory { missing(number, nil, elements[number - 1].first) }
            number += 1
        }
        if tokens.elementCount > count { surplus(after: count) }
    }

    /// Elements that the segment does not have; empty ones pass.
    private mutating func surplus(after count: Int) {
        for element in count + 1...tokens.elementCount {
            for index in tokens.components(of: element) where !tokens.raw(index).isEmpty {
                faults.add(
                    .tooManyElements, place: place(element: element),
                    problem: "\(SegmentTag.name(tokens.tag)) has \(count) elements")
                return
            }
        }
    }

    @inline(__always)
    private mutating func check(_ number: Int, _ element: FollowingTables.Element) {
        let range = tokens.components(of: number)
        let rules = tables.components + Int(element.first)
        let count = Int(element.count)
        var isEmpty = true
        var mandatoryEmpty = -1
        var position = 0
        for index in range {
            let length = tokens.raw(index).count
            if position >= count {
                if length > 0 { tooManyComponents(number, position + 1, count) }
            } else if length == 0 {
                if rules[position].isMandatory, mandatoryEmpty < 0 { mandatoryEmpty = position }
            } else {
                isEmpty = false
                if rules[position].isNumeric {
                    checkNumber(number, position + 1, index, Int(element.first) + position)
                } else if length > Int(rules[position].lengthMax), rules[position].lengthMax > 0 {
                    checkLength(number, position + 1, index, Int(element.first) + position)
                }
            }
            position += 1
        }
        if isEmpty {
            if element.isMandatory { missing(number, nil, element.first) }
            return
        }
        while position < count, mandatoryEmpty < 0 {
            if rules[position].isMandatory { mandatoryEmpty = position }
            position += 1
        }
        if mandatoryEmpty >= 0 {
            missing(number, mandatoryEmpty + 1, element.first + Int32(mandatoryEmpty))
        }
    }

    private mutating func missing(_ element: Int, _ component: Int?, _ rule: Int32) {
        faults.add(
            .missingMandatory, place: place(element: element, component: component),
            problem: "element \(tables.rules.components[Int(rule)].number) of "
                + "\(SegmentTag.name(tokens.tag)) is empty")
    }

    private mutating func tooManyComponents(_ number: Int, _ component: Int, _ count: Int) {
        faults.add(
            .tooManyElements, place: place(element: number, component: component),
            problem: count == 1
                ? "the element has no components" : "the element has \(count) components")
    }

    private mutating func checkLength(
        _ element: Int, _ component: Int, _ index: Int, _ ruleIndex: Int
    ) {
        let rule = tables.rules.components[ruleIndex]
        let length = tokens.characterCount(index)
        guard length > Int(rule.lengthMax) else { return }
        faults.add(
            .tooLong, place: place(element: element, component: component),
            problem:
                "element \(rule.number) has \(length) characters, \(rule.lengthMax) are allowed")
    }

    /// Digits, one decimal mark, a leading minus; sign and mark do not count towards the length.
    private mutating func checkNumber(
        _ element: Int, _ component: Int, _ index: Int, _ ruleIndex: Int
    ) {
        let decimalMark = tokens.characters.decimalMark
        let bytes = tokens.bytes(index)
        var digits = 0
        var marks = 0
        var isNumber = true
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte &- 48 < 10 {
                digits += 1
            } else if byte == decimalMark {
                marks += 1
            } else if byte != UInt8(ascii: "-") || position > 0 {
                isNumber = false
            }
            position += 1
        }
        let lengthMax = tables.components[ruleIndex].lengthMax
        if isNumber, digits > 0, marks <= 1, digits <= Int(lengthMax) || lengthMax == 0 { return }
        let rule = tables.rules.components[ruleIndex]
        if !isNumber || digits == 0 || marks > 1 {
            faults.add(
                .notNumeric, place: place(element: element, component: component),
                problem: "element \(rule.number) is "
                    + Diagnostic.quoted(tokens.text(index) ?? ""))
        } else {
            faults.add(
                .tooLong, place: place(element: element, component: component),
                problem:
                    "element \(rule.number) has \(digits) digits, \(rule.lengthMax) are allowed")
        }
    }
}

extension InterchangeWalk {
    /// True when a node opens a goods item (CUSDEC) or goods of a consignment (CUSCAR).
    func opensItem(_ node: Int) -> Bool {
        tables.nodes[node].isTrigger
            && (tokens.tag == SegmentTag.cst || tokens.tag == SegmentTag.gid)
    }

    /// Notes that the message has more goods items than the reader takes.
    mutating func tooManyItems(_ itemsMax: Int) {
        faults.add(
            .tooLarge, place: place(), problem: "the message has more than \(itemsMax) goods items")
    }
}
