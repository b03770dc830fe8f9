package import Customs

/// Duty in percent by four-digit heading, read from a table.
package struct DutyRates: Sendable {
    /// Percent of the customs value by heading, 101…9999.
    package private(set) var percentByHeading: [UInt32: Double] = [:]
    package private(set) var diagnostics: [Diagnostic] = []

    /// Largest table read, in bytes.
    private static let bytesMax = 1 << 20
    private static let faultsShownMax = 5

    /// Reads lines `heading,percent`; a heading line of words and empty lines are passed over.
    package init(_ bytes: [UInt8]) {
        guard bytes.count <= Self.bytesMax else {
            diagnostics = [
                Diagnostic(
                    .error, code: "duty-too-large", place: "duty rates",
                    problem: "\(bytes.count) bytes", reason: "there are 10 000 headings at most",
                    remedy: "give one rate a heading")
            ]
            return
        }
        var faults: [Int] = []
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (place, line) in lines.enumerated() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            if place == 0, fields.first == "heading" || fields.first == "hs" { continue }
            guard fields.count == 2, fields[0].utf8.count == 4, let heading = UInt32(fields[0]),
                let percent = Double(fields[1]), percent.isFinite, (0...1000).contains(percent)
            else {
                faults.append(place + 1)
                continue
            }
            percentByHeading[heading] = percent
        }
        guard !faults.isEmpty else { return }
        let shown = faults.prefix(Self.faultsShownMax).map(String.init).joined(separator: ", ")
        diagnostics = [
            Diagnostic(
                .error, code: "duty-line", place: "duty rates, line \(shown)",
                problem: "\(faults.count) lines are not a heading and a percentage",
                reason: "a wrong rate would give a wrong amount at stake",
                remedy: "write lines such as 5210,10 for 10 % on heading 5210")
        ]
    }
}

/// An amount that is known to lie between two bounds.
package struct AmountInterval: Hashable, Sendable {
    package let low: Double
    package let high: Double

    /// Both bounds, neither below zero, in their order.
    init(_ one: Double, _ two: Double) {
        low = max(0, min(one, two))
        high = max(0, max(one, two))
    }

    func times(_ factor: Double) -> AmountInterval { AmountInterval(low * factor, high * factor) }
}

/// What a gap is worth: dollars, and duty where it is known, as point and interval.
///
/// The interval comes from the spread of import over export value that the registers show for
/// goods without a gap (its 5th and 95th percentile): what freight, insurance and rates leave open.
struct GapAmounts {
    let usual: Double
    let low: Double
    let high: Double
    let dutyPercentByHeading: [UInt32: Double]

    /// Dollars missing or too many at a given usual ratio.
    static func dollars(
        _ type: FindingType, _ sent: Double, _ arrived: Double, factor: Double, ratio: Double
    ) -> Double {
        switch type {
        case .undervaluation: sent * ratio - arrived
        case .overvaluation: arrived - sent * ratio
        case .quantityShortfall: sent * ratio * (1 - factor)
        case .unmatchedExport: sent
        default: arrived
        }
    }

    /// Point and interval; nil where a value or rate is missing.
    func amounts(
        _ type: FindingType, _ sent: Float, _ arrived: Float, factor: Float
    ) -> (point: Double, interval: AmountInterval)? {
        func at(_ ratio: Double) -> Double {
            Self.dollars(
                type, Double(sent), Double(arrived), factor: Double(factor), ratio: ratio)
        }
        let point = at(usual)
        guard point.isFinite else { return nil }
        return (max(0, point), AmountInterval(at(low), at(high)))
    }

    /// The share of the amount that is duty at stake, as bounds; nil where no rate is known or no
    /// duty is lost. Another origin may cost any preference up to the whole rate.
    func dutyShare(
        _ type: FindingType, sent: UInt32, arrived: UInt32
    ) -> (low: Double, high: Double)? {
        let sentRate = dutyPercentByHeading[sent].map { $0 / 100 }
        let arrivedRate = dutyPercentByHeading[arrived].map { $0 / 100 }
        switch type {
        case .undervaluation, .quantityShortfall:
            return arrivedRate.map { ($0, $0) }
        case .unmatchedExport:
            return sentRate.map { ($0, $0) }
        case .codeMisdeclaration:
            guard let sentRate, let arrivedRate else { return nil }
            let lost = max(0, sentRate - arrivedRate)
            return (lost, lost)
        case .originChange:
            return arrivedRate.map { (0, $0) }
        case .transitDiversion:
            return sentRate.map { ($0, $0) }
        case .greyReexport:
            return (arrivedRate ?? sentRate).map { (0, $0) }
        case .overvaluation, .unmatchedImport, .multipleInvoicing, .carousel:
            return nil
        }
    }
}
