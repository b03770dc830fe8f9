/// Finds invoices under which more goods went than they are worth.
///
/// An invoice may be cited by several declarations: part deliveries and instalments. Their values then
/// add up to the invoice's total. Where they exceed it, on consignments with transport documents of
/// their own between the same seller and buyer, the lines after the total was used up are told.
/// Without the column `invoice_total` nothing is judged.
struct MultipleInvoicing {
    /// Freight, insurance and rates may lift values this far above the invoice's total.
    private static let tolerance = 1.15

    let side: Consignments
    let extras: ExtraColumns

    private struct Invoice: Hashable {
        var number: PackedKey
        var seller: Int32
        var buyer: Int32
    }

    func hits() -> [Int32: Patterns.Hit] {
        guard !extras.invoiceTotals.isEmpty else { return [:] }
        var consignments: [Invoice: [Int32]] = [:]
        for (place, shared) in side.shared.enumerated() {
            let number = shared.keys.invoiceCore
            guard !number.isMissing, shared.seller >= 0, shared.buyer >= 0 else { continue }
            let invoice = Invoice(number: number, seller: shared.seller, buyer: shared.buyer)
            consignments[invoice, default: []].append(Int32(place))
        }
        var hits: [Int32: Patterns.Hit] = [:]
        for (_, places) in consignments where places.count > 1 && haveOwnPapers(places) {
            judge(places, &hits)
        }
        return hits
    }

    /// Whether at least two consignments have transport documents that are not the same, nor one
    /// character apart.
    private func haveOwnPapers(_ places: [Int32]) -> Bool {
        let documents = places.map { side.shared[Int($0)].keys.documentCore }
            .filter { !$0.isMissing }
        guard let first = documents.first else { return false }
        return documents.contains { !$0.isNear(first) }
    }

    private func judge(_ places: [Int32], _ hits: inout [Int32: Patterns.Hit]) {
        let ordered = places.sorted { one, two in
            let (a, b) = (side.shared[Int(one)].firstDay, side.shared[Int(two)].firstDay)
            return a != b ? a < b : one < two
        }
        let facts = ordered.flatMap { side.facts[side.lines(Int($0))] }
        let total = facts.compactMap { line in
            ExtraColumns.entry(extras.invoiceTotals, Int(line.line))
        }.filter(\.isFinite).max()
        guard let total, total > 0 else { return }
        let sum = facts.reduce(0.0) { $0 + ($1.dollars.isFinite ? Double($1.dollars) : 0) }
        guard sum > total * Self.tolerance else { return }
        var used = 0.0
        let first = side.lines(Int(ordered[0])).count
        for (place, line) in facts.enumerated() where line.dollars.isFinite {
            let before = used
            used += Double(line.dollars)
            guard place >= first, used > total * Self.tolerance else { continue }
            let excess = used - max(before, total)
            hits[line.line] = Patterns.Hit(
                type: .multipleInvoicing, factor: sum / total, low: excess,
                high: Double(line.dollars),
                sentence: "\(ordered.count) consignments cite one invoice of "
                    + "\(Sentences.amount(Float(total))) USD between the same parties; together they "
                    + "declare \(Sentences.amount(Float(sum))) USD.")
        }
    }
}
