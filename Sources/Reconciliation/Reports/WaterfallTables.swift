/// The waterfall and what stands behind it as CSV: by month and pair of countries.
package struct WaterfallTables {
    private let result: ReconciliationResult
    /// Findings listed behind one month of one pair, the most dollars first.
    package static let residualsMax = 20
    /// Drawings made at most; the table holds every month and pair.
    package static let drawingsMax = 240

    package init(_ result: ReconciliationResult) { self.result = result }

    /// month,pair,step,usd,lines: from ours over every step to theirs; the steps add up.
    package func steps(_ write: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.add("month,pair,step,usd,lines\n")
        for row in result.waterfall.rows {
            func add(_ step: String, _ dollars: Double, _ lines: Int?) {
                text.add("\(row.month),\(Self.safe(row.pair)),\(step),")
                text.add(dollars, decimals: 2)
                text.add("," + (lines.map(String.init) ?? "") + "\n")
            }
            add("ours_fob", row.column.ours, nil)
            for step in GapReason.allCases where row.column.lines[step.rawValue] > 0 {
                add(step.name, row.column.steps[step.rawValue], row.column.lines[step.rawValue])
            }
            add("theirs_cif", row.column.theirs, nil)
        }
        try text.drain(write)
    }

    /// month,pair,rank,type,exp_id,imp_id,amount_usd,duty_usd,confidence: the findings of most dollars
    /// behind each month and pair.
    package func residuals(_ write: ([UInt8]) throws -> Void) rethrows {
        var text = TextBuffer()
        text.add("month,pair,rank,type,exp_id,imp_id,amount_usd,duty_usd,confidence\n")
        for (place, findings) in ranked {
            let name = Waterfall.name(place)
            for (rank, number) in findings.enumerated() {
                let finding = result.findings[number]
                text.add("\(name.month),\(Self.safe(name.pair)),\(rank + 1),")
                text.add(finding.type.rawValue + ",")
                if let line = finding.exported {
                    text.addField(result.exportRegister.lines.ids, line)
                }
                text.add(",")
                if let line = finding.imported {
                    text.addField(result.importRegister.lines.ids, line)
                }
                text.add(",")
                if let dollars = finding.dollars { text.add(dollars, decimals: 2) }
                text.add(",")
                if let duty = finding.dutyDollars { text.add(duty, decimals: 2) }
                text.add(",")
                text.add(finding.confidence, decimals: 4)
                text.add("\n")
            }
            if text.bytes.count > TextBuffer.pieceBytes { try text.drain(write) }
        }
        try text.drain(write)
    }

    /// A drawing for each pair and month, named "UZ-KZ-2026-05.svg".
    package var drawings: [(name: String, svg: String)] {
        result.waterfall.rows.prefix(Self.drawingsMax).map { row in
            let letters = row.pair.unicodeScalars.map { scalar in
                scalar.isASCII && scalar.properties.isAlphabetic || scalar == "-" ? scalar : "_"
            }
            let pair = String(String.UnicodeScalarView(letters))
            let drawing = WaterfallDrawing(row.column, title: "\(row.pair), \(row.month)")
            return ("\(pair)-\(row.month).svg", drawing.svg)
        }
    }

    /// Numbers of the findings of most dollars, by month and pair.
    private var ranked: [(Waterfall.Place, [Int])] {
        var byPlace: [Waterfall.Place: [Int]] = [:]
        for (number, finding) in result.findings.enumerated() {
            byPlace[place(of: finding), default: []].append(number)
        }
        return byPlace.sorted { $0.key < $1.key }.map { place, numbers in
            let sorted = numbers.sorted { one, two in
                let first = result.findings[one].dollars ?? -1
                let second = result.findings[two].dollars ?? -1
                return first != second ? first > second : one < two
            }
            return (place, Array(sorted.prefix(Self.residualsMax)))
        }
    }

    /// Where ``GapFinder`` counts the finding in the waterfall.
    private func place(of finding: Finding) -> Waterfall.Place {
        let exports = result.exportRegister.lines
        let imports = result.importRegister.lines
        let from = finding.imported.map { imports.countries[$0] } ?? imports.countries.first ?? 0
        let to = finding.exported.map { exports.countries[$0] } ?? exports.countries.first ?? 0
        let day =
            finding.exported.map { exports.days[$0] } ?? finding.imported.map { imports.days[$0] }
        return Waterfall.Place(
            month: Waterfall.month(day ?? 0), pair: UInt32(from) << 16 | UInt32(to))
    }

    /// A pair of countries as a CSV field.
    private static func safe(_ pair: String) -> String {
        pair.contains { $0 == "," || $0 == "\"" || $0.isNewline }
            ? "\"" + pair.replacing("\"", with: "\"\"") + "\"" : pair
    }
}
