/// The currency of each line and its rates by day.
struct LineCurrencies: Sendable {
    /// Packed codes, ascending.
    var codes: [UInt32] = []
    var firstDay: Int32 = 0
    /// By currency and day from the first: units per dollar, NaN without a rate.
    var perDollar: [[Double]] = []
    /// Place of the line's currency in ``codes``; beyond its end when it has none.
    var ofLine: [UInt8] = []

    /// Units of the line's currency per dollar on a day; NaN without a rate.
    @inline(__always)
    func perDollar(_ line: Int, on day: Int32) -> Double {
        let place = Int(ofLine[line])
        let offset = Int(day) - Int(firstDay)
        guard place < perDollar.count, offset >= 0, offset < perDollar[place].count else {
            return .nan
        }
        return perDollar[place][offset]
    }

    /// The line's currency; 0 when it has none.
    func code(_ line: Int) -> UInt32 {
        let place = line < ofLine.count ? Int(ofLine[line]) : codes.count
        return place < codes.count ? codes[place] : 0
    }
}
