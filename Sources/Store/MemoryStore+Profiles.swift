/// Profiles in memory.
struct MemoryProfiles: Sendable {
    var versions: [ProfileVersionRow] = []
    var events: [ProfileEventRow] = []
    var hits: [HitKey: ProfileHitRow] = [:]
    var chunks: [(layout: String, row: FactChunkRow, columns: [String: [UInt8]])] = []

    struct HitKey: Hashable {
        let version: Int64
        let profile: String
    }
}

extension MemoryTransaction {
    func profileVersions() -> [ProfileVersionRow] { state.profiles.versions }

    func profileEvents() -> [ProfileEventRow] { state.profiles.events }

    func profileStamp() -> Int64 { Int64(state.profiles.events.count) }

    func profileYields() -> [ProfileYield] {
        struct Key: Hashable {
            let profile: String
            let number: Int
            let isShadow: Bool
        }
        var yields: [Key: ProfileYield] = [:]
        for hit in state.profiles.hits.values {
            let key = Key(profile: hit.profile, number: hit.number, isShadow: hit.isShadow)
            var yield =
                yields[key]
                ?? ProfileYield(
                    profile: hit.profile, number: hit.number, isShadow: hit.isShadow, hits: 0,
                    inspected: 0, irregular: 0)
            yield.hits += 1
            let document = version(id: hit.version)?.document ?? 0
            if let last = inspectionResults(of: document).last {
                yield.inspected += 1
                if last.outcome != "none" { yield.irregular += 1 }
            }
            yields[key] = yield
        }
        return yields.values.sorted {
            ($0.profile, $0.number, $0.isShadow ? 1 : 0)
                < ($1.profile, $1.number, $1.isShadow ? 1 : 0)
        }
    }

    func inspectedFirstVersions() -> [(version: Int64, isIrregular: Bool)] {
        var last: [Int64: InspectionResultRow] = [:]
        for result in state.inspections.results
        where result.number >= last[result.document]?.number ?? 0 {
            last[result.document] = result
        }
        return last.compactMap { document, result in
            versions(of: document).first { $0.number == 1 }
                .map { ($0.id, result.outcome != "none") }
        }.sorted { $0.version < $1.version }
    }

    func factChunks(layout: String) -> [FactChunkRow] {
        state.profiles.chunks.filter { $0.layout == layout }.map(\.row)
    }

    func factColumn(_ name: String, of chunk: Int64) -> [UInt8]? {
        state.profiles.chunks.first { $0.row.id == chunk }?.columns[name]
    }

    func insert(_ version: ProfileVersionRow) throws -> Int64 {
        let last =
            state.profiles.versions.filter { $0.profile == version.profile }
            .map(\.number).max() ?? 0
        guard version.number == last + 1 else { throw duplicate("version of the profile") }
        var row = version
        row.id = Int64(state.profiles.versions.count) + 1
        state.profiles.versions.append(row)
        return row.id
    }

    func insert(_ event: ProfileEventRow) throws -> Int64 {
        guard
            state.profiles.versions.contains(where: {
                $0.profile == event.profile && $0.number == event.number
            })
        else { throw missing("version of the profile") }
        var row = event
        row.id = Int64(state.profiles.events.count) + 1
        state.profiles.events.append(row)
        return row.id
    }

    func record(_ hit: ProfileHitRow) throws {
        guard version(id: hit.version) != nil else { throw missing("version") }
        let key = MemoryProfiles.HitKey(version: hit.version, profile: hit.profile)
        if state.profiles.hits[key] == nil { state.profiles.hits[key] = hit }
    }

    func insert(
        _ chunk: FactChunkRow, layout: String, columns: [(String, [UInt8])]
    ) throws {
        guard
            !state.profiles.chunks.contains(where: {
                $0.layout == layout && $0.row.lastVersion == chunk.lastVersion
            })
        else { return }
        var row = chunk
        row.id = Int64(state.profiles.chunks.count) + 1
        state.profiles.chunks.append(
            (layout, row, Dictionary(columns, uniquingKeysWith: { first, _ in first })))
    }
}
