package import Customs

/// A declaration that an officers' profile spoke of.
///
/// Profiles are written by officers and live in the node's store, so they are named by text and not
/// by ``IndicatorID``. A profile in shadow counts and does nothing else.
package struct ProfileHit: Hashable, Sendable {
    /// The profile's identifier, without the prefix that findings show.
    package var profile: String
    /// Version of the profile.
    package var version: Int
    /// 0…1: what it adds to the score, by noisy-or as an indicator of weight 1.
    package var score: Double
    /// The lane it leads to, or a stricter one; nil for what only adds to the score.
    package var lane: Lane?
    /// What the officer is told.
    package var sentence: SentenceTemplate
    package var isShadow: Bool

    package init(
        profile: String, version: Int, score: Double, lane: Lane?, sentence: SentenceTemplate,
        isShadow: Bool
    ) {
        self.profile = profile
        self.version = version
        self.score = score
        self.lane = lane
        self.sentence = sentence
        self.isShadow = isShadow
    }

    /// The name under which it stands among findings: `profile:ID`.
    package var indicator: String { "profile:" + profile }
}

extension Assessment {
    /// The assessment with what live profiles said: their scores joined, their lanes kept to.
    /// Hits of profiles in shadow are left out.
    package func with(_ hits: [ProfileHit], policy: LanePolicy) -> Assessment {
        let live = hits.filter { !$0.isShadow }
        guard !live.isEmpty else { return self }
        var assessment = self
        var rest = 1 - score
        for hit in live { rest *= 1 - min(max(hit.score, 0), 1) }
        assessment.score = 1 - rest
        let proposed = policy.lane(forScore: assessment.score)
        if proposed < assessment.lane {
            assessment.lane = proposed
            assessment.reason = .score
        }
        for hit in live {
            guard let wanted = hit.lane, wanted < assessment.lane else { continue }
            assessment.lane = wanted
            assessment.reason = .profile(hit)
        }
        // Instructions first, the stricter before the milder; equal ones by name.
        assessment.profiles = live.sorted {
            let (one, two) = ($0.lane?.order ?? 9, $1.lane?.order ?? 9)
            return one != two
                ? one < two
                : $0.score != $1.score ? $0.score > $1.score : $0.profile < $1.profile
        }
        return assessment
    }

    /// Sentence of what weighs most, in a language.
    package func mainReason(in language: Language) -> String? {
        if let first = profiles.first, first.lane != nil || findings.isEmpty {
            return first.sentence.text(in: language)
        }
        return findings.first?.sentence(in: language)
    }
}
