package import Customs

/// What reading UN/LOCODE gave.
package struct LocationsImport: Sendable {
    package let locations: Locations
    /// Rows that could not be used.
    package let refused: Int
    /// Rows marked as removed by UNECE, and rows that only refer to another name.
    package let skipped: Int
    package let diagnostics: [Diagnostic]
}

/// Reads UN/LOCODE: the official CSV files (twelve columns, no header) or a table with a header
/// (locode, name, subdivision, functions, status, iata, coordinates), tabs or commas.
package enum LocationsImporter {
    /// Largest file read, in bytes.
    package static let bytesMax = 256 << 20

    /// Reads one or several files, as UNECE splits the list, into one table.
    package static func read(_ files: [[UInt8]]) -> LocationsImport {
        var intake = LocationsIntake()
        for bytes in files { intake.read(bytes) }
        return intake.finished()
    }

    /// Reads one file.
    package static func read(_ bytes: [UInt8]) -> LocationsImport { read([bytes]) }
}

/// Where the columns of a UN/LOCODE file stand.
struct LocationColumns {
    var country: Int?
    var location: Int
    var name: Int
    var subdivision: Int?
    var status: Int?
    var functions: Int?
    var iata: Int?
    var coordinates: Int?
    /// Column with UNECE's change indicator.
    var change: Int?

    /// Change, Country, Location, Name, NameWoDiacritics, Subdivision, Status, Function, Date, IATA,
    /// Coordinates, Remarks.
    static let official = LocationColumns(
        country: 1, location: 2, name: 3, subdivision: 5, status: 6, functions: 7, iata: 9,
        coordinates: 10, change: 0)

    /// Columns by their names; nil when the row is no header.
    static func named(_ texts: [String]) -> LocationColumns? {
        let names = texts.map { $0.lowercased() }
        guard let name = names.firstIndex(of: "name"),
            let location = names.firstIndex(where: ["locode", "location"].contains)
        else { return nil }
        return LocationColumns(
            country: names.firstIndex(of: "country"), location: location, name: name,
            subdivision: names.firstIndex(of: "subdivision"),
            status: names.firstIndex(of: "status"),
            functions: names.firstIndex(where: ["functions", "function"].contains),
            iata: names.firstIndex(of: "iata"), coordinates: names.firstIndex(of: "coordinates"),
            change: names.firstIndex(of: "change"))
    }
}

/// State of one import of UN/LOCODE.
struct LocationsIntake {
    private var records: [Locations.Record] = []
    private var lines: [UInt32] = []
    private var names: [UInt8] = []
    private var notes = ImportNotes()
    private var refused = 0
    private var skipped = 0

    mutating func read(_ bytes: [UInt8]) {
        guard bytes.count <= LocationsImporter.bytesMax else {
            notes.add(
                .error, "locode-too-large", line: nil, problem: "\(bytes.count) bytes",
                reason: "a file has at most \(LocationsImporter.bytesMax) bytes",
                remedy: "Import the parts UNECE publishes one by one.")
            return
        }
        let delimiter = HSImporter.delimiter(of: bytes)
        var reader = DelimitedText(bytes, delimiter: delimiter, quoting: delimiter != 9)
        var fields: [DelimitedText.Field] = []
        var columns: LocationColumns?
        while let row = reader.next(into: &fields) {
            let texts = row.fault == nil ? fields.map { reader.text($0) } : []
            if columns == nil {
                columns = LocationColumns.named(texts)
                if columns != nil { continue }
                columns = .official
            }
            guard let columns else { continue }
            guard row.fault == nil, texts.count > max(columns.location, columns.name) else {
                refuse(row.line, texts)
                continue
            }
            take(texts, columns, line: row.line)
        }
    }

    private mutating func refuse(_ line: Int, _ texts: [String]) {
        refused += 1
        notes.add(
            .error, "locode-row-unreadable", line: line,
            problem: Diagnostic.quoted(texts.joined(separator: ",")),
            reason: "a row has two letters of a country, three letters or digits, and a name",
            remedy: "Correct the row.")
    }

