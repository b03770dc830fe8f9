import Customs
package import Formats
package import Logging
import Seal
import ServiceLifecycle
package import Store
import Synchronization

/// Reads the documents of a body in memory; given by the program, which knows formats and maps.
///
/// - Parameter format: the name of a format; nil tells it from the content.
package typealias BodyReading =
    @Sendable (
        _ bytes: [UInt8], _ format: String?, _ emit: (consuming ReadDocument) throws -> Void
    ) throws -> Void

/// A submission could not be taken.
package enum LiveScreeningFailure: String, Error, Hashable, Sendable {
    /// Too many wait already; the same again later is welcome.
    case busy
    /// More documents in one submission than may be judged while somebody waits.
    case tooManyDocuments
}

/// What became of a submission.
package struct LiveOutcome: Sendable {
    /// SHA-256 of the bytes, hexadecimal; the submission's name.
    package var digest: String
    /// The same bytes had been submitted before; the earlier assessments are shown.
    package var isKnown: Bool
    package var documents: [ScreenedDocument]

    /// Documents that were not accepted.
    package var refusedCount: Int { documents.count { $0.status == .refused } }
}

/// Screens submissions one by one, as they come, for as long as the program runs.
///
/// Statistics are kept in memory. Submissions that come at the same time share a transaction: their
/// bytes, documents and assessments become durable together, and only then anybody is answered. What
/// was submitted before gets the assessment it got then.
package final class LiveScreening: Service, Sendable {
    /// Documents in one submission; more are screened with `tamga screen`.
    package static let documentsMax = 1_000
    /// Submissions in one transaction, and most that wait.
    static let groupMax = 64, waitingMax = 512
    /// Documents after which the statistics are saved, so that a start after a crash stays short.
    private static let documentsPerSave = 20_000
    /// How often rates and the learned model are looked at for changes.
    private static let refreshTime = Duration.seconds(10)

    private let store: any Store
    private let reading: BodyReading
    private let now: @Sendable () -> Int64
    private let settings: @Sendable () throws -> ScreeningSettings
    private let judging: Mutex<ScreeningSettings>
    private let writer: LiveWriter
    private let logger: Logger

    /// Loads the statistics of earlier trade.
    ///
    /// - Parameter settings: reads rates, watch lists and secrets; asked again when they have changed.
    package init(
        settings: @escaping @Sendable () throws -> ScreeningSettings,
        reading: @escaping BodyReading, store: any Store,
        now: @escaping @Sendable () -> Int64, logger: Logger = Logger(label: "tamga.screening")
    ) throws {
        self.settings = settings
        self.reading = reading
        self.store = store
        self.now = now
        self.logger = logger
        var first = try settings()
        first.lines = .findings
        judging = Mutex(first)
        writer = try LiveWriter(
            store: store, settings: first, now: now, documentsPerSave: Self.documentsPerSave)
    }

    /// Takes a submission and judges what is in it.
    ///
    /// - Parameters:
    ///   - name: who sent it, for people.
    ///   - format: the name of a format; nil tells it from the content.
    /// - Throws: ``LiveScreeningFailure``, `StoreFailure`; then nothing of it was stored.
    package func submit(
        _ bytes: [UInt8], name: String, format: String? = nil
    ) async throws -> LiveOutcome {
        let settings = judging.withLock { $0 }
        var documents: [ReadDocument] = []
        try reading(bytes, format) { document in
            guard documents.count < Self.documentsMax else {
                throw LiveScreeningFailure.tooManyDocuments
            }
            documents.append(document)
        }
        let submission = LiveSubmission(
            bytes: bytes, digest: Digest256(hashing: bytes).bytes, name: name,
            documents: documents, prepared: documents.map(PreparedDocument.init),
            settings: settings)
        return try await writer.submit(submission)
    }

    /// How many rates there are, and how many steps models have taken.
    private static func stamp(in reader: any StoreReader) throws -> [Int64] {
        [Int64(try reader.rates().count), try RiskModels.stamp(in: reader)]
    }

    /// Looks for new rates and for another model until the group shuts down; then saves the statistics. Watch lists are
    /// looked at for every group.
    package func run() async throws {
        var known = try store.read { try Self.stamp(in: $0) }
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.refreshTime) }
            } catch { break }
            do {
                let stamp = try store.read { try Self.stamp(in: $0) }
                guard stamp != known else { continue }
                var settings = try settings()
                settings.lines = .findings
                judging.withLock { $0 = settings }
                known = stamp
            } catch {
                logger.error(
                    "Rates or the learned model cannot be read; the earlier ones stay in use.")
            }
        }
        try await writer.save()
    }
}
