import Customs

/// Finds pieces that left, or arrived, more than once: goods that go round.
///
/// Told by serial numbers; without the column `serials` nothing is judged. Temporary, repair, return
/// and re-export procedures are innocent (column `procedure`), and so is the same day.
struct Carousel {
    let side: Consignments
    let extras: ExtraColumns
    let days: [Int32]

    /// Procedures under which goods come back or go out again rightly.
    /// Source: WCO Kyoto Convention, specific annexes B, F and G; codes of UN/CEFACT rec. and the
    /// Single Administrative Document, box 37: 21-23 temporary and outward, 31 re-export, 51-53
    /// inward and temporary, 60-68 re-import.
    private static func comesBack(_ procedure: UInt8) -> Bool {
        switch procedure {
        case 21...23, 31, 51...54, 60...68: true
        default: false
        }
    }

    /// Serial numbers of one line looked at.
    private static let serialsMax = 256

    func hits() -> [Int32: Patterns.Hit] {
        guard extras.serials.count > 0 else { return [:] }
        var seen: [UInt64: Int32] = [:]
        var hits: [Int32: Patterns.Hit] = [:]
        let lines = side.facts.indices.sorted { one, two in
            let (a, b) = (side.facts[one].line, side.facts[two].line)
            return days[Int(a)] != days[Int(b)] ? days[Int(a)] < days[Int(b)] : a < b
        }
        for place in lines {
            let facts = side.facts[place]
            let line = Int(facts.line)
            guard !Self.comesBack(ExtraColumns.entry(extras.procedures, line) ?? 0) else {
                continue
            }
            let serials = serials(line)
            guard !serials.isEmpty else { continue }
            let earlier = serials.compactMap { serial in
                seen[serial].flatMap { days[Int($0)] < days[line] ? $0 : nil }
            }
            // A single slip of the pen among many numbers shows nothing.
            if let first = earlier.min(), earlier.count * 2 >= serials.count {
                hits[facts.line] = hit(facts, earlier.count, serials.count, since: days[Int(first)])
            }
            for serial in serials { seen[serial] = facts.line }
        }
        return hits
    }

    private func hit(
        _ facts: LineFacts, _ known: Int, _ count: Int, since day: Int32
    ) -> Patterns.Hit {
        let dollars = facts.dollars.isFinite ? Double(facts.dollars) : 0
        let verb = side.side == .exports ? "left" : "arrived"
        return Patterns.Hit(
            type: .carousel, factor: Double(known) / Double(count), low: dollars, high: dollars,
            sentence: "\(known) of \(count) serial numbers \(verb) before, on "
                + "\(CalendarDay(number: day).iso), and \(verb) again "
                + "\(days[Int(facts.line)] - day) days later; no return, repair or lease is declared."
        )
    }

    private func serials(_ line: Int) -> [UInt64] {
        extras.serials.withText(line) { text in
            text.split(separator: 0x3B).prefix(Self.serialsMax).compactMap { part in
                let key = PackedKey(UnsafeBufferPointer(rebasing: part))
                return key.count >= 5 ? key.hash : nil
            }
        }
    }
}
