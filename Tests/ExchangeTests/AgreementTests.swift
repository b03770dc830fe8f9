import Foundation
import Testing

@testable import Exchange
@testable import Seal

@Suite("Agreements")
struct AgreementTests {
    static let shipped = ["uz-us", "uz-kz", "central-asia"]

    /// Replaces the value at a path of names and positions.
    static func changed(
        _ value: JSONTree, _ path: [String], to replacement: JSONTree?
    ) -> JSONTree {
        guard let first = path.first else { return replacement ?? .null }
        switch value {
        case .object(var object):
            if path.count == 1 {
                object[first] = replacement
            } else if let inner = object[first] {
                object[first] = changed(inner, Array(path.dropFirst()), to: replacement)
            }
            return .object(object)
        case .array(var elements):
            guard let position = Int(first), elements.indices.contains(position) else {
                return value
            }
            elements[position] = changed(
                elements[position], Array(path.dropFirst()), to: replacement)
            return .array(elements)
        default: return value
        }
    }

    @Test(
        "reads every shipped agreement, whose file is the exact text that is signed",
        arguments: shipped)
    func shippedFiles(name: String) throws {
        let url = packageRoot.appendingPathComponent("Specs/agreements/\(name).json")
        let bytes = Array(try Data(contentsOf: url))
        let document = try JSONTree(reading: bytes)
        #expect(document.bytes == bytes)
        let agreement = try Agreement(reading: document)
        #expect(agreement.digest == Digest256(hashing: bytes))
        #expect(agreement.isInForce(on: try #require(CivilDate("2026-11-22"))))
        #expect(!agreement.isInForce(on: try #require(CivilDate("2025-12-31"))))
        #expect(!agreement.isInForce(on: try #require(CivilDate("2031-01-01"))))
    }

    @Test("has advance exchange two hours before arrival, by road and rail, both ways")
    func advance() throws {
        let agreement = try Agreement(reading: try shippedDocument("uz-kz"))
        let advance = agreement.schedules.filter { $0.article == .advance }
        #expect(advance.count == 4)
        let arrival = TestNode.begin
        for schedule in advance {
            let due = schedule.due(triggered: arrival.adding(seconds: -50_000), arrival: arrival)
            #expect(due == arrival.adding(seconds: -7_200))
            #expect(schedule.due(triggered: arrival, arrival: nil) == nil)
        }
    }

    /// A change and the place that must be named.
    struct Fault: CustomTestStringConvertible, Sendable {
        let path: [String]
        let value: JSONTree?
        let place: String
        var testDescription: String { path.joined(separator: ".") }

        init(_ path: String, _ value: JSONTree?, _ place: String) {
            self.path = path.split(separator: ".").map(String.init)
            self.value = value
            self.place = place
        }
    }

