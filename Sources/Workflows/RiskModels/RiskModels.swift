import Customs
import Exchange
import Formats
package import Risk
import Seal
package import Store

/// The learned models of a node: every version stays, one or none is in force.
///
/// A model is kept under the SHA-256 of its bytes and never overwritten, so that a past assessment can
/// be made again by the model of that time. Who adopted or withdrew it stands in the list of adoptions
/// and in the ledger.
package struct RiskModels: Sendable {
    private let store: any Store
    private let now: @Sendable () -> Int64

    package init(store: any Store, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// One step: a model came into force, or none is any more.
    package struct Adoption: Hashable, Sendable {
        /// SHA-256 of the model, hexadecimal; empty when the model was withdrawn.
        package var model: String
        /// Who decided, and who agreed.
        package var officer: String
        package var second: String
        /// Milliseconds since 1970-01-01 UTC.
        package var at: Int64
    }

    /// Why a step was not taken.
    package enum Refusal: Error, Hashable, Sendable {
        /// The two persons are one.
        case onePerson
        case officerMissing
        /// There is no model to withdraw.
        case noneInForce
        /// More steps than a node keeps.
        case tooManySteps
    }

    private static let listName = "model-adoptions"
    /// Steps kept in the list; each is an act of two persons.
    private static let stepsMax = 10_000

    private static func snapshotName(model: String) -> String { "model:" + model }

    // MARK: Asking

    /// Every step, oldest first.
    package static func adoptions(in reader: any StoreReader) throws -> [Adoption] {
        guard let stored = try reader.snapshot(listName) else { return [] }
        let damaged = StoreFailure(
            .unreadable, problem: "the list of adopted models cannot be read",
            remedy: "restore the node's database from a backup")
        guard let steps = (try? JSONValue.parse(stored.content))?.elements else { throw damaged }
        return try steps.map { step in
            guard let model = step["model"]?.string, let officer = step["by"]?.string,
                let second = step["and"]?.string, let at = step["at"]?.integer
            else { throw damaged }
            return Adoption(model: model, officer: officer, second: second, at: Int64(at))
        }
    }

    /// A version of a model; nil when the node does not have it.
    package static func model(
        _ digest: String, in reader: any StoreReader
    ) throws -> AdoptedModel? {
        guard let stored = try reader.snapshot(snapshotName(model: digest)) else { return nil }
        do {
            return AdoptedModel(
                digest: digest, model: try RiskModel(decoding: stored.content))
        } catch {
            throw StoreFailure(
                .unreadable,
                problem: "the adopted model \(digest.prefix(16)) cannot be used: \(error.sentence)",
                remedy: "adopt a model of this release, or withdraw it: tamga model withdraw")
        }
    }

    /// The model in force; nil when there is none.
    package static func current(in store: any Store) throws -> AdoptedModel? {
        try store.read { reader in
            guard let last = try adoptions(in: reader).last, !last.model.isEmpty else { return nil }
            return try model(last.model, in: reader)
        }
    }

    /// Changes whenever a step was taken.
    package static func stamp(in reader: any StoreReader) throws -> Int64 {
        try reader.snapshot(listName)?.watermark ?? 0
    }

    // MARK: Steps

    /// Puts a model in force; returns its name.
    package func adopt(
        _ bytes: [UInt8], officer: String, second: String
    ) throws -> String {
        _ = try RiskModel(decoding: bytes)
        let digest = Digest256(hashing: bytes).description
        try step(model: digest, officer: officer, second: second, event: "model-adopted") {
            let name = Self.snapshotName(model: digest)
            guard try $0.snapshot(name) == nil else { return }
            try $0.put(SnapshotRow(watermark: 0, content: bytes), name: name)
        }
        return digest
    }

    /// Takes the model out of force; past assessments keep theirs.
    package func withdraw(officer: String, second: String) throws {
        let inForce = try store.read { try Self.adoptions(in: $0).last }
        guard let inForce, !inForce.model.isEmpty else { throw Refusal.noneInForce }
        try step(model: "", officer: officer, second: second, event: "model-withdrawn") { _ in }
    }

    private func step(
        model: String, officer: String, second: String, event: String,
        _ change: (any StoreWriter) throws -> Void
    ) throws {
        guard !officer.isEmpty, !second.isEmpty else { throw Refusal.officerMissing }
        guard officer.lowercased() != second.lowercased() else { throw Refusal.onePerson }
        let time = now()
        try store.write { writer in
            var steps = try Self.adoptions(in: writer)
            guard steps.count < Self.stepsMax else { throw Refusal.tooManySteps }
            try change(writer)
            steps.append(Adoption(model: model, officer: officer, second: second, at: time))
            try writer.put(
                SnapshotRow(watermark: Int64(steps.count), content: Self.list(steps)),
                name: Self.listName)
            // Under the next signed checkpoint, like every entry of a transaction without its own.
            var tail = try LedgerTail(writer, cached: nil)
            _ = try tail.append(
                LedgerEvent.bytes(
                    event, at: Timestamp(milliseconds: time),
                    ["model": model.isEmpty ? nil : model, "by": officer, "and": second]),
                to: writer)
        }
    }

    private static func list(_ steps: [Adoption]) -> [UInt8] {
        var writer = JSONWriter(capacity: 128 * steps.count)
        writer.beginArray()
        for step in steps {
            writer.beginObject()
            writer.key("model")
            writer.string(step.model)
            writer.key("by")
            writer.string(step.officer)
            writer.key("and")
            writer.string(step.second)
            writer.key("at")
            writer.integer(Int(step.at))
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}
