package import Customs
package import Names
import Reference
import Seal

/// Somebody or something named in a document, as it is looked for on the lists.
package struct WatchSubject: Hashable, Sendable {
    /// The part it plays in the document, for the officer.
    package enum Place: Hashable, Sendable {
        case party(Party.Role?)
        /// A person named as contact of a party, or as signing the document.
        case contact
        case conveyance, equipment
        /// Goods and premises that an instruction asks for.
        case goods, premises
    }

    package let place: Place
    /// The item it stands at, from 1; nil for the document as a whole.
    package var item: Int?
    package let name: String?
    /// What the document says about its kind; `unknown` mostly.
    package let schema: NameSchema
    /// Registration, identity or equipment numbers as written.
    package let numbers: [String]
    package let births: [BirthSpan]
    package let countries: [String]
    /// Kinds of conveyance it can be; empty for persons and firms.
    package let conveyances: Set<WatchKind>

    /// A person or firm; the day of birth is taken from personal numbers that contain it.
    package init(
        _ place: Place, name: String?, schema: NameSchema = .unknown, numbers: [String] = [],
        births: [BirthSpan] = [], countries: [String] = []
    ) {
        self.place = place
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
        let personal = numbers.lazy.compactMap {
            PersonalNumbers.birthday($0, countries: countries)
        }
        self.births =
            births.isEmpty ? personal.prefix(1).map { BirthSpan(from: $0, to: $0) } : births
        self.schema =
            schema == .unknown && births.isEmpty && !self.births.isEmpty ? .person : schema
        self.numbers = numbers.filter { !$0.isEmpty }
        self.countries = countries
        conveyances = []
    }

    /// A conveyance or a unit of equipment.
    package init(
        _ place: Place, conveyances: Set<WatchKind>, name: String?, numbers: [String],
        countries: [String] = []
    ) {
        self.place = place
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
        schema = conveyances.contains(.vessel) ? .vessel : .airplane
        self.numbers = numbers.filter { !$0.isEmpty }
        births = []
        self.countries = countries
        self.conveyances = conveyances
    }

    /// The name or number as declared.
    package var title: String { name ?? numbers.first ?? "" }

    /// What stands for this subject in the record of cleared hits: SHA-256, first half, of its folded
    /// name, numbers and countries. Another number or country makes another subject.
    package var fingerprint: String {
        let words = (name ?? "").lowercased().split { !$0.isLetter && !$0.isNumber }
        let numbers = numbers.map(EquipmentNumbers.normalised).sorted()
        let basis =
            [words.joined(separator: " ")] + numbers + ["/"]
            + countries.map { $0.uppercased() }.sorted()
        return String(Digest256(hashing: basis.joined(separator: "\u{1F}")).hex.prefix(32))
    }
}

/// Personal numbers that begin with the day of birth.
enum PersonalNumbers {
    /// The day of birth in a number of Uzbekistan (JShShIR, 14 digits: sex and century, DDMMYY) or of
    /// Kazakhstan (IIN, 12 digits: YYMMDD, sex and century); nil for every other number.
    ///
    /// Twelve digits are read only with a right check digit and when the country does not speak against
    /// it, for they may also be a Russian INN.
    static func birthday(_ text: String, countries: [String]) -> CalendarDay? {
        let number = EquipmentNumbers.normalised(text)
        let digits = number.utf8.compactMap { (48...57).contains($0) ? Int($0) - 48 : nil }
        guard digits.count == number.utf8.count else { return nil }
        func two(_ place: Int) -> Int { digits[place] * 10 + digits[place + 1] }
        switch digits.count {
        case 14 where countries.isEmpty || countries.contains("UZ"):
            guard (1...6).contains(digits[0]) else { return nil }
            let century = 1800 + (digits[0] - 1) / 2 * 100
            return CalendarDay(year: century + two(5), month: two(3), day: two(1))
        case 12 where countries.contains("KZ"):
            guard (1...6).contains(digits[6]), TaxpayerNumbers.kazakh(number) == .valid else {
                return nil
            }
            let century = 1800 + (digits[6] - 1) / 2 * 100
            return CalendarDay(year: century + two(0), month: two(2), day: two(4))
        default: return nil
        }
    }
}
