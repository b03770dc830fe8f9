package import Customs
import Names
import Synchronization

/// Looks subjects of documents up on all lists at once. Built once per set of lists; shared by threads.
///
/// Names go through one index of all lists, numbers through a table; the answer for a name is kept,
/// since the same traders come again and again. So the work per subject does not grow with the lists.
package final class WatchlistScreener: Sendable {
    private struct Listed: Sendable {
        let card: WatchlistCard
        let entry: WatchEntry
    }

    /// By place in the index; nil where an entry has gone.
    private let listed: [Listed?]
    private let index: NameIndex
    private let numbers: NumberBook
    private let cleared: Set<ClearedHit>
    /// Whether goods or premises are listed, so that documents are looked through for them.
    private let listsThings: Bool
    /// Least score any list asks for, with room for what facts can add.
    private let searchMin: Double
    /// Working places not in use, one per thread at work.
    private let desks = Mutex<[Desk]>([])
    private let answers = NameAnswers()

    /// Names that could not be indexed; they are found by their numbers alone.
    package let diagnostics: [Diagnostic]

    /// Facts besides the name can lift a score from here to a threshold of 0.8.
    package static let searchMin = 0.6
    /// Most hits reported for one subject.
    package static let hitsMax = 50
    /// Working places kept for later.
    private static let desksMax = 64
    /// Below so many names a changed list makes a new index, which learns the weights of words anew;
    /// above, the index made grows, and words keep the weights they had until the next start.
    package static let growingMin = 200_000
    /// Changes after which a growing index is made anew, for each costs every search a little.
    private static let changesMax = 16

    /// Builds the index over every entry in force on a day.
    ///
    /// - Parameter cleared: hits that officers have cleared.
    package convenience init(
        _ lists: [Watchlist], on day: CalendarDay, cleared: Set<ClearedHit> = []
    ) {
        let listed = Self.listed(lists, on: day)
        self.init(listed, index: NameIndex(Self.names(listed)), cleared: cleared)
    }

    private init(_ listed: [Listed?], index: NameIndex, cleared: Set<ClearedHit>) {
        self.listed = listed
        self.index = index
        self.cleared = cleared
        var numbers = NumberBook()
        var least = 0.8
        var listsThings = false
        for (place, listed) in listed.enumerated() {
            guard let listed else { continue }
            for number in listed.entry.numbers {
                numbers.add(number, of: UInt32(place))
                listsThings = listsThings || WatchSubject.isMark(number)
            }
            least = min(least, listed.entry.threshold ?? listed.card.threshold)
        }
        self.numbers = numbers
        self.listsThings = listsThings
        searchMin = min(Self.searchMin, least - 0.2)
        diagnostics = index.refused.prefix(Diagnostic.countMax).map { refused in
            let entry = Int(refused.entity).flatMap { listed[$0]?.entry.id } ?? refused.entity
            return Diagnostic(
                .warning, code: "list-name-unusable", place: "entry \(Diagnostic.quoted(entry))",
                problem: refused.refusal.problem,
                reason: "such a name cannot be compared; the entry is found by its numbers alone",
                remedy: refused.refusal.remedy)
        }
    }

    /// The entries in force, list by list.
    private static func listed(_ lists: [Watchlist], on day: CalendarDay) -> [Listed] {
        lists.flatMap { list in
            list.entries.lazy.filter { $0.isInForce(on: day) }
                .map { Listed(card: list.card, entry: $0) }
        }
    }

    /// The names of entries that stand from a place on.
    private static func names(_ listed: [Listed], from start: Int = 0) -> [NameEntry] {
        var names: [NameEntry] = []
        for (offset, listed) in listed.enumerated() {
            guard let schema = listed.entry.kind.nameSchema else { continue }
            let place = String(start + offset)
            for name in listed.entry.names {
                names.append(
                    NameEntry(
                        entity: place, cluster: place, schema: schema, name: name.text,
                        isWeak: name.isWeak))
            }
        }
        return names
    }

    /// A screener over changed lists; the receiver stays as it is for those who search with it.
    ///
    /// Entries with the same list, id and revision count as the same.
    package func changed(
        to lists: [Watchlist], on day: CalendarDay, cleared: Set<ClearedHit>,
        growingMin: Int = WatchlistScreener.growingMin
    ) -> WatchlistScreener {
        guard index.count >= growingMin else {
            return WatchlistScreener(lists, on: day, cleared: cleared)
        }
        return grown(to: Self.listed(lists, on: day), cleared: cleared)
    }

    /// Adds what is new to the index and takes out what has gone.
    private func grown(to target: [Listed], cleared: Set<ClearedHit>) -> WatchlistScreener {
        struct Key: Hashable {
            let list: String
            let entry: String
            let revision: String

            init(_ listed: Listed) {
                list = listed.card.id
                entry = listed.entry.id
                revision = listed.entry.revision
            }
        }
        var places: [Key: Int] = [:]
        for (place, listed) in listed.enumerated() {
            if let listed { places[Key(listed)] = place }
        }
        var next = [Listed?](repeating: nil, count: listed.count)
        var new: [Listed] = []
        for listed in target {
            // A card may have changed while its entries stayed.
            if let place = places.removeValue(forKey: Key(listed)) {
                next[place] = listed
            } else {
                new.append(listed)
            }
        }
        // Many small changes, or one large: made anew, searches are faster again.
        guard index.segmentCount <= Self.changesMax, next.count <= 2 * target.count,
            places.count + new.count <= target.count / 4
        else {
            return WatchlistScreener(
                target, index: NameIndex(Self.names(target)), cleared: cleared)
        }
        var index = index
        if !places.isEmpty { index = index.removing(entities: Set(places.values.map(String.init))) }
        if !new.isEmpty { index = index.adding(Self.names(new, from: next.count)) }
        return WatchlistScreener(next + new, index: index, cleared: cleared)
    }

    /// Entries in force.
    package var count: Int { listed.count { $0 != nil } }

    /// Hits of every subject of a document, the subjects in their order, each one's best hit first.
    package func screen(_ document: CustomsDocument) -> [WatchHit] {
        guard !listed.isEmpty else { return [] }
        return atDesk { desk in
            let (subjects, parts) = WatchSubject.unknown(in: document, passing: desk.clean)
            var hits: [WatchHit] = []
            for (subject, part) in zip(subjects, parts) {
                let found = self.hits(of: subject, minimum: nil, at: &desk)
                if found.isEmpty, let part { desk.pass(part) }
                hits += found
            }
            guard listsThings else { return hits }
            for subject in WatchSubject.things(in: document) {
                hits += self.hits(of: subject, minimum: nil, at: &desk)
            }
            return hits
        }
    }

    /// Hits of subjects.
    ///
    /// - Parameter minimum: least score instead of the lists' own thresholds, for a search by hand.
    package func screen(_ subjects: [WatchSubject], minimum: Double? = nil) -> [WatchHit] {
        guard !listed.isEmpty else { return [] }
        return atDesk { desk in subjects.flatMap { hits(of: $0, minimum: minimum, at: &desk) } }
    }

    /// Works at a place of its own, which is kept for the next one.
    private func atDesk(_ work: (inout Desk) -> [WatchHit]) -> [WatchHit] {
        var desk = desks.withLock { $0.popLast() } ?? Desk(index, answers)
        let hits = work(&desk)
        let used = desk
        desks.withLock { if $0.count < Self.desksMax { $0.append(used) } }
        return hits
    }

    /// What is known of one entry while the reasons are gathered.
    private struct Candidate {
        var name: WatchName?
        var nameScore = 0.0
        var number: WatchNumber?
        var isLookAlike = false
    }

    private func hits(
        of subject: WatchSubject, minimum: Double?, at desk: inout Desk
    ) -> [WatchHit] {
        var candidates: [UInt32: Candidate] = [:]
        if let name = subject.name {
            for found in desk.find(name, schemas(of: subject), minimum: searchMin) {
                candidates[found.entry, default: Candidate()].name = found.name
                candidates[found.entry, default: Candidate()].nameScore = found.score
            }
        }
        for text in subject.numbers {
            let found =
                subject.conveyances.isEmpty ? numbers.party(text) : numbers.conveyance(text)
            for found in found {
                candidates[found.entry, default: Candidate()].number = found.number
                candidates[found.entry, default: Candidate()].isLookAlike = found.isLookAlike
            }
        }
        guard !candidates.isEmpty else { return [] }
        var hits: [WatchHit] = []
        let fingerprint = subject.fingerprint
        for (place, candidate) in candidates {
            guard let listed = listed[Int(place)],
                let hit = hit(subject, listed, candidate, minimum: minimum, at: &desk)
            else { continue }
            let key = ClearedHit(
                list: listed.card.id, entry: listed.entry.id, revision: listed.entry.revision,
                subject: fingerprint)
            if !cleared.contains(key) { hits.append(hit) }
        }
        hits.sort {
            ($1.score, $0.card.id, $0.entry.id) < ($0.score, $1.card.id, $1.entry.id)
        }
        return Array(hits.prefix(Self.hitsMax))
    }

    /// The rules a subject's name is compared by. Documents rarely say whether a party is a person,
    /// so both are tried.
    private func schemas(of subject: WatchSubject) -> [NameSchema] {
        if subject.conveyances.isEmpty {
            return subject.schema == .unknown ? [.person, .organization] : [subject.schema]
        }
        var schemas: [NameSchema] = []
        if subject.conveyances.contains(.vessel) { schemas.append(.vessel) }
        if subject.conveyances.contains(.aircraft) { schemas.append(.airplane) }
        return schemas
    }

    private func hit(
        _ subject: WatchSubject, _ listed: Listed, _ candidate: Candidate,
        minimum: Double?, at desk: inout Desk
    ) -> WatchHit? {
        let entry = listed.entry
        guard subject.conveyances.isEmpty != entry.kind.isConveyance else { return nil }
        guard subject.conveyances.isEmpty || subject.conveyances.contains(entry.kind) else {
            return nil
        }
        var facts = HitFact.between(subject, entry)
        var score = candidate.nameScore
        if let number = candidate.number {
            guard Self.isTelling(number, candidate, subject) else { return nil }
            facts.removeAll { $0 == .numberContradicts }
            facts.insert(candidate.isLookAlike ? .numberLookAlike : .numberSame, at: 0)
            // The number of a conveyance is its name; a party's leads to it by itself.
            score = max(score, candidate.isLookAlike ? 0.75 : 0.9)
        }
        for fact in facts { score = fact.applied(to: score) }
        score = min(score, 1)
        guard score >= minimum ?? entry.threshold ?? listed.card.threshold else { return nil }
        var alignment: [AlignmentEntry] = []
        if let name = candidate.name, let declared = subject.name {
            alignment = desk.align(declared, name.text, schema: entry.kind.nameSchema ?? .unknown)
        }
        return WatchHit(
            subject: subject, card: listed.card, entry: entry, name: candidate.name,
            number: candidate.number, nameScore: candidate.nameScore, score: score, facts: facts,
            alignment: alignment)
    }

    /// Whether the same number means the same party. Numbers are unique within a country and a kind
    /// only, so a short one, or one of another country, counts only beside a name that is somewhat
    /// alike.
    private static func isTelling(
        _ number: WatchNumber, _ candidate: Candidate, _ subject: WatchSubject
    ) -> Bool {
        guard !number.kind.isConveyance else { return true }
        if candidate.nameScore > 0 { return true }
        let length = NumberBook.normalised(number.text, kind: number.kind).utf8.count
        let isForeign =
            number.country.map { !subject.countries.isEmpty && !subject.countries.contains($0) }
            ?? false
        return length >= 8 && !isForeign
    }
}

