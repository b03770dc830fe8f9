import Testing

@testable import Simulation

@Suite("Chance and check digits")
struct ChanceTests {
    @Test("draws normal numbers of mean 0 and deviation 1")
    func normal() {
        var chance = SeededGenerator(seed: 5)
        var sum = 0.0
        var squares = 0.0
        for _ in 0..<100_000 {
            let value = chance.normal()
            sum += value
            squares += value * value
        }
        #expect(abs(sum / 100_000) < 0.01)
        #expect(abs(squares / 100_000 - 1) < 0.02)
        #expect(abs(NormalTable.percentagePoint(0.975) - 1.959964) < 1e-5)
        #expect(abs(NormalTable.percentagePoint(0.001) + 3.090232) < 1e-5)
    }

    @Test(
        "computes exponential and logarithm to within 1e-13", arguments: [0.001, 0.7, 1, 2.5, 900])
    func elementary(value: Double) {
        #expect(abs(Elementary.exp(Elementary.ln(value)) / value - 1) < 1e-13)
    }

    @Test("draws by weight")
    func weights() {
        var chance = SeededGenerator(seed: 9)
        let choice = WeightedChoice(weights: [1, 0, 3, 6])
        var counts = [0, 0, 0, 0]
        for _ in 0..<50_000 { counts[choice.draw(&chance)] += 1 }
        #expect(counts[1] == 0)
        #expect(abs(Double(counts[2]) / 50_000 - 0.3) < 0.02)
        #expect(abs(Double(counts[3]) / 50_000 - 0.6) < 0.02)
    }

    @Test("agrees with published examples of check digits")
    func published() {
        // ISO 6346: CSQU3054383 is the standard's own example.
        #expect(CheckDigits.container(Array("CSQU305438".utf8)) == 3)
        // GB 32100-2015 alphabet has 31 characters, ranks 0…30.
        #expect(CheckDigits.creditCodeAlphabet.count == 31)
        // DE 136695976 is the usual example of MOD 11,10.
        #expect(CheckDigits.germanVAT([1, 3, 6, 6, 9, 5, 9, 7]) == 6)
        // 7992739871 → 3 is the usual example of Luhn's rule.
        #expect(CheckDigits.luhn([7, 9, 9, 2, 7, 3, 9, 8, 7, 1]) == 3)
    }

    @Test("builds short texts with padded numbers")
    func shortText() {
        var text = ShortText()
        text.append("A-")
        text.append(42, width: 5)
        text.append(0)
        #expect(text.text == "A-000420")
        var long = ShortText()
        long.append(Int.max)
        #expect(long.text == "\(Int.max)")
    }
}
