package import Customs
package import Reference

/// What one side of a comparison takes from its own register: the keys of its consignments, or sums.
package struct RegisterView: Sendable {
    private let register: Register
    package let diagnostics: [Diagnostic]

    /// Reads a register; `rates` turn values into dollars and may be empty for keys alone.
    package init(
        _ source: RegisterSource, isExport: Bool, rates: ExchangeRates, threads: Int
    ) throws(RegisterUnreadable) {
        var reader = RegisterReader(
            side: isExport ? .exports : .imports, parallel: Parallel(threads: threads))
        var register = try reader.read(source)
        let missing = DollarValues(rates: rates).convert(&register, Parallel(threads: threads))
        self.register = register
        diagnostics = reader.diagnostics + missing
    }

    package var lineCount: Int { register.lines.count }

    /// The consignments' numbers as keys of a confidential comparison: UCR, transport document without
    /// prefix, container; normalised as for matching. Invoice numbers are left out: other firms use the
    /// same ones, and they are few enough to be tried one by one.
    package var comparisonKeys: Set<String> {
        var keys: Set<String> = []
        for line in 0..<register.lines.count {
            let numbers = [
                ("ucr", register.lines.references[line]),
                ("document", register.lines.documents[line].core),
                ("container", register.lines.containers[line]),
            ]
            for (kind, number) in numbers where number.count >= Self.charactersMin {
                keys.insert("\(kind):\(number.text)")
            }
        }
        return keys
    }

    /// Shorter numbers are used again and again.
    private static let charactersMin = 6

    /// Sums by month, pair of countries and subheading, small cells suppressed.
    package func aggregates(_ rule: SuppressionRule = SuppressionRule()) -> Aggregates {
        var cells: [Aggregates.Place: Aggregates.Sum] = [:]
        let lines = register.lines
        for line in 0..<lines.count {
            let place = Aggregates.Place(
                month: Waterfall.month(lines.days[line]), country: lines.countries[line],
                subheading: lines.codes[line] / 100)
            let dollars = lines.values[line].isFinite ? lines.values[line] : 0
            cells[place, default: Aggregates.Sum()].add(
                party: lines.parties[line], massNetKg: Double(lines.massNetKg[line]),
                dollars: dollars)
        }
        return Aggregates(cells, rule)
    }
}

extension PackedKey {
    /// The characters that are compared.
    var text: String {
        let characters = codes.map { code in code <= 10 ? 0x30 + code - 1 : 0x41 + code - 11 }
        return String(decoding: characters, as: UTF8.self)
    }
}
