import Customs

/// A property of goods or of their way by which earlier trade is told apart.
///
/// Parties count by their registration number alone, never by name; countries as origin and dispatch of
/// the goods. Nothing here stands for a nationality, an ethnicity or a religion.
package enum Trait: Int, CaseIterable, Sendable {
    case subheading, heading, chapter, origin, dispatch
    case office, trader, declarant, seller, carrier
    case procedure, kind, payment, mode, regime, rate, mass
}

/// The traits of one item as hashes; 0 stands for one that is not stated.
struct TraitValues {
    private var values: [17 of UInt64] = .init(repeating: 0)

    subscript(trait: Trait) -> UInt64 {
        get { values[trait.rawValue] }
        set { values[trait.rawValue] = newValue }
    }

    private static let seed: UInt64 = 0x6D6F_6465_6C31

    init() {}

    /// What the header says, the same for all items.
    init(header declaration: borrowing Declaration) {
        set(.office, declaration.office(.declaration))
        set(.trader, Self.number(in: declaration, Self.traderRoles(declaration.flow)))
        set(.declarant, Self.number(in: declaration, [.declarant, .agent]))
        set(.seller, Self.number(in: declaration, Self.sellerRoles(declaration.flow)))
        set(.carrier, Self.number(in: declaration, [.courier, .carrier]))
        set(.kind, declaration.typeCode)
        set(.mode, declaration.modeCode)
        set(.procedure, declaration.procedureTypeCode)
    }

    /// Adds what an item says.
    mutating func add(_ item: borrowing GoodsItem, of declaration: borrowing Declaration) {
        if let hs = HSNumber(item.commodityCode) {
            self[.chapter] = Self.hash(UInt64(hs.chapter) + 1)
            if let heading = hs.heading { self[.heading] = Self.hash(UInt64(heading) + 1) }
            if let six = hs.subheading { self[.subheading] = Self.hash(UInt64(six) + 1) }
        }
        set(.origin, declaration.originCountry(of: item))
        set(.dispatch, declaration.exportCountry(of: item))
        if let code = item.procedures.first?.currentCode { set(.procedure, code) }
        if let duty = item.duties.first {
            set(.payment, duty.paymentMethodCode)
            set(.regime, duty.regimeCode)
            if let rate = duty.rate?.approximate {
                self[.rate] = Self.hash((rate + 0).bitPattern ^ 1)
            }
        }
        if let mass = item.netMass?.kilograms, mass > 0 {
            self[.mass] = Self.hash(mass.bitPattern ^ 1)
        }
    }

    private mutating func set(_ trait: Trait, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        var hash = StableHash(seed: Self.seed)
        hash.add(text)
        self[trait] = max(hash.value, 1)
    }

    private static func hash(_ number: UInt64) -> UInt64 {
        max(StableHash.mix(number &+ seed), 1)
    }

    /// The roles of whoever answers for the goods, and of who sold them.
    static func traderRoles(_ flow: Declaration.Flow?) -> [Party.Role] {
        flow == .export ? [.exporter, .consignor] : [.importer, .consignee]
    }

    static func sellerRoles(_ flow: Declaration.Flow?) -> [Party.Role] {
        flow == .export
            ? [.buyer, .importer, .consignee] : [.seller, .exporter, .consignor]
    }

    /// The registration number of the first party in the roles that has one.
    private static func number(
        in declaration: borrowing Declaration, _ roles: [Party.Role]
    ) -> String? {
        for role in roles {
            for index in declaration.parties.indices
            where declaration.parties[index].role == role {
                if let id = declaration.parties[index].id, !id.isEmpty { return id }
            }
        }
        return nil
    }
}

/// Traits by which earlier results are counted together: "the code with its origin".
package struct TraitSet: Sendable {
    /// Stable name: "subheading+origin".
    package let id: String
    package let traits: [Trait]
    /// Words for officers, after "of" or "with": "the same tariff code and origin".
    package let name: SentenceTemplate

    init(_ traits: [Trait], _ english: String, uz: String, ru: String) {
        self.traits = traits
        id = traits.map { "\($0)" }.joined(separator: "+")
        name = SentenceTemplate(english, uz: uz, ru: ru)
    }

    /// The key of an item: 32 bits, 0 when the first trait is not stated.
    func key(_ values: borrowing TraitValues) -> UInt32 {
        guard let first = traits.first, values[first] != 0 else { return 0 }
        var hash: UInt64 = UInt64(traits.count)
        for trait in traits {
            hash = StableHash.mix(
                (hash &* 0x9E37_79B9_7F4A_7C15) ^ values[trait] &+ UInt64(trait.rawValue))
        }
        return max(UInt32(truncatingIfNeeded: hash >> 32), 1)
    }
}
