/// Numbers of nine digits in an order that tells nothing: a bijection of 0 ..< 10^9.
///
/// A Feistel network over 30 bits, walked until the result is below 10^9. Source: J. Black,
/// P. Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002, section 5.
struct ScatteredNumbers {
    let key: UInt64

    func number(_ counter: Int) -> Int {
        var value = UInt64(counter)
        repeat {
            var left = value >> 15
            var right = value & 0x7FFF
            for round in 0..<4 as Range<UInt64> {
                let mixed = SeededGenerator.mix(right ^ key &+ round << 40)
                (left, right) = (right, (left ^ mixed) & 0x7FFF)
            }
            value = left << 15 | right
        } while value >= 1_000_000_000
        return Int(value)
    }
}
