package import Customs

/// A weekly count beside those of the weeks before.
package struct WeekComparison: Hashable, Sendable {
    /// Declarations in the week of the declaration, itself counted once observed.
    package var thisWeek: Int
    package var lastWeek: Int
    /// Sum of the twelve weeks before this one.
    package var twelveWeeks: Int
    /// Sum of the weeks 2 to 26 before this one.
    package var halfYear: Int
    /// How many of the twelve weeks had fewer.
    package var weeksBelow: Int
    package var firstDay: CalendarDay
}

/// Two parties, or a party and a place, that deal with each other.
package struct TieHistory: Hashable, Sendable {
    /// True when nothing of the two together is known from before the day.
    package var isFirst: Bool
    /// Declarations of the trader known, whoever with.
    package var traderCount: Int
    package var traderFirstDay: CalendarDay
}

/// Others who share an address or a telephone number with the trader.
package struct SharedMark: Hashable, Sendable {
    /// Traders that use it; ``most`` stands for that many or more.
    package var traders: Int

    package static let most = SharerRecord.capacity
}

/// A certificate with the number of declarations that name it.
package struct CertificateUse: Hashable, Sendable {
    /// Item, from 1; 0 for the header.
    package var item: Int
    package var number: String
    package var uses: Int
}

/// What is known of lately about a declaration's parties, vehicle and papers.
package struct RecentFacts: Hashable, Sendable {
    package var trader: Fact<WeekComparison>
    package var vehicle: Fact<WeekComparison>
    package var broker: Fact<TieHistory>
    package var seller: Fact<TieHistory>
    package var office: Fact<TieHistory>
    /// Declarations of trader and seller on the day.
    package var sameDay: Fact<Int>
    /// Certificates other declarations name too.
    package var certificates: Fact<[CertificateUse]>
    package var address: Fact<SharedMark>
    package var phone: Fact<SharedMark>

    package init(missing: MissingFact) {
        trader = .missing(missing)
        vehicle = .missing(missing)
        broker = .missing(missing)
        seller = .missing(missing)
        office = .missing(missing)
        sameDay = .missing(missing)
        certificates = .missing(missing)
        address = .missing(missing)
        phone = .missing(missing)
    }
}

/// What is known of lately about an item.
package struct RecentItemFacts: Hashable, Sendable {
    /// Declarations in which the trader moved the heading the other way within 182 days.
    package var otherWay: Fact<Int>
    /// Which combinations of the heading never occurred: bits origin 1, office 2, seller 4.
    package var newCombinations: Fact<UInt8>

    package init(missing: MissingFact) {
        otherWay = .missing(missing)
        newCombinations = .missing(missing)
    }
}
