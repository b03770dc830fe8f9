/// Guesses from the first bytes of an input.
enum XMLHead {
    /// How sure it is that an input is XML holding one of some names: `sure` when a name is found,
    /// `maybe` for other XML, else 0. UTF-16 is looked through: its zero bytes are left out.
    static func confidence(
        _ head: UnsafeRawBufferPointer, names: [StaticString], sure: Int, maybe: Int
    ) -> Int {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head.count)
        for byte in head where byte != 0 && byte < 0x80 { bytes.append(byte) }
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else { return 0 }
        let isFound = names.contains { contains(bytes, $0) }
        return isFound ? sure : maybe
    }

    private static func contains(_ bytes: [UInt8], _ name: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
            if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
    }
}
