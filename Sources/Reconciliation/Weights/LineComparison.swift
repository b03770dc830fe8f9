import Glibc

/// How two lines, or the sums of lines, agree; each field has a level, 0 the best.
struct LineComparison {
    static let fieldLevels = [4, 3, 4, 4, 3, 2]
    /// Commodity code: subheading, heading, chapter, none.
    var code = 3
    /// Packages: same, in proportion to the mass, other.
    var packages = 2
    /// Mass: within 0.7 %, within 4.5 %, 0.38 to 0.955 of the export, other.
    var mass = 3
    /// Dollars per kilogram against the usual ratio: usual, below, above, other.
    var value = 3
    /// Supplementary quantity: same, in proportion to the mass, other; -1 where it is the mass.
    var quantity = -1
    var origin = 1
    /// Import mass over export mass.
    var massRatio: Float = 0
    /// Import dollars over export dollars per unit of mass.
    var unitValueRatio: Float = .nan

    @inline(__always)
    func level(_ field: Int) -> Int {
        switch field {
        case 0: code
        case 1: packages
        case 2: mass
        case 3: value
        case 4: quantity
        default: origin
        }
    }

    @inline(__always)
    init(exported: LineFacts, imported: LineFacts, usualRatio: Float) {
        if exported.code != 0, imported.code != 0 {
            if exported.subheading == imported.subheading {
                code = 0
            } else if exported.heading == imported.heading {
                code = 1
            } else if exported.heading / 100 == imported.heading / 100 {
                code = 2
            }
        }
        massRatio = exported.massNetKg > 0 ? imported.massNetKg / exported.massNetKg : 0
        let distance = abs(massRatio - 1)
        if distance <= 0.007 || abs(imported.massNetKg - exported.massNetKg) <= 0.5 {
            mass = 0
        } else if distance <= MassBounds.noise {
            mass = 1
        } else if massRatio >= 0.38, massRatio < 1 {
            mass = 2
        }
        if exported.packages == imported.packages, exported.packages > 0 {
            packages = 0
        } else if massRatio > 0 {
            let expected = Float(exported.packages) * massRatio
            let slack = 1.01 + expected * 0.03
            if abs(Float(imported.packages) - expected) <= slack { packages = 1 }
        }
        if exported.unit == imported.unit, exported.quantity > 0, imported.quantity > 0 {
            let isMass = abs(exported.quantity - exported.massNetKg) <= 0.001 * exported.massNetKg
            if !isMass {
                let ratio = imported.quantity / exported.quantity
                let isProportional = abs(ratio - massRatio) <= 0.045 * massRatio
                quantity = abs(ratio - 1) < 1e-4 ? 0 : isProportional ? 1 : 2
            }
        }
        origin = exported.origin == imported.origin ? 0 : 1
        guard exported.dollars > 0, imported.dollars > 0, massRatio > 0 else { return }
        unitValueRatio = imported.dollars / exported.dollars / massRatio
        let relative = unitValueRatio / usualRatio
        if relative > 0.91, relative < 1.10 {
            value = 0
        } else if relative >= 0.26, relative <= 0.91 {
            value = 1
        } else if relative >= 1.10, relative <= 4.4 {
            value = 2
        }
    }
}

/// Bounds of mass noise. Source: data/reconcile/README.md, "net weight off by up to 4 %, rounded to
/// 1 or 10 kg".
enum MassBounds {
    /// Relative difference that weighing and rounding explain.
    static let noise: Float = 0.045
}

/// Weights of evidence for lines, in bits: log2 of how much more often a level is seen among pairs
/// that belong together than among pairs taken at random.
///
/// Source: I. P. Fellegi, A. B. Sunter, JASA 64 (1969) 1183–1210; term frequencies as
/// W. E. Winkler, ASA Survey Research Methods 1989.
struct LineWeights: Sendable {
    /// Probability of each level among pairs that belong together.
    var together: [[Double]]
    /// Probability of each level among random pairs.
    var apart: [[Double]]
    /// Import value per kilogram over export value per kilogram that is usual.
    var usualRatio: Float = 1.06
    /// Between these lies the ratio of nine in ten lines without a gap. Source of the beginning
    /// values: CIF 2-10 % above FOB, data/reconcile/README.md.
    var usualRatioLow: Float = 1.02
    var usualRatioHigh: Float = 1.10
    /// log2 shares of subheadings, headings and package counts.
    private(set) var frequencies: LineFrequencies
    private var bits: [[Float]] = []
    private var togetherBits: [Float] = []

