package import Customs
import Profiles
import Risk

/// Checks a profile file and makes the profile of it.
///
/// Every fault is a diagnostic with line and column; reading goes on after it.
package struct ProfileFileReader {
    package private(set) var diagnostics: [Diagnostic] = []

    package init() {}

    private static let keys = [
        "id", "title", "offence", "objective", "legalBasis", "when", "score", "lane",
        "instruction", "offices", "validity", "owner", "minutes",
    ]
    private static let textMax = 500
    private static let officesMax = 1000

    /// The profile, or nil when there is an error among the diagnostics.
    package mutating func read(_ root: ProfileNode) -> ProfileDefinition? {
        guard case .mapping(let entries, let place) = root else {
            fault(root.place, "profile-shape", "a profile is a mapping", "write key: value lines")
            return nil
        }
        var fields: [String: ProfileNode] = [:]
        for entry in entries {
            guard Self.keys.contains(entry.key) else {
                fault(
                    entry.place, "profile-unknown-key",
                    "there is no field \(Diagnostic.quoted(entry.key))",
                    "the fields are: " + Self.keys.joined(separator: ", "))
                continue
            }
            if fields.updateValue(entry.value, forKey: entry.key) != nil {
                fault(
                    entry.place, "profile-key-twice", "\(entry.key) stands here a second time",
                    "keep one")
            }
        }
        let id = identifier(fields["id"], place)
        let title = words("title", fields["title"], place)
        let offence = choice(
            "offence", fields["offence"], place, ProfileDefinition.Offence.allCases)
        let objective = line("objective", fields["objective"], place)
        let basis = line("legalBasis", fields["legalBasis"], place)
        let owner = line("owner", fields["owner"], place)
        let program = condition(fields["when"], place)
        let score = score(fields["score"], place)
        let lane = fields["lane"].flatMap {
            choice("lane", $0, place, [Lane.red, .yellow, .blue])
        }
        let instruction = fields["instruction"].flatMap { words("instruction", $0, place) }
        let offices = offices(fields["offices"])
        let validity = validity(fields["validity"], place)
        let minutes = minutes(fields["minutes"], lane)
        guard !diagnostics.contains(where: { $0.severity == .error }), let id, let title,
            let offence, let objective, let basis, let owner, let program, let score, let validity
        else { return nil }
        return ProfileDefinition(
            id: id, title: title, offence: offence, objective: objective, legalBasis: basis,
            program: program, score: score, lane: lane, instruction: instruction,
            offices: offices, validity: validity, owner: owner, minutes: minutes)
    }

    package mutating func fault(
        _ place: ProfileNode.Place, _ code: String, _ problem: String, _ remedy: String
    ) {
        guard diagnostics.count < Diagnostic.countMax else { return }
        diagnostics.append(
            Diagnostic(
                .error, code: code, place: place.description, problem: problem,
                reason:
                    "a profile states who is looked for, why and on what ground (Specs/profiles.md)",
                remedy: remedy))
    }

    private mutating func needed(
        _ name: String, _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> ProfileNode? {
        if node == nil { fault(place, "profile-missing", "\(name) is missing", "add \(name)") }
        return node
    }

    private mutating func line(
        _ name: String, _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> String? {
        guard let node = needed(name, node, place) else { return nil }
        guard let text = node.text, text.contains(where: { !$0.isWhitespace }),
            text.utf8.count <= Self.textMax
        else {
            fault(
                node.place, "profile-text", "\(name) is no text of 1 to \(Self.textMax) bytes",
                "write one sentence")
            return nil
        }
        return text
    }

    private mutating func identifier(
        _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> String? {
        guard let text = line("id", node, place) else { return nil }
        let isFine =
            text.utf8.count <= 64
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
        guard isFine else {
            fault(
                node?.place ?? place, "profile-id",
                "\(Diagnostic.quoted(text)) is no identifier",
                "use small letters, digits and hyphens, at most 64")
            return nil
        }
        return text
    }

    private mutating func words(
        _ name: String, _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> SentenceTemplate? {
        guard let node = needed(name, node, place) else { return nil }
        guard case .mapping(let entries, let at) = node else {
            fault(
                node.place, "profile-languages", "\(name) is not given by language",
                "write en:, uz: and ru: under it")
            return nil
        }
        func text(_ language: Language) -> String? {
            let entry = entries.first { $0.key == language.rawValue }?.value
            return line("\(name).\(language.rawValue)", entry, at)
        }
        guard let english = text(.english), let uzbek = text(.uzbek),
            let russian = text(.russian)
        else { return nil }
        return SentenceTemplate(english, uz: uzbek, ru: russian)
    }

    private mutating func choice<Choice: RawRepresentable<String>>(
        _ name: String, _ node: ProfileNode?, _ place: ProfileNode.Place, _ choices: [Choice]
    ) -> Choice? {
        guard let node = needed(name, node, place) else { return nil }
        if let text = node.text, let found = choices.first(where: { $0.rawValue == text }) {
            return found
        }
        fault(
            node.place, "profile-choice",
            "\(Diagnostic.quoted(node.text ?? "")) is no \(name)",
            "one of: " + choices.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    private mutating func condition(
        _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> Program? {
        guard let node = needed("when", node, place) else { return nil }
        guard let text = node.text else {
            fault(node.place, "profile-text", "when is no expression", "write one expression")
            return nil
        }
        do {
            let program = try Program.compile(text, in: ProfileFields.environment)
            guard program.type == .bool || program.type == .dyn else {
                fault(
                    node.place, "expression-type",
                    "the condition has type \(program.type), bool is needed", "compare it")
                return nil
            }
            return program
        } catch {
            var at = node.place
            var problem = error.problem
            switch at.layout {
            case .inline where error.position.line == 1: at.column += error.position.column - 1
            case .block:
                at.line += error.position.line
                at.column += error.position.column - 1
            default:
                problem += " (\(error.position.line):\(error.position.column) of the expression)"
            }
            fault(
                at, error.code.rawValue, problem,
                error.remedy.isEmpty ? "correct the expression" : error.remedy)
            return nil
        }
    }

    private mutating func score(
        _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> Double? {
        guard let node = needed("score", node, place) else { return nil }
        guard let score = node.text.flatMap(Double.init), score >= 0, score <= 1 else {
            fault(node.place, "profile-number", "score is no number of 0 to 1", "write 0.4, say")
            return nil
        }
        return score
    }

    private mutating func minutes(_ node: ProfileNode?, _ lane: Lane?) -> Int {
        guard let node else { return lane == .red ? 90 : lane == .yellow ? 20 : 10 }
        guard let minutes = node.text.flatMap({ Int($0) }), (1...10_000).contains(minutes) else {
            fault(
                node.place, "profile-number", "minutes is no whole number of 1 to 10,000",
                "give the officers' minutes one hit costs")
            return 0
        }
        return minutes
    }

    private mutating func offices(_ node: ProfileNode?) -> Set<String> {
        guard let node else { return [] }
        guard case .sequence(let values, _) = node, values.count <= Self.officesMax else {
            fault(
                node.place, "profile-offices",
                "offices is no list of at most \(Self.officesMax) office codes",
                "write [CODE, CODE], or leave it out for all offices")
            return []
        }
        var offices: Set<String> = []
        for value in values {
            if let text = line("an office", value, node.place) { offices.insert(text) }
        }
        return offices
    }

    private mutating func validity(
        _ node: ProfileNode?, _ place: ProfileNode.Place
    ) -> ProfileDefinition.Validity? {
        guard let node = needed("validity", node, place) else { return nil }
        let max = ProfileDefinition.Validity.daysMax
        if case .mapping(let entries, _) = node {
            func text(_ key: String) -> String? { entries.first { $0.key == key }?.value.text }
            if entries.count == 1, let days = text("days").flatMap({ Int($0) }),
                (1...max).contains(days)
            {
                return .days(days)
            }
            if entries.count == 2, let from = text("from").flatMap({ CalendarDay($0) }),
                let to = text("to").flatMap({ CalendarDay($0) }), from <= to,
                to.days(since: from) < max
            {
                return .period(from, to)
            }
        }
        fault(
            node.place, "profile-validity", "validity is not a period of 1 to \(max) days",
            "write from: and to: as YYYY-MM-DD, or days: counted from activation")
        return nil
    }
}
