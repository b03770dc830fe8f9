import Customs
package import Formats
package import Risk
package import Store

/// A past assessment made again from what was stored with it.
///
/// With every assessment a node keeps the facts that statistics, lists, rates and the draw gave at that
/// time, what profiles said, and once each version of the policy. Together with the stored version of the declaration they are all
/// that judging reads, so the outcome can be compared byte for byte, in constant time, whatever has
/// been stored or imported since. What can still differ is the program: an indicator whose rule was
/// changed by a newer release; that is what the comparison then shows.
package struct Replay: Sendable {
    package enum Outcome: String, Sendable {
        /// The same bytes as were stored.
        case identical
        /// Other bytes: the program judges differently now, or the database was changed.
        case different
        /// Made by an older program or from list hits alone; no facts were kept.
        case factsMissing = "facts-missing"
        /// The facts or the policy cannot be read.
        case damaged
    }

    package var document: DocumentRow
    package var version: VersionRow
    /// The assessment in force at the time asked for.
    package var stored: AssessmentRow
    package var outcome: Outcome
    /// What was recomputed; nil when nothing could be.
    package var recomputed: Assessment?

    /// Recomputes the assessment that was in force at a time.
    ///
    /// - Parameter time: milliseconds since 1970-01-01 UTC.
    /// - Returns: nil when the document had no assessment by then.
    package static func run(
        _ document: DocumentRow, at time: Int64, in reader: any StoreReader
    ) throws -> Replay? {
        var latest: (VersionRow, AssessmentRow)?
        for version in try reader.versions(of: document.id) {
            for assessment in try reader.assessments(of: version.id)
            where assessment.assessedAt <= time {
                latest = (version, assessment)
            }
        }
        guard let (version, stored) = latest else { return nil }
        var replay = Replay(
            document: document, version: version, stored: stored, outcome: .factsMissing,
            recomputed: nil)
        guard !stored.facts.isEmpty else { return replay }
        replay.outcome = .damaged
        guard let facts = ReplayFacts(stored.facts),
            let subject = CanonicalJSON.read(version.content).document?.judged,
            let name = policyName(in: stored.content),
            let policy = try reader.snapshot(snapshotName(policy: name))
        else { return replay }
        let said = try Self.said(facts.hits, in: reader)
        do {
            var dossier = try Dossier(replaying: subject.declaration, facts: facts.dossier)
            dossier.isReport = subject.isReport
            if case .known(let fact) = dossier.learned {
                guard let model = try RiskModels.model(fact.model, in: reader) else {
                    return replay
                }
                dossier.consult(model)
            }
            let policy = try LanePolicy(decoding: policy.content)
            guard let assessment = facts.assessment(of: dossier, policy: policy, said: said) else {
                return replay
            }
            replay.recomputed = assessment
            let isSame =
                AssessmentJSON.stored(assessment) == stored.content
                && assessment.score == stored.score && assessment.lane.order == stored.lane
            replay.outcome = isSame ? .identical : .different
        } catch {
            // Stays "damaged": the bytes are not what this program wrote.
        }
        return replay
    }

    /// What versions of profiles say, by their names; those that cannot be read are left out.
    private static func said(
        _ names: [String], in reader: any StoreReader
    ) throws -> [String: ProfileHit] {
        var said: [String: ProfileHit] = [:]
        for name in names {
            guard let row = try reader.snapshot(name) else { continue }
            do {
                said[name] = ReplayFacts.hit(try JSONValue.parse(row.content))
            } catch {
                // Left out: the caller then finds the facts damaged.
            }
        }
        return said
    }

    /// Keeps a policy's version for replays; once stored it is never overwritten.
    static func keep(_ policy: LanePolicy, in writer: any StoreWriter) throws {
        let name = snapshotName(policy: policy.version)
        guard try writer.snapshot(name) == nil else { return }
        try writer.put(SnapshotRow(watermark: 0, content: policy.encoded()), name: name)
    }

    /// Keeps what versions of profiles say, for replays; once stored it is never overwritten.
    static func keep(_ hits: some Sequence<ProfileHit>, in writer: any StoreWriter) throws {
        var seen: Set<String> = []
        for hit in hits where !hit.isShadow {
            let name = ReplayFacts.name(of: hit)
            guard seen.insert(name).inserted, try writer.snapshot(name) == nil else { continue }
            try writer.put(
                SnapshotRow(watermark: 0, content: ReplayFacts.json(of: hit)), name: name)
        }
    }

    private static func snapshotName(policy: String) -> String { "policy:" + policy }

    private static func policyName(in content: [UInt8]) -> String? {
        do {
            return try JSONValue.parse(content)["policy"]?.string
        } catch {
            return nil
        }
    }

    /// Writes `{"number","version","assessedAt","outcome","lane","score","details"}`.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("number")
        writer.integer(Int(document.id))
        writer.key("reference")
        writer.string(document.reference)
        writer.key("version")
        writer.integer(version.number)
        writer.key("assessedAt")
        writer.integer(Int(stored.assessedAt))
        writer.key("outcome")
        writer.string(outcome.rawValue)
        if let recomputed {
            writer.key("lane")
            writer.string(recomputed.lane.rawValue)
            writer.key("score")
            writer.number(recomputed.score)
            writer.key("details")
            writer.raw(AssessmentJSON.stored(recomputed))
        }
        writer.endObject()
    }
}
