/// What the directory says about the elements of each segment of a message.
final class SegmentRules: Sendable {
    struct Component: Sendable {
        /// Number in the data element directory: 3036.
        var number: UInt16
        var isMandatory: Bool
        var isNumeric: Bool
        /// Most characters; 0 when the source names no bound.
        var lengthMax: UInt16
    }

    struct Element: Sendable {
        var isMandatory: Bool
        /// "C080"; empty for a stand-alone element.
        var composite: String
        var first: Int
        var count: Int
    }

    struct Segment: Sendable {
        var first: Int
        var count: Int
        /// Number of the last mandatory element; 0 when none is.
        var lastMandatory: Int
    }

    let components: [Component]
    let elements: [Element]
    let segments: [UInt32: Segment]

    static let cusdecD96B = SegmentRules(DirectoryFacts.cusdecD96BSegments + "\n" + service)
    static let cuscarD95B = SegmentRules(DirectoryFacts.cuscarD95BSegments + "\n" + service)
    static let envelope = SegmentRules(service)

    /// Service segments.
    ///
    /// Lengths are the greatest that any of the syntax versions 1 to 4 allows.
    /// Source: ISO 9735:1988 and ISO 9735-1:2002, annex C (service segments).
    static let service = """
        UNB !S001=!0001a4:!0002an1:0080an6:0133an3 !S002=!0004an35:0007an4:0008an35:0042an35 \
        !S003=!0010an35:0007an4:0014an35:0046an35 !S004=!0017n8:!0019n4 !0020an14 \
        S005=!0022an14:0025an2 0026an14 0029a1 0031n1 0032an35 0035n1
        UNZ !0036n6 !0020an14
        UNG 0038an6 S006=!0040an35:0007an4 S007=!0044an35:0007an4 S004=!0017n8:!0019n4 \
        !0048an14 0051an3 S008=!0052an3:!0054an3:0057an6 0058an14
        UNE !0060n6 !0048an14
        UNH !0062an14 !S009=!0065an6:!0052an3:!0054an3:!0051an3:0057an6:0110an6:0113an6 0068an35 \
        S010=!0070n2:0073a1 S016=!0115an14:0116an3:0118an3:0051an3 S017=!0121an14:0122an3:0124an3 \
        S018=!0127an14:0128an3:0130an3
        UNT !0074n10 !0062an14
        UNS !0081a1
        """

    /// Takes apart a table of ``DirectoryFacts``.
    init(_ table: String) {
        var components: [Component] = []
        var elements: [Element] = []
        var segments: [UInt32: Segment] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let tag = words.first else { continue }
            let first = elements.count
            var lastMandatory = 0
            for (index, word) in words.dropFirst().enumerated() {
                let element = Self.element(word, &components)
                if element.isMandatory { lastMandatory = index + 1 }
                elements.append(element)
            }
            segments[SegmentTag.packed(tag)] = Segment(
                first: first, count: elements.count - first, lastMandatory: lastMandatory)
        }
        self.components = components
        self.elements = elements
        self.segments = segments
    }

    private static func element(_ word: Substring, _ components: inout [Component]) -> Element {
        var rest = word
        var composite = ""
        var isMandatory = false
        if let sign = word.firstIndex(of: "=") {
            let head = word[..<sign]
            isMandatory = head.hasPrefix("!")
            composite = String(isMandatory ? head.dropFirst() : head)
            rest = word[word.index(after: sign)...]
        }
        let first = components.count
        for part in rest.split(separator: ":") {
            let needed = part.hasPrefix("!")
            let body = needed ? part.dropFirst() : part
            let kind = body.dropFirst(4).prefix { $0.isLetter }
            components.append(
                Component(
                    number: UInt16(body.prefix(4)) ?? 0, isMandatory: needed,
                    isNumeric: kind == "n",
                    lengthMax: UInt16(body.dropFirst(4 + kind.count)) ?? 0))
        }
        if composite.isEmpty { isMandatory = components[first].isMandatory }
        return Element(
            isMandatory: isMandatory, composite: composite, first: first,
            count: components.count - first)
    }
}
