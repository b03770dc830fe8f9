import Testing

@testable import Seal

@Suite("The log's tree")
struct MerkleTests {
    /// Entries and roots in wide use for checking implementations of RFC 6962 and RFC 9162.
    private static let published: [(entry: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (
            "606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
        ),
    ]

    private static func entry(_ number: UInt64) -> [UInt8] { Array("entry \(number)".utf8) }

    private static func tree(_ size: UInt64) -> MerkleTree {
        var tree = MerkleTree()
        for number in 0..<size { tree.append(entry(number)) }
        return tree
    }

    @Test("reaches the published roots")
    func publishedRoots() throws {
        var tree = MerkleTree()
        #expect(tree.root == Digest256(hashing: ""))
        for (entry, root) in Self.published {
            tree.append(try #require(Hex.decode(entry)))
            #expect(tree.root.hex == root)
        }
    }

    @Test("proves each entry of each size, and nothing else", arguments: [UInt64](1...40))
    func inclusion(size: UInt64) throws {
        let tree = Self.tree(size)
        for index in 0..<size {
            let path = try #require(tree.prover.inclusion(of: index, size: size))
            func holds(_ entry: UInt64, _ at: UInt64, _ path: [Digest256]) -> Bool {
                MerkleProof.isIncluded(
                    leaf: MerkleHash.leaf(Self.entry(entry)), index: at, size: size, path: path,
                    root: tree.root)
            }
            #expect(holds(index, index, path))
            #expect(!holds(index + 1, index, path))
            #expect(!holds(index, index + 1, path))
            #expect(!holds(index, index, path + [MerkleHash.empty]))
            if !path.isEmpty { #expect(!holds(index, index, Array(path.dropLast()))) }
        }
        #expect(tree.prover.inclusion(of: size, size: size) == nil)
    }

    @Test("proves each beginning of each size, and no other history", arguments: [UInt64](1...40))
    func consistency(new: UInt64) throws {
        let tree = Self.tree(new)
        for old in 0...new {
            let oldRoot = try #require(tree.prover.root(size: old))
            #expect(oldRoot == Self.tree(old).root)
            let path = try #require(tree.prover.consistency(from: old, to: new))
            func holds(_ root: Digest256, _ path: [Digest256]) -> Bool {
                MerkleProof.isConsistent(
                    oldSize: old, oldRoot: root, newSize: new, newRoot: tree.root, path: path)
            }
            #expect(holds(oldRoot, path))
            #expect(!holds(Digest256(hashing: "other"), path))
            #expect(!holds(oldRoot, path + [MerkleHash.empty]))
            if !path.isEmpty { #expect(!holds(oldRoot, Array(path.dropLast()))) }
        }
    }

    @Test("goes on from a stored frontier")
    func frontier() throws {
        for cut in [UInt64(0), 1, 5, 8, 21] {
            let begun = Self.tree(cut).frontier
            var resumed = try #require(MerkleFrontier(size: begun.size, peaks: begun.peaks))
            for number in cut..<30 { resumed.append(MerkleHash.leaf(Self.entry(number))) }
            #expect(resumed == Self.tree(30).frontier)
        }
        #expect(MerkleFrontier(size: 3, peaks: []) == nil)
    }

    @Test("cuts the log into tiles with the documented paths")
    func tiles() throws {
        #expect(LogTile(level: 0, index: 1_234_067, width: 5)?.path == "tile/0/x001/x234/067.p/5")
        #expect(LogTile(level: 1, index: 0, width: 256)?.path == "tile/1/000")
        #expect(LogTile.entriesPath(index: 67, width: 256) == "tile/entries/067")
        #expect(LogTile(level: 0, index: 0, width: 257) == nil)
        #expect(LogTile(level: 0, index: 0, width: 0) == nil)
        let tree = Self.tree(300)
        let tiles = LogTile.tiles(size: 300)
        #expect(tiles.map(\.path) == ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
        let top = try #require(tiles[2].bytes { tree.node(level: $0, index: $1) })
        #expect(top == tree.prover.root(size: 256)?.bytes)
        #expect(LogTile.entryBundle([[7], [8, 9]]) == [0, 1, 7, 0, 2, 8, 9])
        #expect(LogTile.entryBundle([[UInt8](repeating: 0, count: 65_536)]) == nil)
    }
}

@Suite("Checkpoints and witnesses")
struct CheckpointTests {
    private let key: SigningKey
    private let other: SigningKey

    init() throws {
        key = try SigningKey(.ed25519, secret: SecretBytes([UInt8](repeating: 7, count: 32)))
        other = try SigningKey(.ed25519, secret: SecretBytes([UInt8](repeating: 8, count: 32)))
    }

    private func checkpoint(_ size: UInt64, _ text: String = "root") -> Checkpoint {
        Checkpoint(origin: "UZ/ledger", size: size, root: Digest256(hashing: text))
    }

    @Test("reads back a signed and cosigned checkpoint")
    func roundTrip() throws {
        var note = try checkpoint(12).signed(by: key)
        try note.cosign(name: "US/witness", key: other, time: 1_700_000_000)
        let read = try SignedNote(reading: note.note)
        #expect(read == note)
        let verified = try Checkpoint(
            verifying: read, origin: "UZ/ledger", key: key.verifyingKey)
        #expect(verified == checkpoint(12))
        let time = try read.cosignedAt(name: "US/witness", key: other.verifyingKey)
        #expect(time == 1_700_000_000)
        #expect(try read.cosignedAt(name: "US/witness", key: key.verifyingKey) == nil)
    }

    @Test("refuses a checkpoint of another key, another log or another text")
    func refused() throws {
        let note = try checkpoint(12).signed(by: key)
        func code(_ note: SignedNote, _ origin: String, _ key: VerifyingKey) -> SealFailure.Code? {
            #expect(throws: SealFailure.self) {
                try Checkpoint(verifying: note, origin: origin, key: key)
            }?.code
        }
        #expect(code(note, "UZ/ledger", other.verifyingKey) == .badSignature)
        #expect(code(note, "US/ledger", key.verifyingKey) == .badProof)
        let longer = try SignedNote(
            reading: note.note.replacing("\n12\n", with: "\n13\n"))
        #expect(code(longer, "UZ/ledger", key.verifyingKey) == .badSignature)
    }

    @Test(
        "refuses texts that are no note",
        arguments: [
            "", "\n", "a\n", "a\n\n", "a\n\n— b\n", "a\n\n— b AAAA\n", "a\n\n- b AAAAAAA=\n",
            "\n\n\n", "a\n\n— b AAAAAAA=", String(repeating: "x", count: 70_000),
        ])
    func noNote(text: String) {
        #expect(throws: SealFailure.self) { try SignedNote(reading: text) }
    }

    @Test("notices a log that was rolled back or rewritten")
    func witness() throws {
        var tree = MerkleTree()
        for number in 0..<9 { tree.append([UInt8(number)]) }
        func point(_ tree: MerkleTree) -> Checkpoint {
            Checkpoint(origin: "UZ/ledger", size: tree.size, root: tree.root)
        }
        var witness = Witness(point(MerkleTree()))
        try witness.see(point(tree), path: [])
        let old = tree
        for number in 9..<20 { tree.append([UInt8(number)]) }
        let path = try #require(tree.prover.consistency(from: 9, to: 20))
        var rewritten = MerkleTree()
        for number in 0..<20 { rewritten.append([UInt8(number == 3 ? 99 : number)]) }
        let forgedPath = try #require(rewritten.prover.consistency(from: 9, to: 20))
        #expect(throws: Witness.Alarm.forked) {
            try witness.see(point(rewritten), path: forgedPath)
        }
        try witness.see(point(tree), path: path)
        try witness.see(point(tree), path: [])
        #expect(throws: Witness.Alarm.rolledBack) { try witness.see(point(old), path: []) }
        #expect(throws: Witness.Alarm.otherLog) {
            try witness.see(
                Checkpoint(origin: "US/ledger", size: 20, root: tree.root), path: [])
        }
        #expect(witness.newest == point(tree))
    }
}

@Suite("Auditing a log")
struct LogAuditTests {
    typealias Row = (index: UInt64, entry: [UInt8], storedLeaf: Digest256?)

