/// Writing lines as records of either register.
extension RegisterSimulator {
    /// Headings of the export and the import register.
    package static let exportHeading =
        "exp_id,declaration,item,date,exporter_id,exporter,consignee,hs,description,origin,"
        + "destination,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms\n"
    package static let importHeading =
        "imp_id,declaration,item,date,importer_id,importer,supplier,hs,description,origin,"
        + "departure,net_kg,gross_kg,quantity,unit,packages,value,currency,invoice,mode,"
        + "transport_doc,container,ucr,incoterms\n"

    /// Adds an export record and returns its number.
    mutating func exported(
        _ line: Line, _ item: Int, _ consignment: Consignment, _ numbers: Numbers
    ) -> Int {
        let id = ScatteredNumbers(key: settings.seed).number(exportLines)
        exportLines += 1
        let seller = firms.sellers[consignment.seller]
        var text = RegisterText()
        text.add("E", id, width: 9)
        text.add("26001/", consignment.number, width: 8)
        text.add("", item + 1)
        text.add(dayTexts[consignment.day])
        text.add("", seller.number)
        text.add(noise.name(seller, &chance))
        text.add(noise.name(firms.buyers[consignment.buyer], &chance))
        let national = [0, 1000, 2000, 9001][chance.below(4)]
        text.add("", catalogue.goods[line.goods].subheading * 10_000 + national, width: 10)
        addGoods(line, "KZ", massDecimals: 1, quantityDecimals: 1, &text)
        text.add(line.dollars * rates[consignment.day].som, decimals: 0)
        addEnd("UZS", numbers, consignment.mode, "FOB", &text)
        rows.exports.append((id, text.bytes))
        return id
    }

    /// Adds an import record and returns its number.
    mutating func imported(
        _ line: Line, _ item: Int, day: Int, declaration: Int, _ consignment: Consignment,
        _ numbers: Numbers
    ) -> Int {
        let id = ScatteredNumbers(key: settings.seed &+ 1).number(importLines)
        importLines += 1
        let buyer = firms.buyers[consignment.buyer]
        var text = RegisterText()
        text.add("I", id, width: 9)
        text.add("55302/", declaration, width: 8)
        text.add("", item + 1)
        text.add(dayTexts[day])
        text.add("", buyer.number)
        text.add(noise.name(buyer, &chance))
        text.add(noise.name(firms.sellers[consignment.seller], &chance))
        let national = [0, 10, 90][chance.below(3)]
        text.add("", catalogue.goods[line.goods].subheading * 100 + national, width: 8)
        addGoods(line, "UZ", massDecimals: 2, quantityDecimals: 2, &text)
        text.add(line.dollars * rates[day].tenge, decimals: 2)
        addEnd("KZT", numbers, consignment.mode, "CIF", &text)
        rows.imports.append((id, text.bytes))
        return id
    }

    private func addGoods(
        _ line: Line, _ country: StaticString, massDecimals: Int, quantityDecimals: Int,
        _ text: inout RegisterText
    ) {
        text.add("GOODS OF SUBHEADING ", catalogue.goods[line.goods].subheading, width: 6)
        text.add(line.origin)
        text.add(country)
        text.add(line.massNetKg, decimals: massDecimals)
        text.add(line.massGrossKg, decimals: 1)
        text.add(line.quantity, decimals: quantityDecimals)
        text.add(line.isCounted ? "NMB" : "KGM")
        text.add("", max(1, line.packages))
    }

    private func addEnd(
        _ currency: StaticString, _ numbers: Numbers, _ mode: Int, _ term: StaticString,
        _ text: inout RegisterText
    ) {
        text.add(currency)
        text.add(numbers.invoice)
        text.add("", mode)
        text.add(numbers.document)
        text.add(numbers.container)
        text.add(numbers.reference)
        text.add(term)
        text.end()
    }

    mutating func link(_ exported: Int, _ imported: Int, _ kind: StaticString) {
        var text = RegisterText()
        text.add("E", exported, width: 9)
        text.add("I", imported, width: 9)
        text.add(kind)
        text.end()
        rows.links.append(contentsOf: text.bytes)
    }

    mutating func gap(
        _ type: StaticString, _ exported: Int?, _ imported: Int?, factor: Double = 1
    ) {
        var text = RegisterText()
        text.add(type)
        if let exported { text.add("E", exported, width: 9) } else { text.add("") }
        if let imported { text.add("I", imported, width: 9) } else { text.add("") }
        text.add(factor, decimals: 3)
        text.end()
        rows.findings.append(contentsOf: text.bytes)
    }
}
