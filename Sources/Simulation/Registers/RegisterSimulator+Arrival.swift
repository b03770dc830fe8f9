/// What becomes of an exported consignment on the other side.
extension RegisterSimulator {
    /// Days under way by mode: shortest usual, longest usual.
    private static let lags = [(10, 70), (5, 32), (1, 13), (0, 3)]

    private mutating func lag(_ mode: Int) -> Int {
        let (low, high) = Self.lags[mode - 1]
        if chance.chance(0.02) { return chance.whole(low...RegisterSettings.lagMax) }
        let share = (chance.uniform() + chance.uniform() + chance.uniform()) / 3
        return min(RegisterSettings.lagMax, low + Int(Double(high - low) * share * share * 1.6))
    }

    mutating func arrive(_ consignment: Consignment, _ lines: [Line]) {
        let isOld = consignment.day < RegisterSettings.days - 1 - RegisterSettings.lagMax
        if chance.chance(0.0045 * settings.gaps) {
            for line in lines where isOld { gap("unmatched_export", line.id, nil, factor: 0) }
            return
        }
        let day = consignment.day + lag(consignment.mode)
        guard day < RegisterSettings.days else { return }
        let numbers = consignment.numbers
        let shares = settings.shares
        var written = Numbers(
            invoice: noise.number(
                numbers.invoice, given: shares.invoice.1, isInvoice: true, &chance),
            document: noise.number(
                numbers.document, given: shares.document.1, isInvoice: false, &chance),
            container: noise.number(
                numbers.container, given: shares.container.1, isInvoice: false, &chance),
            reference: numbers.reference)
        if written.container.count < 5 { written.container = [] }
        var arrival = Arrival(
            consignment: consignment, numbers: written, day: day,
            declaration: chance.below(100_000_000), freight: 1 + chance.uniform(0.02...0.10))
        var place = 0
        while place < lines.count {
            let line = lines[place]
            place += 1
            if lines.count > 1, chance.chance(0.011 * settings.gaps) {
                if isOld { gap("unmatched_export", line.id, nil, factor: 0) }
                continue
            }
            let heading = catalogue.goods[line.goods].heading
            if place < lines.count, catalogue.goods[lines[place].goods].heading == heading,
                lines[place].origin.description == line.origin.description, chance.chance(0.30)
            {
                merge(line, lines[place], &arrival)
                place += 1
            } else if chance.chance(0.03) {
                split(line, &arrival)
            } else {
                single(line, &arrival)
            }
        }
    }

    /// The import side of a consignment.
    struct Arrival {
        var consignment: Consignment
        var numbers: Numbers
        var day: Int
        var declaration: Int
        /// Import value over export value.
        var freight: Double
        var items = 0
    }

    private mutating func add(_ line: Line, day: Int, _ arrival: inout Arrival) -> Int {
        arrival.items += 1
        return imported(
            line, arrival.items - 1, day: min(RegisterSettings.days - 1, day),
            declaration: arrival.declaration, arrival.consignment, arrival.numbers)
    }

    private mutating func merge(_ one: Line, _ two: Line, _ arrival: inout Arrival) {
        var sum = one
        let mass = one.massNetKg + two.massNetKg
        sum.massNetKg = RegisterNoise.weigh(mass, &chance)
        sum.massGrossKg = (one.massGrossKg + two.massGrossKg) * sum.massNetKg / mass
        sum.dollars = (one.dollars + two.dollars) * arrival.freight
        sum.packages += two.packages
        sum.quantity = one.isCounted == two.isCounted ? one.quantity + two.quantity : 0
        if !sum.isCounted || sum.quantity == 0 {
            sum.isCounted = false
            sum.quantity = sum.massNetKg
        }
        let id = add(sum, day: arrival.day, &arrival)
        link(one.id, id, "one")
        link(two.id, id, "merge")
    }

