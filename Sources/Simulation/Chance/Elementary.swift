/// Exponential and logarithm from additions, multiplications and divisions alone.
///
/// C libraries differ in the last bit of `exp` and `log`; synthetic trade has to be the same
/// everywhere, so these are our own. Relative error below 1e-14 over the range in use (|x| < 40).
enum Elementary {
    private static let ln2 = 0.693_147_180_559_945_3

    static func exp(_ x: Double) -> Double {
        let halvings = (x / ln2).rounded()
        let rest = x - halvings * ln2
        var sum = 1.0
        var term = 1.0
        for index in 1...14 {
            term = term * rest / Double(index)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(halvings), significand: sum)
    }

    /// Natural logarithm of a positive number.
    static func ln(_ x: Double) -> Double {
        var exponent = Double(x.exponent)
        var significand = x.significand
        if significand > 1.414_213_562_373_095 {
            significand /= 2
            exponent += 1
        }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        for odd in stride(from: 1, through: 25, by: 2) {
            sum += power / Double(odd)
            power *= square
        }
        return exponent * ln2 + 2 * sum
    }
}

/// Quantiles of the standard normal distribution from a table, linear between its entries.
///
/// Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution",
/// Applied Statistics 37 (1988), routine PPND7.
enum NormalTable {
    private static let cells = 4096
    private static let table: [Double] = (0...cells).map { index in
        let inside = min(max(Double(index), 0.95), Double(cells) - 0.95)
        return percentagePoint(inside / Double(cells))
    }

    static func quantile(_ probability: Double) -> Double {
        let position = probability * Double(cells)
        let cell = min(max(Int(position), 0), cells - 1)
        return table.withUnsafeBufferPointer {
            $0[cell] + (position - Double(cell)) * ($0[cell + 1] - $0[cell])
        }
    }

    /// PPND7 without its far tail (probabilities from 1e-10 on are enough here).
    static func percentagePoint(_ p: Double) -> Double {
        let q = p - 0.5
        if q.magnitude <= 0.425 {
            let r = 0.180625 - q * q
            let top =
                ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
            let bottom = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1
            return q * top / bottom
        }
        let r = (-Elementary.ln(q < 0 ? p : 1 - p)).squareRoot() - 1.6
        let top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        let bottom = (0.12021132975 * r + 0.73700164250) * r + 1
        return q < 0 ? -top / bottom : top / bottom
    }
}
