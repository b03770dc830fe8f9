/// Watch lists in memory.
extension MemoryTransaction {
    func watchlistVersions(of list: String) -> [WatchlistVersionRow] {
        state.watchlistVersions.filter { $0.list == list }
    }

    func watchlists() -> [WatchlistVersionRow] {
        var newest: [String: WatchlistVersionRow] = [:]
        for version in state.watchlistVersions { newest[version.list] = version }
        return newest.values.sorted { $0.list < $1.list }
    }

    func watchlistEntries(of list: String, version: Int) -> [WatchlistEntryRow] {
        state.watchlistEntries.filter { entry in
            entry.list == list && entry.since <= version
                && entry.until.map { $0 > version } ?? true
        }.sorted { Array($0.entry.utf8).lexicographicallyPrecedes(Array($1.entry.utf8)) }
    }

    func watchlistEntryStates(of list: String, entry: String) -> [WatchlistEntryRow] {
        state.watchlistEntries.filter { $0.list == list && $0.entry == entry }
    }

    func watchlistHits(of version: Int64) -> [WatchlistHitRow] {
        state.watchlistHits.filter { $0.version == version }
    }

    func watchlistHits(after: Int64, limit: Int) -> [WatchlistHitRow] {
        Array(tail(state.watchlistHits, after: after, limit: limit))
    }

    func watchlistClearances(after: Int64, limit: Int) -> [WatchlistClearanceRow] {
        Array(tail(state.watchlistClearances, after: after, limit: limit))
    }

    func insert(_ version: WatchlistVersionRow) throws -> Int64 {
        guard !watchlistVersions(of: version.list).contains(where: { $0.number == version.number })
        else { throw duplicate("version of the watch list") }
        var row = version
        row.id = Int64(state.watchlistVersions.count) + 1
        state.watchlistVersions.append(row)
        return row.id
    }

    func insert(_ entry: WatchlistEntryRow) throws {
        guard watchlistVersions(of: entry.list).contains(where: { $0.number == entry.since })
        else { throw missing("version of the watch list") }
        let key = MemoryState.ListedKey(list: entry.list, entry: entry.entry)
        guard state.watchlistEntriesInForce[key] == nil else {
            throw duplicate("watch-list entry")
        }
        if entry.until == nil { state.watchlistEntriesInForce[key] = state.watchlistEntries.count }
        state.watchlistEntries.append(entry)
    }

    func endWatchlistEntry(_ entry: String, of list: String, until: Int) throws {
        let key = MemoryState.ListedKey(list: list, entry: entry)
        guard let place = state.watchlistEntriesInForce.removeValue(forKey: key) else {
            throw missing("watch-list entry")
        }
        state.watchlistEntries[place].until = until
    }

    func record(_ hit: WatchlistHitRow) throws -> Bool {
        guard version(id: hit.version) != nil else { throw missing("version") }
        let key = MemoryState.HitKey(
            version: hit.version, list: hit.list, entry: hit.entry, revision: hit.revision,
            subject: hit.subject)
        guard state.watchlistHitKeys.insert(key).inserted else { return false }
        var row = hit
        row.id = Int64(state.watchlistHits.count) + 1
        state.watchlistHits.append(row)
        return true
    }

    func insert(_ clearance: WatchlistClearanceRow) throws -> Int64 {
        let states = watchlistEntryStates(of: clearance.list, entry: clearance.entry)
        guard states.contains(where: { $0.revision == clearance.revision }) else {
            throw missing("watch-list entry")
        }
        var row = clearance
        row.id = Int64(state.watchlistClearances.count) + 1
        state.watchlistClearances.append(row)
        return row.id
    }
}

/// How far the lists have come, in memory.
extension MemoryTransaction {
    func watchlistStamp() -> WatchlistStamp {
        WatchlistStamp(
            version: state.watchlistVersions.last?.id ?? 0,
            clearance: state.watchlistClearances.last?.id ?? 0)
    }

    func watchlistRescreened(_ list: String) -> Int { state.watchlistsRescreened[list] ?? 0 }

    func setWatchlistRescreened(_ list: String, version: Int) throws {
        guard watchlistVersions(of: list).contains(where: { $0.number == version }) else {
            throw missing("version of the watch list")
        }
        state.watchlistsRescreened[list] = max(watchlistRescreened(list), version)
    }
}
