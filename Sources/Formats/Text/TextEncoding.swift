/// The encodings tables come in.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1251 = "windows-1251"
    case latin1 = "iso-8859-1"

    /// What a text that begins with these bytes is written in, and how long its byte order mark is.
    ///
    /// Bytes that are well-formed UTF-8 are UTF-8. Otherwise capital and small Cyrillic letters of
    /// windows-1251 (0xC0…0xFF) stand side by side in words, while the accented letters that
    /// ISO 8859-1 has there stand alone among ASCII letters.
    package static func detect(_ head: UnsafeRawBufferPointer) -> (TextEncoding, markLength: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        let bytes = head.bindMemory(to: UInt8.self)
        switch UTF8Check.check(bytes) {
        case .valid, .cut: return (.utf8, 0)
        case .invalid: break
        }
        var alone = 0
        var together = 0
        var run = 0
        for byte in bytes {
            if byte >= 0xC0 || byte == 0xA8 || byte == 0xB8 {
                run += 1
            } else {
                if run == 1 { alone += 1 } else if run > 1 { together += run }
                run = 0
            }
        }
        return (together > alone ? .windows1251 : .latin1, 0)
    }

    /// U+0080…U+00BF of windows-1251 by byte − 0x80; 0xC0…0xFF are U+0410…U+044F.
    ///
    /// Source: Unicode consortium, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251.TXT.
    private static let cyrillic: [UInt32] = [
        0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
        0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0xFFFD, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
        0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
        0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
        0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
    ]

    /// The code point of a byte in a single-byte encoding.
    fileprivate func scalar(_ byte: UInt8) -> UInt32 {
        guard byte >= 0x80, self == .windows1251 else { return UInt32(byte) }
        return byte >= 0xC0 ? 0x0410 + UInt32(byte - 0xC0) : Self.cyrillic[Int(byte - 0x80)]
    }
}

/// Gives the bytes of another source as UTF-8, without byte order mark.
///
/// UTF-8 passes as it is, faulty or not. Half surrogate pairs and undefined bytes become U+FFFD.
package final class DecodingSource: ByteSource {
    private let source: any ByteSource
    private let encoding: TextEncoding
    private let markLength: Int
    private var markLeft: Int
    private var raw: [UInt8] = Array(repeating: 0, count: 64 << 10)
    private var rawStart = 0
    private var rawEnd = 0
    private var atEnd = false

    package init(_ source: any ByteSource, encoding: TextEncoding, markLength: Int) {
        self.source = source
        self.encoding = encoding
        self.markLength = markLength
        markLeft = markLength
    }

    package func rewind() throws {
        try source.rewind()
        markLeft = markLength
        rawStart = 0
        rawEnd = 0
        atEnd = false
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while markLeft > 0 {
            var skipped: [UInt8] = Array(repeating: 0, count: markLeft)
            let count = try skipped.withUnsafeMutableBytes { try source.read(into: $0) }
            guard count > 0 else { return 0 }
            markLeft -= count
        }
        if encoding == .utf8 { return try source.read(into: buffer) }
        // A character takes up to four bytes in UTF-8.
        var written = 0
        while buffer.count - written >= 4 {
            guard let scalar = try nextScalar() else { break }
            for unit in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? .init() {
                buffer[written] = unit
                written += 1
            }
        }
        return written
    }

    private func nextByte() throws -> UInt8? {
        if rawStart == rawEnd {
            guard !atEnd else { return nil }
            rawStart = 0
            rawEnd = try raw.withUnsafeMutableBytes { try source.read(into: $0) }
            guard rawEnd > 0 else {
                atEnd = true
                return nil
            }
        }
        defer { rawStart += 1 }
        return raw[rawStart]
    }

    private func nextUnit() throws -> UInt32? {
        guard let first = try nextByte() else { return nil }
        let second = try nextByte() ?? 0
        return encoding == .utf16LittleEndian
            ? UInt32(first) | UInt32(second) << 8 : UInt32(first) << 8 | UInt32(second)
    }

    private var pendingUnit: UInt32?

    private func nextScalar() throws -> UInt32? {
        guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
            return try nextByte().map { encoding.scalar($0) }
        }
        var unit = pendingUnit
        pendingUnit = nil
        if unit == nil { unit = try nextUnit() }
        guard let unit else { return nil }
        guard (0xD800...0xDBFF).contains(unit) else { return unit }
        guard let low = try nextUnit() else { return unit }
        guard (0xDC00...0xDFFF).contains(low) else {
            pendingUnit = low
            return unit
        }
        return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
}
