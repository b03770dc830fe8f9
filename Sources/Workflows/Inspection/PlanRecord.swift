import Formats
package import Risk
package import Store

/// Everything a plan was made from, as it is stored, so that it can be made again.
package struct PlanRecord: Hashable, Sendable {
    /// A candidate with the digest its number was drawn over.
    package struct Entry: Hashable, Sendable {
        package var candidate: Candidate
        package var document: Int64
        package var digest: [UInt8]
    }

    package var entries: [Entry]
    package var staff: Staff
    package var settings: SelectionSettings
    /// Whether the draws came from promised seeds.
    package var isPromised: Bool

    package init(entries: [Entry], staff: Staff, settings: SelectionSettings, isPromised: Bool) {
        self.entries = entries
        self.staff = staff
        self.settings = settings
        self.isPromised = isPromised
    }

    /// Canonical JSON.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256 * (entries.count + 4))
        writer.beginObject()
        writer.key("promised")
        writer.bool(isPromised)
        writer.key("settings")
        writer.beginArray()
        for value in [settings.randomShare, settings.explorationShare, settings.costPerMinute] {
            writer.number(value)
        }
        writer.endArray()
        writer.key("staff")
        write(staff, to: &writer)
        writer.key("candidates")
        writer.beginArray()
        for entry in entries { write(entry, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ staff: Staff, to writer: inout JSONWriter) {
        writer.beginObject()
        for office in staff.offices.keys.sorted() {
            writer.key(text: office)
            writer.beginArray()
            for shift in staff.offices[office] ?? [] {
                writer.beginObject()
                writer.key("shift")
                writer.string(shift.name)
                writer.key("uses")
                writer.beginObject()
                for equipment in Staff.Equipment.allCases {
                    guard let uses = shift.uses[equipment] else { continue }
                    writer.key(text: equipment.rawValue)
                    writer.integer(uses)
                }
                writer.endObject()
                writer.key("officers")
                writer.beginArray()
                for officer in shift.officers {
                    writer.beginArray()
                    writer.string(officer.id)
                    writer.integer(officer.minutes)
                    for skill in officer.skills.sorted() { writer.string(skill) }
                    writer.endArray()
                }
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    private func write(_ entry: Entry, to writer: inout JSONWriter) {
        let candidate = entry.candidate
        writer.beginArray()
        writer.integer(Int(candidate.id))
        writer.integer(Int(entry.document))
        writer.string(entry.digest.map { byte in Self.hex(byte) }.joined())
        writer.string(candidate.office)
        if let shift = candidate.shift { writer.string(shift) } else { writer.null() }
        for value in [
            candidate.probability, candidate.gap, candidate.severity, candidate.novelty,
            candidate.draw, candidate.assignment,
        ] { writer.number(value) }
        writer.integer(candidate.minutes)
        writer.string(candidate.skills.sorted().joined(separator: " "))
        writer.string(candidate.equipment.sorted().map(\.rawValue).joined(separator: " "))
        writer.integer((candidate.isHardStop ? 1 : 0) + (candidate.isUnderSurveillance ? 2 : 0))
        writer.endArray()
    }

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.utf8.count == 1 ? "0" + text : text
    }

    /// Reads what ``json`` wrote; nil for anything else.
    package init?(json: [UInt8]) {
        let tree: JSONValue
        do { tree = try JSONValue.parse(json) } catch { return nil }
        guard let isPromised = tree["promised"]?.bool,
            let numbers = tree["settings"]?.elements?.compactMap(\.double), numbers.count == 3,
            let offices = tree["staff"]?.members, let rows = tree["candidates"]?.elements
        else { return nil }
        self.isPromised = isPromised
        settings = SelectionSettings(
            randomShare: numbers[0], explorationShare: numbers[1], costPerMinute: numbers[2])
        staff = Staff(offices: [:])
        for office in offices {
            staff.offices[office.key] = (office.value.elements ?? []).map(Self.shift)
        }
        entries = []
        entries.reserveCapacity(rows.count)
        for row in rows {
            guard let entry = row.elements.flatMap(Self.entry) else { return nil }
            entries.append(entry)
        }
    }

    private static func shift(_ tree: JSONValue) -> Staff.Shift {
        var shift = Staff.Shift(name: tree["shift"]?.string ?? "", officers: [])
        for member in tree["uses"]?.members ?? [] {
            guard let equipment = Staff.Equipment(rawValue: member.key) else { continue }
            shift.uses[equipment] = member.value.integer
        }
        for officer in tree["officers"]?.elements ?? [] {
            let cells = officer.elements ?? []
            guard let id = cells.first?.string, let minutes = officer[1]?.integer else { continue }
            shift.officers.append(
                Staff.Officer(
                    id: id, minutes: minutes, skills: Set(cells.dropFirst(2).compactMap(\.string))))
        }
        return shift
    }

    private static func entry(_ cells: [JSONValue]) -> Entry? {
        guard cells.count == 15, let id = cells[0].integer, let document = cells[1].integer,
            let hex = cells[2].string, let office = cells[3].string,
            let minutes = cells[11].integer, let skills = cells[12].string,
            let equipment = cells[13].string, let flags = cells[14].integer
        else { return nil }
        let numbers = cells[5...10].compactMap(\.double)
        guard numbers.count == 6 else { return nil }
        var candidate = Candidate(
            id: Int64(id), office: office, shift: cells[4].string, probability: numbers[0],
            gap: numbers[1], severity: numbers[2], novelty: numbers[3], minutes: minutes,
            draw: numbers[4], assignment: numbers[5])
        candidate.skills = Set(skills.split(separator: " ").map(String.init))
        candidate.equipment = Set(
            equipment.split(separator: " ").compactMap { Staff.Equipment(rawValue: String($0)) })
        candidate.isHardStop = flags & 1 == 1
        candidate.isUnderSurveillance = flags & 2 == 2
        var digest: [UInt8] = []
        var digits = Array(hex.utf8)[...]
        while digits.count >= 2 {
            let pair = String(decoding: digits.prefix(2), as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            digest.append(byte)
            digits = digits.dropFirst(2)
        }
        return Entry(candidate: candidate, document: Int64(document), digest: digest)
    }
}

extension PlanRecord {
    /// The record of the last plan of a day; nil when there is none.
    package static func stored(_ day: String, in store: any Store) throws -> PlanRecord? {
        try store.read { try $0.plan(of: day) }.flatMap { PlanRecord(json: $0.content) }
    }
}
