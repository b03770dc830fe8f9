/// Draws the way from one side's total to the other's as SVG bars.
package struct WaterfallDrawing {
    private let title: String
    private let column: Waterfall.Column
    private static let width = 960.0
    private static let height = 420.0
    private static let left = 70.0
    private static let top = 50.0
    private static let bottom = 110.0

    /// `title` names pair and period, for example "UZ-KZ, 2026-05".
    package init(_ column: Waterfall.Column, title: String) {
        self.column = column
        self.title = title
    }

    private struct Bar {
        var label: String
        var from: Double
        var to: Double
        var colour: String
    }

    /// The drawing, a whole SVG document.
    package var svg: String {
        let bars = bars
        let values = bars.flatMap { [$0.from, $0.to] }
        let low = min(0, values.min() ?? 0)
        let high = max(low + 1, values.max() ?? 1)
        let plot = Self.height - Self.top - Self.bottom
        func y(_ value: Double) -> Double { Self.top + plot * (high - value) / (high - low) }
        let step = (Self.width - Self.left - 20) / Double(max(1, bars.count))
        var text = TextBuffer()
        text.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 420\" role=\"img\" ")
        text.add("font-family=\"sans-serif\" font-size=\"11\">\n")
        text.add("<title>\(Self.safe(title))</title>\n")
        text.add(
            "<text x=\"70\" y=\"26\" font-size=\"15\">\(Self.safe(title)), million USD</text>\n")
        for (place, bar) in bars.enumerated() {
            let x = Self.left + step * Double(place)
            let upper = y(max(bar.from, bar.to))
            let lower = y(min(bar.from, bar.to))
            text.add("<rect x=\"")
            text.add(x + step * 0.1, decimals: 1)
            text.add("\" y=\"")
            text.add(upper, decimals: 1)
            text.add("\" width=\"")
            text.add(step * 0.8, decimals: 1)
            text.add("\" height=\"")
            text.add(max(0.8, lower - upper), decimals: 1)
            text.add("\" fill=\"\(bar.colour)\"/>\n")
            addText(&text, x + step * 0.5, upper - 5, "middle", nil) { text in
                let isTotal = place == 0 || place == bars.count - 1
                text.add((isTotal ? bar.to : bar.to - bar.from) / 1e6, decimals: 2)
            }
            addText(&text, x + step * 0.55, Self.height - Self.bottom + 16, "end", -40) { text in
                text.add(Self.safe(bar.label))
            }
        }
        text.add("</svg>\n")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private func addText(
        _ text: inout TextBuffer, _ x: Double, _ y: Double, _ anchor: String, _ turn: Int?,
        _ content: (inout TextBuffer) -> Void
    ) {
        text.add("<text text-anchor=\"\(anchor)\" transform=\"translate(")
        text.add(x, decimals: 1)
        text.add(" ")
        text.add(y, decimals: 1)
        text.add(")")
        if let turn { text.add(" rotate(\(turn))") }
        text.add("\">")
        content(&text)
        text.add("</text>\n")
    }

    private var bars: [Bar] {
        var bars = [Bar(label: "ours (FOB)", from: 0, to: column.ours, colour: "#33567a")]
        var level = column.ours
        for step in GapReason.allCases where column.lines[step.rawValue] > 0 {
            let next = level + column.steps[step.rawValue]
            let isInnocent = !step.isFinding
            bars.append(
                Bar(
                    label: step.name, from: level, to: next,
                    colour: isInnocent ? "#8aa4b8" : "#b5473c"))
            level = next
        }
        bars.append(Bar(label: "theirs (CIF)", from: 0, to: column.theirs, colour: "#33567a"))
        return bars
    }

    private static func safe(_ text: String) -> String {
        var safe = ""
        for character in text.unicodeScalars {
            switch character {
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "&": safe += "&amp;"
            default: safe.unicodeScalars.append(character.value < 0x20 ? " " : character)
            }
        }
        return safe
    }
}
