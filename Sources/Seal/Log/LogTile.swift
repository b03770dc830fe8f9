/// A square of the log's tree that stock auditing tools fetch by path: 256 hashes of one level.
///
/// Source: C2SP tlog-tiles.
package struct LogTile: Hashable, Sendable {
    /// Which level of tiles; level 0 holds the hashes of entries.
    package let level: Int
    /// Which tile along the level.
    package let index: UInt64
    /// How many hashes it has, 1 to 256.
    package let width: Int

    /// Hashes in a full tile.
    package static let widthMax = 256

    package init?(level: Int, index: UInt64, width: Int) {
        guard (0...5).contains(level), (1...Self.widthMax).contains(width) else { return nil }
        self.level = level
        self.index = index
        self.width = width
    }

    /// The path below the log's address, such as `tile/0/x001/x234/067.p/5`.
    package var path: String {
        "tile/\(level)/" + Self.indexPath(index) + (width < Self.widthMax ? ".p/\(width)" : "")
    }

    /// The path of the bundle of entries with this index, such as `tile/entries/067`.
    package static func entriesPath(index: UInt64, width: Int) -> String {
        "tile/entries/" + indexPath(index) + (width < widthMax ? ".p/\(width)" : "")
    }

    private static func indexPath(_ index: UInt64) -> String {
        var rest = index
        var groups: [String] = []
        repeat {
            let digits = String(rest % 1_000)
            groups.append(String(repeating: "0", count: 3 - digits.utf8.count) + digits)
            rest /= 1_000
        } while rest > 0
        return groups.enumerated().reversed().map { position, group in
            position == 0 ? group : "x" + group
        }.joined(separator: "/")
    }

    /// The tiles that a log of this size consists of, lowest level first.
    package static func tiles(size: UInt64) -> [LogTile] {
        var tiles: [LogTile] = []
        var count = size
        var level = 0
        while count > 0, level <= 5 {
            for index in 0..<(count / 256) {
                if let tile = LogTile(level: level, index: index, width: 256) {
                    tiles.append(tile)
                }
            }
            if count % 256 > 0,
                let tile = LogTile(level: level, index: count / 256, width: Int(count % 256))
            {
                tiles.append(tile)
            }
            count /= 256
            level += 1
        }
        return tiles
    }

    /// The bytes of the tile: its hashes one after the other; `nil` when a node is missing.
    package func bytes(_ node: (_ level: Int, _ index: UInt64) -> Digest256?) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(width * Digest256.byteCount)
        for offset in 0..<UInt64(width) {
            guard let hash = node(level * 8, index * 256 + offset) else { return nil }
            bytes.append(contentsOf: hash.bytes)
        }
        return bytes
    }

    /// The bytes of a bundle of entries: each with its length in two bytes before it; `nil` when
    /// an entry is longer than 65,535 bytes.
    package static func entryBundle(_ entries: [[UInt8]]) -> [UInt8]? {
        var bytes: [UInt8] = []
        for entry in entries {
            guard entry.count <= 0xFFFF else { return nil }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }
}