    /// Beginning values, replaced by what the data teaches.
    init(frequencies: LineFrequencies) {
        self.frequencies = frequencies
        together = [
            [0.93, 0.05, 0.005, 0.015], [0.97, 0.02, 0.01], [0.85, 0.12, 0.02, 0.01],
            [0.975, 0.014, 0.006, 0.005], [0.96, 0.03, 0.01], [0.99, 0.01],
        ]
        apart = [
            [0.001, 0.002, 0.02, 0.977], [0.01, 0.02, 0.97], [0.004, 0.02, 0.25, 0.726],
            [0.05, 0.25, 0.3, 0.4], [0.0005, 0.03, 0.9695], [0.8, 0.2],
        ]
        refresh()
    }

    /// Recomputes the bits after the probabilities changed.
    mutating func refresh() {
        togetherBits = [together[0][0], together[0][1], together[1][0]].map { Float(log2($0)) }
        bits = zip(together, apart).map { pair in
            zip(pair.0, pair.1).map { Float(log2(max($0, 1e-5) / max($1, 1e-5))) }
        }
    }

    @inline(__always)
    func score(_ comparison: LineComparison, _ exported: LineFacts) -> Float {
        var total: Float = 0
        switch comparison.code {
        case 0:
            total += togetherBits[0] + frequencies.subheading(exported.subheading)
        case 1: total += togetherBits[1] + frequencies.heading(exported.heading)
        default: total += bits[0][comparison.code]
        }
        if comparison.packages == 0 {
            total += togetherBits[2] + frequencies.packages(exported.packages)
        } else {
            total += bits[1][comparison.packages]
        }
        total += bits[2][comparison.mass]
        if !comparison.unitValueRatio.isNaN { total += bits[3][comparison.value] }
        if comparison.quantity >= 0 { total += bits[4][comparison.quantity] }
        return total + bits[5][comparison.origin]
    }

}

/// How rare commodity codes and package counts are, in bits.
struct LineFrequencies: Sendable {
    private var subheadings: [Float]
    private var headings: [Float]
    private var counts: [Float]
    /// Rarer than this earns no more: typing slips and small samples.
    private static let bitsMax: Float = 12
    private static let countsMax = 4_096

    init(_ exports: Consignments) {
        var bySubheading = [Int](repeating: 0, count: 1_000_000)
        var byHeading = [Int](repeating: 0, count: 10_000)
        var byCount = [Int](repeating: 0, count: Self.countsMax)
        for facts in exports.facts {
            bySubheading[Int(facts.subheading)] += 1
            byHeading[Int(facts.heading)] += 1
            byCount[min(Self.countsMax - 1, max(0, Int(facts.packages)))] += 1
        }
        let total = Float(max(1, exports.lineCount))
        func bits(_ count: Int) -> Float { min(Self.bitsMax, log2(total / Float(max(1, count)))) }
        subheadings = [Float](repeating: Self.bitsMax, count: 1_000_000)
        for facts in exports.facts {
            subheadings[Int(facts.subheading)] = bits(bySubheading[Int(facts.subheading)])
        }
        headings = byHeading.map(bits)
        counts = byCount.map(bits)
        counts[Self.countsMax - 1] = Self.bitsMax
    }

    func subheading(_ code: UInt32) -> Float { subheadings[min(999_999, Int(code))] }
    func heading(_ code: UInt32) -> Float { headings[min(9_999, Int(code))] }
    func packages(_ count: Int32) -> Float { counts[min(Self.countsMax - 1, max(0, Int(count)))] }
}
