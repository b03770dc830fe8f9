import Glibc

/// Import value over export value that freight and insurance make usual, learned from the registers:
/// by mode, chapter and route, the fewer lines the nearer to the next wider group, at last to 1.06.
///
/// Means of logarithms, shrunk level by level as (n·mean + k·wider) / (n + k).
/// Source of 1.06: IMF, Direction of Trade Statistics, CIF/FOB factor.
struct FreightFactors: Sendable {
    /// What the factor of a line depends on.
    struct Lane: Hashable, Sendable {
        var mode: UInt8
        /// Two packed country codes.
        var route: UInt32
        /// First two digits of the commodity code.
        var chapter: UInt8
        /// Whether the price includes carriage: export side, import side; 2 when unknown.
        var terms: UInt8
    }

    /// Ratios seen in some lanes.
    struct Sums: Sendable {
        private(set) var byLane: [Lane: (count: Double, sum: Double)] = [:]

        mutating func add(_ ratio: Float, _ lane: Lane) {
            byLane[lane, default: (0, 0)].count += 1
            byLane[lane, default: (0, 0)].sum += Double(log(ratio))
        }

        mutating func add(_ other: Sums) {
            for (lane, part) in other.byLane {
                byLane[lane, default: (0, 0)].count += part.count
                byLane[lane, default: (0, 0)].sum += part.sum
            }
        }
    }

    /// Factor of all lines on the usual terms, export value free on board and import value with
    /// freight.
    private(set) var overall: Double
    private var byTerms: [UInt8: Double] = [:]
    private var byRoute: [Lane: Double] = [:]
    private var byChapter: [Lane: Double] = [:]

    private static let fallback = 1.06
    /// Lines that count as much as the wider group.
    private static let weightOfWider = 50.0

    init(_ sums: Sums) {
        func shrunk(_ part: (count: Double, sum: Double), _ wider: Double) -> Double {
            (part.sum + Self.weightOfWider * wider) / (part.count + Self.weightOfWider)
        }
        // Sorted, so that sums are the same in every run.
        let lanes = sums.byLane.sorted { Self.precedes($0.key, $1.key) }
        func grouped<Key: Hashable>(_ key: (Lane) -> Key) -> [Key: (count: Double, sum: Double)] {
            lanes.reduce(into: [:]) { groups, entry in
                groups[key(entry.key), default: (0, 0)].count += entry.value.count
                groups[key(entry.key), default: (0, 0)].sum += entry.value.sum
            }
        }
        let terms = grouped(\.terms)
        for (term, part) in terms { byTerms[term] = shrunk(part, log(Self.expected(term))) }
        overall =
            byTerms[Self.usualTerms] ?? byTerms[Self.unknownTerms]
            ?? log(Self.expected(Self.usualTerms))
        for (lane, part) in grouped({ Self.route($0) }) {
            byRoute[lane] = shrunk(part, byTerms[lane.terms] ?? log(Self.expected(lane.terms)))
        }
        for (lane, part) in grouped({ $0 }) {
            byChapter[lane] = shrunk(part, byRoute[Self.route(lane)] ?? overall)
        }
    }

    /// The usual ratio of a lane.
    func factor(_ lane: Lane) -> Double {
        exp(byChapter[lane] ?? byRoute[Self.route(lane)] ?? terms(lane.terms))
    }

    /// The part of the factor that the delivery terms make, against the usual terms.
    func termPart(_ lane: Lane) -> Double {
        guard lane.terms != Self.usualTerms, lane.terms != Self.unknownTerms else { return 1 }
        return exp(terms(lane.terms) - overall)
    }

    /// The factor of all lines on the usual terms.
    var usual: Double { exp(overall) }

    private func terms(_ terms: UInt8) -> Double { byTerms[terms] ?? log(Self.expected(terms)) }

    /// Neither side says.
    static let unknownTerms: UInt8 = 8
    /// Without carriage at export, with it at import.
    static let usualTerms: UInt8 = 1

    /// One number for both sides' terms.
    static func terms(_ sent: Bool?, _ arrived: Bool?) -> UInt8 {
        func digit(_ includes: Bool?) -> UInt8 { includes.map { $0 ? 1 : 0 } ?? 2 }
        return digit(sent) * 3 + digit(arrived)
    }

    /// The factor before any line was seen.
    static func expected(_ terms: UInt8) -> Double {
        switch (terms / 3, terms % 3) {
        case (0, 0), (1, 1): 1
        case (1, 0): 1 / fallback
        default: fallback
        }
    }

    private static func route(_ lane: Lane) -> Lane {
        Lane(mode: lane.mode, route: lane.route, chapter: 0, terms: lane.terms)
    }

    private static func precedes(_ one: Lane, _ two: Lane) -> Bool {
        (one.route, one.mode, one.chapter, one.terms) < (
            two.route, two.mode, two.chapter, two.terms
        )
    }
}
