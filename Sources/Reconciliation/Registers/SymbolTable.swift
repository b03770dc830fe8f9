/// Distinct texts numbered from 0 in the order of their first appearance.
struct SymbolTable: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each text begins; one more than there are texts.
    private var starts: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Upper half of the hash and one more than the number; 0 when free.
    private var slots: [UInt64]
    private var mask: Int
    private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

    init(capacity: Int = 64) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    var count: Int { hashes.count }

    /// The number of a text, which is added when new.
    mutating func symbol(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        symbol(text, hash: Mix.bytes(text))
    }

    mutating func symbol(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if (slots[slot] ^ hash) & Self.upperHalf == 0 {
                let known = Int(slots[slot] & ~Self.upperHalf) - 1
                if equals(known, text) { return Int32(known) }
            }
            slot = (slot + 1) & mask
        }
        let number = Int32(hashes.count)
        slots[slot] = hash & Self.upperHalf | UInt64(number + 1)
        hashes.append(hash)
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    private func equals(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            for offset in 0..<text.count where all[start + offset] != text[offset] {
                return false
            }
            return true
        }
    }

    private mutating func grow() {
        mask = slots.count * 2 - 1
        slots = [UInt64](repeating: 0, count: mask + 1)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash & Self.upperHalf | UInt64(number + 1)
        }
    }

    /// The numbers that the texts of another table have here, adding what is new.
    mutating func merge(_ other: SymbolTable) -> [Int32] {
        other.bytes.withUnsafeBufferPointer { all in
            (0..<other.count).map { number in
                let range = other.starts[number]..<other.starts[number + 1]
                return symbol(UnsafeBufferPointer(rebasing: all[range]), hash: other.hashes[number])
            }
        }
    }

    /// Lends the bytes of a text.
    @inline(__always)
    func withText<Answer>(
        _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer
    ) -> Answer {
        bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[starts[number]..<starts[number + 1]]))
        }
    }

    func text(_ number: Int) -> String { withText(number) { String(decoding: $0, as: UTF8.self) } }
}
