// Questions everybody asks of a declaration. Nothing here changes it.

extension Declaration {
    /// The party in a role, when the header names one.
    public func party(_ role: Party.Role) -> Party? { parties.first { $0.role == role } }

    /// The office in a role.
    public func office(_ role: OfficeReference.Role) -> String? {
        offices.first { $0.role == role }?.id
    }

    /// The means of transport at a stage.
    public func transport(_ stage: TransportMeans.Stage) -> TransportMeans? {
        transportMeans.first { $0.stage == stage }
    }

    /// The mode that counts: at the border, else on arrival, else on departure.
    public var modeCode: String? {
        for stage in TransportMeans.Stage.allCases {
            if let mode = transport(stage)?.modeCode { return mode }
        }
        return nil
    }

    /// The day whose code lists and rates apply: acceptance, else issue, else arrival.
    public var referenceDay: CalendarDay? {
        acceptanceDateTime?.day ?? issueDateTime?.day ?? arrivalDateTime?.day
    }

    /// The trader who answers for the goods: the importer or consignee of imports, the exporter or
    /// consignor of exports, else the declarant.
    public var traderID: String? {
        let roles: [Party.Role] =
            flow == .export
            ? [.exporter, .consignor, .declarant] : [.importer, .consignee, .declarant]
        for role in roles {
            if let party = party(role), let key = party.id ?? party.name { return key }
        }
        return nil
    }

    /// Country of origin of an item: its own non-preferential origin, else its first.
    public func originCountry(of item: GoodsItem) -> String? {
        (item.origins.first { $0.typeCode == nil || $0.typeCode == "1" } ?? item.origins.first)?
            .countryCode
    }

    /// Country of dispatch of an item: its own, else the header's.
    public func exportCountry(of item: GoodsItem) -> String? {
        item.exportCountryCode ?? exportCountryCode
    }

    /// Country of destination of an item: its own, else the header's.
    public func destinationCountry(of item: GoodsItem) -> String? {
        item.destinationCountryCode ?? destinationCountryCode
    }
}

extension GoodsItem {
    /// Schemes whose code begins with the Harmonized System's six digits, the preferred one first.
    public static let tariffSchemes = ["HS", "TSP", "TNVED", "CN", "TARIC"]

    /// The tariff code: the HS-based classification, digits only; nil when the item has none.
    public var commodityCode: String? {
        for scheme in Self.tariffSchemes {
            if let code = classifications.first(where: { $0.scheme == scheme })?.code {
                return code
            }
        }
        return classifications.first { $0.scheme == nil }?.code
    }
}
