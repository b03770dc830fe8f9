import Customs
package import Profiles
import Reference
import Risk

/// The fields a profile's condition may name, and the types the checker knows of them.
package enum ProfileFields {
    /// Changes whenever a field is added, renamed or read otherwise, so that columns laid out by an
    /// older program are made anew.
    package static let layout = "declaration-1"
    static let items = "declaration.items"

    /// Fields of the declaration as a whole.
    package static let all: [FactField<DeclarationSubject>] = headerFields + tradeFields

    private static let headerFields: [FactField<DeclarationSubject>] = [
        .init("flow", .text, "import, export or transit") { .text($0.declaration.flow?.rawValue) },
        .init("type", .text, "kind of declaration as written, such as IMA") {
            .text($0.declaration.typeCode)
        },
        .init("mode", .text, "mode of transport that counts, UN/ECE Rec 19", codes: .transportMode)
        {
            .text($0.declaration.modeCode)
        },
        .init("office", .text, "office of declaration") {
            .text($0.declaration.office(.declaration))
        },
        .init("entryOffice", .text, "office of entry") { .text($0.declaration.office(.entry)) },
        .init("exitOffice", .text, "office of exit") { .text($0.declaration.office(.exit)) },
        .init("date", .day, "day of acceptance, else of issue, else of arrival") {
            .day($0.declaration.referenceDay)
        },
        .init("grossMass", .number, "total gross mass, kg") {
            .number($0.declaration.totalGrossMass?.kilograms)
        },
        .init("packages", .number, "total number of packages") {
            .number($0.declaration.totalPackageQuantity?.approximate)
        },
        .init("itemCount", .whole, "number of items") { .whole($0.declaration.items.count) },
        .init("isContainerised", .flag, "whether the goods travel in containers, as declared") {
            $0.declaration.containerCode.map { .bool($0 == "1") } ?? .missing
        },
        .init("containers", .texts, "numbers of containers and wagons") {
            .texts($0.declaration.equipment.map(\.id))
        },
        .init("seals", .texts, "numbers of seals") {
            .texts($0.declaration.equipment.flatMap { $0.seals.map(\.id) })
        },
        .init("vehicle", .text, "number of the means of transport") {
            .text(
                $0.declaration.transport(.border)?.id ?? $0.declaration.transport(.arrival)?.id
                    ?? $0.declaration.transport(.departure)?.id)
        },
        .init("goodsLocation", .text, "place of the goods") {
            .text($0.declaration.goodsLocation?.id)
        },
        .init("warehouse", .text, "warehouse") { .text($0.declaration.warehouseID) },
        .init("loadingPlace", .text, "place of loading, UN/LOCODE") {
            .text($0.declaration.loadingLocationID)
        },
        .init("unloadingPlace", .text, "place of unloading, UN/LOCODE") {
            .text($0.declaration.unloadingLocationID)
        },
    ]

    private static let tradeFields: [FactField<DeclarationSubject>] = [
        .init("importer", .text, "number of the importer or consignee") {
            .text($0.declaration.party(.importer)?.id ?? $0.declaration.party(.consignee)?.id)
        },
        .init("exporter", .text, "number of the exporter or consignor") {
            .text($0.declaration.party(.exporter)?.id ?? $0.declaration.party(.consignor)?.id)
        },
        .init("declarant", .text, "number of the declarant or agent") {
            .text($0.declaration.party(.declarant)?.id ?? $0.declaration.party(.agent)?.id)
        },
        .init(
            "exporterCountry", .text, "country of the exporter's place of business", codes: .country
        ) {
            let party = $0.declaration.party(.exporter) ?? $0.declaration.party(.consignor)
            return .text(party?.address?.countryCode)
        },
        .init("exportCountry", .text, "country of dispatch", codes: .country) {
            .text($0.declaration.exportCountryCode)
        },
        .init("destinationCountry", .text, "country of destination", codes: .country) {
            .text($0.declaration.destinationCountryCode)
        },
        .init(
            "tradingCountry", .text, "country of the trading partner, SAD box 11", codes: .country
        ) {
            .text($0.declaration.tradingCountryCode)
        },
        .init("route", .texts, "countries of the itinerary, in order") {
            .texts($0.declaration.itinerary.map(\.countryCode))
        },
        .init("currency", .text, "currency of the invoice", codes: .currency) {
            .text($0.declaration.invoiceAmount?.currency)
        },
        .init("invoiceAmount", .number, "invoice total in its currency") {
            .number($0.declaration.invoiceAmount?.amount.approximate)
        },
        .init("valueUSD", .number, "sum of the items' values in US dollars, all of them known") {
            subject in
            var sum = 0.0
            for item in subject.declaration.items {
                let measures = ItemMeasures(
                    subject.declaration, item: item, rates: subject.rates)
                guard measures.basis == 0, let value = measures.value else { return .missing }
                sum += value
            }
            return subject.declaration.items.isEmpty ? .missing : .double(sum)
        },
        .init("incoterm", .text, "terms of delivery", codes: .incoterm) {
            .text($0.declaration.tradeTerms?.conditionCode)
        },
        .init("freight", .number, "freight in its currency") {
            .number($0.declaration.valuation?.freight?.amount.approximate)
        },
        .init("valuationMethod", .text, "method of valuation, 1 to 6") {
            .text($0.declaration.valuation?.methodCode)
        },
        .init("transactionNature", .text, "nature of transaction, SAD box 24") {
            .text($0.declaration.transactionNatureCode)
        },
        .init("documents", .texts, "codes of the documents named in the header") {
            .texts($0.declaration.documents.map { ($0.categoryCode ?? "") + ($0.typeCode ?? "") })
        },
        .init("previousDocuments", .texts, "codes of previous documents in the header") {
            .texts($0.declaration.previousDocuments.map(\.typeCode))
        },
    ]

    /// What expressions are checked against.
    package static let environment: Environment = {
        var variables = all.map {
            Environment.Variable(
                "declaration." + $0.name, $0.kind.type, codes: codes($0.scheme))
        }
        variables.append(Environment.Variable(items, .list(.record(itemShape))))
        return Environment(variables)
    }()

    /// Slot of the items.
    static var itemSlot: Int { all.count }

    package static let itemShape = RecordShape(
        name: "item",
        fields: ItemFields.all.map {
            RecordShape.Field($0.name, $0.kind.type, codes: codes($0.scheme))
        })

    private static let sets: [CodeScheme: CodeSet] = {
        var sets: [CodeScheme: CodeSet] = [:]
        for scheme in [
            CodeScheme.country, .currency, .unit, .transportMode, .packageType, .incoterm,
        ] {
            let list = CodeLists.list(scheme)
            sets[scheme] = CodeSet(name: list.name, codes: Set(list.codes.map(\.code)))
        }
        return sets
    }()

    private static func codes(_ scheme: CodeScheme?) -> CodeSet? { scheme.flatMap { sets[$0] } }

    /// Gives the values of a declaration by slot.
    static func reader(
        of subject: DeclarationSubject, itemFields wanted: Set<Int>? = nil
    ) -> (Int) -> Value {
        { slot in
            if slot < all.count { return all[slot].read(subject) }
            return .list(
                subject.declaration.items.map { item in
                    let item = ItemSubject(
                        item: item, declaration: subject.declaration,
                        measures: ItemMeasures(
                            subject.declaration, item: item, rates: subject.rates))
                    var values = ContiguousArray<Value>()
                    values.reserveCapacity(ItemFields.all.count)
                    for (place, field) in ItemFields.all.enumerated() {
                        let isWanted = wanted.map { $0.contains(place) } ?? true
                        values.append(isWanted ? field.read(item) : .missing)
                    }
                    return .record(Record(itemShape, values))
                })
        }
    }
}
