/// Turns the names of a vocabulary into small numbers without making a `String`.
///
/// The parser interns names, so one address always means one name while it lives: addresses seen
/// before are answered from a small table, others by hashing their bytes. A copy made before any
/// lookup serves one parser.
struct XMLNames: Sendable {
    /// The answer for a name outside the vocabulary.
    static let unknown: Int16 = -1

    private let names: [StaticString]
    /// Open addressing over the names' bytes; −1 where empty.
    private let slots: [Int16]
    /// Addresses met so far (as numbers; nothing is ever read through them) with their answers.
    private var seen: [(address: UInt, symbol: Int16)]

    private static let seenCount = 1024

    /// A vocabulary; a name's number is its index.
    init(_ names: [StaticString]) {
        self.names = names
        var size = 64
        while size < names.count * 4 { size *= 2 }
        var slots = [Int16](repeating: Self.unknown, count: size)
        for (index, name) in names.enumerated() {
            var slot = Int(Self.hash(name.utf8Start, name.utf8CodeUnitCount)) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
        seen = Array(repeating: (0, Self.unknown), count: Self.seenCount)
    }

    /// The number of a zero-terminated, interned name; ``unknown`` when it is not in the vocabulary.
    @inline(__always)
    mutating func symbol(interned name: UnsafePointer<UInt8>) -> Int16 {
        let address = UInt(bitPattern: name)
        let slot = Int((address ^ (address >> 10)) & UInt(Self.seenCount - 1))
        if seen[slot].address == address { return seen[slot].symbol }
        let symbol = find(UnsafeBufferPointer(start: name, count: length(of: name)))
        seen[slot] = (address, symbol)
        return symbol
    }

    /// The number of a name given by its bytes.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> Int16 {
        guard let start = name.baseAddress else { return Self.unknown }
        var slot = Int(Self.hash(start, name.count)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let candidate = names[Int(slots[slot])]
            if equal(candidate, name) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return Self.unknown
    }

    private static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for index in 0..<count { hash = (hash ^ UInt32(start[index])) &* 16_777_619 }
        return hash ^ (hash >> 15)
    }
}

/// Bytes before the terminating zero.
func length(of text: UnsafePointer<UInt8>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
}

func equal(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.utf8CodeUnitCount == bytes.count else { return false }
    for index in 0..<bytes.count where text.utf8Start[index] != bytes[index] { return false }
    return true
}

/// Whether a zero-terminated text equals a constant.
func equal(_ text: StaticString, _ other: UnsafePointer<UInt8>) -> Bool {
    for index in 0..<text.utf8CodeUnitCount where text.utf8Start[index] != other[index] {
        return false
    }
    return other[text.utf8CodeUnitCount] == 0
}
