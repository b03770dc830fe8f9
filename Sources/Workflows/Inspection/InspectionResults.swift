package import Customs
import Formats

package import Store

/// Records what inspections found.
package struct InspectionResults: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// What became of a result handed in.
    package enum Recorded: Hashable, Sendable {
        case stored(number: Int)
        /// The last version says the same.
        case known
        case noSuchDocument
        /// Several documents go by the reference.
        case ambiguous
    }

    package static let columns = [
        "document", "day", "outcome", "field", "corrected", "duty_gap_usd", "minutes", "depth",
        "hint", "officer", "office", "item", "cause",
    ]
    package static let outcomes = ["none", "discrepancy", "offence", "seizure"]
    package static let depths = ["documents", "partial", "full"]
    package static let causes = ["inspection", "appeal", "laboratory", "correction"]

    /// Records results in one transaction, in order.
    package func record(
        _ results: [(document: String, row: InspectionResultRow)]
    ) throws -> [Recorded] {
        let time = now()
        return try store.write { writer in
            try results.map { name, row in
                let documents = try Self.documents(name, in: writer)
                guard let document = documents.first else { return .noSuchDocument }
                guard documents.count == 1 else { return .ambiguous }
                let earlier = try writer.inspectionResults(of: document.id)
                var row = row
                row.document = document.id
                row.number = (earlier.last?.number ?? 0) + 1
                row.recordedAt = time
                if var last = earlier.last {
                    (last.id, last.number, last.recordedAt) = (row.id, row.number, time)
                    if last == row { return .known }
                }
                _ = try writer.insert(row)
                return .stored(number: row.number)
            }
        }
    }

    /// The declarations an officer may mean.
    static func documents(_ name: String, in reader: any StoreReader) throws -> [DocumentRow] {
        if name.hasPrefix("#"), let number = Int64(name.dropFirst()) {
            return try reader.document(id: number).map { [$0] } ?? []
        }
        if let document = try reader.document(registration: name) { return [document] }
        return try reader.documents(reference: name).filter { $0.kind == .declaration }
    }

    /// Reads a table of results; every faulty row becomes a diagnostic, the others results.
    package static func read(
        _ bytes: [UInt8], diagnostics: inout [Diagnostic]
    ) -> [(document: String, row: InspectionResultRow)] {
        guard bytes.count <= CommaTable.bytesMax, let rows = CommaTable.rows(bytes),
            let head = rows.first, Set(["document", "outcome", "officer"]).isSubset(of: Set(head)),
            Set(head).isSubset(of: Set(columns)), Set(head).count == head.count
        else {
            diagnostics.append(
                Diagnostic(
                    .error, code: "result-table", place: "line 1",
                    problem: "this is no table of inspection results",
                    reason:
                        "its head names document, outcome and officer, and no column twice or unknown",
                    remedy: "columns are \(columns.joined(separator: ","))"))
            return []
        }
        var results: [(document: String, row: InspectionResultRow)] = []
        for (place, cells) in rows.enumerated().dropFirst() {
            guard diagnostics.count < Diagnostic.countMax else { break }
            guard cells.count == head.count else {
                diagnostics.append(
                    fault(place + 1, "\(cells.count) cells", "give \(head.count), as the head does")
                )
                continue
            }
            let named = Dictionary(zip(head, cells), uniquingKeysWith: { first, _ in first })
            do throws(ResultFault) {
                results.append(try result(named))
            } catch {
                diagnostics.append(fault(place + 1, error.problem, error.remedy))
            }
        }
        return results
    }

    private static func fault(_ line: Int, _ problem: String, _ remedy: String) -> Diagnostic {
        Diagnostic(
            .error, code: "result-row", place: "line \(line)", problem: problem,
            reason: "a result must say who found what where", remedy: remedy)
    }

    /// Checks one result given as texts by column.
    package static func result(
        _ cells: [String: String]
    ) throws(ResultFault) -> (document: String, row: InspectionResultRow) {
        func cell(_ name: String) -> String { cells[name] ?? "" }
        func choice(_ name: String, _ allowed: [String], _ usual: String) throws(ResultFault)
            -> String
        {
            let text = cell(name).isEmpty ? usual : cell(name)
            guard allowed.contains(text) else {
                throw ResultFault(
                    problem: "\(name) is not known",
                    remedy: "write \(allowed.joined(separator: ", "))")
            }
            return text
        }
        guard !cell("document").isEmpty, !cell("officer").isEmpty else {
            throw ResultFault(
                problem: "document or officer is empty", remedy: "say which declaration and who")
        }
        guard let day = CalendarDay(cell("day")) else {
            throw ResultFault(
                problem: "day is no day", remedy: "write the day of the inspection as YYYY-MM-DD")
        }
        let outcome = try choice("outcome", outcomes, "")
        let gap = try cents(cell("duty_gap_usd"))
        let minutes = try number("minutes", cell("minutes"), 0...100_000) ?? 0
        let item = try number("item", cell("item"), 1...100_000)
        var hint: Bool?
        switch cell("hint") {
        case "": hint = nil
        case "right", "yes": hint = true
        case "wrong", "no": hint = false
        default:
            throw ResultFault(problem: "hint is not known", remedy: "write right, wrong or nothing")
        }
        guard outcome != "none" || (gap == 0 && cell("field").isEmpty) else {
            throw ResultFault(
                problem: "nothing was found, yet a wrong field or a duty gap is given",
                remedy: "correct the outcome, or leave field and duty_gap_usd empty")
        }
        return (
            cell("document"),
            InspectionResultRow(
                id: 0, document: 0, number: 0, item: item, day: day.iso, recordedAt: 0,
                outcome: outcome, field: cell("field"), corrected: cell("corrected"),
                dutyGap: gap, minutes: minutes, depth: try choice("depth", depths, "partial"),
                wasHintRight: hint, officer: cell("officer"), office: cell("office"),
                cause: try choice("cause", causes, "inspection"))
        )
    }

    private static func number(
        _ name: String, _ text: String, _ range: ClosedRange<Int>
    ) throws(ResultFault) -> Int? {
        if text.isEmpty { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ResultFault(
                problem: "\(name) is no number that can be",
                remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Hundredths of a dollar from "1234.50".
    private static func cents(_ text: String) throws(ResultFault) -> Int64 {
        if text.isEmpty { return 0 }
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...]).split(
            separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard let first = parts.first, parts.count <= 2, (1...12).contains(first.utf8.count),
            (1...2).contains(fraction.utf8.count), first.allSatisfy(\.isWholeNumber),
            fraction.allSatisfy(\.isWholeNumber), let whole = Int64(first),
            let rest = Int64(fraction.utf8.count == 1 ? fraction + "0" : fraction)
        else {
            throw ResultFault(
                problem: "duty_gap_usd is no amount",
                remedy: "write US dollars such as 1234.50, with a point and no spaces")
        }
        return (whole * 100 + rest) * (isNegative ? -1 : 1)
    }
}

/// A result that cannot be taken.
package struct ResultFault: Error, Hashable, Sendable {
    package var problem: String
    package var remedy: String
}

extension InspectionResults {
    /// Results a listing shows at most.
    package static let listedMax = 1_000_000

    /// Every version of the results of a declaration, or of all, with the declarations' references.
    package static func listed(
        _ name: String?, in store: any Store
    ) throws -> [(reference: String, row: InspectionResultRow)] {
        try store.read { (reader: any StoreReader) throws in
            if let name {
                return try documents(name, in: reader).flatMap { document in
                    try reader.inspectionResults(of: document.id).map { (document.reference, $0) }
                }
            }
            return try reader.inspectionResults(after: 0, limit: listedMax).map { row in
                (try reader.document(id: row.document)?.reference ?? "", row)
            }
        }
    }
}
