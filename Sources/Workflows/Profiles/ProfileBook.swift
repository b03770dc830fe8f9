package import Customs
import Formats
package import Store

/// The profiles of a node through their lives. Every change is a new version or a new step; nothing
/// is overwritten.
package struct ProfileBook: Sendable {
    /// Reads a profile from the bytes of its file; given by the program, which knows the syntax.
    package typealias Reading = @Sendable ([UInt8]) -> ProfileDefinition?

    private let store: any Store
    private let reading: Reading
    private let now: @Sendable () -> Int64

    package init(
        store: any Store, reading: @escaping Reading, now: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.reading = reading
        self.now = now
    }

    /// One version with its steps.
    package struct Entry: Sendable {
        package var version: ProfileVersionRow
        package var events: [ProfileEventRow]

        package var stage: ProfileStage {
            events.last.flatMap { ProfileStage(rawValue: $0.stage) } ?? .draft
        }

        /// Last day in force while live.
        package var until: CalendarDay? {
            events.last { $0.stage == ProfileStage.live.rawValue }?.until.flatMap {
                CalendarDay($0)
            }
        }

        /// Whether it takes part in screening with effect on a day.
        package func isLive(on day: CalendarDay) -> Bool {
            // Evaluated and not yet renewed: still live until its last day.
            (stage == .live || stage == .evaluated) && until.map { day <= $0 } ?? false
        }
    }

    /// Every version of every profile, by name and number.
    package static func entries(in reader: any StoreReader) throws -> [Entry] {
        var events: [String: [ProfileEventRow]] = [:]
        for event in try reader.profileEvents() {
            events["\(event.profile)/\(event.number)", default: []].append(event)
        }
        return try reader.profileVersions().map {
            Entry(version: $0, events: events["\($0.profile)/\($0.number)"] ?? [])
        }.sorted {
            ($0.version.profile, $0.version.number) < ($1.version.profile, $1.version.number)
        }
    }

    package func entries() throws -> [Entry] { try store.read { try Self.entries(in: $0) } }

    /// The profiles that take part in screening on a day: live ones, and those in shadow.
    package func set(on day: CalendarDay) throws -> ProfileSet? {
        var members: [ProfileSet.Member] = []
        for entry in try entries() where entry.isLive(on: day) || entry.stage == .shadow {
            members.append(
                ProfileSet.Member(
                    try definition(of: entry), version: entry.version.number,
                    isShadow: entry.stage == .shadow))
        }
        return members.isEmpty ? nil : ProfileSet(members)
    }

    package func definition(of entry: Entry) throws -> ProfileDefinition {
        guard let found = reading(entry.version.content) else {
            throw ProfileFailure(
                code: .unreadable,
                problem: "version \(entry.version.number) of profile \(entry.version.profile) "
                    + "cannot be read by this program",
                remedy: "add a corrected version, or retire the profile")
        }
        return found
    }

    // MARK: Steps

    /// Adds a profile or its next version, as a draft. The same content again is the version it was.
    package func add(
        _ profile: ProfileDefinition, content: [UInt8], officer: String
    ) throws -> Int {
        let time = now()
        return try store.write { writer in
            let earlier = try Self.entries(in: writer).filter { $0.version.profile == profile.id }
            if let last = earlier.last, last.version.content == content, last.stage != .retired {
                return last.version.number
            }
            let number = (earlier.last?.version.number ?? 0) + 1
            _ = try writer.insert(
                ProfileVersionRow(
                    id: 0, profile: profile.id, number: number, officer: officer, addedAt: time,
                    content: content))
            _ = try writer.insert(
                ProfileEventRow(
                    id: 0, profile: profile.id, number: number, stage: "draft", officer: officer,
                    reason: "", until: nil, content: [], at: time))
            return number
        }
    }

    /// Records a backtest of the newest version if that has the content; false when it has not.
    package func recordBacktest(
        of profile: String, content: [UInt8], figures: [UInt8], officer: String
    ) throws -> Bool {
        let time = now()
        return try store.write { writer in
            let newest = try Self.entries(in: writer).last { $0.version.profile == profile }
            guard let newest, newest.version.content == content,
                newest.stage.following.contains(.backtested)
            else { return false }
            try Self.step(
                newest, to: .backtested, officer: officer, reason: "", content: figures, at: time,
                with: writer)
            return true
        }
    }

    /// A second person agrees: neither who added the version nor who owns the profile.
    package func review(_ profile: String, officer: String, reason: String) throws {
        try change(profile, to: .reviewed, officer: officer, reason: reason) { entry in
            let owner = try definition(of: entry).owner
            guard !Self.isSame(officer, entry.version.officer), !Self.isSame(officer, owner)
            else {
                throw ProfileFailure(
                    code: .notPermitted,
                    problem: "\(officer) wrote or owns profile \(profile)",
                    remedy: "let a second person review it")
            }
            return nil
        }
    }

    /// Lets it count without effect.
    package func shadow(_ profile: String, officer: String, reason: String) throws {
        try change(profile, to: .shadow, officer: officer, reason: reason) { _ in nil }
    }

    /// Puts it in force until the end of its validity. An earlier live version is retired.
    package func activate(
        _ profile: String, officer: String, reason: String, on day: CalendarDay
    ) throws -> CalendarDay {
        let until = try change(profile, to: .live, from: .shadow, officer: officer, reason: reason)
        { entry in try lastDay(of: entry, from: day) }
        return until ?? day
    }

    /// Evaluates it and puts it in force for another period.
    package func renew(
        _ profile: String, officer: String, reason: String, on day: CalendarDay
    ) throws -> CalendarDay {
        try evaluate(profile, officer: officer, reason: reason)
        let until = try change(
            profile, to: .live, from: .evaluated, officer: officer, reason: reason
        ) { entry in
            let definition = try definition(of: entry)
            let days: Int =
                switch definition.validity {
                case .days(let days): days
                case .period(let from, let to): to.days(since: from) + 1
                }
            return day.adding(days: days - 1)
        }
        return until ?? day
    }

    /// Takes it out of use; one that was live is evaluated first.
    package func retire(_ profile: String, officer: String, reason: String) throws {
        let stage = try current(profile).stage
        if stage == .live { try evaluate(profile, officer: officer, reason: reason) }
        try change(profile, to: .retired, officer: officer, reason: reason) { _ in nil }
    }

    /// Records hits and what inspections found, as figures of the step.
    private func evaluate(_ profile: String, officer: String, reason: String) throws {
        let number = try current(profile).version.number
        let yield = try store.read { try $0.profileYields() }.first {
            $0.profile == profile && $0.number == number && !$0.isShadow
        }
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in [
            ("hits", yield?.hits ?? 0), ("inspected", yield?.inspected ?? 0),
            ("irregular", yield?.irregular ?? 0),
        ] {
            writer.key(text: key)
            writer.integer(value)
        }
        writer.endObject()
        try change(
            profile, to: .evaluated, officer: officer, reason: reason, figures: writer.bytes
        ) { _ in nil }
    }

    private func current(_ profile: String) throws -> Entry {
        guard
            let found = try entries().last(where: {
                $0.version.profile == profile && $0.stage != .retired
            }) ?? entries().last(where: { $0.version.profile == profile })
        else { throw Self.unknown(profile) }
        return found
    }

    private static func unknown(_ profile: String) -> ProfileFailure {
        ProfileFailure(
            code: .unknown, problem: "there is no profile \(Diagnostic.quoted(profile))",
            remedy: "see tamga profile list")
    }

    /// Takes a step with the newest version. `allowed` gives the last day in force, or throws.
    @discardableResult
    private func change(
        _ profile: String, to stage: ProfileStage, from wanted: ProfileStage? = nil,
        officer: String, reason: String, figures: [UInt8] = [],
        _ allowed: (Entry) throws -> CalendarDay?
    ) throws -> CalendarDay? {
        let time = now()
        return try store.write { writer in
            let versions = try Self.entries(in: writer).filter { $0.version.profile == profile }
            guard let newest = versions.last else { throw Self.unknown(profile) }
            guard newest.stage.following.contains(stage),
                wanted == nil || newest.stage == wanted
            else {
                throw ProfileFailure(
                    code: .stage,
                    problem: "profile \(profile) is \(newest.stage.rawValue); "
                        + "\(stage.rawValue) does not follow",
                    remedy: "the stages are draft, backtested, reviewed, shadow, live, evaluated, "
                        + "then live again or retired")
            }
            let until = try allowed(newest)
            try Self.step(
                newest, to: stage, officer: officer, reason: reason, until: until,
                content: figures, at: time, with: writer)
            guard stage == .live else { return until }
            for older in versions.dropLast()
            where older.stage == .live || older.stage == .evaluated {
                try Self.step(
                    older, to: .retired, officer: officer,
                    reason: "version \(newest.version.number) takes its place", content: [],
                    at: time, with: writer)
            }
            return until
        }
    }

    private static func step(
        _ entry: Entry, to stage: ProfileStage, officer: String, reason: String,
        until: CalendarDay? = nil, content: [UInt8], at time: Int64, with writer: any StoreWriter
    ) throws {
        _ = try writer.insert(
            ProfileEventRow(
                id: 0, profile: entry.version.profile, number: entry.version.number,
                stage: stage.rawValue, officer: officer, reason: reason, until: until?.iso,
                content: content, at: time))
    }

    private func lastDay(of entry: Entry, from day: CalendarDay) throws -> CalendarDay {
        switch try definition(of: entry).validity {
        case .days(let days): return day.adding(days: days - 1)
        case .period(let from, let to):
            guard from <= day, day <= to else {
                throw ProfileFailure(
                    code: .validity,
                    problem: "profile \(entry.version.profile) is valid from \(from) to \(to), "
                        + "not on \(day)",
                    remedy: "activate it within the period, or add a version with another")
            }
            return to
        }
    }

    private static func isSame(_ one: String, _ two: String) -> Bool {
        one.lowercased().filter { !$0.isWhitespace }
            == two.lowercased().filter { !$0.isWhitespace }
    }
}
