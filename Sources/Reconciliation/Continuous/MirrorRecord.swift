package import Customs

/// A declaration of a trade between two administrations as one register has it: what pairing and
/// explaining need, nothing else.
package struct MirrorRecord: Hashable, Sendable {
    /// What the declaration says happens to the goods, seen from the register it stands in.
    package enum Flow: String, Hashable, Sendable, CaseIterable {
        case export, `import`, transit
    }

    /// The declaration's number in its register.
    package var number: String
    /// 1 for the first; a higher one replaces a lower one.
    package var version: Int
    package var flow: Flow
    package var day: CalendarDay
    /// Withdrawn by its declarant: it has no goods any more.
    package var isWithdrawn = false
    /// The country on the other side.
    package var country: String?
    package var office: String?
    package var procedure: String?
    /// Delivery terms as declared, such as FOB.
    package var incoterm: String?
    package var seller = MirrorParty()
    package var buyer = MirrorParty()
    package var reference: String?
    package var guarantee: String?
    package var documents: [String] = []
    package var containers: [String] = []
    package var seals: [String] = []
    package var vehicles: [String] = []
    package var invoices: [String] = []
    /// Numbers of export declarations that an import cites.
    package var cited: [String] = []
    package var mode: String?
    package var crossing: String?
    /// Freight and insurance that the customs value of an import includes, for the whole declaration.
    package var freight: Money?
    package var insurance: Money?
    package var lines: [MirrorLine] = []

    package init(number: String, version: Int, flow: Flow, day: CalendarDay) {
        self.number = number
        self.version = version
        self.flow = flow
        self.day = day
    }

    /// The party on the side of the register the record stands in.
    package var trader: MirrorParty { flow == .export ? seller : buyer }

    /// Bounds of a record that a partner sends.
    package static let linesMax = 999, numbersMax = 99, textBytesMax = 512
}

/// A firm as a declaration names it.
package struct MirrorParty: Hashable, Sendable {
    package var id: String?
    package var name: String?

    package init(id: String? = nil, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// Texts under which the party is found again, strongest first: its number, and its name without
    /// legal form and script.
    package var keys: [String] {
        var keys: [String] = []
        if let id {
            let packed = MirrorKey.packed(id)
            if packed.utf8.count >= 5 { keys.append("id:" + packed) }
        }
        if let skeleton { keys.append("name:" + skeleton) }
        return keys
    }

    /// The name as it sounds, without legal form; nil when too little is left.
    package var skeleton: String? {
        guard let name else { return nil }
        let folded = Array(name.utf8).withUnsafeBufferPointer { NameSkeleton($0).joined }
        return folded.count >= 4 ? String(decoding: folded, as: UTF8.self) : nil
    }
}

/// One line of goods.
package struct MirrorLine: Hashable, Sendable {
    /// Its number in the declaration, from 1.
    package var number: Int
    /// Digits only.
    package var code: String?
    package var description: String?
    package var origin: String?
    package var massNetKg: ExactDecimal?
    package var massGrossKg: ExactDecimal?
    package var quantity: ExactDecimal?
    package var unit: String?
    package var packages: Int?
    package var value: Money?

    package init(number: Int) { self.number = number }

    /// Four digits; nil below.
    package var heading: String? {
        code.flatMap { $0.utf8.count >= 4 ? String($0.prefix(4)) : nil }
    }
    /// Six digits; nil below.
    package var subheading: String? {
        code.flatMap { $0.utf8.count >= 6 ? String($0.prefix(6)) : nil }
    }
}
