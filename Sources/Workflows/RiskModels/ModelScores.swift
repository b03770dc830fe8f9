package import Customs
import Formats
package import Risk

/// Scores the documents of an input by a model.
package struct ModelScores: Sendable {
    private let reading: DocumentReading
    private let model: RiskModel

    package init(reading: @escaping DocumentReading, model: RiskModel) {
        self.reading = reading
        self.model = model
    }

    /// One document's score.
    package struct Scored: Sendable {
        package var id: String
        /// 0…1; nil for what was refused, is no declaration or has no item.
        package var probability: Double?
        package var diagnostics: [Diagnostic]
    }

    private static let batchSize = 512

    /// Calls with every document, in order; scoring runs on all cores beside the reading.
    package func run(_ input: String, _ body: (Scored) throws -> Void) throws {
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
                for scored in mapConcurrently(documents, { scored($0, of: input) }) {
                    try body(scored)
                }
            })
    }

    private func scored(_ document: ReadDocument, of input: String) -> Scored {
        guard document.isAccepted, case .declaration(let declaration)? = document.content else {
            return Scored(
                id: "\(input):\(document.number)", probability: nil,
                diagnostics: document.diagnostics)
        }
        return Scored(
            id: Judge.reference(.declaration(declaration), document: document, input: input),
            probability: model.score(declaration)?.probability, diagnostics: [])
    }

    /// The first declaration of an input that goes by the number; nil when there is none.
    package func find(_ id: String, in input: String) throws -> Declaration? {
        var found: Declaration?
        struct Found: Error {}
        do {
            try reading(input) { document in
                guard document.isAccepted,
                    case .declaration(let declaration)? = document.content,
                    [
                        declaration.id, declaration.functionalReferenceID,
                        declaration.traderReference,
                    ]
                    .contains(id)
                else { return }
                found = declaration
                throw Found()
            }
        } catch is Found {
            // Nothing after it needs to be read.
        }
        return found
    }
}
