import Customs

extension TradeStatistics {
    /// Days within which a movement the other way counts.
    package static let otherWayDays: Int32 = 182
    /// Items a flow must have before unseen combinations say anything.
    static let combinationItemsMin: UInt64 = 5000

    /// Takes in who dealt with whom, in which week, with which papers; returns the seller's hash.
    mutating func observeRecent(
        _ declaration: borrowing Declaration, _ measures: DeclarationMeasures
    ) -> UInt64? {
        guard let day = measures.day else { return nil }
        let keys = RecentKeys(declaration, seed: seed)
        let span = SpanRecord(first: day.number, last: day.number, count: 1)
        if let vehicle = keys.vehicle {
            recent.windows.add(RecentTrade.key(.vehicle, vehicle), WindowRecord(day: day.number))
        }
        if let trader = measures.trader {
            recent.windows.add(RecentTrade.key(.trader, trader), WindowRecord(day: day.number))
            if let broker = keys.broker {
                recent.ties.add(RecentTrade.key(.broker, trader, broker), span)
            }
            if let seller = keys.seller {
                recent.ties.add(RecentTrade.key(.seller, trader, seller), span)
                recent.days.add(Self.sameDayKey(trader, seller, day), CountRecord(count: 1))
            }
            if let office = measures.office {
                recent.ties.add(RecentTrade.key(.office, trader, UInt64(office)), span)
            }
            recent.observe(keys, trader: trader)
        }
        if let identity = measures.identity {
            for certificate in keys.certificates {
                recent.uses.add(
                    RecentTrade.key(.certificate, certificate.hash), UseRecord(identity))
            }
        }
        return keys.seller
    }

    /// Takes in an item's heading with the trader's direction, origin, office and seller.
    mutating func observeRecent(
        _ item: ItemMeasures, _ measures: DeclarationMeasures, seller: UInt64?
    ) {
        guard let day = measures.day, let heading = item.hs?.heading else { return }
        let span = SpanRecord(first: day.number, last: day.number, count: 1)
        if let trader = measures.trader, measures.flow == 1 || measures.flow == 2 {
            recent.ties.add(Self.flowKey(trader, heading, flow: measures.flow), span)
        }
        forEachCombination(item, measures, seller: seller) { key, _ in recent.ties.add(key, span) }
    }

    private func forEachCombination(
        _ item: ItemMeasures, _ measures: DeclarationMeasures, seller: UInt64?,
        _ body: (UInt64, UInt8) -> Void
    ) {
        guard let heading = item.hs?.heading else { return }
        let first = UInt64(heading) << 8 | UInt64(measures.flow)
        if let origin = item.origin {
            body(RecentTrade.key(.headingOrigin, first, UInt64(origin)), 1)
        }
        if let office = measures.office {
            body(RecentTrade.key(.headingOffice, first, UInt64(office)), 2)
        }
        if let seller { body(RecentTrade.key(.headingSeller, first, seller), 4) }
    }

    private static func flowKey(_ trader: UInt64, _ heading: UInt32, flow: UInt8) -> UInt64 {
        RecentTrade.key(.flow, trader, UInt64(heading) << 8 | UInt64(flow))
    }

    private static func sameDayKey(
        _ trader: UInt64, _ seller: UInt64, _ day: CalendarDay
    ) -> UInt64 {
        RecentTrade.key(
            .day, trader ^ StableHash.mix(seller), UInt64(bitPattern: Int64(day.number)))
    }

    // MARK: - Questions

    /// What is known lately of a declaration's parties, vehicle and papers.
    func recentFacts(
        _ declaration: borrowing Declaration, _ measures: DeclarationMeasures, _ keys: RecentKeys
    ) -> RecentFacts {
        guard !isEmpty else { return RecentFacts(missing: .statistics) }
        guard let day = measures.day else { return RecentFacts(missing: .referenceDay) }
        var facts = RecentFacts(missing: .trader)
        facts.vehicle =
            keys.vehicle.map { weeks(RecentTrade.key(.vehicle, $0), day) }
            ?? .missing(.vehicle)
        facts.certificates = certificates(keys, measures)
        facts.address =
            keys.address.map { shared(RecentTrade.key(of: .address, $0)) }
            ?? .missing(.traderAddress)
        facts.phone =
            keys.phone.map { shared(RecentTrade.key(of: .phone, $0)) }
            ?? .missing(.traderPhone)
        guard let trader = measures.trader else { return facts }
        facts.trader = weeks(RecentTrade.key(.trader, trader), day)
        facts.broker =
            keys.broker.map { tie(RecentTrade.key(.broker, trader, $0), trader, day) }
            ?? .missing(.broker)
        facts.seller =
            keys.seller.map { tie(RecentTrade.key(.seller, trader, $0), trader, day) }
            ?? .missing(.seller)
        facts.office =
            measures.office.map {
                tie(RecentTrade.key(.office, trader, UInt64($0)), trader, day)
            } ?? .missing(.office)
        guard let seller = keys.seller else {
            facts.sameDay = .missing(.seller)
            return facts
        }
        let key = Self.sameDayKey(trader, seller, day)
        facts.sameDay =
            recent.days.keeps(key)
            ? .known(Int(recent.days[key]?.count ?? 0)) : .missing(.comparisonSet)
        return facts
    }

