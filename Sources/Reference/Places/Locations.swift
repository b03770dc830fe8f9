/// A place of UN/LOCODE.
package struct Place: Hashable, Sendable {
    /// What a place is there for.
    package struct Functions: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let unknown = Functions(rawValue: 1 << 0)
        package static let port = Functions(rawValue: 1 << 1)
        package static let railTerminal = Functions(rawValue: 1 << 2)
        package static let roadTerminal = Functions(rawValue: 1 << 3)
        package static let airport = Functions(rawValue: 1 << 4)
        package static let postOffice = Functions(rawValue: 1 << 5)
        package static let inlandTerminal = Functions(rawValue: 1 << 6)
        package static let fixedTransport = Functions(rawValue: 1 << 7)
        package static let borderCrossing = Functions(rawValue: 1 << 8)
    }

    /// Five letters or digits: "UZTAS".
    package let locode: String
    package let name: String
    /// Second part of the ISO 3166-2 code; nil when none is given.
    package let subdivision: String?
    package let functions: Functions
    /// Two letters: AI, RL …; nil when none is given.
    package let status: String?
    /// IATA code where it differs from the locode's last three letters; nil when none is given.
    package let iata: String?
    /// Minutes of arc north of the equator; nil when no position is given.
    package let latitudeMinutes: Int?
    /// Minutes of arc east of Greenwich; nil when no position is given.
    package let longitudeMinutes: Int?

    /// ISO 3166 alpha-2 code of the country.
    package var country: String { String(locode.prefix(2)) }
}

/// Places of UN/LOCODE in compact form: 28 bytes each, and their names in one block.
///
/// Source: UNECE, UN/LOCODE manual, part 3 (columns and function codes).
package struct Locations: Sendable {
    struct Record: Sendable {
        var key: UInt32
        var nameStart: UInt32 = 0
        var nameLength: UInt16 = 0
        var functions: UInt16 = 0
        /// Up to four bytes, packed.
        var subdivision: UInt32 = 0
        var iata: UInt32 = 0
        var status: UInt16 = 0
        var latitude: Int16 = .min
        var longitude: Int16 = .min
    }

    private let records: [Record]
    private let names: [UInt8]

    /// - Parameter records: sorted by key, each key once; names as ranges of `names`.
    init(records: [Record], names: [UInt8]) {
        self.records = records
        self.names = names
    }

    /// Number of places.
    package var count: Int { records.count }

    /// The five characters as one number; 0 when they are no two letters and three letters or digits.
    static func key(_ locode: String) -> UInt32 {
        let bytes = locode.utf8
        guard bytes.count == 5 else { return 0 }
        var key: UInt32 = 0
        for (position, byte) in bytes.enumerated() {
            switch byte {
            case 65...90: key = key * 36 + UInt32(byte - 65) + 10
            case 48...57 where position >= 2: key = key * 36 + UInt32(byte - 48)
            default: return 0
            }
        }
        return key
    }

    private func position(_ key: UInt32) -> Int? {
        guard key != 0 else { return nil }
        var low = 0
        var high = records.count
        while low < high {
            let middle = (low + high) / 2
            if records[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < records.count && records[low].key == key ? low : nil
    }

    /// True when the list has the place; allocates nothing.
    package func contains(_ locode: String) -> Bool { position(Self.key(locode)) != nil }

    /// The place of a locode ("UZTAS", five characters without a blank); nil when unknown.
    package func place(_ locode: String) -> Place? {
        position(Self.key(locode)).map(place(at:))
    }

    /// Places of a country with all the functions given, by locode.
    package func places(in country: String, having functions: Place.Functions = []) -> [Place] {
        guard country.utf8.count == 2 else { return [] }
        let first = Self.key(country + "000")
        let last = Self.key(country + "ZZZ")
        guard first != 0 else { return [] }
        return records.indices.filter {
            records[$0].key >= first && records[$0].key <= last
                && Place.Functions(rawValue: records[$0].functions).isSuperset(of: functions)
        }.map(place(at:))
    }

    private func place(at position: Int) -> Place {
        let record = records[position]
        let start = Int(record.nameStart)
        let name = names[start..<start + Int(record.nameLength)]
        return Place(
            locode: Self.locode(record.key), name: String(decoding: name, as: UTF8.self),
            subdivision: Self.text(record.subdivision),
            functions: Place.Functions(rawValue: record.functions),
            status: Self.text(UInt32(record.status)), iata: Self.text(record.iata),
            latitudeMinutes: record.latitude == .min ? nil : Int(record.latitude),
            longitudeMinutes: record.longitude == .min ? nil : Int(record.longitude))
    }

    /// The five characters of a key.
    static func locode(_ key: UInt32) -> String {
        var rest = key
        var bytes: [UInt8] = []
        for _ in 0..<5 {
            let digit = UInt8(rest % 36)
            bytes.append(digit < 10 ? 48 + digit : 55 + digit)
            rest /= 36
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// A packed short text; nil when empty.
    private static func text(_ packed: UInt32) -> String? {
        guard packed != 0 else { return nil }
        var bytes: [UInt8] = []
        for shift in stride(from: 24, through: 0, by: -8) {
            let byte = UInt8(truncatingIfNeeded: packed >> UInt32(shift))
            if byte != 0 { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
