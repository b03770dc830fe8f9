/// Inspections in memory.
struct MemoryInspections: Sendable {
    var results: [InspectionResultRow] = []
    var plans: [PlanRow] = []
    var choices: [Int64: [Int64: ChoiceRow]] = [:]
    var seeds: [SeedRow] = []
    var overrides: [OverrideRow] = []
}

extension MemoryTransaction {
    func inspectionResults(after: Int64, limit: Int) -> [InspectionResultRow] {
        Array(tail(state.inspections.results, after: after, limit: limit))
    }

    func inspectionResults(of document: Int64) -> [InspectionResultRow] {
        state.inspections.results.filter { $0.document == document }
            .sorted { $0.number < $1.number }
    }

    func plan(of day: String) -> PlanRow? { state.inspections.plans.last { $0.day == day } }

    func choices(of plan: Int64) -> [ChoiceRow] {
        (state.inspections.choices[plan] ?? [:]).values.sorted { $0.version < $1.version }
    }

    func choice(of document: Int64) -> ChoiceRow? {
        for plan in state.inspections.choices.keys.sorted(by: >) {
            if let found = choices(of: plan).last(where: { $0.document == document }) {
                return found
            }
        }
        return nil
    }

    func seeds(of day: String) -> [SeedRow] {
        state.inspections.seeds.filter { $0.day == day }.sorted { $0.role < $1.role }
    }

    func overrides(after: Int64, limit: Int) -> [OverrideRow] {
        Array(tail(state.inspections.overrides, after: after, limit: limit))
    }

    func declarations(
        receivedFrom: Int64, until: Int64, after: Int64, limit: Int
    ) -> [VersionRow] {
        Array(
            state.versions.lazy.filter { version in
                version.id > after && version.receivedAt >= receivedFrom
                    && version.receivedAt < until
                    && self.document(id: version.document)?.kind == .declaration
                    && self.versions(of: version.document).last?.id == version.id
            }.prefix(limit))
    }

    func insert(_ result: InspectionResultRow) throws -> Int64 {
        guard document(id: result.document) != nil else { throw missing("document") }
        guard
            !inspectionResults(of: result.document).contains(where: { $0.number == result.number })
        else { throw duplicate("result") }
        var row = result
        row.id = Int64(state.inspections.results.count) + 1
        state.inspections.results.append(row)
        return row.id
    }

    func insert(_ plan: PlanRow) throws -> Int64 {
        var row = plan
        row.id = Int64(state.inspections.plans.count) + 1
        state.inspections.plans.append(row)
        return row.id
    }

    func insert(_ choice: ChoiceRow) throws {
        guard row(choice.plan, in: state.inspections.plans) != nil else { throw missing("plan") }
        guard version(id: choice.version) != nil else { throw missing("version") }
        guard state.inspections.choices[choice.plan]?[choice.version] == nil else {
            throw duplicate("choice")
        }
        state.inspections.choices[choice.plan, default: [:]][choice.version] = choice
    }

    func insert(_ seed: SeedRow) throws {
        guard !seeds(of: seed.day).contains(where: { $0.role == seed.role }) else {
            throw duplicate("seed")
        }
        state.inspections.seeds.append(seed)
    }

    func reveal(_ seed: [UInt8], of day: String, role: String, at time: Int64) throws {
        guard
            let place = state.inspections.seeds.firstIndex(where: {
                $0.day == day && $0.role == role
            })
        else { throw missing("promised seed") }
        guard state.inspections.seeds[place].seed == nil else { return }
        state.inspections.seeds[place].seed = seed
        state.inspections.seeds[place].revealedAt = time
    }

    func insert(_ override: OverrideRow) throws -> Int64 {
        guard version(id: override.version) != nil else { throw missing("version") }
        var row = override
        row.id = Int64(state.inspections.overrides.count) + 1
        state.inspections.overrides.append(row)
        return row.id
    }
}
