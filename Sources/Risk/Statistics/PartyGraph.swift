import Customs

extension RecentTrade {
    /// Key of something that traders share; its last two bits tell what it is.
    static func key(of mark: PartyLink.Mark, _ hash: UInt64) -> UInt64 {
        let kind: Kind =
            switch mark {
            case .address: .address
            case .phone: .phone
            case .contact: .contact
            case .vehicle: .sharedVehicle
            }
        return key(kind, hash) & ~3 | UInt64(mark.rawValue)
    }

    private static func mark(of key: UInt64) -> PartyLink.Mark {
        PartyLink.Mark(rawValue: UInt8(truncatingIfNeeded: key & 3)) ?? .address
    }

    /// Takes in what a declaration's trader uses.
    mutating func observe(_ keys: RecentKeys, trader: UInt64) {
        let short = KnownTraders.short(trader)
        for (mark, hash) in keys.marks {
            guard let hash else { continue }
            let key = Self.key(of: mark, hash)
            sharers.add(key, SharerRecord(short))
            marks.add(Self.key(.marks, UInt64(short)), MarksRecord(key))
        }
    }

    /// Traders looked at on the way to one flagged; those beyond are not looked for.
    private static let visitedMax = 64

    /// The shortest way from a trader to a flagged one; nil when there is none within two steps.
    ///
    /// What sixteen traders or more share tells nothing (a market, a forwarder's telephone), and a
    /// vehicle counts on the first step only, since carriers drive for anybody. Takes at most
    /// `visitedMax` traders times six marks, whatever the trade; the same graph gives the same way.
    func link(from trader: UInt64, known: KnownTraders) -> PartyLink? {
        guard known.hasFlagged else { return nil }
        let own = KnownTraders.short(trader)
        var near: [(trader: UInt32, mark: PartyLink.Mark)] = []
        for (other, mark) in neighbours(of: own, vehicles: true) where near.count < Self.visitedMax
        {
            if let record = known[other], record.isFlagged {
                return PartyLink(distance: 1, mark: mark, isListed: record.isListed)
            }
            if mark != .vehicle { near.append((other, mark)) }
        }
        var looked = near.count
        for (between, mark) in near {
            for (other, _) in neighbours(of: between, vehicles: false) where other != own {
                looked += 1
                guard looked <= Self.visitedMax * 4 else { return nil }
                if let record = known[other], record.isFlagged {
                    return PartyLink(distance: 2, mark: mark, isListed: record.isListed)
                }
            }
        }
        return nil
    }

    /// Who shares something with a trader, and what; by kind of mark, then by hash.
    private func neighbours(
        of trader: UInt32, vehicles: Bool
    ) -> [(UInt32, PartyLink.Mark)] {
        guard let own = marks[Self.key(.marks, UInt64(trader))] else { return [] }
        var found: [(UInt32, PartyLink.Mark)] = []
        for kind in PartyLink.Mark.allCases where vehicles || kind != .vehicle {
            for index in 0..<Int(own.count) where Self.mark(of: own[index]) == kind {
                guard let record = sharers[own[index]],
                    !record.isFull
                else { continue }
                for place in 0..<Int(record.count) where record[place] != trader {
                    found.append((record[place], kind))
                }
            }
        }
        return found
    }
}
