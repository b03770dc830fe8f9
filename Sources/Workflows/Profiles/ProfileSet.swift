package import Customs
import Profiles
package import Risk
import Synchronization

/// Profiles in force, compiled, ready for any number of threads.
package final class ProfileSet: Sendable {
    package struct Member: Sendable {
        package var profile: ProfileDefinition
        package var version: Int
        package var isShadow: Bool

        package init(_ profile: ProfileDefinition, version: Int, isShadow: Bool) {
            self.profile = profile
            self.version = version
            self.isShadow = isShadow
        }
    }

    package let members: [Member]
    private let index: GuardIndex
    /// Fields of items that some member reads; nil for all.
    private let itemFields: Set<Int>?
    private let idle = Mutex<[Bench]>([])

    package init(_ members: [Member]) {
        self.members = members
        index = GuardIndex(members.map(\.profile.program))
        itemFields = Self.itemFields(members.map(\.profile.program))
    }

    /// Fields of items that some program reads; nil for all.
    static func itemFields(_ programs: [Program]) -> Set<Int>? {
        var fields: Set<Int> = []
        for program in programs {
            guard let read = program.fields(ofRecordsIn: ProfileFields.itemSlot) else {
                return nil
            }
            fields.formUnion(read)
        }
        return fields
    }

    /// An evaluator with its warmed patterns. `@unchecked`: it is used by the thread that took it out
    /// of ``idle``, whose mutex hands it on.
    private final class Bench: @unchecked Sendable {
        var evaluator = Evaluator(ProfileFields.environment)
        var marks: [UInt64]

        init(words: Int) { marks = [UInt64](repeating: 0, count: words) }
    }

    /// What the members whose condition is true of a declaration say, in the order of the set.
    ///
    /// A condition that has no answer, since a fact is missing, is no hit.
    ///
    /// - Parameter isTrusted: the trader is trusted, so that profiles looking for duty alone are left
    ///   out.
    package func hits(
        in declaration: Declaration, rates: USDRates, isTrusted: Bool = false
    ) -> [ProfileHit] {
        var hits: [ProfileHit] = []
        for place in places(in: DeclarationSubject(declaration, rates: rates)) {
            if isTrusted, members[place].profile.offence.isRevenueOnly { continue }
            hits.append(members[place].hit)
        }
        return hits
    }

    /// The places of the members whose condition is true, ascending.
    package func places(in subject: DeclarationSubject) -> [Int] {
        guard !members.isEmpty else { return [] }
        let bench = idle.withLock { $0.popLast() } ?? Bench(words: index.words)
        defer { idle.withLock { $0.append(bench) } }
        bench.evaluator.begin(
            ProfileFields.reader(of: subject, itemFields: itemFields))
        bench.evaluator.mark(index, in: &bench.marks)
        var places: [Int] = []
        for word in bench.marks.indices {
            var rest = bench.marks[word]
            while rest != 0 {
                let place = word << 6 | rest.trailingZeroBitCount
                rest &= rest - 1
                let profile = members[place].profile
                guard bench.evaluator.truth(of: profile.program) == .yes,
                    profile.offices.isEmpty
                        || profile.applies(at: subject.declaration.office(.declaration))
                else { continue }
                places.append(place)
            }
        }
        return places
    }
}

extension ProfileSet.Member {
    var hit: ProfileHit {
        ProfileHit(
            profile: profile.id, version: version, score: profile.score, lane: profile.lane,
            sentence: profile.sentence, isShadow: isShadow)
    }
}
