import Customs

/// A firm of synthetic trade.
struct Firm: Sendable {
    var land: Land
    var id: String
    /// Name, street and city as papers of its own country write them.
    var home: (name: String, street: String, city: String)
    /// The same in English papers.
    var abroad: (name: String, street: String, city: String)
    var locode: String
    var postcode: String

    init(in land: Land, _ chance: inout SeededGenerator) {
        self.land = land
        id = FirmNumbers.invent(in: land, &chance)
        let name = FirmNames.withLegalForm(FirmNames.invent(&chance), in: land)
        let street = FirmNames.street(in: land, &chance)
        let city = land.cities[chance.below(land.cities.count)]
        let cyrillic = [Land.kz, .ru, .kg, .tj].contains(land)
        home = (name.home, street.home, cyrillic ? city.cyrillic : city.latin)
        abroad = (name.abroad, street.abroad, city.latin)
        locode = city.locode
        var postcode = ShortText()
        let long = [Land.uz, .kz, .ru, .cn, .kg, .tj, .in].contains(land)
        postcode.append(chance.whole(10_000...99_999) * (long ? 10 : 1))
        self.postcode = postcode.text
    }

    /// The firm as a party of a declaration. Papers of its own country use its home spelling, so do
    /// neighbours for most names in Cyrillic; others write English.
    func party(_ role: Party.Role, writtenIn reader: Land) -> Party {
        let own = reader == land
        let words = own ? home : abroad
        var address = Address()
        address.line = words.street
        address.cityName = words.city
        address.postcodeID = postcode
        address.countryCode = land.code
        var party = Party()
        party.role = role
        party.id = id
        party.name = words.name
        party.address = address
        return party
    }
}
