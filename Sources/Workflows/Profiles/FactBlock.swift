import Customs
import Profiles
import Risk

/// Some thousand declarations laid out by columns, or as many of the columns as a question needs.
struct FactBlock: Sendable {
    let rowCount: Int
    private var columns: [String: FactColumn] = [:]
    /// Where each declaration's items begin, and where the last ends.
    private var itemStarts: [Int] = [0]

    static let version = "version"
    static let itemCount = "items"

    static func column(_ slot: Int) -> String { "declaration." + ProfileFields.all[slot].name }

    static func itemColumn(_ place: Int) -> String { "item." + ItemFields.all[place].name }

    /// Lays declarations out; `versions` are the ids of their stored versions.
    init(_ subjects: [DeclarationSubject], versions: [Int64]) {
        rowCount = subjects.count
        columns[Self.version] = FactColumn(
            versions.map { .int($0) }, isText: false, isList: false)
        let (header, item) = Self.values(subjects)
        for (slot, field) in ProfileFields.all.enumerated() {
            columns[Self.column(slot)] = FactColumn(
                header[slot], isText: field.kind == .text, isList: field.kind == .texts)
        }
        for (place, field) in ItemFields.all.enumerated() {
            columns[Self.itemColumn(place)] = FactColumn(
                item[place], isText: field.kind == .text, isList: field.kind == .texts)
        }
        let counts = subjects.map { Value.int(Int64($0.declaration.items.count)) }
        let count = FactColumn(counts, isText: false, isList: false)
        columns[Self.itemCount] = count
        setStarts(count)
    }

    /// The values by field. Declarations are gone through one by one, since taking hold of one costs
    /// more than reading a field of it.
    private static func values(
        _ subjects: [DeclarationSubject]
    ) -> (header: [[Value]], item: [[Value]]) {
        var header = [[Value]](repeating: [], count: ProfileFields.all.count)
        var item = [[Value]](repeating: [], count: ItemFields.all.count)
        for slot in header.indices { header[slot].reserveCapacity(subjects.count) }
        for subject in subjects {
            for (slot, field) in ProfileFields.all.enumerated() {
                header[slot].append(field.read(subject))
            }
            for goods in subject.declaration.items {
                let goods = ItemSubject(
                    item: goods, declaration: subject.declaration,
                    measures: ItemMeasures(
                        subject.declaration, item: goods, rates: subject.rates))
                for (place, field) in ItemFields.all.enumerated() {
                    item[place].append(field.read(goods))
                }
            }
        }
        return (header, item)
    }

    /// All columns, for storing.
    var encoded: [(String, [UInt8])] {
        columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value.encoded) }
    }

    /// Reads the columns wanted; nil when one is missing or damaged.
    init?(rowCount: Int, wanted: Set<String>, read: (String) throws -> [UInt8]?) rethrows {
        self.rowCount = rowCount
        guard let bytes = try read(Self.itemCount),
            let count = FactColumn(bytes, rowCount: rowCount)
        else { return nil }
        setStarts(count)
        for name in wanted {
            let rows = name.hasPrefix("item.") ? itemStarts[rowCount] : rowCount
            guard let bytes = try read(name), let column = FactColumn(bytes, rowCount: rows) else {
                return nil
            }
            columns[name] = column
        }
    }

    private mutating func setStarts(_ counts: FactColumn) {
        itemStarts.reserveCapacity(rowCount + 1)
        for row in 0..<rowCount {
            let count = counts.number(row)
            itemStarts.append(itemStarts[row] + (count > 0 && count < 1e6 ? Int(count) : 0))
        }
    }

    func version(of row: Int) -> Int64 { Int64(columns[Self.version]?.number(row) ?? 0) }

    func value(of slot: Int, row: Int) -> Value {
        columns[Self.column(slot)]?.value(row, ProfileFields.all[slot].kind) ?? .missing
    }

    /// Columns by slot and place, so that rows are read without looking names up.
    var access: Access { Access(self) }

    struct Access {
        private let header: [FactColumn?]
        private let item: [FactColumn?]
        private let starts: [Int]

        init(_ block: FactBlock) {
            header = ProfileFields.all.indices.map { block.columns[FactBlock.column($0)] }
            item = ItemFields.all.indices.map { block.columns[FactBlock.itemColumn($0)] }
            starts = block.itemStarts
        }

        /// The values of a row by slot.
        func reader(of row: Int) -> (Int) -> Value {
            { slot in
                if slot < header.count {
                    return header[slot]?.value(row, ProfileFields.all[slot].kind) ?? .missing
                }
                return .list(
                    (starts[row]..<starts[row + 1]).map { place in
                        var values = ContiguousArray<Value>(
                            repeating: .missing, count: item.count)
                        for field in item.indices {
                            guard let column = item[field] else { continue }
                            values[field] = column.value(place, ItemFields.all[field].kind)
                        }
                        return .record(Record(ProfileFields.itemShape, values))
                    })
            }
        }
    }
}