    private mutating func take(_ texts: [String], _ columns: LocationColumns, line: Int) {
        func text(_ column: Int?) -> String {
            column.flatMap { $0 < texts.count ? texts[$0] : nil } ?? ""
        }
        let change = text(columns.change)
        let location = text(columns.location).filter { $0 != " " }
        // Country headings and cross references have no location; X marks what UNECE removed.
        if change == "X" || change == "="
            || (columns.country != nil && location.isEmpty && !text(columns.name).isEmpty)
        {
            skipped += 1
            return
        }
        let name = text(columns.name)
        let key = Locations.key(text(columns.country) + location)
        guard key != 0, !name.isEmpty, name.utf8.count <= 512 else {
            refuse(line, texts)
            return
        }
        var record = Locations.Record(key: key)
        record.nameStart = UInt32(clamping: names.count)
        record.nameLength = UInt16(clamping: name.utf8.count)
        names.append(contentsOf: name.utf8)
        record.functions = Self.functions(text(columns.functions))
        record.subdivision = Self.packed(text(columns.subdivision), bytes: 4)
        record.iata = Self.packed(text(columns.iata), bytes: 4)
        record.status = UInt16(truncatingIfNeeded: Self.packed(text(columns.status), bytes: 2))
        readCoordinates(text(columns.coordinates), into: &record, line: line)
        records.append(record)
        lines.append(UInt32(clamping: line))
    }

    private mutating func readCoordinates(
        _ text: String, into record: inout Locations.Record, line: Int
    ) {
        guard !text.isEmpty else { return }
        let parts = text.split(separator: " ")
        guard parts.count == 2,
            let latitude = Self.minutes(parts[0], digits: 4, "N", "S", degreesMax: 90),
            let longitude = Self.minutes(parts[1], digits: 5, "E", "W", degreesMax: 180)
        else {
            notes.add(
                .warning, "locode-coordinates", line: line, problem: Diagnostic.quoted(text),
                reason: "a position is written 4118N 06917E, degrees and minutes",
                remedy: "The place was taken without a position. Correct it.")
            return
        }
        record.latitude = Int16(latitude)
        record.longitude = Int16(longitude)
    }

    private static func minutes(
        _ text: Substring, digits: Int, _ plus: Character, _ minus: Character, degreesMax: Int
    ) -> Int? {
        guard text.utf8.count == digits + 1, let sign = text.last, sign == plus || sign == minus,
            text.dropLast().utf8.allSatisfy(RateNumber.isDigit), let number = Int(text.dropLast()),
            number % 100 < 60, number / 100 <= degreesMax
        else { return nil }
        let minutes = number / 100 * 60 + number % 100
        return sign == plus ? minutes : -minutes
    }

    /// "1-3---B" or "13B".
    private static func functions(_ text: String) -> UInt16 {
        var bits: UInt16 = 0
        for byte in text.utf8.prefix(16) {
            switch byte {
            case 48...55: bits |= 1 << UInt16(byte - 48)
            case UInt8(ascii: "B"), UInt8(ascii: "b"):
                bits |= Place.Functions.borderCrossing.rawValue
            default: continue
            }
        }
        return bits
    }

    private static func packed(_ text: String, bytes: Int) -> UInt32 {
        guard text.utf8.count <= bytes else { return 0 }
        return text.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Sorts what was read and names codes that came twice; the first of them stays.
    mutating func finished() -> LocationsImport {
        let order = records.indices.sorted { (records[$0].key, $0) < (records[$1].key, $1) }
        var kept: [Locations.Record] = []
        kept.reserveCapacity(records.count)
        for index in order {
            if kept.last?.key == records[index].key {
                skipped += 1
                notes.add(
                    .warning, "locode-twice", line: Int(lines[index]),
                    problem: Locations.locode(records[index].key),
                    reason: "UN/LOCODE has each code once; files of two editions overlap",
                    remedy: "The first row stays. Import one edition at a time.")
                continue
            }
            kept.append(records[index])
        }
        return LocationsImport(
            locations: Locations(records: kept, names: names), refused: refused,
            skipped: skipped, diagnostics: notes.finished())
    }
}
