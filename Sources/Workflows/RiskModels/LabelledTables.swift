import Customs
import Formats
import Foundation
package import Risk

extension Spread {
    /// Parts on as many threads as given.
    package static func threads(_ count: Int) -> Spread {
        guard count > 1 else { return .none }
        return Spread(width: count) { parts, body in
            DispatchQueue.concurrentPerform(iterations: parts) { body($0) }
        }
    }

    /// Parts on all cores.
    package static var cores: Spread { threads(ProcessInfo.processInfo.activeProcessorCount) }
}

/// Reads tables whose rows have an outcome.
package struct LabelledTables: Sendable {
    private let reading: DocumentReading
    package let columns: OutcomeColumns

    /// - Parameter reading: reads a table with its columns of outcomes kept as extensions.
    package init(reading: @escaping DocumentReading, columns: OutcomeColumns) {
        self.reading = reading
        self.columns = columns
    }

    /// Why a table is of no use.
    package enum Refusal: Error, Hashable, Sendable {
        /// No row has an outcome: the column is not there, or empty.
        case noOutcomes(input: String, column: String)
        case tooManyRows(input: String)
    }

    private static let batchSize = 512

    /// Calls with every accepted declaration of an input, in its order; the others join the faults.
    func forEachBatch(
        of input: String, faults: inout TableFaults,
        _ body: ([Declaration]) throws -> Void
    ) throws {
        var found: TableFaults = faults
        let reading = reading
        try pipeline(
            produce: { send in
                var batch: [ReadDocument] = []
                try reading(input) { document in
                    batch.append(document)
                    guard batch.count == Self.batchSize else { return }
                    try send(batch)
                    batch.removeAll(keepingCapacity: true)
                }
                if !batch.isEmpty { try send(batch) }
            },
            consume: { (documents: [ReadDocument]) in
                try body(documents.compactMap { accepted($0, of: input, faults: &found) })
            })
        faults = found
    }

    private func accepted(
        _ document: ReadDocument, of input: String, faults: inout TableFaults
    ) -> Declaration? {
        guard document.isAccepted, case .declaration(let declaration)? = document.content else {
            faults.refuse(document.diagnostics, of: input)
            return nil
        }
        for item in 1...max(declaration.items.count, 1) {
            guard case .other(let text) = columns.outcome(of: declaration, item: item) else {
                continue
            }
            faults.refuse([wrong(text, document.number)], of: input)
            return nil
        }
        return declaration
    }

    private func wrong(_ text: String, _ number: Int) -> Diagnostic {
        Diagnostic(
            .error, code: "label-value",
            place: "document \(number), column '\(columns.label)'",
            problem: "\(Diagnostic.quoted(text, limit: 40)) is no outcome",
            reason: "an outcome is 0 or 1, no or yes, false or true, or a number above zero",
            remedy: "correct the cell, leave it empty, or name another column with --label")
    }

    /// Adds the rows of a table that have an outcome.
    package func add(
        _ input: String, to rows: inout TrainingRows, isHeld: Bool, faults: inout TableFaults,
        progress: (Int) -> Void = { _ in }
    ) throws {
        let before = rows.count
        var missing = 0
        try forEachBatch(of: input, faults: &faults) { declarations in
            for declaration in declarations {
                let known = rows.count
                rows.add(declaration, isHeld: isHeld) { item in
                    switch columns.outcome(of: declaration, item: item) {
                    case .irregular: true
                    case .regular: false
                    case .empty, .other: nil
                    }
                }
                missing += declaration.items.count - (rows.count - known)
                guard rows.count <= TrainingRows.rowsMax else {
                    throw Refusal.tooManyRows(input: input)
                }
            }
            progress(declarations.count)
        }
        guard rows.count > before else {
            throw Refusal.noOutcomes(input: input, column: columns.label)
        }
        faults.withoutOutcome += missing
    }

    /// Scores the rows of a table that have an outcome, on all cores.
    package func scored(
        _ input: String, by model: RiskModel, faults: inout TableFaults,
        progress: (Int) -> Void = { _ in }
    ) throws -> [SelectionQuality.Row] {
        var rows: [SelectionQuality.Row] = []
        var (missing, seen) = (0, 0)
        let last = model.card.lastDay
        let columns = columns
        try forEachBatch(of: input, faults: &faults) { declarations in
            let scored = mapConcurrently(declarations) { Self.rows(of: $0, model, columns) }
            for (found, declaration) in zip(scored, declarations) {
                if found.isEmpty { missing += 1 }
                if !found.isEmpty, let day = declaration.referenceDay, let last, day <= last {
                    seen += 1
                }
                rows += found
            }
            guard rows.count <= TrainingRows.rowsMax else {
                throw Refusal.tooManyRows(input: input)
            }
            progress(declarations.count)
        }
        guard !rows.isEmpty else {
            throw Refusal.noOutcomes(input: input, column: columns.label)
        }
        faults.withoutOutcome += missing
        faults.withinModelDays += seen
        return rows
    }

    /// One row for a declaration: irregular when any of its items is.
    private static func rows(
        of declaration: Declaration, _ model: RiskModel, _ columns: OutcomeColumns
    ) -> [SelectionQuality.Row] {
        var isIrregular: Bool?
        var revenue = 0.0
        for index in declaration.items.indices {
            switch columns.outcome(of: declaration, item: index + 1) {
            case .irregular: isIrregular = true
            case .regular: isIrregular = isIrregular ?? false
            case .empty, .other: continue
            }
            revenue += columns.revenue(of: declaration, item: index + 1)
        }
        guard let isIrregular, let score = model.score(declaration) else { return [] }
        return [
            SelectionQuality.Row(
                probability: score.probability, isIrregular: isIrregular, revenue: revenue)
        ]
    }
}
