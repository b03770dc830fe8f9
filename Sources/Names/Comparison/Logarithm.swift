/// Logarithm and power for positive numbers, so that weights need no C library.
///
/// Accurate to about twelve digits, far beyond what a weight needs.
enum Logarithm {
    private static let two = 0.693_147_180_559_945_3

    /// The natural logarithm of a positive, finite number.
    ///
    /// Source: ln m = 2 artanh((m − 1) / (m + 1)), Abramowitz and Stegun 4.1.27.
    static func natural(_ number: Double) -> Double {
        precondition(number > 0 && number.isFinite, "a logarithm needs a positive number")
        let ratio = (number.significand - 1) / (number.significand + 1)
        var term = ratio
        var sum = 0.0
        var divisor = 1.0
        while divisor < 32 {
            sum += term / divisor
            term *= ratio * ratio
            divisor += 2
        }
        return 2 * sum + Double(number.exponent) * two
    }

    /// `base` to a power; 0 for base 0.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        guard base > 0 else { return 0 }
        let logarithm = natural(base) * exponent
        let halvings = (logarithm / two).rounded()
        let rest = logarithm - halvings * two
        var term = 1.0
        var sum = 1.0
        for count in 1...18 {
            term *= rest / Double(count)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: Int(halvings), significand: 1)
    }
}