    private mutating func split(_ line: Line, _ arrival: inout Arrival) {
        let cuts = (0..<chance.whole(2...3)).map { _ in chance.uniform(0.5...1.5) }
        let total = cuts.reduce(0, +)
        let later = chance.chance(0.5)
        for cut in cuts {
            let share = cut / total
            var part = line
            part.massNetKg = max(0.01, (line.massNetKg * share * 100).rounded() / 100)
            part.massGrossKg = line.massGrossKg * share
            part.dollars = line.dollars * share * arrival.freight
            part.packages = Int((Double(line.packages) * share).rounded())
            part.quantity = line.quantity * share
            if chance.chance(0.05) { part.goods = catalogue.sibling(line.goods, &chance) }
            let day = arrival.day + (later ? chance.whole(0...9) : 0)
            link(line.id, add(part, day: day, &arrival), "split")
        }
    }

    private mutating func single(_ line: Line, _ arrival: inout Arrival) {
        var new = line
        new.dollars *= arrival.freight
        new.massNetKg = RegisterNoise.weigh(line.massNetKg, &chance)
        new.massGrossKg =
            line.massGrossKg * new.massNetKg / line.massNetKg * chance.uniform(0.995...1.005)
        if chance.chance(0.05) { new.goods = catalogue.sibling(line.goods, &chance) }
        var gap: (type: StaticString, factor: Double)?
        let draw = chance.uniform() / max(1e-9, settings.gaps)
        switch draw {
        case ..<0.0145:
            gap = ("undervaluation", (chance.uniform(0.3...0.8) * 1000).rounded() / 1000)
            new.dollars *= gap?.factor ?? 1
        case ..<0.0185:
            gap = ("overvaluation", (chance.uniform(1.35...4) * 1000).rounded() / 1000)
            new.dollars *= gap?.factor ?? 1
        case ..<0.0310:
            let factor = (chance.uniform(0.4...0.9) * 1000).rounded() / 1000
            gap = ("quantity_shortfall", factor)
            shrink(&new, factor)
        case ..<0.0420:
            gap = ("hs_misdeclaration", 1)
            let heading = catalogue.goods[line.goods].heading
            while catalogue.goods[new.goods].heading == heading {
                new.goods = chance.below(catalogue.goods.count)
            }
        case ..<0.0482:
            gap = ("origin_change", 1)
            new.origin = line.origin.description == "UZ" ? "KG" : "UZ"
        default: break
        }
        if !new.isCounted { new.quantity = new.massNetKg }
        let id = add(new, day: arrival.day, &arrival)
        link(line.id, id, "one")
        if let gap { self.gap(gap.type, line.id, id, factor: gap.factor) }
        if chance.chance(0.006 * settings.gaps) { phantom(new, arrival) }
    }

    private func shrink(_ line: inout Line, _ factor: Double) {
        line.massNetKg = max(1, (line.massNetKg * factor).rounded())
        line.massGrossKg *= factor
        line.dollars *= factor
        line.packages = max(1, Int((Double(line.packages) * factor).rounded()))
        line.quantity = line.isCounted ? max(1, (line.quantity * factor).rounded()) : line.quantity
    }

    /// Goods like some that came, which nobody exported.
    private mutating func phantom(_ line: Line, _ arrival: Arrival) {
        let scale = chance.chance(0.5) ? chance.uniform(0.4...0.95) : chance.uniform(1.1...2.5)
        var ghost = line
        ghost.massNetKg = (line.massNetKg * scale * 100).rounded() / 100
        ghost.massGrossKg *= scale
        ghost.dollars *= scale
        ghost.packages = max(1, Int((Double(line.packages) * scale).rounded()))
        ghost.quantity *= scale
        var numbers = Numbers(3, settings.shares, &chance)
        if chance.chance(0.5) { numbers.invoice = [] }
        numbers.container = []
        numbers.reference = []
        var other = arrival
        other.declaration = chance.below(100_000_000)
        other.numbers = numbers
        other.items = 0
        let day = max(0, arrival.day + chance.whole(-40...60))
        let id = add(ghost, day: day, &other)
        gap("unmatched_import", nil, id, factor: 0)
    }
}
