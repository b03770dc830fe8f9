import Customs

/// What a customs procedure does with the goods, whatever number a country gives it.
package enum Regime: String, Hashable, Sendable, CaseIterable {
    case homeUse, temporaryAdmission, inwardProcessing, processingForHomeUse, reimport, warehouse
    case freeZone, transit, export, reexport, outwardProcessing, temporaryExport, dutyFreeShop
    case destruction, abandonment, special
    /// No previous procedure ("00").
    case none

    /// True when goods come into the country to stay or to be worked on.
    package var isInward: Bool {
        switch self {
        case .homeUse, .temporaryAdmission, .inwardProcessing, .processingForHomeUse, .reimport,
            .warehouse, .freeZone:
            true
        default: false
        }
    }

    /// True when goods leave the country.
    package var isOutward: Bool {
        switch self {
        case .export, .reexport, .outwardProcessing, .temporaryExport: true
        default: false
        }
    }
}

/// Procedure codes: requested procedure, previous procedure, and the regime class of each.
///
/// Numbers follow the tens that ASYCUDA, the EU and the EAEU share; national lists refine them.
///
/// Source: EU Delegated Regulation 2015/2446, annex B (1/10); EAEU classifier of customs procedures
/// (Decision 378 of the Customs Union Commission, annex 1); ASYCUDA reference procedures.
package enum Procedures {
    private static let rows = FactTable.rows(
        """
        00|none|No previous procedure
        01|homeUse|Release with re-dispatch between customs territories
        07|warehouse|Release with warehousing other than customs
        10|export|Permanent export
        11|export|Export of compensating products
        21|outwardProcessing|Outward processing
        22|outwardProcessing|Outward processing, other
        23|temporaryExport|Temporary export
        31|reexport|Re-export
        40|homeUse|Release for home use
        41|homeUse|Home use, drawback inward processing
        42|homeUse|Home use with onward supply
        43|homeUse|Home use, transitional measures
        44|homeUse|Home use, end use
        45|homeUse|Home use in part
        46|homeUse|Import of equivalent processed products
        48|homeUse|Home use of replacement products
        49|homeUse|Home use between customs territories
        51|inwardProcessing|Inward processing
        53|temporaryAdmission|Temporary admission
        54|inwardProcessing|Inward processing elsewhere
        60|reimport|Re-import
        61|reimport|Re-import with release
        63|reimport|Re-import with onward supply
        68|reimport|Re-import with warehousing
        70|warehouse|Customs warehouse
        71|warehouse|Customs warehouse
        72|warehouse|Customs warehouse, national goods
        73|warehouse|Customs warehouse, other
        76|warehouse|Warehouse before export
        77|freeZone|Free warehouse or zone
        78|freeZone|Free zone
        80|transit|Customs transit
        81|transit|Transit from the office of entry
        82|transit|Transit to the office of exit
        90|special|Other procedure
        91|processingForHomeUse|Processing under customs control
        92|processingForHomeUse|Processing under control elsewhere
        93|destruction|Destruction
        94|abandonment|Abandonment to the state
        95|warehouse|Excise warehouse
        96|dutyFreeShop|Duty-free shop
        97|special|Special customs procedure
        """)

    /// The two-digit codes.
    package static let list = CodeList(
        name: "customs procedure",
        codes: rows.filter { $0.count == 3 }.map { DatedCode(code: $0[0], name: $0[2]) })

    private static let regimes: [Regime?] = {
        var table = [Regime?](repeating: nil, count: 100)
        for row in rows where row.count == 3 {
            if let number = Int(row[0]) { table[number] = Regime(rawValue: row[1]) }
        }
        return table
    }()

    /// The regime class of a two-digit code.
    package static func regime(_ code: String) -> Regime? {
        let key = PackedCode.pack(code)
        let tens = Int(key >> 8) - 48
        let ones = Int(key & 0xFF) - 48
        guard (0...9).contains(tens), (0...9).contains(ones) else { return nil }
        return regimes[tens * 10 + ones]
    }

    /// Requested and previous procedure of a code as written: "4000", "40/00", "40", "IM40",
    /// "4071C01".
    ///
    /// - Returns: nil when the text has no two-digit procedure of our list in front; `previous` is
    ///   nil when none is written or its class is unknown.
    package static func regimes(of text: String) -> (requested: Regime, previous: Regime?)? {
        guard text.utf8.count <= 16 else { return nil }
        // The first four signs from the first digit on, separators left out.
        var signs: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        var count = 0
        for byte in text.utf8 where byte != UInt8(ascii: "/") && byte != UInt8(ascii: " ") {
            guard count > 0 || (48...57).contains(byte) else { continue }
            switch count {
            case 0: signs.0 = byte
            case 1: signs.1 = byte
            case 2: signs.2 = byte
            case 3: signs.3 = byte
            default: break
            }
            count += 1
        }
        func pair(_ tens: UInt8, _ ones: UInt8) -> Regime? {
            guard (48...57).contains(tens), (48...57).contains(ones) else { return nil }
            return regimes[Int(tens - 48) * 10 + Int(ones - 48)]
        }
        guard let requested = pair(signs.0, signs.1) else { return nil }
        return (requested, pair(signs.2, signs.3))
    }
}
