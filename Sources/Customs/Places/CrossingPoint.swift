/// A customs office or border crossing with the names people write for it and its opposite number.
package struct CrossingPoint: Hashable, Sendable {
    /// Our own stable key: "UZ-GISHTKUPRIK-ROAD".
    package var id: String
    /// ISO 3166 alpha-2 code of the side it stands on.
    package var country: String
    /// UN/LOCODE where one is known.
    package var locode: String?
    /// How goods cross there.
    package var mode: Mode
    /// Spellings in use, the usual English one first.
    package var names: [String]
    /// ``id`` of the crossing on the other side.
    package var opposite: String?

    package enum Mode: String, Hashable, Sendable {
        case road, rail, air, sea, river
    }

    package init(
        id: String, country: String, locode: String?, mode: Mode, names: [String], opposite: String?
    ) {
        self.id = id
        self.country = country
        self.locode = locode
        self.mode = mode
        self.names = names
        self.opposite = opposite
    }
}
