/// A fact beside the name that speaks for or against a hit.
package enum HitFact: String, Hashable, Sendable, CaseIterable {
    case birthSameDay, birthCompatible, birthContradicts
    case numberSame, numberLookAlike, numberContradicts
    case countrySame, countryDiffers

    /// Whether it raises the score.
    package var speaksFor: Bool {
        switch self {
        case .birthSameDay, .birthCompatible, .numberSame, .numberLookAlike, .countrySame: true
        case .birthContradicts, .numberContradicts, .countryDiffers: false
        }
    }

    /// Whether it is strong enough that likeness of the name needs no more.
    package var isDecisive: Bool { self == .birthSameDay || self == .numberSame }

    /// The score after this fact: what speaks for a hit takes a share of what is lacking to 1, what
    /// speaks against it a share of what is there.
    ///
    /// The shares are judgement, not measurement: a day of birth shared by chance is 1 in 25,000, a year
    /// 1 in 60, a country 1 in 10 or less; lists err in a birth in a few of a hundred cases, and firms
    /// move between countries freely.
    func applied(to score: Double) -> Double {
        switch self {
        case .numberSame: score + (1 - score) * 0.9
        case .birthSameDay: score + (1 - score) * 0.6
        case .numberLookAlike: score + (1 - score) * 0.4
        case .birthCompatible: score + (1 - score) * 0.2
        case .countrySame: score + (1 - score) * 0.1
        case .countryDiffers: score * 0.98
        case .birthContradicts: score * 0.75
        case .numberContradicts: score * 0.6
        }
    }

    /// What a subject and an entry say about birth, ship's number and country.
    ///
    /// Personal and registration numbers that differ say nothing: people and firms have several.
    static func between(_ subject: WatchSubject, _ entry: WatchEntry) -> [HitFact] {
        var facts: [HitFact] = []
        if !subject.births.isEmpty, !entry.births.isEmpty {
            var best = BirthSpan.Relation.contradicts
            for left in subject.births {
                for right in entry.births {
                    let relation = left.relation(to: right)
                    if relation.rank < best.rank { best = relation }
                }
            }
            switch best {
            case .sameDay: facts.append(.birthSameDay)
            case .compatible: facts.append(.birthCompatible)
            case .contradicts: facts.append(.birthContradicts)
            case .near: break
            }
        }
        if entry.kind == .vessel {
            let listed = entry.numbers.filter { $0.kind == .imo }.map {
                NumberBook.normalised($0.text, kind: .imo)
            }
            let declared = subject.numbers.map { NumberBook.normalised($0, kind: .imo) }
                .filter { $0.utf8.count == 7 && $0.allSatisfy(\.isNumber) }
            if !listed.isEmpty, !declared.isEmpty, Set(listed).isDisjoint(with: declared) {
                facts.append(.numberContradicts)
            }
        }
        let countries = subject.countries.map { $0.uppercased() }
        if !countries.isEmpty, !entry.countries.isEmpty {
            let isShared = countries.contains { entry.countries.contains($0) }
            facts.append(isShared ? .countrySame : .countryDiffers)
        }
        return facts
    }
}

extension BirthSpan.Relation {
    /// 0 for the closest.
    fileprivate var rank: Int {
        switch self {
        case .sameDay: 0
        case .compatible: 1
        case .near: 2
        case .contradicts: 3
        }
    }
}
