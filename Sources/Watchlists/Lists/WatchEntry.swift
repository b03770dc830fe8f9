package import Customs
package import Names

/// A name of a listed party or thing, in whatever script the list gives.
package struct WatchName: Hashable, Sendable {
    package let text: String
    /// The publisher calls it a weak alias: a nickname, a spelling of low quality.
    package let isWeak: Bool

    package init(_ text: String, isWeak: Bool = false) {
        self.text = text
        self.isWeak = isWeak
    }

    /// The script of its first letter.
    package var script: Script {
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            return Script.of(scalar.value)
        }
        return .none
    }
}

/// A number by which a listed party or thing is known.
package struct WatchNumber: Hashable, Sendable {
    /// What the number is for; it decides what it is compared with.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case passport, taxNumber, nationalNumber, registration
        case imo, mmsi, callSign, tailNumber, plate, wagon, container
        case other

        /// Whether it marks a conveyance rather than a person or firm.
        package var isConveyance: Bool {
            switch self {
            case .imo, .mmsi, .callSign, .tailNumber, .plate, .wagon, .container: true
            case .passport, .taxNumber, .nationalNumber, .registration, .other: false
            }
        }
    }

    package let kind: Kind
    /// As the list writes it.
    package let text: String
    /// ISO 3166 alpha-2 of the issuing country; nil when not stated.
    package let country: String?

    package init(_ kind: Kind, _ text: String, country: String? = nil) {
        self.kind = kind
        self.text = text
        self.country = country
    }
}

/// One party or thing on a watch list.
package struct WatchEntry: Hashable, Sendable {
    /// What tells it from the other entries of its list, from version to version.
    package var id: String
    package var kind: WatchKind
    /// All names, the main one first; empty for things known by numbers alone.
    package var names: [WatchName] = []
    package var numbers: [WatchNumber] = []
    /// When it may have been born; lists often give several.
    package var births: [BirthSpan] = []
    /// ISO 3166 alpha-2 codes it is tied to: nationality, residence, registration.
    package var countries: [String] = []
    /// Which of several lists in one file; empty when the list itself says it.
    package var source = ""
    /// The citation an officer looks up: "QDi.001", "OFAC 15431".
    package var reference = ""
    /// Why it is listed: programme, decision, case.
    package var grounds = ""
    /// First and last day on which it is looked for; nil for no bound.
    package var validFrom: CalendarDay?
    package var validTo: CalendarDay?
    /// Least score of a hit, 0…1; nil for the list's own.
    package var threshold: Double?
    /// What a hit asks; nil for the list's own.
    package var effect: LaneEffect?
    /// Silent: the front line sees the instruction, never the reason.
    package var isDiscreet = false
    /// What the officer at the border is to do; empty for the list's own.
    package var instruction = ""
    /// Everything else the list says, as it says it.
    package var remarks = ""
    /// Fingerprint of the content, 32 hexadecimal digits; empty until ``sealed()``.
    package var revision = ""

    package init(id: String, kind: WatchKind) {
        self.id = id
        self.kind = kind
    }

    /// The name or number an officer knows it by.
    package var title: String { names.first?.text ?? numbers.first?.text ?? id }

    /// Whether it is looked for on a day.
    package func isInForce(on day: CalendarDay) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }

    /// Adds a name unless it is empty or there already; a name once strong stays strong.
    package mutating func add(name: String, isWeak: Bool = false) {
        guard !name.isEmpty else { return }
        guard let known = names.firstIndex(where: { $0.text == name }) else {
            names.append(WatchName(name, isWeak: isWeak))
            return
        }
        if names[known].isWeak, !isWeak { names[known] = WatchName(name) }
    }

    /// Adds a number unless it is there already.
    package mutating func add(_ number: WatchNumber) {
        if !number.text.isEmpty, !numbers.contains(number) { numbers.append(number) }
    }

    /// Adds a country unless it is there already.
    package mutating func add(country: String?) {
        if let country, !countries.contains(country) { countries.append(country) }
    }

    /// Adds a span of birth unless it is there already.
    package mutating func add(birth: BirthSpan?) {
        if let birth, !births.contains(birth) { births.append(birth) }
    }

    /// Adds what another row says of the same entry.
    mutating func join(_ other: WatchEntry) {
        for name in other.names { add(name: name.text, isWeak: name.isWeak) }
        for number in other.numbers { add(number) }
        for birth in other.births { add(birth: birth) }
        for country in other.countries { add(country: country) }
        if !other.remarks.isEmpty, other.remarks != remarks {
            remarks += (remarks.isEmpty ? "" : "; ") + other.remarks
        }
    }
}
