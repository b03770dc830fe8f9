import Customs
import Exchange
import Formats
import Risk
import Seal
import Store

/// Released declarations whose goods go to the partner, one message each.
///
/// Which of them depends on the schedule's trigger: `export-released`, `transit-released`; once a day
/// all that were released since the day before.
struct DocumentDataSet: DataSet {
    let name: String
    /// UN/ECE Recommendation 19; nil for every mode.
    let mode: String?
    let flows: Set<Declaration.Flow>

    init(
        name: String, mode: String? = nil, flows: Set<Declaration.Flow> = [.export, .transit]
    ) {
        self.name = name
        self.mode = mode
        self.flows = flows
    }

    private static func flow(of event: String) -> Declaration.Flow? {
        switch event {
        case "export-released": .export
        case "transit-released": .transit
        default: nil
        }
    }

    /// The flows that a trigger is about.
    private func flows(for trigger: ExchangeSchedule.Trigger) -> Set<Declaration.Flow> {
        switch trigger {
        case .daily: flows
        case .event(let event): Self.flow(of: event).map { flows.intersection([$0]) } ?? []
        }
    }

    func follows(_ trigger: ExchangeSchedule.Trigger) -> Bool { !flows(for: trigger).isEmpty }

    /// Versions are numbered without gaps, so the last is found by halving.
    func newest(_ reader: any StoreReader) throws -> Int64 {
        guard try reader.version(id: 1) != nil else { return 0 }
        var low: Int64 = 1
        var high: Int64 = 2
        while try reader.version(id: high) != nil { (low, high) = (high, high * 2) }
        while low + 1 < high {
            let middle = (low + high) / 2
            if try reader.version(id: middle) != nil { low = middle } else { high = middle }
        }
        return low
    }

    func page(after watermark: Int64, of question: DataQuestion) throws -> DataPage {
        let versions = try question.reader.versions(after: watermark, limit: question.limit)
        var page = DataPage(watermark: watermark, isFull: versions.count == question.limit)
        let flows = flows(for: question.schedule.trigger)
        for version in versions {
            if let declaration = declaration(of: version, flows, to: question.country) {
                guard
                    let assessment = try question.reader.assessments(of: version.id).last
                else {
                    // A document that is not judged yet waits, and what came after it with it.
                    page.isFull = false
                    return page
                }
                // Released goods only: green, or blue with an audit later.
                if assessment.lane >= Lane.blue.order {
                    page.entries.append(entry(declaration, version, assessment, question))
                }
            }
            page.watermark = version.id
        }
        return page
    }

    private func declaration(
        of version: VersionRow, _ flows: Set<Declaration.Flow>, to country: String
    ) -> Declaration? {
        guard version.number == 1,
            case .declaration(let declaration)? = CanonicalJSON.read(version.content).document,
            let flow = declaration.flow, flows.contains(flow),
            mode == nil || declaration.modeCode == mode,
            declaration.destinationCountryCode == country
        else { return nil }
        return declaration
    }

    private func entry(
        _ declaration: Declaration, _ version: VersionRow, _ assessment: AssessmentRow,
        _ question: DataQuestion
    ) -> DataPage.Entry {
        let number =
            declaration.id ?? declaration.functionalReferenceID
            ?? "document \(version.document)"
        return DataPage.Entry(
            content: DeclarationFields.permitted(
                question.schedule.fields, of: declaration, number: number),
            triggered: Timestamp(milliseconds: assessment.assessedAt),
            arrival: declaration.arrivalDateTime.flatMap { Self.moment($0.text) })
    }

    /// A moment written CCYYMMDDHHMM or longer; nil when only the day is known.
    static func moment(_ text: String) -> Timestamp? {
        let digits = text.filter(\.isNumber)
        guard digits.utf8.count >= 12, let number = Int64(digits.prefix(12)),
            let day = CivilDate(
                year: number / 100_000_000, month: number / 1_000_000 % 100,
                day: number / 10_000 % 100),
            number / 100 % 100 < 24, number % 100 < 60
        else { return nil }
        return day.start(minutesEastOfUTC: 0).adding(
            seconds: (number / 100 % 100) * 3_600 + (number % 100) * 60)
    }
}
