package import Customs
import Risk
import Seal
package import Store

/// Recomputes a plan from the revealed seeds.
package struct PlanVerification: Sendable {
    /// What was found wrong or worth knowing, each in one line; ``isGood`` says whether any is a fault.
    package var faults: [String] = []
    package var notes: [String] = []
    package var candidates = 0
    package var drawn = 0
    package var isGood: Bool { faults.isEmpty }

    /// Checks the last plan of a day: promises, every candidate's numbers, every choice.
    ///
    /// Returns nil when no plan was made for the day.
    package static func verify(_ day: CalendarDay, in store: any Store) throws -> Self? {
        try store.read { (reader: any StoreReader) throws -> Self? in
            guard let row = try reader.plan(of: day.iso) else { return nil }
            var verification = Self()
            guard let record = PlanRecord(json: row.content) else {
                verification.faults.append("the stored plan cannot be read")
                return verification
            }
            verification.candidates = record.entries.count
            guard
                let draw = verification.draw(
                    day, seeds: try reader.seeds(of: day.iso), madeAt: row.madeAt,
                    isPromised: record.isPromised)
            else { return verification }
            try verification.checkNumbers(of: record, draw: draw, in: reader)
            verification.checkChoices(
                try reader.choices(of: row.id), record: record, draw: draw)
            try verification.checkTimes(
                record, seeds: try reader.seeds(of: day.iso), in: reader)
            return verification
        }
    }

    private mutating func draw(
        _ day: CalendarDay, seeds: [SeedRow], madeAt: Int64, isPromised: Bool
    ) -> DailyDraw? {
        guard isPromised else {
            faults.append(
                "no seeds were promised before the plan was made: the node's own secret drew the numbers"
            )
            return nil
        }
        var secrets: [SeedRole: SecretBytes] = [:]
        for seed in seeds {
            guard let role = SeedRole(rawValue: seed.role) else { continue }
            guard let bytes = seed.seed else {
                faults.append("the seed of \(seed.role) has not been revealed")
                continue
            }
            let secret = SecretBytes(bytes)
            if DailyDraw.commitment(of: secret, day: day, role: role) != seed.commitment {
                faults.append("the seed of \(seed.role) is not the one that was promised")
            }
            if seed.committedAt > madeAt {
                faults.append("the seed of \(seed.role) was promised after the plan was made")
            }
            secrets[role] = secret
        }
        guard let operations = secrets[.operations], let audit = secrets[.audit] else { return nil }
        return DailyDraw(day: day, operations: operations, audit: audit)
    }

    private mutating func checkNumbers(
        of record: PlanRecord, draw: DailyDraw, in reader: any StoreReader
    ) throws {
        for entry in record.entries {
            let candidate = entry.candidate
            let sample = draw.number(for: .sample, version: candidate.id, digest: entry.digest)
            let officer = draw.number(for: .officer, version: candidate.id, digest: entry.digest)
            if sample != candidate.draw || officer != candidate.assignment {
                fault("version \(candidate.id): its numbers are not those that the seeds give")
            }
            if try reader.version(id: candidate.id)?.digest != entry.digest {
                fault("version \(candidate.id): its content is not what was drawn over")
            }
            if sample < record.settings.randomShare { drawn += 1 }
        }
    }

    private mutating func checkChoices(
        _ stored: [ChoiceRow], record: PlanRecord, draw: DailyDraw
    ) {
        let documents = Dictionary(
            record.entries.map { ($0.candidate.id, $0.document) },
            uniquingKeysWith: { first, _ in first })
        let again = PlanMaking.plan(record, draw: draw).choices.compactMap { choice in
            documents[choice.candidate].map { ChoiceRow(choice, plan: 0, document: $0) }
        }
        let expected = Dictionary(again.map { ($0.version, $0) }, uniquingKeysWith: { $1 })
        var seen: Set<Int64> = []
        for row in stored {
            var row = row
            row.plan = 0
            seen.insert(row.version)
            if expected[row.version] == nil {
                fault("version \(row.version): was chosen, and should not have been")
            } else if expected[row.version] != row {
                fault("version \(row.version): reason, officer or probability is another")
            }
        }
        for version in expected.keys.sorted() where !seen.contains(version) {
            fault("version \(version): should have been chosen, and was not")
        }
    }

    private mutating func checkTimes(
        _ record: PlanRecord, seeds: [SeedRow], in reader: any StoreReader
    ) throws {
        guard let promised = seeds.map(\.committedAt).max() else { return }
        var before = 0
        for entry in record.entries {
            if let version = try reader.version(id: entry.candidate.id),
                version.receivedAt < promised
            {
                before += 1
            }
        }
        if before > 0 {
            notes.append(
                "\(before) of \(record.entries.count) declarations had arrived before both seeds were "
                    + "promised; whoever knew both could have looked for seeds that suit")
        }
    }

    private static let faultsMax = 20

    private mutating func fault(_ text: String) {
        if faults.count < Self.faultsMax { faults.append(text) }
    }
}