    private func rows(_ count: UInt64) -> [Row] {
        (0..<count).map { number in
            let entry = Array("entry \(number)".utf8)
            return (number, entry, MerkleHash.leaf(entry))
        }
    }

    private func checkpoints(
        every step: UInt64, of count: UInt64
    ) -> [(checkpoint: Checkpoint, source: String)] {
        var tree = MerkleTree()
        var found: [(Checkpoint, String)] = []
        for row in rows(count) {
            tree.append(row.entry)
            if tree.size % step == 0 {
                found.append(
                    (Checkpoint(origin: "o", size: tree.size, root: tree.root), "copy at US"))
            }
        }
        return found
    }

    private func finding(_ rows: [Row], every step: UInt64 = 10) -> LogAudit.Finding? {
        do {
            _ = try LogAudit.audit(rows, checkpoints: checkpoints(every: step, of: 100))
            return nil
        } catch { return error }
    }

    @Test("accepts an untouched log")
    func untouched() {
        #expect(finding(rows(100)) == nil)
        #expect(finding(rows(105)) == nil)
    }

    @Test("names an edited entry", arguments: [0, 1, 37, 99])
    func edited(place: Int) {
        var rows = rows(100)
        rows[place].entry.append(1)
        let found = finding(rows)
        #expect(found?.kind == .changed)
        #expect(found?.entry == UInt64(place))
    }

    @Test("narrows an edit with matching leaf hash to the commit", arguments: [0, 37, 99])
    func editedBoth(place: Int) {
        var rows = rows(100)
        rows[place].entry.append(1)
        rows[place].storedLeaf = MerkleHash.leaf(rows[place].entry)
        let found = finding(rows)
        #expect(found?.kind == .otherRoot)
        #expect(found?.entry == UInt64(place / 10 * 10))
        #expect(found?.end == UInt64(place / 10 * 10 + 10))
        #expect(finding(rows, every: 1)?.entry == UInt64(place))
        #expect(finding(rows, every: 1)?.end == UInt64(place + 1))
    }

    @Test("names a deleted, an inserted and a swapped entry")
    func moved() {
        var deleted = rows(100)
        deleted.remove(at: 40)
        #expect(finding(deleted)?.entry == 40)
        var inserted = rows(100)
        inserted.insert((12, [1], nil), at: 12)
        #expect(finding(inserted)?.entry == 13)
        var swapped = rows(100)
        swapped[5].entry = rows(100)[6].entry
        swapped[6].entry = rows(100)[5].entry
        #expect(finding(swapped)?.entry == 5)
    }

    @Test("notices entries missing at the end")
    func cut() {
        let found = finding(rows(93))
        #expect(found?.kind == .cutOff)
        #expect(found?.entry == 93)
        #expect(found?.end == 100)
    }
}
