/// Turns offsets into lines and columns; cheap when asked in rising order.
struct LineCounter {
    private let first: (line: Int, column: Int)
    private var offset = 0
    private var line: Int
    private var column: Int

    /// `line` and `column` are those of the first byte.
    init(line: Int = 1, column: Int = 1) {
        first = (line, column)
        self.line = line
        self.column = column
    }

    /// Line and column of an offset, both from 1; columns count characters, not bytes.
    mutating func place(of target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (
        line: Int, column: Int
    ) {
        if target < offset {
            offset = 0
            (line, column) = first
        }
        for byte in bytes[offset..<min(target, bytes.count)] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        offset = min(target, bytes.count)
        return (line, column)
    }
}
