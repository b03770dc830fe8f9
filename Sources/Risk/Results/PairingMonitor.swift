import Glibc

/// Looks for officers who meet the same broker or importer more often than the draw explains.
package enum PairingMonitor {
    /// One inspection: who inspected whom.
    package struct Meeting: Hashable, Sendable {
        package var office: String
        package var officer: String
        /// Broker, importer, or both joined; told apart by ``kind``.
        package var party: String
        package var kind: String

        package init(office: String, officer: String, party: String, kind: String) {
            self.office = office
            self.officer = officer
            self.party = party
            self.kind = kind
        }
    }

    /// An officer and a party who met more often than expected.
    package struct Pairing: Hashable, Sendable {
        package var meeting: Meeting
        package var observed: Int
        package var expected: Double
        /// Chance of so many meetings or more when officers are assigned by lot.
        package var probability: Double
        /// Largest false-discovery rate at which it would still be reported.
        package var falseDiscovery: Double
    }

    /// Pairings whose false-discovery rate is at most `rateMax`, the least probable first.
    ///
    /// Within an office and kind the meetings of an officer with a party follow the hypergeometric
    /// distribution when officers are assigned by lot; the upper tail is exact.
    ///
    /// Source: R. A. Fisher, "On the Interpretation of χ² from Contingency Tables", J. R. Stat. Soc.
    /// 85 (1922); Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate", J. R. Stat.
    /// Soc. B 57 (1995), 289–300, procedure (1).
    package static func suspicious(_ meetings: [Meeting], rateMax: Double = 0.05) -> [Pairing] {
        var pairs: [Meeting: Int] = [:]
        var officers: [Meeting: Int] = [:]
        var parties: [Meeting: Int] = [:]
        var totals: [Meeting: Int] = [:]
        for meeting in meetings {
            pairs[meeting, default: 0] += 1
            officers[meeting.without(party: true), default: 0] += 1
            parties[meeting.without(officer: true), default: 0] += 1
            totals[meeting.without(officer: true, party: true), default: 0] += 1
        }
        let factorials = LogFactorials(through: meetings.count)
        var pairings = pairs.map { meeting, observed in
            let total = totals[meeting.without(officer: true, party: true)] ?? 0
            let ofOfficer = officers[meeting.without(party: true)] ?? 0
            let ofParty = parties[meeting.without(officer: true)] ?? 0
            return Pairing(
                meeting: meeting, observed: observed,
                expected: Double(ofOfficer) * Double(ofParty) / Double(max(total, 1)),
                probability: factorials.upperTail(
                    observed, drawn: ofOfficer, marked: ofParty, of: total),
                falseDiscovery: 1)
        }
        pairings.sort {
            $0.probability == $1.probability
                ? $0.meeting < $1.meeting : $0.probability < $1.probability
        }
        var least = 1.0
        for place in pairings.indices.reversed() {
            let rate = pairings[place].probability * Double(pairings.count) / Double(place + 1)
            least = min(least, rate)
            pairings[place].falseDiscovery = least
        }
        return Array(pairings.prefix { $0.falseDiscovery <= rateMax })
    }
}

extension PairingMonitor.Meeting: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        [left.kind, left.office, left.officer, left.party].lexicographicallyPrecedes([
            right.kind, right.office, right.officer, right.party,
        ])
    }

    fileprivate func without(officer: Bool = false, party: Bool = false) -> Self {
        var meeting = self
        if officer { meeting.officer = "" }
        if party { meeting.party = "" }
        return meeting
    }
}

/// ln n! for small whole numbers, and what follows from it.
struct LogFactorials {
    private var values: [Double] = [0]

    init(through count: Int) {
        values.reserveCapacity(count + 1)
        var sum = 0.0
        for number in stride(from: 1, through: count, by: 1) {
            sum += log(Double(number))
            values.append(sum)
        }
    }

    private func choose(_ n: Int, _ k: Int) -> Double { values[n] - values[k] - values[n - k] }

    /// P(X ≥ k) when `drawn` are drawn of `count`, of which `marked` are marked.
    func upperTail(_ k: Int, drawn: Int, marked: Int, of count: Int) -> Double {
        guard count > 0, k > 0 else { return 1 }
        let base = choose(count, drawn)
        var sum = 0.0
        let least = max(k, drawn + marked - count)
        for hits in stride(from: least, through: min(drawn, marked), by: 1) {
            sum += exp(choose(marked, hits) + choose(count - marked, drawn - hits) - base)
        }
        return min(sum, 1)
    }
}
