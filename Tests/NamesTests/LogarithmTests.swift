import Testing

@testable import Names

@Suite struct LogarithmTests {
    @Test("logarithm and power agree with known values")
    func logarithm() {
        #expect(abs(Logarithm.natural(10) - 2.302_585_092_994_046) < 1e-11)
        #expect(abs(Logarithm.natural(1_000_000) - 13.815_510_557_964_274) < 1e-10)
        #expect(abs(Logarithm.power(0.25, 0.5) - 0.5) < 1e-12)
        #expect(abs(Logarithm.power(2, 10) - 1_024) < 1e-8)
        #expect(Logarithm.power(0, 1.1) == 0)
    }
}