    /// What is known lately of an item's heading.
    func recentFacts(
        _ item: ItemMeasures, _ measures: DeclarationMeasures, seller: UInt64?
    ) -> RecentItemFacts {
        guard !isEmpty else { return RecentItemFacts(missing: .statistics) }
        guard let heading = item.hs?.heading else {
            return RecentItemFacts(missing: .commodityCode)
        }
        guard let day = measures.day else { return RecentItemFacts(missing: .referenceDay) }
        var facts = RecentItemFacts(missing: .trader)
        if let trader = measures.trader {
            if measures.flow == 1 || measures.flow == 2 {
                let key = Self.flowKey(trader, heading, flow: 3 - measures.flow)
                let tie = recent.ties[key]
                let isNear =
                    tie.map {
                        $0.first <= day.number && $0.last >= day.number - Self.otherWayDays
                    } ?? false
                facts.otherWay =
                    recent.ties.keeps(key)
                    ? .known(isNear ? Int(tie?.count ?? 0) : 0) : .missing(.comparisonSet)
            } else {
                facts.otherWay = .missing(.flow)
            }
        }
        guard tripleTotals[Int(measures.flow)] >= Self.combinationItemsMin else {
            facts.newCombinations = .missing(.comparisonSet)
            return facts
        }
        var unseen: UInt8 = 0
        forEachCombination(item, measures, seller: seller) { key, bit in
            guard recent.ties.keeps(key) else { return }
            let first = recent.ties[key]?.first ?? day.number
            if first >= day.number { unseen |= bit }
        }
        facts.newCombinations = .known(unseen)
        return facts
    }

    private func weeks(_ key: UInt64, _ day: CalendarDay) -> Fact<WeekComparison> {
        guard recent.windows.keeps(key), let record = recent.windows[key] else {
            return .missing(.traderHistory)
        }
        let week = WindowRecord.week(of: day.number)
        func count(_ back: Int) -> Int { record.count(back: back, from: week) }
        let now = count(0)
        var twelve = 0
        var below = 0
        for back in 1...12 {
            twelve += count(back)
            if count(back) < now { below += 1 }
        }
        var half = 0
        for back in 2..<WindowRecord.weekCount { half += count(back) }
        return .known(
            WeekComparison(
                thisWeek: now, lastWeek: count(1), twelveWeeks: twelve, halfYear: half,
                weeksBelow: below,
                firstDay: CalendarDay(number: min(record.first, day.number))))
    }

    private func tie(_ key: UInt64, _ trader: UInt64, _ day: CalendarDay) -> Fact<TieHistory> {
        guard importers.keeps(trader), recent.ties.keeps(key), let known = importers[trader] else {
            return .missing(.traderHistory)
        }
        let first = recent.ties[key]?.first ?? day.number
        return .known(
            TieHistory(
                isFirst: first >= day.number, traderCount: Int(known.count),
                traderFirstDay: CalendarDay(number: min(known.first, day.number))))
    }

    private func shared(_ key: UInt64) -> Fact<SharedMark> {
        guard recent.sharers.keeps(key) else { return .missing(.comparisonSet) }
        return .known(SharedMark(traders: Int(recent.sharers[key]?.count ?? 0)))
    }

    private func certificates(
        _ keys: RecentKeys, _ measures: DeclarationMeasures
    ) -> Fact<[CertificateUse]> {
        guard !keys.certificates.isEmpty else { return .missing(.certificate) }
        guard let identity = measures.identity else { return .missing(.declarationNumber) }
        var used: [CertificateUse] = []
        for certificate in keys.certificates {
            guard let record = recent.uses[RecentTrade.key(.certificate, certificate.hash)],
                record.least != identity || record.greatest != identity
            else { continue }
            used.append(
                CertificateUse(
                    item: certificate.item, number: certificate.number,
                    uses: max(2, Int(record.count))))
        }
        return .known(used)
    }
}
