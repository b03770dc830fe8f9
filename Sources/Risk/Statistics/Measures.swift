package import Customs

/// What statistics and indicators measure on an item, read once and in one way.
package struct ItemMeasures: Hashable, Sendable, BitwiseCopyable {
    /// The Harmonized System part of the tariff code; nil when there is none.
    package var hs: HSNumber?
    /// Country of origin and of dispatch, packed.
    package var origin: UInt16?
    package var dispatch: UInt16?
    package var netKg: Double?
    package var grossKg: Double?
    /// Value of the item in its ``basis``: customs value, else price, else statistical value.
    package var value: Double?
    /// Currency of ``value``: 0 for US dollars, else the packed currency for which no rate is known.
    package var basis: UInt16
    /// Natural logarithm of value per net kilogram; nil unless both are above zero.
    package var lnUnitPrice: Double?
    /// Packages of one kind: their type and how many; nil when kinds are mixed or unknown.
    package var packageType: UInt16?
    package var packageCount: Double?
    /// Gross, else net kilograms per package.
    package var kgPerPackage: Double?
    /// The item's own freight over its value; nil unless both are above zero in one currency.
    package var freightShare: Double?

    package init(_ declaration: borrowing Declaration, item: borrowing GoodsItem, rates: USDRates) {
        hs = HSNumber(Self.tariffCode(of: item))
        origin = PackedCode.country(
            item.origins.count == 1
                ? item.origins[0].countryCode : declaration.originCountry(of: copy item))
        dispatch =
            item.exportCountryCode != nil
            ? PackedCode.country(item.exportCountryCode)
            : PackedCode.country(declaration.exportCountryCode)
        netKg = item.netMass?.kilograms
        grossKg = item.grossMass?.kilograms
        basis = 0
        let fallback = declaration.invoiceAmount?.currency
        if let money = item.customsValue ?? item.price ?? item.statisticalValue,
            let currency = PackedCode.currency(money.currency ?? fallback)
        {
            if let rate = rates.perUSD(currency) {
                value = money.amount.approximate / rate
            } else {
                value = money.amount.approximate
                basis = currency
            }
        }
        if let freight = item.valuation?.freight,
            let money = item.customsValue ?? item.price ?? item.statisticalValue,
            freight.currency == money.currency
        {
            let (cost, worth) = (freight.amount.approximate, money.amount.approximate)
            if cost > 0, worth > 0 { freightShare = cost / worth }
        }
        if let value, let netKg, value > 0, netKg > 0 { lnUnitPrice = StableMath.ln(value / netKg) }
        if item.packages.count == 1 {
            packageType = PackedCode.packageType(item.packages[0].typeCode)
            packageCount = item.packages[0].count?.approximate
            if let packageCount, packageCount > 0, let mass = grossKg ?? netKg, mass > 0 {
                kgPerPackage = mass / packageCount
            }
        }
    }

    /// The item's tariff code; see `GoodsItem.commodityCode`, whose answer this gives at once in the
    /// usual case that the first classification is the Harmonized System's.
    private static func tariffCode(of item: borrowing GoodsItem) -> String? {
        if !item.classifications.isEmpty, item.classifications[0].scheme == "HS",
            let code = item.classifications[0].code
        {
            return code
        }
        return item.commodityCode
    }

    /// Name of the currency of ``value``.
    package var basisName: String { basis == 0 ? "USD" : PackedCode.letters(of: basis) }
}

