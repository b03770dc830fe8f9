package import Names

/// What a list entry is about.
package enum WatchKind: String, Hashable, Sendable, CaseIterable {
    case person, organisation, vessel, aircraft
    /// A road vehicle or trailer, known by its plate.
    case vehicle
    /// A rail wagon, known by its number.
    case wagon
    /// A freight container, known by its number.
    case container
    /// A person or an organisation; the list does not say which.
    case party

    /// Reads the labels that lists and hand-made files use, in any letter case; nil for others.
    package init?(label: some StringProtocol) {
        switch label.lowercased() {
        case "person", "individual", "physical person", "физлицо", "shaxs": self = .person
        case "organisation", "organization", "company", "entity", "firm", "legalentity",
            "юрлицо", "tashkilot":
            self = .organisation
        case "vessel", "ship": self = .vessel
        case "aircraft", "airplane": self = .aircraft
        case "vehicle", "plate", "conveyance", "truck", "car", "trailer", "road vehicle":
            self = .vehicle
        case "wagon", "railcar", "вагон": self = .wagon
        case "container", "контейнер", "konteyner": self = .container
        case "party", "", "unknown", "thing": self = .party
        default: return nil
        }
    }

    /// The rules by which names of this kind are compared; nil when numbers alone tell.
    package var nameSchema: NameSchema? {
        switch self {
        case .person: .person
        case .organisation: .organization
        case .vessel: .vessel
        case .aircraft: .airplane
        case .party: .unknown
        case .vehicle, .wagon, .container: nil
        }
    }

    /// Whether it is something that moves goods rather than somebody who trades.
    package var isConveyance: Bool {
        switch self {
        case .vessel, .aircraft, .vehicle, .wagon, .container: true
        case .person, .organisation, .party: false
        }
    }
}

/// What an open hit asks of the goods.
package enum LaneEffect: String, Hashable, Sendable, CaseIterable {
    /// Stop and inspect.
    case red
    /// Check the documents first.
    case yellow
    /// Note it; the lane stays as it is.
    case observe
}
