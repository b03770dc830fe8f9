import Customs
import Profiles
import Risk

/// The fields of one item that a profile's condition may name.
package enum ItemFields {
    package static let all: [FactField<ItemSubject>] = [
        .init("commodity", .text, "tariff code, digits as declared") {
            .text($0.item.commodityCode)
        },
        .init("description", .text, "description of the goods") { .text($0.item.description) },
        .init("origin", .text, "country of origin", codes: .country) {
            .text($0.declaration.originCountry(of: $0.item))
        },
        .init("isPreferential", .flag, "whether a preferential origin is claimed") {
            .bool($0.item.origins.contains { $0.typeCode == "2" })
        },
        .init("exportCountry", .text, "country of dispatch, else the header's", codes: .country) {
            .text($0.declaration.exportCountry(of: $0.item))
        },
        .init(
            "destinationCountry", .text, "country of destination, else the header's",
            codes: .country
        ) { .text($0.declaration.destinationCountry(of: $0.item)) },
        .init("procedure", .text, "procedure requested") {
            .text($0.item.procedures.first?.currentCode)
        },
        .init("previousProcedure", .text, "previous procedure") {
            .text($0.item.procedures.first?.previousCode)
        },
        .init("netMass", .number, "net mass, kg") { .number($0.measures.netKg) },
        .init("grossMass", .number, "gross mass, kg") { .number($0.measures.grossKg) },
        .init("quantity", .number, "supplementary quantity") {
            .number($0.item.supplementary?.value.approximate)
        },
        .init("unit", .text, "unit of the supplementary quantity", codes: .unit) {
            .text($0.item.supplementary?.unit)
        },
        .init("price", .number, "price in the invoice's currency") {
            .number($0.item.price?.amount.approximate)
        },
        .init("valueUSD", .number, "customs value, else price, in US dollars") {
            $0.measures.basis == 0 ? .number($0.measures.value) : .missing
        },
        .init("usdPerKg", .number, "value per kilogram net, US dollars") {
            guard $0.measures.basis == 0, let value = $0.measures.value,
                let mass = $0.measures.netKg, mass > 0
            else { return .missing }
            return .number(value / mass)
        },
        .init("packages", .number, "number of packages") { subject in
            let counts = subject.item.packages.compactMap { $0.count?.approximate }
            return counts.isEmpty ? .missing : .number(counts.reduce(0, +))
        },
        .init("packageType", .text, "kind of the first package, UN/ECE Rec 21", codes: .packageType)
        {
            .text($0.item.packages.first?.typeCode)
        },
        .init("duty", .number, "duties and taxes assessed, in their currency") { subject in
            let amounts = subject.item.duties.compactMap { $0.assessed?.amount.approximate }
            return amounts.isEmpty ? .missing : .number(amounts.reduce(0, +))
        },
        .init("documents", .texts, "codes of the item's documents") {
            .texts($0.item.documents.map { ($0.categoryCode ?? "") + ($0.typeCode ?? "") })
        },
        .init("dangerousGoods", .texts, "UN numbers of dangerous goods") {
            .texts($0.item.dangerousGoods.map { $0 })
        },
    ]
}
