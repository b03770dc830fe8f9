/// A source of chance that gives the same numbers for the same seed on every machine.
///
/// xoshiro256** seeded through SplitMix64. Only integer arithmetic and correctly rounded
/// floating-point operations are used, so results do not depend on the processor or the C library.
///
/// Source: D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators",
/// ACM TOMS 47 (2021), section 10; SplitMix64: G. Steele et al., OOPSLA 2014.
package struct SeededGenerator: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: UInt64) {
        var counter = seed
        func split() -> UInt64 {
            counter &+= 0x9E37_79B9_7F4A_7C15
            return Self.mix(counter)
        }
        state = (split(), split(), split(), split())
    }

    /// The finisher of SplitMix64: spreads the bits of a number evenly.
    package static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    package mutating func next() -> UInt64 {
        func rotated(_ value: UInt64, _ by: UInt64) -> UInt64 {
            (value << by) | (value >> (64 - by))
        }
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// Even over 0 ..< 1.
    package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Even over the range.
    package mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
    }

    /// A whole number in 0 ..< bound; 0 when the bound is below 1.
    package mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A whole number of the range.
    package mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True with the given probability.
    package mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// Standard normal, within ±3.5.
    package mutating func normal() -> Double { NormalTable.quantile(uniform()) }
}
