import Names

/// The parties one register knows by their number, under the name most of its lines give them.
struct PartyDirectory: Sendable {
    /// Party of each registration number (a symbol of the register); -1 for none.
    private(set) var ofNumber: [Int32] = []
    /// Folded name of each party.
    private(set) var names: [[UInt8]] = []
    /// A written form of each party's name, for comparison in other scripts.
    private(set) var written: [String] = []
    private var byHash: [UInt64: Int32] = [:]
    /// Hashes of the folded names with one letter left out → parties.
    private var neighbours = KeyIndex([])
    private static let neighboursMax = 32

    init(_ register: Register, folds: NameFolds) {
        let lines = register.lines
        // Votes: (number, name) pairs counted by sorting.
        var votes = (0..<lines.count).map { line in
            UInt64(UInt32(bitPattern: lines.parties[line])) << 32
                | UInt64(UInt32(bitPattern: lines.names[line]))
        }
        votes.sort()
        ofNumber = [Int32](repeating: -1, count: register.parties.count)
        let noNumber = (0..<register.parties.count).first { number in
            register.parties.withText(number) { $0.isEmpty }
        }
        var start = 0
        while start < votes.count {
            let number = Int(votes[start] >> 32)
            var end = start
            var counts: [UInt64: (count: Int, name: Int)] = [:]
            while end < votes.count, Int(votes[end] >> 32) == number {
                let name = Int(votes[end] & 0xFFFF_FFFF)
                counts[folds.hashes[name], default: (0, name)].count += 1
                end += 1
            }
            if number == noNumber {
                for (_, entry) in counts.sorted(by: { $0.key < $1.key }) where entry.count > 1 {
                    _ = add(folds, entry.name, register)
                }
            } else if let best = counts.max(by: {
                ($0.value.count, $1.key) < ($1.value.count, $0.key)
            }) {
                ofNumber[number] = add(folds, best.value.name, register)
            }
            start = end
        }
        buildNeighbours()
    }

    private mutating func add(_ folds: NameFolds, _ name: Int, _ register: Register) -> Int32 {
        let hash = folds.hashes[name]
        if let known = byHash[hash] { return known }
        let party = Int32(names.count)
        byHash[hash] = party
        names.append(folds.skeleton(name, register).joined)
        written.append(register.names.text(name))
        return party
    }

    private mutating func buildNeighbours() {
        var entries: [KeyIndex.Entry] = []
        for (party, name) in names.enumerated() {
            Self.deletions(name) { hash in
                entries.append(KeyIndex.Entry(key: hash, value: Int32(party)))
            }
        }
        neighbours = KeyIndex(entries)
    }

    var count: Int { names.count }

    /// The hash of the name and of the name without any one of its letters.
    private static func deletions(_ name: [UInt8], _ body: (UInt64) -> Void) {
        body(name.withUnsafeBufferPointer { Mix.bytes($0) })
        guard name.count >= 4 else { return }
        var shorter = Array(name.dropFirst())
        for place in name.indices {
            if place > 0 { shorter[place - 1] = name[place - 1] }
            guard place == 0 || name[place] != name[place - 1] else { continue }
            body(shorter.withUnsafeBufferPointer { Mix.bytes($0) })
        }
    }

    func exact(_ hash: UInt64) -> Int32? { byHash[hash] }

    /// The one party whose folded name is nearest; nil when none is near or two are equally near.
    func nearest(_ skeleton: NameSkeleton) -> Int32? {
        var best: (distance: Int, party: Int32)?
        var isTied = false
        func consider(_ text: [UInt8], _ penalty: Int) {
            for party in near(text) {
                let distance = penalty + FoldedDistance.between(text, names[Int(party)], limit: 2)
                guard distance <= 2 + penalty else { continue }
                if let known = best {
                    if party == known.party {
                        best?.distance = min(known.distance, distance)
                        continue
                    }
                    if distance > known.distance { continue }
                    isTied = distance == known.distance
                    if isTied { continue }
                }
                best = (distance, party)
            }
        }
        consider(skeleton.joined, 0)
        if best == nil || (best?.distance ?? 0) > 1 {
            for other in skeleton.alternatives { consider(other, 1) }
        }
        return isTied ? nil : best?.party
    }
}

extension PartyDirectory {
    /// The parties whose name may differ by one letter, in the order they are found.
    private func near(_ text: [UInt8]) -> [Int32] {
        var found: [Int32] = []
        Self.deletions(text) { hash in
            var hits = 0
            neighbours.forEach(hash) { party in
                hits += 1
                if !found.contains(Int32(party)) { found.append(Int32(party)) }
                return hits < Self.neighboursMax
            }
        }
        return found
    }
}

/// Hashes of all folded names of a register's symbols.
struct NameFolds: Sendable {
    let hashes: [UInt64]

    init(_ register: Register, parallel: Parallel) {
        let names = register.names
        let ranges = Parallel.ranges(names.count, size: 8_192)
        hashes = parallel.map(ranges.count) { piece in
            ranges[piece].map { name in
                names.withText(name) { text in
                    NameSkeleton(text).joined.withUnsafeBufferPointer { Mix.bytes($0) }
                }
            }
        }.flatMap { $0 }
    }

    func skeleton(_ name: Int, _ register: Register) -> NameSkeleton {
        register.names.withText(name) { NameSkeleton($0) }
    }
}

/// Finds for a partner named in one register the party the other register knows.
struct PartyResolver: Sendable {
    let directory: PartyDirectory
    let parallel: Parallel
    /// Names compared letter by letter across all scripts at most, per run.
    private static let comparisonsMax = 400_000

    /// For each name symbol of the register the party of the directory; -1 when none is found.
    /// Only names marked in `isUsed` are looked for.
    func resolve(_ register: Register, _ folds: NameFolds, isUsed: [Bool]) -> [Int32] {
        let ranges = Parallel.ranges(register.names.count, size: 2_048)
        var parties = parallel.map(ranges.count) { piece in
            ranges[piece].map { name -> Int32 in
                guard isUsed[name] else { return -1 }
                if let party = directory.exact(folds.hashes[name]) { return party }
                return directory.nearest(folds.skeleton(name, register)) ?? -1
            }
        }.flatMap { $0 }
        let left = parties.indices.filter { name in
            parties[name] < 0 && isUsed[name] && register.names.withText(name) { $0.count > 3 }
        }
        guard directory.count > 0, left.count * directory.count <= Self.comparisonsMax else {
            return parties
        }
        let found = parallel.map(left.count) { place in
            byComparison(register.names.text(left[place]))
        }
        for (name, party) in zip(left, found) { parties[name] = party }
        return parties
    }

    /// The party whose name the comparer of all scripts scores highest, when it counts as the same.
    private func byComparison(_ text: String) -> Int32 {
        var comparer = NameComparer()
        var best: (score: Double, party: Int32) = (NameComparer.threshold, -1)
        for party in 0..<directory.count {
            do {
                let score = try comparer.score(
                    text, directory.written[party], schema: .organization)
                if score > best.score { best = (score, Int32(party)) }
            } catch {
                // A name without words, or longer than any firm's: it names nobody.
                continue
            }
        }
        return best.party
    }
}
