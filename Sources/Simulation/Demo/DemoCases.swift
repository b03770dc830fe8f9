import Customs

/// The documents of the demonstration: simulated trade, with the cases put in that a newcomer
/// should find.
struct DemoCases {
    /// A document with its place in the corpus.
    struct Document {
        /// What it is about, for its file name: "0007-import-kz-rail".
        var name: String
        var declaration: Declaration
        /// Scheme or case, and a sentence about it; nil for honest trade.
        var remark: (kind: String, sentence: String)?
        /// Format it is written in; nil leaves it to its turn.
        var format: DemoFormats.Kind?
    }

    var documents: [Document] = []
    var reports: [(name: String, report: CargoReport)] = []
    private let rates: RateSeries

    init(_ trades: [SimulatedTrade], rates: RateSeries) {
        self.rates = rates
        for trade in trades {
            if let report = trade.cargoReport, reports.count < 14 {
                reports.append((Self.name(trade) + "-manifest", report))
            }
            documents.append(
                Document(
                    name: Self.name(trade), declaration: trade.declaration,
                    remark: trade.truth.map { ($0.scheme.rawValue, Self.sentence($0.scheme)) }))
        }
        putCases(trades)
    }

    /// "0007-import-kz-rail"
    private static func name(_ trade: SimulatedTrade) -> String {
        var text = ShortText()
        text.append(trade.number, width: 4)
        let mode: String =
            switch trade.lane.mode {
            case .sea: "sea"
            case .rail: "rail"
            case .road: "road"
            case .air: "air"
            }
        return "\(text.text)-\(trade.flow.rawValue)-\(trade.foreignLand.code.lowercased())-\(mode)"
    }

    private static func sentence(_ scheme: Scheme) -> String {
        switch scheme {
        case .neighbourHS: "declared under a neighbouring code with a lower rate of duty"
        case .originSwap: "origin changed to one that enters free of duty"
        case .phantomExport: "an export that never arrives"
        case .shellImporter: "a firm without history brings much within a week"
        default: scheme.rawValue
        }
    }

    /// Puts each case on the first honest document that suits it.
    private mutating func putCases(_ trades: [SimulatedTrade]) {
        let table = CommodityTable.all
        func isPoultry(_ trade: SimulatedTrade) -> Bool {
            table[trade.shipment.items[0].commodity].hs6 == "020714"
                && trade.lane.goods[0].origin == .us && trade.flow == .import
                && trade.shipment.items.count == 1
        }
        let undervalued = put("undervaluation", .wco, trades, from: 120, isPoultry) {
            Self.reprice(&$0, factorPercent: 38)
            return "frozen chicken at 38 % of the usual price of its many peers from the US"
        }
        put("container-check-digit", .edifact, trades, from: 20, { $0.shipment.container != nil }) {
            guard let id = $0.equipment.first?.id, let last = id.utf8.last else { return nil }
            $0.equipment[0].id = id.dropLast() + "\((Int(last) - 48 + 3) % 10)"
            return "container number whose check digit cannot be"
        }
        put("vague-description-ru", .csv, trades, from: 30, { $0.flow == .import }) {
            $0.items[0].description = "Товары народного потребления"
            return "words that name no goods, in Russian"
        }
        put("vague-description-uz", .json, trades, from: 40, { $0.flow == .import }) {
            $0.items[0].description = "Xalq isteʼmoli mollari"
            return "words that name no goods, in Uzbek"
        }
        put("rate-off-official", .asycuda, trades, from: 50, { $0.flow == .import }) {
            guard let rate = $0.currencyExchanges.first?.rate else { return nil }
            $0.currencyExchanges[0].rate = rate.multiplied(
                by: ExactDecimal(mantissa: 93, scale: 2), decimals: 4)
            return "declared rate 7 % below the official one of the day"
        }
        put("rare-route", .wco, trades, from: 140, isPoultry) {
            $0.itinerary = ["US", "CN", "AF", "TJ", "UZ"].enumerated().map { index, code in
                var country = RoutingCountry()
                country.sequence = ExactDecimal(index + 1)
                country.countryCode = code
                return country
            }
            $0.exportCountryCode = "AF"
            return "American chicken by way of China and Afghanistan"
        }
        put("net-above-gross", .asycuda, trades, from: 70, { $0.flow == .import }) {
            guard let gross = $0.items[0].grossMass else { return nil }
            $0.items[0].netMass = gross
            $0.items[0].netMass?.value =
                gross.value.multiplied(
                    by: ExactDecimal(mantissa: 12, scale: 1), decimals: 1) ?? gross.value
            return "net mass above gross mass"
        }
        put("cif-with-freight", .csv, trades, from: 90, { $0.lane.incoterm.includesFreight }) {
            guard let total = $0.invoiceAmount else { return nil }
            $0.tradeTerms?.conditionCode = "CIP"
            $0.valuation?.freight = Money(
                total.amount.multiplied(by: ExactDecimal(mantissa: 8, scale: 2), decimals: 2)
                    ?? total.amount, total.currency)
            return "delivery terms that include the freight, and freight added again"
        }
        putReusedInvoice(trades, besides: undervalued)
        putVersions()
    }

