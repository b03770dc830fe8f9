import Customs
import Formats
import Risk

/// What is kept with an assessment so that it can be made again: the dossier's facts and, after them,
/// which profiles spoke. What a version of a profile says is kept once, under its name. Facts of
/// assessments without profile hits are the dossier's alone.
struct ReplayFacts {
    let dossier: [UInt8]
    /// Names of what profiles said, in the order in which it was joined; see ``name(of:)``.
    let hits: [String]
    /// What older programs wrote in full.
    let writtenHits: [ProfileHit]
    /// Only what could not be asked was kept of what the indicators said.
    let isQuiet: Bool

    /// How facts end that hold more than the dossier; before the marks of hits stands the length of
    /// their JSON, four bytes.
    private static let quietMark = Array("tamga-quiet-1".utf8)
    private static let writtenMark = Array("tamga-profile-hits-1".utf8)
    private static let mark = Array("tamga-profile-hits-2".utf8)

    init(dossier: [UInt8], hits: [ProfileHit] = [], isQuiet: Bool = false) {
        self.dossier = dossier
        self.hits = hits.lazy.filter { !$0.isShadow }.map(Self.name)
        writtenHits = []
        self.isQuiet = isQuiet
    }

    /// The name under which a node keeps what a version of a profile says.
    static func name(of hit: ProfileHit) -> String { "profile-hit:\(hit.profile)/\(hit.version)" }

    /// The assessment that a dossier with these facts leads to; nil when what a profile said is not
    /// kept. `said` holds it by its name.
    func assessment(
        of dossier: Dossier, policy: LanePolicy, said: [String: ProfileHit]
    ) -> Assessment? {
        let assessment = Assessment.assess(dossier, policy: policy)
        guard !isQuiet else {
            return Assessment(Judgement(abstentions: assessment), policy: policy)
        }
        let found = hits.compactMap { said[$0] }
        guard found.count == hits.count else { return nil }
        return assessment.with(writtenHits + found, policy: policy)
    }

    var bytes: [UInt8] {
        if isQuiet { return dossier + Self.quietMark }
        guard !hits.isEmpty else { return dossier }
        var writer = JSONWriter(capacity: 32 * hits.count)
        writer.beginArray()
        for hit in hits { writer.string(hit) }
        writer.endArray()
        let json = writer.bytes
        let length = (0..<4).map { UInt8(truncatingIfNeeded: json.count >> ($0 * 8)) }
        return dossier + json + length + Self.mark
    }

    /// Reads what ``bytes`` wrote; nil when it cannot be read.
    init?(_ bytes: [UInt8]) {
        var hits: [String] = []
        var written: [ProfileHit] = []
        var dossier = bytes
        isQuiet = Self.takeMark(Self.quietMark, from: &dossier)
        if !isQuiet, Self.takeMark(Self.mark, from: &dossier) {
            guard let values = Self.takeList(from: &dossier) else { return nil }
            hits = values.compactMap(\.string)
            guard hits.count == values.count else { return nil }
        } else if !isQuiet, Self.takeMark(Self.writtenMark, from: &dossier) {
            guard let values = Self.takeList(from: &dossier) else { return nil }
            written = values.compactMap(Self.hit)
            guard written.count == values.count else { return nil }
        }
        self.dossier = dossier
        self.hits = hits
        writtenHits = written
    }

    private static func takeMark(_ mark: [UInt8], from bytes: inout [UInt8]) -> Bool {
        guard bytes.count >= mark.count, bytes.suffix(mark.count).elementsEqual(mark) else {
            return false
        }
        bytes.removeLast(mark.count)
        return true
    }

    /// Takes a JSON array and its length off the end.
    private static func takeList(from bytes: inout [UInt8]) -> [JSONValue]? {
        guard bytes.count >= 4 else { return nil }
        let end = bytes.count - 4
        let length = (0..<4).reduce(0) { $0 | Int(bytes[end + $1]) << ($1 * 8) }
        guard length <= end else { return nil }
        do {
            let values = try JSONValue.parse(Array(bytes[(end - length)..<end])).elements
            bytes.removeLast(length + 4)
            return values
        } catch {
            return nil
        }
    }

    // MARK: What a profile said

    /// What a version of a profile says, as a node keeps it.
    static func json(of hit: ProfileHit) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("profile")
        writer.string(hit.profile)
        writer.key("version")
        writer.integer(hit.version)
        writer.key("score")
        // All 64 bits, so that what is read equals what was written to the last one.
        writer.string(String(hit.score.bitPattern))
        if let lane = hit.lane {
            writer.key("lane")
            writer.string(lane.rawValue)
        }
        for language in Language.allCases {
            writer.key(text: language.rawValue)
            writer.string(hit.sentence.text(in: language))
        }
        writer.endObject()
        return writer.bytes
    }

    /// Reads what ``json(of:)`` wrote; nil for anything else.
    static func hit(_ value: JSONValue) -> ProfileHit? {
        guard let profile = value["profile"]?.string, let score = value["score"]?.string,
            let bits = UInt64(score), let version = value["version"]?.integer
        else { return nil }
        let texts = Language.allCases.map { value[$0.rawValue]?.string ?? "" }
        return ProfileHit(
            profile: profile, version: version, score: Double(bitPattern: bits),
            lane: value["lane"]?.string.flatMap { Lane(rawValue: $0) },
            sentence: SentenceTemplate(texts[0], uz: texts[1], ru: texts[2]), isShadow: false)
    }
}

extension Judgement {
    /// What could not be asked, without what was found.
    init(abstentions assessment: Assessment) {
        self.init()
        for abstention in assessment.abstentions {
            for _ in 0..<max(abstention.itemCount, 1) {
                abstain(abstention.indicator, abstention.missing, item: abstention.item)
            }
        }
    }
}
