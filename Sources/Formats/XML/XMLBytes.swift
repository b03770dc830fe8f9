/// A growing run of bytes that keeps its memory from one text to the next.
struct XMLBytes: ~Copyable {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Number of bytes in use.
    private(set) var count = 0

    init(capacity: Int = 4096) {
        self.capacity = capacity
        start = .allocate(capacity: capacity)
    }

    deinit { start.deallocate() }

    /// The bytes in use; valid until the next change.
    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The text in use.
    var text: String { String(decoding: buffer, as: UTF8.self) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        if count + bytes.count > capacity { grow(to: count + bytes.count) }
        (start + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    private mutating func grow(to needed: Int) {
        let larger = max(needed, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: start, count: count)
        start.deallocate()
        start = moved
        capacity = larger
    }

    /// What folding found out about the text as it was.
    struct Shape {
        /// Characters (Unicode scalars) before and after folding.
        var characters = 0
        var charactersFolded = 0
        var hasLineBreak = false
    }

    /// Trims white space (space, tab, CR, LF) at both ends and makes every inner run of it one space.
    mutating func fold() -> Shape {
        var shape = Shape()
        var written = 0
        var pendingSpace = false
        for index in 0..<count {
            let byte = start[index]
            if byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
                shape.characters += 1
                if byte == 0x0A || byte == 0x0D { shape.hasLineBreak = true }
                pendingSpace = written > 0
                continue
            }
            if pendingSpace {
                start[written] = 0x20
                written += 1
                shape.charactersFolded += 1
                pendingSpace = false
            }
            start[written] = byte
            written += 1
            if byte & 0xC0 != 0x80 {
                shape.characters += 1
                shape.charactersFolded += 1
            }
        }
        count = written
        return shape
    }
}

/// True when a run of bytes holds nothing but XML white space.
@inline(__always)
func isXMLBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte != 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D {
        return false
    }
    return true
}