    /// Changes the first suitable honest document from a position on; its position.
    @discardableResult
    private mutating func put(
        _ kind: String, _ format: DemoFormats.Kind, _ trades: [SimulatedTrade], from start: Int,
        _ suits: (SimulatedTrade) -> Bool, _ change: (inout Declaration) -> String?
    ) -> Int? {
        for index in trades.indices.dropFirst(start)
        where documents[index].remark == nil && documents[index].format == nil
            && trades[index].flow != .transit && suits(trades[index])
        {
            var declaration = documents[index].declaration
            guard let sentence = change(&declaration) else { continue }
            documents[index].declaration = declaration
            documents[index].remark = (kind, sentence)
            documents[index].format = format
            documents[index].name += "-case-\(kind)"
            return index
        }
        return nil
    }

    /// Lowers price, values and duties together, as one who declares a false price does.
    private static func reprice(_ declaration: inout Declaration, factorPercent: Int64) {
        let factor = ExactDecimal(mantissa: factorPercent, scale: 2)
        func lower(_ money: inout Money?) {
            guard let amount = money?.amount.multiplied(by: factor, decimals: 2) else { return }
            money?.amount = amount
        }
        lower(&declaration.invoiceAmount)
        var freight = declaration.valuation?.freight
        var insurance = declaration.valuation?.insurance
        lower(&freight)
        lower(&insurance)
        declaration.valuation?.freight = freight
        declaration.valuation?.insurance = insurance
        for index in declaration.items.indices {
            lower(&declaration.items[index].price)
            lower(&declaration.items[index].customsValue)
            lower(&declaration.items[index].statisticalValue)
            for duty in declaration.items[index].duties.indices {
                lower(&declaration.items[index].duties[duty].adValoremBase)
                lower(&declaration.items[index].duties[duty].assessed)
            }
        }
    }

    /// Two imports of one lane with the same invoice.
    private mutating func putReusedInvoice(_ trades: [SimulatedTrade], besides other: Int?) {
        for second in trades.indices.dropFirst(200)
        where trades[second].flow == .import && documents[second].remark == nil && second != other {
            guard
                let first = trades.indices.prefix(second).last(where: {
                    trades[$0].shipment.lane == trades[second].shipment.lane
                        && documents[$0].remark == nil
                })
            else { continue }
            let invoice = documents[first].declaration.invoiceID
            documents[second].declaration.invoiceID = invoice
            documents[second].declaration.invoiceDate = documents[first].declaration.invoiceDate
            for index in documents[second].declaration.items[0].documents.indices
            where documents[second].declaration.items[0].documents[index].typeCode == "380" {
                documents[second].declaration.items[0].documents[index].id = invoice
            }
            documents[second].remark = (
                "invoice-reused", "invoice of \(documents[first].name) used again"
            )
            documents[second].format = .json
            documents[first].format = .json
            documents[second].name += "-case-invoice-reused"
            return
        }
    }

    /// An amendment of an earlier declaration and the same document twice.
    private mutating func putVersions() {
        if let first = documents.indices.dropFirst(10).first(where: isPlainImport) {
            documents[first].format = .edifact
            var amended = documents[first]
            amended.name += "-case-amendment"
            amended.declaration.functionCode = "4"
            let packages = amended.declaration.items[0].packages.first?.count?.whole ?? 1
            amended.declaration.items[0].packages[0].count = ExactDecimal(packages + 2)
            let all = amended.declaration.totalPackageQuantity?.whole ?? 1
            amended.declaration.totalPackageQuantity = ExactDecimal(all + 2)
            amended.remark = ("amendment", "two packages more than in \(documents[first].name)")
            documents.append(amended)
        }
        if let first = documents.indices.dropFirst(60).first(where: isPlainImport) {
            documents[first].format = .wco
            var again = documents[first]
            again.name += "-case-same-again"
            again.remark = ("same-again", "byte by byte the document \(documents[first].name)")
            documents.append(again)
        }
    }

    private func isPlainImport(_ index: Int) -> Bool {
        documents[index].remark == nil && documents[index].format == nil
            && documents[index].declaration.flow == .import
    }

    /// What is to be found: one line a document with something to it.
    var truthCSV: String {
        var text = "document,kind,sentence\n"
        for document in documents {
            guard let remark = document.remark else { continue }
            text += "\(document.name),\(remark.kind),\"\(remark.sentence)\"\n"
        }
        return text
    }
}
