/// What a list as a whole is and asks for.
package struct WatchlistCard: Hashable, Sendable {
    /// Short name, stable over its versions: "ofac-sdn".
    package var id: String
    /// Name for people.
    package var title: String
    /// Who publishes or keeps it.
    package var publisher: String
    /// Least score of a hit, 0…1, for entries without their own.
    package var threshold: Double
    /// What a hit asks, for entries without their own.
    package var effect: LaneEffect
    /// Every entry is silent.
    package var isDiscreet: Bool
    /// What the officer is to do, for entries without their own; empty for none.
    package var instruction: String

    package init(
        id: String, title: String, publisher: String, threshold: Double = 0.8,
        effect: LaneEffect = .red, isDiscreet: Bool = false, instruction: String = ""
    ) {
        self.id = id
        self.title = title
        self.publisher = publisher
        self.threshold = threshold
        self.effect = effect
        self.isDiscreet = isDiscreet
        self.instruction = instruction
    }

    /// Whether a text can be a list's short name: 1…64 letters a–z, digits, hyphens, dots.
    package static func isValid(id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
            }
    }
}

/// A watch list: its card and its entries.
package struct Watchlist: Sendable {
    package var card: WatchlistCard
    package var entries: [WatchEntry]

    package init(card: WatchlistCard, entries: [WatchEntry]) {
        self.card = card
        self.entries = entries
    }
}
