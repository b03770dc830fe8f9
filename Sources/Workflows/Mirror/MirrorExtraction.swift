import Customs
import Reconciliation

extension MirrorRecord {
    /// What a declaration of ours says about goods that another country sees too; nil without a
    /// flow or a day.
    init?(_ declaration: borrowing Declaration, number: String, version: Int) {
        guard let flow = declaration.flow.flatMap({ Flow(rawValue: $0.rawValue) }),
            let day = declaration.referenceDay
        else { return nil }
        self.init(number: number, version: version, flow: flow, day: day)
        // UNTDID 1225: 1 is a cancellation.
        isWithdrawn = declaration.functionCode == "1"
        country =
            flow == .import
            ? declaration.exportCountryCode ?? declaration.items.first?.exportCountryCode
            : declaration.destinationCountryCode ?? declaration.items.first?.destinationCountryCode
        office = declaration.office(.declaration) ?? declaration.offices.first?.id
        procedure =
            declaration.items.first?.procedures.first?.currentCode ?? declaration.procedureTypeCode
        incoterm = declaration.tradeTerms?.conditionCode
        mode = declaration.modeCode
        reference = declaration.ucrID ?? declaration.items.lazy.compactMap(\.ucrID).first
        seals = declaration.equipment.flatMap { $0.seals.compactMap(\.id) }
        containers = declaration.equipment.compactMap(\.id)
        vehicles = declaration.transportMeans.compactMap(\.id)
        crossing = declaration.office(flow == .export ? .exit : .entry)
        let isExport = flow == .export
        seller = Self.party(
            declaration,
            isExport ? [.exporter, .consignor, .seller] : [.seller, .consignor, .exporter])
        buyer = Self.party(
            declaration,
            isExport ? [.consignee, .buyer, .importer] : [.importer, .consignee, .buyer])
        if !isExport {
            freight = Self.stated(declaration.valuation?.freight, declaration)
            insurance = Self.stated(declaration.valuation?.insurance, declaration)
        }
        takePapers(declaration)
        for (place, item) in declaration.items.prefix(Self.linesMax).enumerated() {
            lines.append(Self.line(item, place: place, declaration))
        }
    }

    private static func party(
        _ declaration: borrowing Declaration, _ roles: [Party.Role]
    ) -> MirrorParty {
        for role in roles {
            if let party = declaration.party(role), party.id != nil || party.name != nil {
                return MirrorParty(id: party.id, name: party.name)
            }
        }
        return MirrorParty()
    }

    /// UNTDID 1001: consignment notes, bills of lading and waybills.
    private static let transportTypes: Set<String> = [
        "703", "704", "705", "706", "710", "714", "720", "722", "730", "740", "741", "750", "760",
        "763", "765", "787",
    ]
    /// UNTDID 1001: commercial and proforma invoices.
    private static let invoiceTypes: Set<String> = ["325", "380", "388", "393"]
    /// UNTDID 1001: TIR carnet.
    private static let guaranteeType = "952"

    private mutating func takePapers(_ declaration: borrowing Declaration) {
        if let invoice = declaration.invoiceID { invoices.append(invoice) }
        if let id = declaration.id, id != number { cited.append(id) }
        let papers =
            declaration.documents.map { ($0.typeCode, $0.id) }
            + declaration.items.flatMap { $0.documents.map { ($0.typeCode, $0.id) } }
        for (type, id) in papers { take(type, id, isPrevious: false) }
        let previous =
            declaration.previousDocuments.map { ($0.typeCode, $0.id) }
            + declaration.items.flatMap { $0.previousDocuments.map { ($0.typeCode, $0.id) } }
        for (type, id) in previous { take(type, id, isPrevious: true) }
        if guarantee == nil {
            guarantee = declaration.guarantees.lazy.compactMap { $0.referenceID ?? $0.id }.first
        }
        func once(_ texts: [String]) -> [String] {
            var seen: Set<String> = []
            return Array(texts.filter { seen.insert($0).inserted }.prefix(Self.numbersMax))
        }
        (documents, invoices, cited) = (once(documents), once(invoices), once(cited))
        (containers, vehicles, seals) = (once(containers), once(vehicles), once(seals))
    }

    private mutating func take(_ type: String?, _ id: String?, isPrevious: Bool) {
        guard let id, !id.isEmpty else { return }
        // The EU writes N730 for 730.
        let code = type.map { $0.hasPrefix("N") ? String($0.dropFirst()) : $0 } ?? ""
        if Self.transportTypes.contains(code) {
            documents.append(id)
        } else if Self.invoiceTypes.contains(code) {
            invoices.append(id)
        } else if code == Self.guaranteeType {
            guarantee = guarantee ?? id
        } else if isPrevious, flow != .export {
            cited.append(id)
        }
    }

    /// An amount in a currency, the invoice's where it names none.
    private static func stated(_ money: Money?, _ declaration: borrowing Declaration) -> Money? {
        guard let money else { return nil }
        return Money(money.amount, money.currency ?? declaration.invoiceAmount?.currency)
    }

    private static func line(
        _ item: borrowing GoodsItem, place: Int, _ declaration: borrowing Declaration
    ) -> MirrorLine {
        var line = MirrorLine(number: item.sequence?.whole ?? place + 1)
        line.code = item.commodityCode
        line.description = item.description
        line.origin = declaration.originCountry(of: item)
        line.massNetKg = kilograms(item.netMass)
        line.massGrossKg = kilograms(item.grossMass)
        line.quantity = item.supplementary?.value
        line.unit = item.supplementary?.unit
        let counts = item.packages.compactMap { $0.count?.whole }
        line.packages = counts.isEmpty ? nil : counts.reduce(0) { $0 &+ $1 }
        let customs = item.customsValue.flatMap { $0.currency == nil ? nil : $0 }
        let paid = stated(item.price, declaration)
        let statistical = item.statisticalValue.flatMap { $0.currency == nil ? nil : $0 }
        line.value =
            declaration.flow == .export
            ? paid ?? statistical ?? customs : customs ?? paid ?? statistical
        return line
    }

    /// Mass in kilograms; other units are not converted here.
    private static func kilograms(_ mass: Quantity?) -> ExactDecimal? {
        guard let mass, !mass.value.isNegative else { return nil }
        switch mass.unit {
        case nil, "KGM": return mass.value
        case "TNE": return mass.value.multiplied(by: ExactDecimal(1_000), decimals: 3)
        default: return nil
        }
    }
}
