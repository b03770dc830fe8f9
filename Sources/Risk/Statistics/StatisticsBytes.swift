/// Why stored statistics were refused.
package enum StatisticsDamage: Error, Hashable, Sendable {
    /// The bytes do not begin as statistics do.
    case notStatistics
    /// Written by another version; the number found.
    case version(UInt8)
    /// The checksum does not fit: the bytes were changed or cut.
    case checksum
    /// The checksum fits, but a part breaks this rule; never written by this system.
    case invalid(rule: String)

    /// What happened and what to do, in one sentence or two.
    package var sentence: String {
        switch self {
        case .notStatistics:
            "These bytes are no trade statistics. Rebuild them from the stored declarations."
        case .version(let number):
            "The statistics are of version \(number), which this program does not read. "
                + "Rebuild them from the stored declarations."
        case .checksum:
            "The statistics are damaged: their checksum does not fit. "
                + "Restore them, or rebuild them from the stored declarations."
        case .invalid(let rule):
            "The statistics break a rule (\(rule)). Rebuild them from the stored declarations."
        }
    }
}

/// Writes numbers of variable length: seven bits a byte, lowest first.
struct StatisticsWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(byte: UInt8) { bytes.append(byte) }

    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(_ number: Int) { add(UInt64(number)) }

    /// Signed numbers with small magnitude stay short: 0, −1, 1, −2 …
    mutating func add(signed number: Int64) {
        add(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    mutating func add(fixed number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

/// Reads what ``StatisticsWriter`` writes, and nothing else: every number in its shortest form.
struct StatisticsReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }
    /// Bytes left; every record takes at least one, so counts above it are refused at once.
    var remaining: Int { bytes.endIndex - position }

    mutating func byte() throws(StatisticsDamage) -> UInt8 {
        guard position < bytes.endIndex else { throw .invalid(rule: "ends early") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(StatisticsDamage) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 || (shift == 63 && byte <= 1) else {
                throw .invalid(rule: "number too large")
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 {
                guard byte != 0 || shift == 0 else { throw .invalid(rule: "number too long") }
                return value
            }
            shift += 7
        }
    }

    mutating func number<Value: FixedWidthInteger>(
        _ type: Value.Type, _ rule: String
    ) throws(StatisticsDamage) -> Value {
        guard let value = Value(exactly: try number()) else { throw .invalid(rule: rule) }
        return value
    }

    mutating func signed() throws(StatisticsDamage) -> Int64 {
        let coded = try number()
        return Int64(bitPattern: coded >> 1) ^ -Int64(bitPattern: coded & 1)
    }

    mutating func day() throws(StatisticsDamage) -> Int32 {
        guard let day = Int32(exactly: try signed()) else { throw .invalid(rule: "day") }
        return day
    }

    mutating func fixed() throws(StatisticsDamage) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            value |= UInt64(try byte()) << shift
        }
        return value
    }
}
