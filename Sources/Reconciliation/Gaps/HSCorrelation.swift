package import Customs

/// Which subheading of one edition of the nomenclature became which of another.
package struct HSCorrelation: Sendable {
    private var pairs: Set<UInt64> = []
    package private(set) var diagnostics: [Diagnostic] = []
    private static let bytesMax = 16 << 20
    private static let faultsShownMax = 5

    package init() {}

    /// Reads lines `edition,subheading,edition,subheading` such as `2017,852851,2022,852852`.
    package init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes.prefix(Self.bytesMax), as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var faults: [Int] = []
        for (place, line) in lines.enumerated() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = fields.compactMap { UInt64($0) }
            guard fields.count == 4, numbers.count == 4, fields[1].utf8.count == 6,
                fields[3].utf8.count == 6, (1988...2200).contains(numbers[0]),
                (1988...2200).contains(numbers[2])
            else {
                if place > 0 || numbers.count > 0 { faults.append(place + 1) }
                continue
            }
            insert(numbers[0], numbers[1], numbers[2], numbers[3])
        }
        guard !faults.isEmpty || bytes.count > Self.bytesMax else { return }
        let shown = faults.prefix(Self.faultsShownMax).map(String.init).joined(separator: ", ")
        diagnostics = [
            Diagnostic(
                .error, code: "correlation-line", place: "HS correlation, line \(shown)",
                problem: bytes.count > Self.bytesMax
                    ? "more than \(Self.bytesMax) bytes"
                    : "\(faults.count) lines are not edition,subheading,edition,subheading",
                reason: "a wrong pair would hide a wrong heading",
                remedy: "write lines such as 2017,852851,2022,852852")
        ]
    }

    private mutating func insert(_ edition: UInt64, _ code: UInt64, _ other: UInt64, _ to: UInt64) {
        pairs.insert(Self.key(edition, code, other, to))
        pairs.insert(Self.key(other, to, edition, code))
    }

    private static func key(
        _ edition: UInt64, _ code: UInt64, _ other: UInt64, _ to: UInt64
    ) -> UInt64 {
        (edition - 1980) << 56 | (other - 1980) << 48 | code << 20 | to
    }

    /// Whether the two subheadings are the same goods in their editions, given as years since 1980.
    func agree(_ code: UInt32, _ edition: UInt8, _ other: UInt32, _ otherEdition: UInt8) -> Bool {
        guard edition >= 8, otherEdition >= 8, edition != otherEdition else { return false }
        return pairs.contains(
            Self.key(
                UInt64(edition) + 1980, UInt64(code), UInt64(otherEdition) + 1980, UInt64(other)))
    }
}