    @Test(
        "refuses what is wrong and names the place",
        arguments: [
            Fault("format", "tamga-agreement/2", "format"),
            Fault("surprise", 1, "agreement.surprise"),
            Fault("id", "has space", "id"),
            Fault("version", 0, "version"),
            Fault("status", "maybe", "status"),
            Fault("validFrom", "2026-02-30", "validFrom"),
            Fault("validUntil", "2025-01-01", "validUntil"),
            Fault("parties.1", nil, "parties[1]"),
            Fault("parties.0.calendar", "mars", "parties[0].calendar"),
            Fault("parties.0.officials", [], "parties[0].officials"),
            Fault("parties.0.officials.0.roles", ["spy"], "parties[0].officials[0].roles[0]"),
            Fault("parties.0.officials.0.until", "2025-01-01", "parties[0].officials"),
            Fault("parties.0.languages", ["uz"], "parties[0].languages"),
            Fault("requests.0.type", "guess", "requests[0].type"),
            Fault("requests.0.purposes", ["curiosity"], "requests[0].purposes"),
            Fault("requests.0.mandatory.0", "a..b", "requests[0].mandatory[0]"),
            Fault(
                "requests.0.replyWithin.routine", .object(["hours": 0]),
                "requests[0].replyWithin.routine.hours"),
            Fault(
                "requests.0.replyWithin.urgent", .object(["hours": 1, "workingDays": 1]),
                "requests[0].replyWithin.urgent"),
            Fault("requests.0.acknowledgeWithin", nil, "requests[0].acknowledgeWithin"),
            Fault("requests.0.askers", ["FR"], "requests[0].askers"),
            Fault("articles", ["offences"], "requests[0]"),
            Fault("algorithms.signatures", ["ML-DSA-65"], "algorithms.signatures"),
            Fault("algorithms.signatures", ["none"], "algorithms.signatures[0]"),
            Fault("algorithms.seal", "ROT13", "algorithms.seal"),
            Fault("schedules.0.to", "UZ", "schedules[0]"),
            Fault("schedules.0.handling", "PUBLIC", "schedules[0].handling"),
            Fault("schedules.0.article", "offences", "schedules[0].article"),
            Fault("schedules.0.trigger", .object([:]), "schedules[0].trigger"),
            Fault(
                "schedules.0.latency", .object(["beforeArrivalMinutes": 120]),
                "schedules[0].latency"),
            Fault("handling.0.national", .object(["UZ": "x"]), "handling[0].national"),
            Fault("spontaneous.mandatory", ["secretField"], "spontaneous.mandatory"),
            Fault("retention.defaultDays", 0, "retention.defaultDays"),
            Fault("calendars.0.weekend", [1, 2, 3, 4, 5, 6, 7], "calendars[0].weekend"),
            Fault("calendars.0.holidays.0", "2026-1-1", "calendars[0].holidays[0]"),
            Fault("use.onward", "always", "use.onward"),
            Fault("breach", nil, "breach"),
        ])
    func faults(fault: Fault) throws {
        let document = Self.changed(
            try shippedDocument("uz-us"), fault.path, to: fault.value)
        let refusals = #expect(throws: Refusals.self) { try Agreement(reading: document) }
        #expect(refusals?.all.contains { $0.place == fault.place } == true, "\(refusals as Any)")
    }

    @Test("names all faults at once")
    func several() throws {
        var document = try shippedDocument("uz-us")
        for path in [["id"], ["title"], ["breach"]] {
            document = Self.changed(document, path, to: nil)
        }
        let refusals = #expect(throws: Refusals.self) { try Agreement(reading: document) }
        #expect(Set(refusals?.all.map(\.place) ?? []) == ["id", "title", "breach"])
    }

    @Test("survives members replaced by something else", arguments: shipped)
    func hostile(name: String) throws {
        let document = try shippedDocument(name)
        func paths(_ value: JSONTree, _ prefix: [String]) -> [[String]] {
            switch value {
            case .object(let object):
                object.members.flatMap { paths($0.value, prefix + [$0.name]) } + [prefix]
            case .array(let elements):
                elements.prefix(2).enumerated().flatMap { paths($1, prefix + ["\($0)"]) } + [prefix]
            default: [prefix]
            }
        }
        let all = paths(document, [])
        for position in stride(from: 0, to: all.count, by: 11) {
            let path = all[position]
            for replacement in [JSONTree.null, [[[]]], .object(["x": 1]), -1] {
                do {
                    _ = try Agreement(
                        reading: Self.changed(document, path, to: replacement))
                } catch { #expect(!error.all.isEmpty) }
            }
        }
    }

    @Test("binds only when every party signed the same text")
    func signing() throws {
        let document = try shippedDocument("uz-us")
        let uz = try TestNode("UZ")
        let us = try TestNode("US")
        let cards = [uz.card, us.card]
        let alone = try SignedAgreement.propose(document, keys: uz.keys([.ed25519]))
        func code(_ statement: JWS, _ cards: [NodeCard]) -> Refusal.Code? {
            #expect(throws: Refusals.self) {
                try SignedAgreement(verifying: statement, cards: cards, at: TestNode.begin)
            }?.code
        }
        #expect(code(alone, cards) == .badSignature)
        let both = try SignedAgreement.countersign(alone, keys: us.keys([.ed25519]))
        let signed = try SignedAgreement(verifying: both, cards: cards, at: TestNode.begin)
        #expect(signed.agreement == (try Agreement(reading: document)))
        #expect(code(both, [uz.card]) == .unknownKey)
        #expect(
            try SignedAgreement(
                verifying: both, cards: [uz.card, us.card, us.card], at: TestNode.begin) == signed)
        #expect(throws: Refusals.self) {
            try SignedAgreement.countersign(both, keys: us.keys([.ed25519]))
        }
        let stranger = try SignedAgreement.countersign(
            alone, keys: [("US-evidence-1", try SigningKey.generate(.ed25519))])
        #expect(code(stranger, cards) == .badSignature)
        let late = TestNode.begin.adding(seconds: 86_400 * 3_000)
        #expect(throws: Refusals.self) {
            try SignedAgreement(verifying: both, cards: cards, at: late)
        }
    }
}

