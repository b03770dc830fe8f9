/// How long to wait before the next attempt: doubling, bounded, and spread so that many senders do
/// not return at once.
package struct BackOff: Hashable, Sendable {
    /// The first wait and the longest one, in milliseconds.
    package let firstMilliseconds: Int64
    package let longestMilliseconds: Int64

    /// One second, at most five minutes.
    package static let standard = BackOff(firstMilliseconds: 1_000, longestMilliseconds: 300_000)

    package init(firstMilliseconds: Int64, longestMilliseconds: Int64) {
        precondition(
            firstMilliseconds > 0 && longestMilliseconds >= firstMilliseconds,
            "Waits are positive and the longest is not shorter than the first.")
        self.firstMilliseconds = firstMilliseconds
        self.longestMilliseconds = longestMilliseconds
    }

    /// The wait after so many failures in a row (1 for the first), in milliseconds: between half
    /// of the doubled wait and all of it.
    ///
    /// - Parameter random: any number; equal numbers give equal waits.
    package func wait(failures: Int, random: UInt64) -> Int64 {
        let doublings = min(max(failures - 1, 0), 30)
        let (doubled, overflow) = firstMilliseconds.multipliedReportingOverflow(
            by: 1 << Int64(doublings))
        let full = overflow ? longestMilliseconds : min(doubled, longestMilliseconds)
        let half = full / 2
        return half + Int64(random % UInt64(full - half + 1))
    }
}
