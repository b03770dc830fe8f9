import Glibc

/// Export consignments by their exact numbers and by their telling lines.
struct StrongIndex: Sendable {
    private let exports: Consignments
    private let keys: KeyIndex
    private let lines: KeyIndex
    /// The consignment of each line.
    private let owners: [Int32]

    /// Hits looked at under one number.
    private static let hitsMax = 96
    /// Lines looked at under one key, and candidates of one import consignment.
    private static let scannedMax = 1_024
    private static let foundMax = 1 << 14

    init(_ exports: Consignments, parallel: Parallel) {
        self.exports = exports
        var owners = [Int32](repeating: 0, count: exports.lineCount)
        for consignment in 0..<exports.count {
            for place in exports.lines(consignment) { owners[place] = Int32(consignment) }
        }
        self.owners = owners
        let ofLine = owners
        let indices = parallel.map(2) { which in
            which == 0 ? Self.keys(exports) : Self.lines(exports, ofLine)
        }
        keys = indices[0]
        lines = indices[1]
    }

    private static func keys(_ exports: Consignments) -> KeyIndex {
        var entries: [KeyIndex.Entry] = []
        entries.reserveCapacity(exports.count * 2)
        for (exported, shared) in exports.shared.enumerated() {
            for kind in 0..<ConsignmentKeys.kinds where !shared.keys[kind].isMissing {
                entries.append(
                    KeyIndex.Entry(
                        key: keyHash(kind, shared.keys[kind]), value: Int32(exported)))
            }
        }
        return KeyIndex(entries)
    }

    private static func lines(_ exports: Consignments, _ owners: [Int32]) -> KeyIndex {
        KeyIndex(
            owners.indices.map { place in
                let facts = exports.facts[place]
                let mode = exports.shared[Int(owners[place])].mode
                return KeyIndex.Entry(
                    key: lineKey(facts, mode, massBand(facts.massNetKg)), value: Int32(place),
                    hint: facts.massNetKg)
            })
    }

    /// Adds the export consignments that share a number or a telling line with an import.
    func find(_ imports: Consignments, _ imported: Int, _ found: inout [Int32]) {
        let arrived = imports.shared[imported]
        for kind in 0..<ConsignmentKeys.kinds {
            let key = arrived.keys[kind]
            guard !key.isMissing else { continue }
            var hits = 0
            keys.forEach(Self.keyHash(kind, key)) { exported in
                hits += 1
                if exports.shared[exported].keys[kind] == key { found.append(Int32(exported)) }
                return hits < Self.hitsMax
            }
        }
        for place in imports.lines(imported) {
            guard found.count < Self.foundMax else { break }
            find(like: imports.facts[place], arrived, &found)
        }
    }

    private func find(
        like facts: LineFacts, _ arrived: SharedFacts, _ found: inout [Int32]
    ) {
        let low = Self.massBand(facts.massNetKg / (1 + MassBounds.noise))
        let high = Self.massBand(facts.massNetKg / (1 - MassBounds.noise))
        for band in low...max(low, min(high, low + 1)) {
            var scanned = 0
            lines.forEachEntry(Self.lineKey(facts, arrived.mode, band)) { entry in
                scanned += 1
                guard abs(facts.massNetKg - entry.hint) <= MassBounds.noise * entry.hint else {
                    return scanned < Self.scannedMax
                }
                let exported = owners[Int(entry.value)]
                if ConsignmentScorer.mayBe(exports.shared[Int(exported)], arrived) {
                    found.append(exported)
                }
                return scanned < Self.scannedMax
            }
        }
    }

    /// Goods that look alike: heading, mode, packages and band of mass.
    private static func lineKey(_ facts: LineFacts, _ mode: UInt8, _ band: Int32) -> UInt64 {
        Mix.pair(
            UInt64(facts.heading) << 40 | UInt64(mode) << 32 | UInt64(UInt32(bitPattern: band)),
            UInt64(UInt32(bitPattern: facts.packages)))
    }

    /// Bands of 10 %, wider than the noise of mass to both sides, so that two hold every partner.
    private static func massBand(_ kilograms: Float) -> Int32 {
        Int32((log(max(kilograms, 0.001)) * 10).rounded(.down))
    }

    private static func keyHash(_ kind: Int, _ key: PackedKey) -> UInt64 {
        Mix.mix(key.hash &+ UInt64(kind))
    }
}
