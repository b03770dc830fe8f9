/// Probabilities from margins, by plain arithmetic: every machine gets the same bits.
package enum Logistic {
    /// e to a power within ±700, to about 2·10⁻¹⁶ relative: the fraction by its series, the rest by exponent.
    @inline(__always) static func exp(_ value: Double) -> Double {
        let bounded = min(max(value, -700), 700)
        let whole = (bounded * 1.442_695_040_888_963_4).rounded(.toNearestOrEven)
        // ln 2 in two parts, so that the difference is exact.
        let rest =
            (bounded - whole * 0.693_147_180_369_123_8) - whole * 1.908_214_929_270_587_7e-10
        var series = 1.605_904_383_682_161_3e-10
        series = series * rest + 2.087_675_698_786_809_9e-9
        series = series * rest + 2.505_210_838_544_172e-8
        series = series * rest + 2.755_731_922_398_589e-7
        series = series * rest + 2.755_731_922_398_589e-6
        series = series * rest + 2.480_158_730_158_73e-5
        series = series * rest + 1.984_126_984_126_984_1e-4
        series = series * rest + 1.388_888_888_888_888_9e-3
        series = series * rest + 8.333_333_333_333_333e-3
        series = series * rest + 4.166_666_666_666_666_4e-2
        series = series * rest + 0.166_666_666_666_666_66
        series = series * rest + 0.5
        series = series * rest + 1
        series = series * rest + 1
        return series * Double(bitPattern: UInt64(Int64(whole) + 1023) << 52)
    }

    /// The probability behind a margin (log-odds).
    @inline(__always) package static func probability(_ margin: Double) -> Double {
        1 / (1 + exp(-margin))
    }

    /// The margin of a probability, which is kept within 10⁻⁶ of 0 and 1.
    package static func margin(_ probability: Double) -> Double {
        let kept = min(max(probability, 1e-6), 1 - 1e-6)
        return StableMath.ln(kept / (1 - kept))
    }

    /// Log loss of a margin for an outcome.
    @inline(__always) static func loss(_ margin: Double, isIrregular: Bool) -> Double {
        let signed = isIrregular ? -margin : margin
        // ln(1 + e^x) without overflow.
        return max(signed, 0) + StableMath.ln(1 + exp(-signed.magnitude))
    }
}
