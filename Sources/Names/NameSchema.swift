/// What kind of party or thing a name belongs to; it decides which rules of comparison apply.
///
/// Persons are order-free with optional patronymics, organisations carry legal forms and generic
/// words, conveyances are told apart by their numbers.
public enum NameSchema: UInt8, Sendable, Hashable, CaseIterable {
    case unknown = 0
    case person
    case organization
    case vessel
    case airplane

    /// Reads the labels that lists and commands use, in any letter case.
    ///
    /// `Company`, `LegalEntity` and similar labels of list publishers are read as well; anything
    /// else, the empty label included, means `unknown`.
    public init(label: some StringProtocol) {
        switch label.lowercased() {
        case "person", "individual": self = .person
        case "organization", "organisation", "company", "entity": self = .organization
        case "vessel", "ship": self = .vessel
        case "airplane", "aircraft": self = .airplane
        default: self = .unknown
        }
    }

    /// Whether two kinds may denote the same thing; `unknown` may be anything.
    package func mayEqual(_ other: NameSchema) -> Bool {
        self == other || self == .unknown || other == .unknown
    }

    /// Whether rules for natural persons apply.
    package var isPersonal: Bool { self == .person }
}
