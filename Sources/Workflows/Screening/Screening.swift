import Customs
import Formats
import Reference
import Risk
import Seal
import Store
import Watchlists

/// Screens the declarations of one or more inputs.
///
/// Each input is read twice: first everything in it joins the statistics, then every declaration is
/// judged against them. So the result depends neither on the order of declarations (versions of one
/// declaration apart) nor on the number of threads. Documents are not kept in memory; what grows is a
/// few bytes per declaration, and the statistics.
package struct Screening: Sendable {
    package let settings: ScreeningSettings
    private let reading: DocumentReading

    package init(settings: ScreeningSettings, reading: @escaping DocumentReading) {
        self.settings = settings
        self.reading = reading
    }

    /// Screens without a node: nothing is stored.
    package func run(
        inputs: [String], progress: (Int) -> Void = { _ in },
        emit: (ScreenedDocument) throws -> Void
    ) throws -> ScreeningSummary {
        var statistics = TradeStatistics()
        var rates = DailyRates(settings.rates, national: settings.nationalCurrency)
        var seen: Set<Int> = []
        for input in inputs {
            try forEachBatch(of: input) { documents in
                observe(documents, in: &statistics, rates: &rates, seen: &seen)
                progress(documents.count)
            }
        }
        statistics.settle()
        let judge = Judge(settings: settings, statistics: statistics)
        var summary = ScreeningSummary()
        for input in inputs {
            try forEachBatch(of: input) { documents in
                rates.prepare(for: documents)
                let ready = rates
                for document in mapConcurrently(
                    documents, { judge.screened($0, of: input, rates: ready) })
                {
                    summary.count(document)
                    try emit(document)
                }
                progress(documents.count)
            }
        }
        return summary
    }

    /// Adds what was accepted to the statistics; of several versions of a declaration the first, as a
    /// node does.
    private func observe(
        _ documents: [ReadDocument], in statistics: inout TradeStatistics,
        rates: inout DailyRates, seen: inout Set<Int>
    ) {
        rates.prepare(for: documents)
        for document in documents where document.isAccepted {
            if case .declaration(let declaration)? = document.content {
                if let key = DocumentIdentity.passingKey(of: declaration),
                    !seen.insert(key).inserted
                {
                    continue
                }
                statistics.observe(declaration, rates: rates.rates(for: declaration))
            }
        }
    }

    /// Reads an input in batches on a thread of its own.
    func forEachBatch(
        of input: String, _ body: ([ReadDocument]) throws -> Void
    ) throws {
        let reading = reading
        let size = settings.batchSize
        try pipeline(
            produce: { send in
                var batch: [ReadDocument] = []
                batch.reserveCapacity(size)
                try reading(input) { document in
                    batch.append(document)
                    if batch.count == size {
                        try send(batch)
                        batch.removeAll(keepingCapacity: true)
                    }
                }
                if !batch.isEmpty { try send(batch) }
            }, consume: body)
    }
}

extension CustomsDocument {
    /// True for a cargo report.
    var isReport: Bool { if case .cargoReport = self { true } else { false } }
}

extension ReadDocument {
    /// The declaration, when it is one.
    var declaration: Declaration? {
        if case .declaration(let declaration)? = content { declaration } else { nil }
    }
}

/// Judges documents; shared by threads.
struct Judge: Sendable {
    var settings: ScreeningSettings
    let statistics: TradeStatistics
    /// What the node knows of traders; nil without a node.
    private let known: KnownTraders?
    private let sampling: KeyedDigest

    init(
        settings: ScreeningSettings, statistics: TradeStatistics, known: KnownTraders? = nil
    ) {
        self.settings = settings
        self.statistics = statistics
        self.known = known
        sampling = KeyedDigest(key: settings.samplingKey)
    }

    /// Assesses an accepted declaration or cargo report.
    ///
    /// `drawnFrom` is what the random sample's keyed draw is made over: content that is frozen.
    func assess(
        _ document: CustomsDocument, rates: DailyRates, drawnFrom content: [UInt8],
        watch: Fact<[WatchFact]>, mirror: MirrorFacts = MirrorFacts()
    ) -> (assessment: Assessment, profiles: [ProfileHit], dossier: Dossier) {
        let subject = document.judged
        var dossier = dossier(
            subject.declaration, rates: rates, drawnFrom: content, watch: watch)
        dossier.isReport = subject.isReport
        dossier.mirror = mirror.mirror
        dossier.tips = mirror.tips
        if !subject.isReport { dossier.consult(settings.model) }
        let assessment = Assessment.assess(dossier, policy: settings.policy)
        // Officers write profiles about declarations; a report has none of their fields of value.
        guard !subject.isReport, let profiles = settings.profiles else {
            return (assessment, [], dossier)
        }
        let hits = profiles.hits(
            in: dossier.declaration, rates: rates.rates(for: dossier.declaration),
            isTrusted: settings.trusted?.isTrusted(dossier.declaration) ?? false)
        return (assessment.with(hits, policy: settings.policy), hits, dossier)
    }

    /// Gathers what judging needs to know of an accepted declaration.
    func dossier(
        _ declaration: Declaration, rates: DailyRates, drawnFrom content: [UInt8],
        watch: Fact<[WatchFact]>
    ) -> Dossier {
        var dossier = Dossier.gather(
            declaration, statistics: statistics, codes: settings.codes,
            rates: rates.rates(for: declaration), draw: draw(content))
        dossier.watch = watch
        if let known { dossier.consider(known, statistics: statistics) }
        return dossier
    }

