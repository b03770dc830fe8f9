import Customs

/// The summary of a reconciliation as JSON: counts, what was learned, the waterfall by month and pair.
package struct ReconciliationSummary {
    private let result: ReconciliationResult
    private var text = TextBuffer()

    package init(_ result: ReconciliationResult) { self.result = result }

    /// The JSON document, UTF-8, with a fixed order of keys.
    package mutating func json() -> [UInt8] {
        text = TextBuffer()
        text.add(
            "{\n  \"lines\": {\"exports\": \(result.exportLines), \"imports\": \(result.importLines)},\n"
        )
        text.add("  \"links\": {")
        let kinds: [LinkKind] = [.one, .split, .merge]
        add(
            kinds.map { kind in
                (kind.name, result.links.reduce(0) { $0 + ($1.linkKind == kind ? 1 : 0) })
            })
        text.add("},\n  \"findings\": {")
        var counts: [FindingType: (count: Int, dollars: Double)] = [:]
        for finding in result.findings {
            counts[finding.type, default: (0, 0)].count += 1
            counts[finding.type, default: (0, 0)].dollars += finding.dollars ?? 0
        }
        add(FindingType.allCases.map { ($0.rawValue, counts[$0]?.count ?? 0) })
        text.add("},\n  \"findings_usd\": {")
        for (place, type) in FindingType.allCases.enumerated() {
            if place > 0 { text.add(", ") }
            text.add("\"\(type.rawValue)\": ")
            text.add(counts[type]?.dollars ?? 0, decimals: 2)
        }
        text.add("},\n  \"usual_cif_fob\": ")
        text.add(result.usualRatio, decimals: 4)
        addDuty()
        text.add(",\n  \"total\": ")
        add(result.waterfall.total)
        text.add(",\n  \"waterfall\": [")
        for (place, row) in result.waterfall.rows.enumerated() {
            text.add(place > 0 ? ",\n    " : "\n    ")
            text.add("{\"month\": \"\(row.month)\", \"pair\": \"\(Self.safe(row.pair))\", ")
            addBody(row.column)
        }
        text.add("\n  ],\n  \"diagnostics\": [")
        for (place, diagnostic) in result.diagnostics.enumerated() {
            text.add(place > 0 ? ",\n    " : "\n    ")
            add(diagnostic)
        }
        text.add("\n  ]\n}\n")
        return text.bytes
    }

    private mutating func add(_ counts: [(String, Int)]) {
        text.add(counts.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))
    }

    /// Duty at stake, where any heading's rate was given.
    private mutating func addDuty() {
        let duties = result.findings.compactMap(\.dutyDollars)
        guard !duties.isEmpty else { return }
        text.add(",\n  \"duty_usd\": ")
        text.add(duties.reduce(0, +), decimals: 2)
        let intervals = result.findings.compactMap(\.dutyInterval)
        text.add(",\n  \"duty_low_usd\": ")
        text.add(intervals.reduce(0) { $0 + $1.low }, decimals: 2)
        text.add(",\n  \"duty_high_usd\": ")
        text.add(intervals.reduce(0) { $0 + $1.high }, decimals: 2)
    }

    private mutating func add(_ column: Waterfall.Column) {
        text.add("{")
        addBody(column)
    }

    private mutating func addBody(_ column: Waterfall.Column) {
        text.add("\"ours_fob_usd\": ")
        text.add(column.ours, decimals: 2)
        text.add(", \"steps\": {")
        var isFirst = true
        for step in GapReason.allCases where column.lines[step.rawValue] > 0 {
            if !isFirst { text.add(", ") }
            isFirst = false
            text.add("\"\(step.name)\": {\"usd\": ")
            text.add(column.steps[step.rawValue], decimals: 2)
            text.add(", \"lines\": \(column.lines[step.rawValue])}")
        }
        text.add("}, \"theirs_cif_usd\": ")
        text.add(column.theirs, decimals: 2)
        text.add("}")
    }

    private mutating func add(_ diagnostic: Diagnostic) {
        let fields = [
            ("severity", diagnostic.severity.rawValue), ("code", diagnostic.code),
            ("place", diagnostic.place), ("problem", diagnostic.problem),
            ("reason", diagnostic.reason), ("remedy", diagnostic.remedy),
        ]
        text.add(
            "{" + fields.map { "\"\($0)\": \"\(Self.safe($1))\"" }.joined(separator: ", ") + "}")
    }

    /// Text within a JSON string.
    static func safe(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": safe += "\\\""
            case "\\": safe += "\\\\"
            default:
                if scalar.value < 0x20 { safe += " " } else { safe.unicodeScalars.append(scalar) }
            }
        }
        return safe
    }
}
