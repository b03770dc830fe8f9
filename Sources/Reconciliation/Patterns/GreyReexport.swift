package import Customs

/// What firms, or a whole country, can make of a heading in a year.
package struct OriginCapacity: Sendable {
    /// Kilograms by party number and heading; an empty party stands for the whole country.
    package private(set) var kilograms: [String: [UInt32: Double]] = [:]
    package private(set) var diagnostics: [Diagnostic] = []
    private static let bytesMax = 64 << 20
    private static let faultsShownMax = 5

    package init() {}

    /// Reads lines `party,heading,kg_per_year`; a first line of words is passed over.
    package init(_ bytes: [UInt8]) {
        var faults: [Int] = []
        let lines = String(decoding: bytes.prefix(Self.bytesMax), as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (place, line) in lines.enumerated() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            if place == 0, fields.first == "party" { continue }
            guard fields.count == 3, fields[1].utf8.count == 4, let heading = UInt32(fields[1]),
                let mass = Double(fields[2]), mass.isFinite, mass >= 0
            else {
                faults.append(place + 1)
                continue
            }
            kilograms[String(fields[0]), default: [:]][heading] = mass
        }
        guard !faults.isEmpty || bytes.count > Self.bytesMax else { return }
        let shown = faults.prefix(Self.faultsShownMax).map(String.init).joined(separator: ", ")
        diagnostics = [
            Diagnostic(
                .error, code: "capacity-line", place: "capacity, line \(shown)",
                problem: bytes.count > Self.bytesMax
                    ? "more than \(Self.bytesMax) bytes"
                    : "\(faults.count) lines are not party,heading,kilograms",
                reason: "a wrong capacity would accuse or clear a firm",
                remedy: "write lines such as 301234567,5208,250000")
        ]
    }
}

/// Finds exports that claim the exporting country as origin beyond what is made there.
///
/// Source: UN ESCAP, grey re-exports method: exports of a product claimed as domestic, less the
/// domestic capacity. Needs the table of ``OriginCapacity``; without it nothing is judged.
struct GreyReexport {
    let register: Register
    let isRepeated: [Bool]
    let capacity: OriginCapacity
    /// The exporting country, packed.
    let home: UInt16

    func hits() -> [Int32: Patterns.Hit] {
        guard !capacity.kilograms.isEmpty, home != 0 else { return [:] }
        let lines = register.lines
        let first = lines.days.min() ?? 0
        let years = max(1, Double((lines.days.max() ?? 0) - first + 1) / 366)
        var byParty: [Int: [UInt32: Double]] = [:]
        for party in 0..<register.parties.count {
            byParty[party] = capacity.kilograms[register.parties.text(party)]
        }
        let country = capacity.kilograms[""] ?? [:]
        var hits: [Int32: Patterns.Hit] = [:]
        var used: [UInt64: Double] = [:]
        let order = (0..<lines.count).filter { !isRepeated[$0] && lines.origins[$0] == home }
            .sorted { lines.days[$0] != lines.days[$1] ? lines.days[$0] < lines.days[$1] : $0 < $1 }
        for line in order {
            let heading = lines.codes[line] / 10_000
            let party = Int(lines.parties[line])
            let own = byParty[party]?[heading]
            guard let yearly = own ?? country[heading] else { continue }
            let key = own != nil ? UInt64(party + 1) << 32 | UInt64(heading) : UInt64(heading)
            let mass = Double(lines.massNetKg[line])
            let before = used[key] ?? 0
            used[key] = before + mass
            let limit = yearly * years
            guard before + mass > limit * Self.tolerance, mass > 0 else { continue }
            let excess = min(mass, before + mass - limit)
            let dollars = lines.values[line].isFinite ? lines.values[line] : 0
            hits[Int32(line)] = Patterns.Hit(
                type: .greyReexport, factor: (before + mass) / max(limit, 1),
                low: dollars * excess / mass, high: dollars,
                sentence: "\(own != nil ? "The firm" : "The country") has exported "
                    + "\(Sentences.amount(Float(before + mass))) kg of heading "
                    + "\(Sentences.heading(heading)) as its own goods and can make "
                    + "\(Sentences.amount(Float(limit))) kg in the time.")
        }
        return hits
    }

    /// Stocks of earlier years may be exported too.
    private static let tolerance = 1.1
}