    /// Hits of a document on the watch lists; nil when there are no lists at hand.
    func watchHits(of document: CustomsDocument?) -> [WatchHit]? {
        guard let screener = settings.watchlists else { return nil }
        return document.map { screener.screen($0) } ?? []
    }

    /// The result for a document that is not stored.
    func screened(_ document: ReadDocument, of input: String, rates: DailyRates) -> ScreenedDocument
    {
        let hits = document.isAccepted ? watchHits(of: document.content) : []
        guard document.isAccepted, let content = document.content else {
            return unassessed(document, of: input, hits: hits)
        }
        let id = Self.reference(content, document: document, input: input)
        let assessment = assess(
            content, rates: rates, drawnFrom: Array(id.utf8), watch: .hits(hits)
        ).assessment
        return screened(
            assessment, id: id, number: document.number, diagnostics: document.diagnostics,
            of: input, status: content.isReport ? .report : .new)
    }

    /// The result from an assessment.
    func screened(
        _ assessment: Assessment, id: String, number: Int, diagnostics: [Diagnostic],
        of input: String, status: ScreenedDocument.Status
    ) -> ScreenedDocument {
        var shown = ScreenedDocument(
            id: id, input: input, number: number, status: status, lane: assessment.lane,
            score: assessment.score, mainReason: nil,
            findingCount: assessment.findings.count + assessment.profiles.count,
            line: [])
        if settings.lines == .none {
            shown.mainReason = assessment.mainReason(in: settings.language)
        } else {
            shown.line = line(assessment, id: id, diagnostics: diagnostics)
        }
        return shown
    }

    /// The result from an assessment that the node keeps.
    func shownAgain(
        _ document: ScreenedDocument, _ row: AssessmentRow, note: Diagnostic?
    ) -> ScreenedDocument {
        var shown = document
        shown.lane = Lane.allCases[row.lane]
        shown.score = row.score
        let findings = AssessmentJSON.findings(stored: row.content)
        shown.findingCount = findings.count
        let language = settings.language.rawValue
        shown.mainReason = findings.first?["sentences"]?[language]?.string
        guard settings.lines != .none else { return shown }
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.key("id")
        writer.string(document.id)
        writer.key("lane")
        writer.string(Lane.allCases[row.lane].rawValue)
        writer.key("score")
        writer.number((row.score * 10_000).rounded() / 10_000)
        AssessmentJSON.writeFindings(stored: findings, in: settings.language, to: &writer)
        writer.key("diagnostics")
        DiagnosticJSON.write(note.map { [$0] } ?? [], to: &writer)
        writer.endObject()
        shown.line = writer.bytes
        return shown
    }

    /// One line of `--jsonl`.
    private func line(
        _ assessment: Assessment, id: String, diagnostics: [Diagnostic]
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("lane")
        writer.string(assessment.lane.rawValue)
        writer.key("score")
        writer.number((assessment.score * 10_000).rounded() / 10_000)
        AssessmentJSON.writeFindings(assessment, in: settings.language, to: &writer)
        if settings.lines == .findingsAndAbstentions {
            AssessmentJSON.writeAbstentions(assessment, to: &writer)
        }
        writer.key("diagnostics")
        DiagnosticJSON.write(diagnostics, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// A refused document: shown, not assessed.
    func unassessed(
        _ document: ReadDocument, of input: String, hits: [WatchHit]?
    ) -> ScreenedDocument {
        let findings = Assessment(Judgement(watch: .hits(hits)), policy: settings.policy).findings
        let id =
            document.content.map { Self.reference($0, document: document, input: input) }
            ?? "\(input):\(document.number)"
        var writer = JSONWriter(capacity: 384)
        writer.beginObject()
        writer.key("id")
        writer.string(id)
        writer.key("lane")
        writer.null()
        writer.key("score")
        writer.null()
        AssessmentJSON.writeFindings(findings, in: settings.language, to: &writer)
        writer.key("diagnostics")
        DiagnosticJSON.write(document.diagnostics, to: &writer)
        writer.endObject()
        return ScreenedDocument(
            id: id, input: input, number: document.number,
            status: document.isAccepted ? .report : .refused, lane: nil, score: 0,
            mainReason: document.diagnostics.first { $0.severity == .error }?.problem
                ?? findings.first?.sentence(in: settings.language),
            findingCount: findings.count, line: writer.bytes)
    }

    static func reference(
        _ content: CustomsDocument, document: ReadDocument, input: String
    ) -> String {
        let own: String? =
            switch content {
            case .declaration(let declaration):
                declaration.id ?? declaration.functionalReferenceID ?? declaration.traderReference
            case .cargoReport(let report): report.reference
            }
        return own ?? "\(input):\(document.number)"
    }

    /// The draw of the random sample: the first 53 bits of HMAC-SHA-256 under the sampling key.
    private func draw(_ content: [UInt8]) -> Draw {
        var bits: UInt64 = 0
        for byte in sampling.digest(of: content).bytes.prefix(8) { bits = bits << 8 | UInt64(byte) }
        return Draw(Double(bits >> 11) / 9_007_199_254_740_992)
    }
}
