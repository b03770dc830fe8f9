import Customs
import Exchange
import Seal
import Store
import Watchlists

/// The measures in force as a silent watch list, so that whatever screens notices their targets: the
/// batch of a command, submissions to a running node, and what is stored already.
///
/// Entries say what to look for and what to do, never why; each ends by itself on its last day.
package enum InstructionList {
    package static let id = "special-surveillance"

    private static let card = WatchlistCard(
        id: id, title: "Instructions in force", publisher: "this administration", threshold: 0.85,
        effect: .observe, isDiscreet: true)

    /// Makes the list say what the measures say now; changes nothing when it does already.
    static func renew(in writer: any StoreWriter, at now: Timestamp) throws {
        let measures = try SurveillanceFile.all(writer).map(\.measure)
        let listed = measures.filter { $0.isEffective(at: now) }
            .flatMap { Self.entries(of: $0) }.map { $0.sealed() }
        let last = try writer.watchlistVersions(of: id).last
        var missing: [String: String] = [:]
        if let last {
            for row in try writer.watchlistEntries(of: id, version: last.number) {
                missing[row.entry] = row.revision
            }
        }
        var added: [WatchEntry] = []
        var changed: [WatchEntry] = []
        for entry in listed {
            switch missing.removeValue(forKey: entry.id) {
            case nil: added.append(entry)
            case entry.revision: break
            default: changed.append(entry)
            }
        }
        guard !added.isEmpty || !changed.isEmpty || !missing.isEmpty else { return }
        var version = WatchlistVersionRow(
            id: 0, list: id, number: (last?.number ?? 0) + 1, importedAt: now.milliseconds,
            source: "measures", digest: Digest256(hashing: "\(listed.map(\.revision))").bytes,
            entryCount: listed.count, added: added.count, changed: changed.count,
            removed: missing.count, card: card.json)
        version.id = try writer.insert(version)
        for entry in missing.keys.sorted() + changed.map(\.id) {
            try writer.endWatchlistEntry(entry, of: id, until: version.number)
        }
        for entry in added + changed {
            try writer.insert(
                WatchlistEntryRow(
                    list: id, entry: entry.id, revision: entry.revision, since: version.number,
                    until: nil, content: entry.json))
        }
    }

    /// One entry per kind of thing the identifiers can be: `MEASURE.KIND`.
    private static func entries(of measure: SurveillanceMeasure) -> [WatchEntry] {
        let identifiers = measure.identifiers.sorted()
        return kinds(measure.target).map { kind, number in
            var entry = WatchEntry(id: "\(measure.id).\(kind.rawValue)", kind: kind)
            for text in identifiers {
                switch measure.target {
                case .goods:
                    guard let mark = WatchSubject.goodsMark(text) else { continue }
                    entry.numbers.append(WatchNumber(number, mark))
                case .premises:
                    guard let mark = WatchSubject.premisesMark(text) else { continue }
                    entry.numbers.append(WatchNumber(number, mark))
                case .conveyance: entry.numbers.append(WatchNumber(number, text))
                case .person:
                    // A name has no digit; a number has.
                    if text.contains(where: \.isNumber) {
                        entry.numbers.append(WatchNumber(number, text))
                    } else {
                        entry.names.append(WatchName(text))
                    }
                }
            }
            entry.validTo = lastDay(before: measure.until)
            entry.isDiscreet = true
            (entry.effect, entry.instruction) = asked(measure)
            return entry
        }
    }

    private static func kinds(
        _ target: SurveillanceMeasure.Target
    ) -> [(WatchKind, WatchNumber.Kind)] {
        switch target {
        case .person, .goods, .premises: [(.party, .other)]
        case .conveyance:
            [
                (.vehicle, .plate), (.container, .container), (.wagon, .wagon), (.vessel, .imo),
                (.aircraft, .tailNumber),
            ]
        }
    }

    private static func asked(_ measure: SurveillanceMeasure) -> (LaneEffect, String) {
        switch measure.action {
        case .observe: (.observe, "")
        case .report:
            (.observe, "note time, place and documents and tell \(measure.unit); let it pass")
        case .inspect: (.red, "examine the goods and tell \(measure.unit)")
        }
    }

    /// The last whole day on which a measure has effect.
    private static func lastDay(before until: Timestamp) -> CalendarDay {
        CalendarDay(
            number: Int32(clamping: until.adding(milliseconds: -1).dayNumber))
    }

    /// The measure an entry of the list stands for.
    static func measure(ofEntry id: String) -> String {
        String(id.prefix { $0 != "." })
    }
}
