import Glibc

/// How two consignments agree in what their lines share.
struct ConsignmentComparison: Sendable {
    /// Same, different, unknown.
    var seller = 2
    var buyer = 2
    /// For each kind of key: same, near (one character), different, missing.
    var keys: (Int, Int, Int, Int) = (3, 3, 3, 3)
    /// Same, different.
    var mode = 0
    /// Days from export to first import, in bins of ``ConsignmentWeights``.
    var lag = 0

    @inline(__always)
    init(
        _ exports: Consignments, _ exported: Int, _ imports: Consignments, _ imported: Int
    ) {
        let sent = exports.shared[exported]
        let arrived = imports.shared[imported]
        seller = Self.party(sent.seller, arrived.seller)
        buyer = Self.party(sent.buyer, arrived.buyer)
        let one = sent.keys
        let two = arrived.keys
        keys = (
            Self.key(one.reference, two.reference), Self.key(one, two, 1),
            Self.container(one.container, two.container), Self.key(one, two, 3)
        )
        mode = sent.mode == arrived.mode ? 0 : 1
        lag = ConsignmentWeights.lagBin(arrived.firstDay - sent.lastDay)
    }

    @inline(__always)
    func key(_ kind: Int) -> Int {
        switch kind {
        case 0: keys.0
        case 1: keys.1
        case 2: keys.2
        default: keys.3
        }
    }

    @inline(__always)
    private static func party(_ one: Int32, _ two: Int32) -> Int {
        one < 0 || two < 0 ? 2 : one == two ? 0 : 1
    }

    @inline(__always)
    private static func key(_ one: PackedKey, _ two: PackedKey) -> Int {
        if one.isMissing || two.isMissing { return 3 }
        if one == two { return 0 }
        return one.isNear(two) ? 1 : 2
    }

    /// A number with a prefix: near when either the whole or the core is.
    @inline(__always)
    private static func key(_ one: ConsignmentKeys, _ two: ConsignmentKeys, _ kind: Int) -> Int {
        let level = key(one[kind], two[kind])
        return level == 2 && one.whole(kind).isNear(two.whole(kind)) ? 1 : level
    }

    /// Two containers whose check digits are both right are two containers, however alike.
    @inline(__always)
    private static func container(_ one: PackedKey, _ two: PackedKey) -> Int {
        let level = key(one, two)
        guard level == 1, ContainerCheck.isValid(one), ContainerCheck.isValid(two) else {
            return level
        }
        return 2
    }
}

/// The check digit of a freight container on a packed number.
enum ContainerCheck {
    /// Source: ISO 6346, annex A: letters 10…38 without multiples of 11, weights 2^n, modulo 11.
    static func isValid(_ key: PackedKey) -> Bool {
        let codes = key.codes
        guard codes.count == 11, codes[..<4].allSatisfy({ $0 > 10 }),
            codes[4...].allSatisfy({ $0 <= 10 })
        else { return false }
        var sum = 0
        for place in 0..<10 {
            let code = Int(codes[place])
            var value = code - 1
            if code > 10 {
                let letter = code - 11
                value = letter + 10 + (letter >= 1 ? 1 : 0) + (letter >= 11 ? 1 : 0)
                value += letter >= 21 ? 1 : 0
            }
            sum += value << place
        }
        return sum % 11 % 10 == Int(codes[10]) - 1
    }
}

/// Weights of evidence for what consignments share, in bits; see ``LineWeights``.
struct ConsignmentWeights: Sendable {
    /// Upper ends of the bins of days; the first bin is before the export, the last beyond all.
    static let lagEnds: [Int32] = [-1, 0, 1, 2, 4, 6, 9, 13, 20, 30, 45, 60, 76]

    static func lagBin(_ days: Int32) -> Int {
        for (bin, end) in lagEnds.enumerated() where days <= end { return bin }
        return lagEnds.count
    }

    var partyTogether: [Double] = [0.97, 0.004, 0.026]
    var keyTogether = [[Double]](repeating: [0.92, 0.079, 0.001], count: ConsignmentKeys.kinds)
    var modeTogether: [Double] = [0.995, 0.005]
    var modeApart: [Double] = [0.35, 0.65]
    var lagTogether: [Double]
    var lagApart: [Double]
    /// log2 shares of sellers and buyers among export consignments.
    private let sellerBits: [Float]
    private let buyerBits: [Float]
    private var modeBits: [Float] = []
    private var lagBits: [Float] = []
    private var keyBits: [[Float]] = []
    private var partyBits: [Float] = []

    /// Among random pairs a number is the same or near by accident this often at most.
    /// Source: eight random digits give 2^-26; kept far above for numbers used again.
    private static let keyApart: [Double] = [3e-5, 2e-4, 1]

    init(_ exports: Consignments, sellers: Int, buyers: Int) {
        func bits(_ party: KeyPath<SharedFacts, Int32>, _ count: Int) -> [Float] {
            var counts = [Int](repeating: 0, count: count)
            for shared in exports.shared where shared[keyPath: party] >= 0 {
                counts[Int(shared[keyPath: party])] += 1
            }
            let total = Float(max(1, exports.count))
            return counts.map { min(12, log2(total / Float(max(1, $0)))) }
        }
        sellerBits = bits(\.seller, sellers)
        buyerBits = bits(\.buyer, buyers)
        lagTogether = [
            0.002, 0.03, 0.06, 0.07, 0.13, 0.15, 0.16, 0.14, 0.11, 0.07, 0.04, 0.025, 0.015, 0.001,
        ]
        lagApart = [
            0.5, 0.003, 0.003, 0.003, 0.006, 0.006, 0.009, 0.012, 0.02, 0.025, 0.04, 0.04, 0.04,
            0.3,
        ]
        refresh()
    }

    mutating func refresh() {
        func bits(_ together: [Double], _ apart: [Double]) -> [Float] {
            zip(together, apart).map { Float(log2(max($0, 1e-5) / max($1, 1e-5))) }
        }
        modeBits = bits(modeTogether, modeApart)
        lagBits = bits(lagTogether, lagApart)
        keyBits = keyTogether.map { bits($0, Self.keyApart) + [0] }
        partyBits = [
            Float(log2(partyTogether[0])), Float(log2(max(partyTogether[1], 1e-5) / 0.97)), 0,
        ]
    }

    @inline(__always)
    func score(
        _ comparison: ConsignmentComparison, _ exports: Consignments, _ exported: Int
    ) -> Float {
        var total = modeBits[comparison.mode] + lagBits[comparison.lag]
        total += partyBits[comparison.seller] + partyBits[comparison.buyer]
        if comparison.seller == 0 { total += sellerBits[Int(exports.shared[exported].seller)] }
        if comparison.buyer == 0 { total += buyerBits[Int(exports.shared[exported].buyer)] }
        return total + keyBits[0][comparison.keys.0] + keyBits[1][comparison.keys.1]
            + keyBits[2][comparison.keys.2] + keyBits[3][comparison.keys.3]
    }
}