/// The answers given for names, shared by all working places: the same traders come again and again,
/// and a search costs as much as judging a declaration.
private final class NameAnswers: Sendable {
    struct Found: Sendable {
        let entry: UInt32
        let name: WatchName
        let score: Double
    }

    struct Key: Hashable {
        let name: String
        let schemas: [NameSchema]
    }

    /// Names whose answers are kept; then all are forgotten and the keeping begins anew.
    private static let namesMax = 100_000
    private let kept = Mutex<[Key: [Found]]>([:])

    func answer(_ key: Key) -> [Found]? { kept.withLock { $0[key] } }

    func keep(_ answer: [Found], of key: Key) {
        kept.withLock { kept in
            if kept.count >= Self.namesMax { kept.removeAll(keepingCapacity: true) }
            kept[key] = answer
        }
    }
}

/// One thread's working place: its searcher, and what it knows to be on no list.
private struct Desk: Sendable {
    /// Parts kept; then all are forgotten and the keeping begins anew.
    private static let partsMax = 50_000

    private var searcher: NameSearcher
    private var comparer: NameComparer
    private let answers: NameAnswers
    /// Persons and firms that are on no list, kept like the answers.
    private(set) var clean: Set<SubjectPart> = []

    /// Notes that nothing is listed under what a subject was made of.
    mutating func pass(_ part: SubjectPart) {
        if clean.count >= Self.partsMax { clean.removeAll(keepingCapacity: true) }
        clean.insert(part)
    }