@Suite("Deadlines")
struct DeadlineTests {
    private func calendar(
        _ id: String, offset: Int64, holidays: [String], worked: [String] = []
    ) -> WorkingCalendar {
        WorkingCalendar(
            id: id, minutesEastOfUTC: offset, weekend: [6, 7],
            holidays: Set(holidays.compactMap { CivilDate($0) }),
            workedDays: Set(worked.compactMap { CivilDate($0) }),
            knownUntil: CivilDate(dayNumber: 30_000))
    }

    @Test("counts working days of both sides and ends with the local day")
    func workingDays() throws {
        let uz = calendar("uz", offset: 300, holidays: ["2026-12-08"])
        let us = calendar("us", offset: -300, holidays: ["2026-11-26"])
        let event = try #require(Timestamp("2026-11-24T10:00:00Z"))
        // Wednesday 25 counts, Thursday 26 is Thanksgiving, Friday 27 counts.
        let two = DeadlineRule.workingDays(2).deadline(from: event, calendars: [uz, us])
        #expect(two.description == "2026-11-27T19:00:00Z")
        // In Washington the same day ends ten hours later.
        let usFirst = DeadlineRule.workingDays(2).deadline(from: event, calendars: [us, uz])
        #expect(usFirst.description == "2026-11-28T05:00:00Z")
        let friday = try #require(Timestamp("2026-11-27T10:00:00Z"))
        let one = DeadlineRule.workingDays(1).deadline(from: friday, calendars: [uz, us])
        #expect(one.description == "2026-11-30T19:00:00Z")
    }

    @Test("takes the local day of the event")
    func localDay() throws {
        let uz = calendar("uz", offset: 300, holidays: [])
        // 20:00 UTC on Monday is Tuesday in Tashkent, so Wednesday is the first day that counts.
        let event = try #require(Timestamp("2026-11-23T20:00:00Z"))
        let one = DeadlineRule.workingDays(1).deadline(from: event, calendars: [uz])
        #expect(one.description == "2026-11-25T19:00:00Z")
    }

    @Test("counts moved working days, hours and calendar days")
    func others() throws {
        let uz = calendar("uz", offset: 300, holidays: [], worked: ["2026-11-28"])
        let friday = try #require(Timestamp("2026-11-27T10:00:00Z"))
        #expect(
            DeadlineRule.workingDays(1).deadline(from: friday, calendars: [uz]).description
                == "2026-11-28T19:00:00Z")
        #expect(
            DeadlineRule.hours(24).deadline(from: friday, calendars: [uz]).description
                == "2026-11-28T10:00:00Z")
        #expect(
            DeadlineRule.calendarDays(3).deadline(from: friday, calendars: [uz]).description
                == "2026-11-30T19:00:00Z")
    }

    @Test("ends even where nobody ever works")
    func noWork() {
        let idle = WorkingCalendar(
            id: "idle", minutesEastOfUTC: 0, weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [],
            workedDays: [], knownUntil: CivilDate(dayNumber: 0))
        let end = DeadlineRule.workingDays(5).deadline(
            from: TestNode.begin, calendars: [idle])
        #expect(end > TestNode.begin)
    }
}
