import Customs

/// Makes two registers of one invented trade, consignment by consignment, and the truth about them.
///
/// The same settings give the same bytes on every machine. Memory does not grow with the lines.
/// Source of noise, gaps and their bounds: data/reconcile/README.md.
package struct RegisterSimulator {
    let settings: RegisterSettings
    var chance: SeededGenerator
    let catalogue: RegisterCatalogue
    let firms: RegisterFirms
    let noise: RegisterNoise
    /// Units per dollar by day: of the exporters' currency, of the importers'.
    let rates: [(som: Double, tenge: Double)]
    let dayTexts: [[UInt8]]
    private var exportDeclarations: [Int]
    var rows = RegisterRows()
    var exportLines = 0
    var importLines = 0

    package init(_ settings: RegisterSettings) {
        self.settings = settings
        var chance = SeededGenerator(seed: settings.seed)
        catalogue = RegisterCatalogue(&chance)
        firms = RegisterFirms(settings, catalogue, &chance)
        noise = RegisterNoise(shares: settings.shares)
        var rates: [(som: Double, tenge: Double)] = []
        var rate = (som: 12_600.0, tenge: 510.0)
        for _ in 0..<RegisterSettings.days {
            rates.append(rate)
            rate.som *= 1 + chance.normal() * 0.003
            rate.tenge *= 1 + chance.normal() * 0.003
        }
        self.rates = rates.map { pair in
            ((pair.som * 10_000).rounded() / 10_000, (pair.tenge * 10_000).rounded() / 10_000)
        }
        dayTexts = (0..<RegisterSettings.days).map { day in
            Array(CalendarDay(number: Int32(RegisterSettings.firstDay + day)).iso.utf8)
        }
        exportDeclarations = [Int](repeating: 0, count: firms.sellers.count)
        self.chance = chance
    }

    /// date,currency,per_usd for every day.
    package var ratesTable: [UInt8] {
        var text = RegisterText()
        text.add("date")
        text.add("currency")
        text.add("per_usd")
        text.end()
        for (day, pair) in rates.enumerated() {
            for (code, rate) in [("UZS" as StaticString, pair.som), ("KZT", pair.tenge)] {
                text.add(dayTexts[day])
                text.add(code)
                text.add(rate, decimals: 4)
                text.end()
            }
        }
        return text.bytes
    }

    /// The records of the next consignment; nil when there are lines enough.
    package mutating func next() -> RegisterRows? {
        guard exportLines < settings.lines else { return nil }
        rows = RegisterRows()
        let deal = firms.deal(&chance)
        var consignment = Consignment(
            seller: deal.seller, buyer: deal.buyer, day: chance.below(RegisterSettings.days),
            mode: chance.below(100), number: exportDeclarations[deal.seller])
        exportDeclarations[deal.seller] += 1
        consignment.numbers = Numbers(consignment.mode, settings.shares, &chance)
        var lines = makeLines(deal.goods)
        if exportLines + lines.count > settings.lines {
            lines.removeLast(exportLines + lines.count - settings.lines)
        }
        let numbers = consignment.numbers
        let shares = settings.shares
        let written = Numbers(
            invoice: chance.chance(shares.invoice.0) ? numbers.invoice : [],
            document: chance.chance(shares.document.0) ? numbers.document : [],
            container: chance.chance(shares.container.0) ? numbers.container : [],
            reference: numbers.reference)
        for place in lines.indices {
            lines[place].id = exported(lines[place], place, consignment, written)
        }
        arrive(consignment, lines)
        return rows
    }

    private mutating func makeLines(_ goods: [Int]) -> [Line] {
        let counts = [1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 6]
        return (0..<counts[chance.below(counts.count)]).reduce(into: [Line]()) { lines, _ in
            var place = goods[chance.below(goods.count)]
            if let last = lines.last, chance.chance(0.25) {
                place = catalogue.sibling(last.goods, &chance)
            }
            let goods = catalogue.goods[place]
            let mass = (Elementary.exp(chance.uniform(5.0...10.2)) * 10).rounded() / 10
            var line = Line(goods: place, massNetKg: mass)
            line.massGrossKg = mass * chance.uniform(1.03...1.12)
            line.dollars = mass * goods.price * Elementary.exp(chance.normal() * 0.4)
            let perPackage = [8.0, 12, 20, 25, 40, 60][chance.below(6)]
            line.packages = max(1, Int(mass / perPackage * chance.uniform(0.7...1.2)))
            line.isCounted = goods.isCounted
            let each = Elementary.exp(chance.uniform(-2.2...2.2))
            line.quantity = goods.isCounted ? max(1, (mass * each).rounded()) : mass
            if chance.chance(0.10) { line.origin = ["TR", "CN", "RU", "IR"][chance.below(4)] }
            lines.append(line)
        }
    }
}

/// Records that one consignment brings, as CSV with line ends.
package struct RegisterRows {
    /// Nine digits by which the register is put in order, and the record.
    package internal(set) var exports: [(order: Int, record: [UInt8])] = []
    package internal(set) var imports: [(order: Int, record: [UInt8])] = []
    /// exp_id,imp_id,kind
    package internal(set) var links: [UInt8] = []
    /// type,exp_id,imp_id,factor
    package internal(set) var findings: [UInt8] = []
}
