import Customs

/// Findings in a sentence for the officer who looks at them.
enum Sentences {
    static func linked(
        _ type: FindingType, _ factor: Float, _ sent: LineFacts, _ arrived: LineFacts,
        _ dollars: Double
    ) -> String {
        let left = "\(amount(sent.dollars)) USD and \(amount(sent.massNetKg)) kg left"
        let came = "\(amount(arrived.dollars)) USD and \(amount(arrived.massNetKg)) kg arrived"
        switch type {
        case .undervaluation:
            return "\(left), \(came): freight and rates considered, the import value is "
                + "\(percent(factor)) of what was to be expected."
        case .overvaluation:
            return "\(left), \(came): freight and rates considered, the import value is "
                + "\(percent(factor)) of what was to be expected."
        case .quantityShortfall:
            return "\(left), \(came): only \(percent(factor)) of the quantity is declared on "
                + "arrival, at the usual value per kilogram."
        case .codeMisdeclaration:
            return "Left under heading \(heading(sent)), arrived under heading "
                + "\(heading(arrived)); mass and packages agree."
        case .originChange:
            return "Left as goods of \(country(sent.origin)), arrived as goods of "
                + "\(country(arrived.origin))."
        default:
            return "\(amount(Float(dollars))) USD have no partner on the other side."
        }
    }

    static func exportOnly(_ facts: LineFacts, days: Int32, _ isPartly: Bool) -> String {
        let goods = "\(amount(facts.massNetKg)) kg of heading \(heading(facts))"
        return isPartly
            ? "\(goods) left with a consignment that arrived without them."
            : "\(goods) left \(days) days before the period's end and no import answers them."
    }

    static func importOnly(_ facts: LineFacts) -> String {
        "\(amount(facts.massNetKg)) kg of heading \(heading(facts)) arrived and no export answers them."
    }

    /// Transit that had to end on a day and did not.
    static func diverted(_ facts: LineFacts, _ due: Int32, _ days: Int32) -> String {
        "Transit of \(amount(facts.massNetKg)) kg of heading \(heading(facts)) had to end by "
            + "\(CalendarDay(number: due).iso), is open for \(days) days more, and no import answers it."
    }

    private static func heading(_ facts: LineFacts) -> String { heading(facts.heading) }

    /// Four digits.
    static func heading(_ heading: UInt32) -> String {
        let text = String(heading)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }

    private static func country(_ packed: UInt16) -> String {
        packed == 0 ? "unknown origin" : DollarValues.text(UInt32(packed))
    }

    private static func percent(_ factor: Float) -> String {
        guard factor.isFinite else { return "an unknown share" }
        return "\(Int((factor * 100).rounded())) %"
    }

    /// Rounded to whole units.
    static func amount(_ number: Float) -> String {
        number.isFinite && abs(number) < 1e15 ? String(Int(number.rounded())) : "unknown"
    }
}
