import Risk
import Testing

@Suite("Quality of a selection")
struct SelectionQualityTests {
    private func rows(_ values: [(Double, Bool)], revenue: [Double] = []) -> [SelectionQuality.Row]
    {
        values.enumerated().map {
            .init(
                probability: $1.0, isIrregular: $1.1,
                revenue: $0 < revenue.count ? revenue[$0] : 0)
        }
    }

    @Test("area and average precision are those worked out by hand")
    func byHand() throws {
        let quality = try #require(
            SelectionQuality(
                rows([(0.9, true), (0.8, false), (0.7, true), (0.1, false)]), hasRevenue: false))
        // Pairs: 0.9 beats both, 0.7 beats one of two: 3 of 4. Precision at hits: 1 and 2/3.
        #expect(quality.areaUnderCurve == 0.75)
        #expect((quality.averagePrecision - (1 + 2.0 / 3) / 2).magnitude < 1e-12)
        #expect(quality.levels.allSatisfy { $0.revenueRecall == nil })
    }

    @Test("equal scores count half, whatever the order of the rows")
    func ties() throws {
        let values = [(0.5, true), (0.5, false), (0.5, false), (0.5, false)]
        let one = try #require(SelectionQuality(rows(values), hasRevenue: false))
        let other = try #require(SelectionQuality(rows(values.reversed()), hasRevenue: false))
        #expect(one == other)
        #expect(one.areaUnderCurve == 0.5)
        #expect(one.averagePrecision == 0.25)
        #expect(one.levels[0].precision == 0.25)
    }

    @Test("levels count found cases and their revenue")
    func levels() throws {
        var values: [(Double, Bool)] = []
        for place in 0..<100 { values.append((1 - Double(place) / 100, place % 10 == 0)) }
        var revenue = [Double](repeating: 1, count: 100)
        revenue[0] = 91
        let quality = try #require(
            SelectionQuality(rows(values, revenue: revenue), hasRevenue: true))
        #expect(quality.levels.map(\.inspected) == [1, 2, 5, 10])
        #expect(quality.levels.map(\.recall) == [0.1, 0.1, 0.1, 0.1])
        #expect(quality.levels.map(\.precision) == [1, 0.5, 0.2, 0.1])
        #expect(quality.levels[0].revenueRecall == 0.91)
    }

    @Test(
        "probabilities that come true have no calibration error, certain wrong ones have all of it")
    func calibration() throws {
        let exact = (0..<100).map { (0.25, $0 % 4 == 0) }
        #expect(
            try #require(SelectionQuality(rows(exact), hasRevenue: false)).calibrationError == 0)
        let wrong = [(1.0, false), (0.0, true)]
        let quality = try #require(SelectionQuality(rows(wrong), hasRevenue: false))
        #expect(quality.calibrationError == 1)
        #expect(quality.logLoss.isFinite)
    }

    @Test("nothing is measured on rows of one outcome, or none")
    func none() {
        #expect(SelectionQuality([], hasRevenue: false) == nil)
        #expect(SelectionQuality(rows([(0.4, true)]), hasRevenue: false) == nil)
        #expect(SelectionQuality(rows([(0.4, false)]), hasRevenue: false) == nil)
    }
}