extension Quantity {
    /// The mass in kilograms; nil when the unit is no unit of mass this system converts.
    ///
    /// A mass without a unit is in kilograms, as boxes 35 and 38 of the single administrative
    /// document are. Units: UN/ECE Recommendation 20 (KGM, GRM, TNE, LBR, MGM, DTN), OKEI 163, 166,
    /// 168 (gram, kilogram, tonne); qualifiers after "#" are not looked at.
    package var kilograms: Double? {
        guard let unit else { return value.approximate }
        var packed: UInt32 = 0
        var count = 0
        for byte in unit.utf8 {
            if byte == 0x23 { break }
            guard count < 4 else { return nil }
            packed = packed << 8 | UInt32(byte)
            count += 1
        }
        switch packed {
        case 0x4B_47_4D, 0x31_36_36, 0x4B_47: return value.approximate
        case 0x54_4E_45, 0x31_36_38: return value.approximate * 1000
        case 0x47_52_4D, 0x31_36_33: return value.approximate / 1000
        case 0x4C_42_52: return value.approximate * 0.453_592_37
        case 0x4D_47_4D: return value.approximate / 1_000_000
        case 0x44_54_4E: return value.approximate * 100
        default: return nil
        }
    }
}

/// What statistics and indicators measure on a whole declaration.
package struct DeclarationMeasures: Hashable, Sendable {
    package var day: CalendarDay?
    /// 0 unknown, 1 import, 2 export, 3 transit: prices and routes are compared within a flow.
    package var flow: UInt8
    /// Hash of the trader's number or name.
    package var trader: UInt64?
    /// Hash of seller and invoice number.
    package var invoice: UInt64?
    /// Hash of what stays the same over versions of one declaration; nil when it has no number.
    package var identity: UInt32?
    /// Third country of the triple: trading country, else destination of exports and transits.
    package var partner: UInt16?
    /// Hash of the office of declaration.
    package var office: UInt32?
    /// Mode of transport at the border, UNECE Recommendation 19; 0 when not stated.
    package var mode: UInt8 = 0

    package init(_ declaration: borrowing Declaration, seed: UInt64) {
        day = declaration.referenceDay
        switch declaration.flow {
        case nil: flow = 0
        case .import: flow = 1
        case .export: flow = 2
        case .transit: flow = 3
        }
        let roles: [3 of Party.Role] =
            flow == 2
            ? [.exporter, .consignor, .declarant] : [.importer, .consignee, .declarant]
        trader = Self.party(declaration, roles, seed: seed)
        if let number = declaration.invoiceID, !number.isEmpty {
            let sellers: [3 of Party.Role] = [.seller, .exporter, .consignor]
            if let seller = Self.party(declaration, sellers, seed: seed) {
                var hash = StableHash(seed: seed ^ seller)
                hash.add(number)
                invoice = hash.value
            }
        }
        if let reference = declaration.functionalReferenceID ?? declaration.id {
            identity = UInt32(truncatingIfNeeded: Self.hash(reference, seed: seed) >> 32)
        }
        partner = PackedCode.country(
            declaration.tradingCountryCode ?? (flow >= 2 ? declaration.destinationCountryCode : nil)
        )
        for index in declaration.transportMeans.indices {
            guard let first = declaration.transportMeans[index].modeCode?.utf8.first else {
                continue
            }
            if first >= 0x31, first <= 0x39 { mode = first - 0x30 }
            break
        }
        for index in declaration.offices.indices
        where declaration.offices[index].role == .declaration {
            guard let office = declaration.offices[index].id else { continue }
            self.office = UInt32(truncatingIfNeeded: Self.hash(office, seed: seed) >> 32)
            break
        }
    }

    /// Hash of the first party found in the roles, by number, else by name.
    private static func party(
        _ declaration: borrowing Declaration, _ roles: [3 of Party.Role], seed: UInt64
    ) -> UInt64? {
        for place in roles.indices {
            for index in declaration.parties.indices
            where declaration.parties[index].role == roles[place] {
                if let key = declaration.parties[index].id ?? declaration.parties[index].name {
                    return hash(key, seed: seed)
                }
                break
            }
        }
        return nil
    }

    package static func hash(_ text: String, seed: UInt64) -> UInt64 {
        var hash = StableHash(seed: seed)
        hash.add(text)
        return hash.value
    }
}
