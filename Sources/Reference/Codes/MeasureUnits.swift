package import Customs

/// A unit of measure that trade uses.
package struct MeasureUnit: Hashable, Sendable {
    /// UN/ECE Recommendation 20 code.
    package let code: String
    package let name: String
    /// Sign used in Russian documents; empty when none.
    package let signRussian: String
    /// OKEI number, three digits; nil when OKEI has none that we know.
    package let okei: String?
    /// "mass", "volume", "count" …; only units of one dimension convert into each other.
    package let dimension: String
    /// How many base units one unit is; nil when that depends on the goods.
    package let factor: ExactDecimal?
}

/// Units of UN/ECE Recommendation 20 with OKEI numbers and customs spellings.
///
/// Source: see ``UnitTable``.
package enum MeasureUnits {
    /// All units, mass first.
    package static let all: [MeasureUnit] = rows.map { row in
        MeasureUnit(
            code: row[0], name: row[1], signRussian: row[2],
            okei: row[3].isEmpty ? nil : row[3], dimension: row[4],
            factor: row[5].isEmpty ? nil : ExactDecimal(row[5]))
    }

    /// The codes as a list; spellings: OKEI numbers, Russian signs, names, ASYCUDA spellings.
    package static let list = CodeList(
        name: "UN/ECE Recommendation 20",
        codes: all.map { DatedCode(code: $0.code, name: $0.name) },
        aliases: rows.flatMap { row in
            ([row[2], row[3], row[1]] + row[6].split(separator: ",").map(String.init))
                .filter { !$0.isEmpty }.map { (spelling: $0, code: row[0]) }
        })

    private static let rows = FactTable.rows(UnitTable.rows).filter { $0.count == 7 }

    /// Codes, OKEI numbers and spellings of at most eight bytes, as they are written in documents.
    private static let index: PackedIndex = {
        var pairs = all.enumerated().map { (key: PackedCode.pack($1.code), position: $0) }
        for (position, row) in rows.enumerated() {
            for spelling in [row[3], row[2].uppercased(), row[2]]
                + row[6].split(separator: ",")
                .map(String.init)
            {
                pairs.append((key: PackedCode.pack(spelling), position: position))
            }
        }
        return PackedIndex(pairs)
    }()

    /// The unit meant by a code, an OKEI number or a customs spelling: "KGM", "166", "KG", "шт".
    ///
    /// What follows "#" (a qualifier such as "KGM#G" for gross) is not looked at.
    package static func unit(_ text: String) -> MeasureUnit? {
        let position = position(text)
        return position >= 0 ? all[position] : nil
    }

    /// True when ``unit(_:)`` finds something; allocates nothing.
    package static func isUnit(_ text: String) -> Bool { position(text) >= 0 }

    private static func position(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            let mark = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
            return index.position(
                PackedCode.pack(utf8: UnsafeBufferPointer(rebasing: bytes[..<mark])))
        }
    }

    /// A quantity in another unit of the same dimension, rounded half away from zero to `decimals`.
    ///
    /// - Returns: nil when a unit is unknown, the dimensions differ, or the result has more than 18
    ///   digits. Mass of content (kg of N) does not convert into mass of goods.
    package static func convert(
        _ quantity: Quantity, to target: String, decimals: UInt8 = 6
    ) -> Quantity? {
        guard let unit = quantity.unit.flatMap(unit), let wanted = self.unit(target),
            unit.dimension == wanted.dimension, let from = unit.factor, let to = wanted.factor,
            unit.code == wanted.code || !["content", "other"].contains(unit.dimension)
        else { return nil }
        let ratio = ExactRatio(quantity.value, from, over: to)
        return ratio.rounded(decimals: decimals).map { Quantity($0, target) }
    }
}
