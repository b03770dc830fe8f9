/// The lines of one register, column by column.
struct LineColumns: Sendable {
    var ids = TextColumn()
    /// Hash of the declaration's number as written; 0 when it is missing.
    var declarations: [UInt64] = []
    /// Day number since 1970; `Int32.min` when it cannot be read.
    var days: [Int32] = []
    /// The registered party: exporter in the export register, importer in the import register.
    var parties: [Int32] = []
    var names: [Int32] = []
    /// The other side's party as written.
    var partners: [Int32] = []
    /// First eight digits of the commodity code, filled with zeros; 0 when missing.
    var codes: [UInt32] = []
    var origins: [UInt16] = []
    /// Destination in the export register, departure in the import register.
    var countries: [UInt16] = []
    var massNetKg: [Float] = []
    var massGrossKg: [Float] = []
    var quantities: [Float] = []
    /// Unit of the quantity, three characters packed.
    var units: [UInt32] = []
    var packages: [Int32] = []
    var values: [Double] = []
    var currencies: [UInt32] = []
    var modes: [UInt8] = []
    var invoices: [PackedKey] = []
    var documents: [PackedKey] = []
    var containers: [PackedKey] = []
    var references: [PackedKey] = []
    var extras = ExtraColumns()

    var count: Int { days.count }

    /// Makes room for so many lines, so that growing does not double the memory.
    mutating func reserve(_ lines: Int) {
        ids.reserve(lines)
        declarations.reserveCapacity(lines)
        days.reserveCapacity(lines)
        parties.reserveCapacity(lines)
        names.reserveCapacity(lines)
        partners.reserveCapacity(lines)
        codes.reserveCapacity(lines)
        origins.reserveCapacity(lines)
        countries.reserveCapacity(lines)
        massNetKg.reserveCapacity(lines)
        massGrossKg.reserveCapacity(lines)
        quantities.reserveCapacity(lines)
        units.reserveCapacity(lines)
        packages.reserveCapacity(lines)
        values.reserveCapacity(lines)
        currencies.reserveCapacity(lines)
        modes.reserveCapacity(lines)
        invoices.reserveCapacity(lines)
        documents.reserveCapacity(lines)
        containers.reserveCapacity(lines)
        references.reserveCapacity(lines)
    }

    /// Keeps what reports need and gives the memory of the rest back.
    mutating func dropCompared() {
        var kept = LineColumns()
        swap(&kept.ids, &ids)
        swap(&kept.days, &days)
        swap(&kept.countries, &countries)
        swap(&kept.extras, &extras)
        self = kept
    }

    /// Appends the symbols of a segment, translated by the two maps.
    mutating func appendSymbols(_ other: LineColumns, parties: [Int32], names: [Int32]) {
        self.parties.append(contentsOf: other.parties.lazy.map { parties[Int($0)] })
        self.names.append(contentsOf: other.names.lazy.map { names[Int($0)] })
        partners.append(contentsOf: other.partners.lazy.map { names[Int($0)] })
    }

    /// Appends all of a segment's lines but their symbols.
    mutating func append(_ other: LineColumns) {
        ids.append(other.ids)
        declarations.append(contentsOf: other.declarations)
        days.append(contentsOf: other.days)
        codes.append(contentsOf: other.codes)
        origins.append(contentsOf: other.origins)
        countries.append(contentsOf: other.countries)
        massNetKg.append(contentsOf: other.massNetKg)
        massGrossKg.append(contentsOf: other.massGrossKg)
        quantities.append(contentsOf: other.quantities)
        units.append(contentsOf: other.units)
        packages.append(contentsOf: other.packages)
        values.append(contentsOf: other.values)
        currencies.append(contentsOf: other.currencies)
        modes.append(contentsOf: other.modes)
        invoices.append(contentsOf: other.invoices)
        documents.append(contentsOf: other.documents)
        containers.append(contentsOf: other.containers)
        references.append(contentsOf: other.references)
        extras.append(other.extras)
    }
}

/// Texts of any length in one arena.
struct TextColumn: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    mutating func append(_ other: TextColumn) {
        let base = bytes.count
        bytes.append(contentsOf: other.bytes)
        ends.append(contentsOf: other.ends.lazy.map { $0 + base })
    }

    var count: Int { ends.count }

    mutating func reserve(_ texts: Int) {
        bytes.reserveCapacity(texts * 12)
        ends.reserveCapacity(texts)
    }

    /// Lends the bytes of one text.
    @inline(__always)
    func withText<Answer>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { all in
            let start = index == 0 ? 0 : ends[index - 1]
            return body(UnsafeBufferPointer(rebasing: all[start..<ends[index]]))
        }
    }

    /// Whether two texts are the same.
    func equal(_ one: Int, _ two: Int) -> Bool {
        withText(one) { first in
            withText(two) { second in
                first.count == second.count && first.elementsEqual(second)
            }
        }
    }

    subscript(index: Int) -> String { withText(index) { String(decoding: $0, as: UTF8.self) } }
}

/// A register as it was read: its lines and the texts that their symbols stand for.
struct Register: Sendable {
    let side: RegisterSide
    var lines = LineColumns()
    var currencies = LineCurrencies()
    var parties = SymbolTable()
    var names = SymbolTable()

    /// Keeps what reports need, once the consignments hold the rest.
    mutating func dropCompared() {
        lines.dropCompared()
        parties = SymbolTable()
        names = SymbolTable()
    }
}

/// Which side of the border wrote a register.
enum RegisterSide: Sendable {
    case exports
    case imports

    /// The file's usual name, for diagnostics.
    var name: String { self == .exports ? "exports" : "imports" }
}
