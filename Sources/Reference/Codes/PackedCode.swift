import Customs

/// A short code as one number, so that looking it up touches no heap.
///
/// Up to eight bytes, the first in the highest used place; equal codes give equal numbers. Zero means
/// "no code": empty text, or text too long to be one.
enum PackedCode {
    /// Longest code a list may hold, in bytes.
    static let bytesMax = 8

    @inline(__always)
    static func pack(_ text: String) -> UInt64 {
        guard text.utf8.count <= bytesMax else { return 0 }
        var text = text
        return text.withUTF8 { pack(utf8: $0) }
    }

    @inline(__always)
    static func pack(utf8 bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard bytes.count <= bytesMax else { return 0 }
        var key: UInt64 = 0
        for byte in bytes { key = key << 8 | UInt64(byte) }
        return key
    }
}

/// From a packed code to a position, by open addressing with linear probing; at most half full.
struct PackedIndex: Sendable {
    private let keys: [UInt64]
    private let positions: [Int32]
    private let shift: UInt64

    /// Earlier pairs win over later ones with the same key; zero keys are left out.
    init(_ pairs: [(key: UInt64, position: Int)]) {
        var bits: UInt64 = 4
        while (1 << bits) < pairs.count * 2 { bits += 1 }
        var keys = [UInt64](repeating: 0, count: 1 << bits)
        var positions = [Int32](repeating: -1, count: 1 << bits)
        let shift = 64 - bits
        for pair in pairs where pair.key != 0 {
            var slot = Self.slot(pair.key, shift)
            while keys[slot] != 0, keys[slot] != pair.key { slot = (slot + 1) & (keys.count - 1) }
            guard keys[slot] == 0 else { continue }
            keys[slot] = pair.key
            positions[slot] = Int32(clamping: pair.position)
        }
        self.keys = keys
        self.positions = positions
        self.shift = shift
    }

    /// The position kept for a key, or −1.
    @inline(__always)
    func position(_ key: UInt64) -> Int {
        guard key != 0 else { return -1 }
        var slot = Self.slot(key, shift)
        while true {
            let found = keys[slot]
            if found == key { return Int(positions[slot]) }
            if found == 0 { return -1 }
            slot = (slot + 1) & (keys.count - 1)
        }
    }

    /// Fibonacci hashing: the high bits of the product with 2^64 / φ.
    @inline(__always)
    private static func slot(_ key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}

/// Rows of a table of facts written as text: one row per line, columns separated by "|".
enum FactTable {
    static func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Cells "CODE name" of a table with several cells to a line.
    static func cells(_ text: String) -> [(code: String, name: String)] {
        let cells: [Substring] = text.split { $0 == "\n" || $0 == "|" }
        return cells.compactMap { cell in
            let parts = cell.split(separator: " ", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    /// A day written `YYYY-MM-DD`, or the last day of a month written `YYYY-MM`.
    static func day(_ text: String) -> CalendarDay? {
        if text.utf8.count == 7 {
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2 else { return nil }
            let next = parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1)
            return CalendarDay(year: next.0, month: next.1, day: 1)?.adding(days: -1)
        }
        return CalendarDay(text)
    }
}
