import Customs

/// Goods and premises as subjects: looked for only while an instruction asks for them.
///
/// They are found like numbers: goods by the beginnings of their commodity code, premises by the
/// identifiers and addresses a document gives.
extension WatchSubject {
    private static let goods = "GOODS", premises = "PREMISES"

    /// The number under which goods of a commodity code are listed; nil unless it has 4 to 12 digits.
    package static func goodsMark(_ code: String) -> String? {
        let digits = code.filter { $0.isASCII && $0.isNumber }
        return (4...12).contains(digits.count) ? goods + digits : nil
    }

    /// The number under which premises are listed; nil unless it has 3 to 200 letters and digits.
    package static func premisesMark(_ text: String) -> String? {
        let mark = text.uppercased().filter { $0.isLetter || $0.isNumber }
        return (3...200).contains(mark.count) ? premises + mark : nil
    }

    /// Whether a listed number is a mark of goods or premises.
    static func isMark(_ number: WatchNumber) -> Bool {
        number.kind == .other
            && (number.text.hasPrefix(goods) || number.text.hasPrefix(premises))
    }

    /// Goods and premises of a document.
    static func things(in document: CustomsDocument) -> [WatchSubject] {
        var subjects: [WatchSubject] = []
        func add(_ place: Place, _ marks: [String?], item: Int? = nil) {
            let marks = marks.compactMap { $0 }
            guard !marks.isEmpty else { return }
            var subject = WatchSubject(place, name: nil, numbers: marks)
            subject.item = item
            subjects.append(subject)
        }
        switch document {
        case .declaration(let declaration):
            for (index, item) in declaration.items.enumerated() {
                add(.goods, beginnings(item.commodityCode), item: index + 1)
            }
            let places = [
                declaration.warehouseID, declaration.goodsLocation?.id,
                declaration.goodsLocation?.name,
            ]
            add(
                .premises,
                places.map { $0.flatMap(premisesMark) }
                    + [mark(declaration.goodsLocation?.address)])
            for party in declaration.parties { add(.premises, [mark(party.address)]) }
        case .cargoReport(let report):
            for (index, consignment) in report.consignments.enumerated() {
                for goods in consignment.goods {
                    add(.goods, beginnings(goods.commodityCode), item: index + 1)
                }
                for party in consignment.parties {
                    add(.premises, [mark(party.address)], item: index + 1)
                }
            }
        }
        return subjects
    }

    private static func beginnings(_ code: String?) -> [String?] {
        let digits = (code ?? "").filter { $0.isASCII && $0.isNumber }
        guard digits.count >= 4 else { return [] }
        return (4...min(digits.count, 12)).reversed().map { goodsMark(String(digits.prefix($0))) }
    }

    private static func mark(_ address: Address?) -> String? {
        guard let address else { return nil }
        return premisesMark([address.cityName, address.line].compactMap { $0 }.joined())
    }
}