    init(_ index: NameIndex, _ answers: NameAnswers) {
        self.answers = answers
        searcher = NameSearcher(index)
        comparer = index.comparer
    }

    /// Listed entries of like names, each with its most alike name.
    mutating func find(
        _ name: String, _ schemas: [NameSchema], minimum: Double
    ) -> [NameAnswers.Found] {
        let key = NameAnswers.Key(name: name, schemas: schemas)
        if let answer = answers.answer(key) { return answer }
        var best: [UInt32: NameAnswers.Found] = [:]
        for schema in schemas {
            let hits: [NameHit]
            do throws(NameRefusal) {
                hits = try searcher.search(
                    name, schema: schema, top: 2 * WatchlistScreener.hitsMax, minimum: minimum)
            } catch {
                // Longer than any name, or without a letter: no entry is like it.
                continue
            }
            for hit in hits where schemas.count == 1 || hit.entry.schema.isLike(schema) {
                guard let entry = UInt32(hit.entry.cluster) else { continue }
                if let known = best[entry], known.score >= hit.score { continue }
                best[entry] = NameAnswers.Found(
                    entry: entry, name: WatchName(hit.entry.name, isWeak: hit.entry.isWeak),
                    score: hit.score)
            }
        }
        let answer = Array(best.values)
        answers.keep(answer, of: key)
        return answer
    }

    mutating func align(_ declared: String, _ listed: String, schema: NameSchema)
        -> [AlignmentEntry]
    {
        do throws(NameRefusal) {
            return try comparer.compare(declared, listed, schema: schema).alignment
        } catch {
            return []
        }
    }
}

extension NameSchema {
    /// Whether an entry of this kind is looked for under the rules of another.
    fileprivate func isLike(_ other: NameSchema) -> Bool { self == other || self == .unknown }
}
