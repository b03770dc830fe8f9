import Customs
import Formats
import Risk

/// What is kept with an assessment so that it can be made again: the dossier's facts and, after them,
/// what profiles said. Facts of assessments without profile hits are the dossier's alone.
struct ReplayFacts {
    let dossier: [UInt8]
    let hits: [ProfileHit]

    /// Ends facts that hold profile hits; before it stands the length of their JSON, four bytes.
    private static let mark = Array("tamga-profile-hits-1".utf8)

    init(dossier: [UInt8], hits: [ProfileHit]) {
        self.dossier = dossier
        self.hits = hits
    }

    var bytes: [UInt8] {
        let live = hits.filter { !$0.isShadow }
        guard !live.isEmpty else { return dossier }
        var writer = JSONWriter(capacity: 256 * live.count)
        writer.beginArray()
        for hit in live {
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
        }
        writer.endArray()
        let json = writer.bytes
        let length = (0..<4).map { UInt8(truncatingIfNeeded: json.count >> ($0 * 8)) }
        return dossier + json + length + Self.mark
    }

    /// Reads what ``bytes`` wrote; nil when it cannot be read.
    init?(_ bytes: [UInt8]) {
        let tail = Self.mark.count + 4
        guard bytes.count >= tail, Array(bytes.suffix(Self.mark.count)) == Self.mark else {
            self.init(dossier: bytes, hits: [])
            return
        }
        let end = bytes.count - tail
        let length = (0..<4).reduce(0) { $0 | Int(bytes[end + $1]) << ($1 * 8) }
        guard length <= end,
            let values = try? JSONValue.parse(Array(bytes[(end - length)..<end])).elements
        else { return nil }
        var hits: [ProfileHit] = []
        for value in values {
            guard let profile = value["profile"]?.string, let score = value["score"]?.string,
                let bits = UInt64(score), let version = value["version"]?.integer
            else { return nil }
            let texts = Language.allCases.map { value[$0.rawValue]?.string ?? "" }
            hits.append(
                ProfileHit(
                    profile: profile, version: version, score: Double(bitPattern: bits),
                    lane: value["lane"]?.string.flatMap { Lane(rawValue: $0) },
                    sentence: SentenceTemplate(texts[0], uz: texts[1], ru: texts[2]),
                    isShadow: false))
        }
        self.init(dossier: Array(bytes[..<(end - length)]), hits: hits)
    }
}
