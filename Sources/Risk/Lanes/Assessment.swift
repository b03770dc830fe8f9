package import Customs

/// The outcome of screening one declaration: a lane, a score and the reasons.
package struct Assessment: Hashable, Sendable {
    /// Why the lane is this one.
    package enum Reason: Hashable, Sendable {
        /// The score alone.
        case score
        /// A floor of the policy that this indicator's finding reached, or its own instruction.
        case floor(IndicatorID)
        /// The instruction of an officers' profile.
        case profile(ProfileHit)
    }

    package internal(set) var lane: Lane
    /// 0…1; see ``LanePolicy``.
    package internal(set) var score: Double
    package internal(set) var reason: Reason
    /// Findings, the weightiest first.
    package let findings: [Finding]
    /// Questions that could not be asked, and why.
    package let abstentions: [Abstention]
    /// Version of the policy that was applied.
    package let policyVersion: String
    /// What live profiles said, the weightiest first; see ``with(_:policy:)``.
    package internal(set) var profiles: [ProfileHit] = []
}

extension Assessment {
    /// Assesses a declaration from its dossier. Pure and synchronous: the same dossier and policy
    /// give the same assessment.
    package static func assess(_ dossier: borrowing Dossier, policy: LanePolicy) -> Assessment {
        Assessment(KnownIndicators.judge(dossier), policy: policy)
    }

    /// Applies a policy to what the indicators said.
    package init(_ judgement: Judgement, policy: LanePolicy) {
        score = policy.score(of: judgement.findings)
        var lane = policy.lane(forScore: score)
        var reason = Reason.score
        var findings = judgement.findings
        if !findings.isEmpty {
            for floor in policy.floors where floor.lane < lane {
                let reached = findings.contains {
                    $0.indicator == floor.indicator && $0.score >= floor.scoreMin
                }
                if reached {
                    lane = floor.lane
                    reason = .floor(floor.indicator)
                }
            }
            for finding in findings {
                guard let wanted = finding.lane, wanted < lane else { continue }
                lane = wanted
                reason = .floor(finding.indicator)
            }
            Self.sort(&findings, policy: policy)
            Self.noteCalibration(&findings, policy: policy)
        }
        self.lane = lane
        self.reason = reason
        self.findings = findings
        abstentions = judgement.abstentions
        policyVersion = policy.version
    }

    /// Instructions first, the stricter before the milder, then the weightiest; equal ones stay in the order of the registry and the items.
    private static func sort(_ findings: inout [Finding], policy: LanePolicy) {
        guard findings.count > 1 else { return }
        var order: [(weight: Double, place: Int)] = []
        order.reserveCapacity(findings.count)
        for (place, finding) in findings.enumerated() {
            let weight = finding.score * policy.weight(of: finding.indicator)
            let instruction = finding.lane.map { Double(Lane.allCases.count - $0.order) } ?? 0
            order.append((weight + instruction, place))
        }
        order.sort { $0.weight == $1.weight ? $0.place < $1.place : $0.weight > $1.weight }
        findings = order.map { findings[$0.place] }
    }

    /// Says of every finding whose weight results have moved what it weighs and weighed before.
    private static func noteCalibration(_ findings: inout [Finding], policy: LanePolicy) {
        for (place, finding) in findings.enumerated() {
            guard let start = policy.startingWeight(of: finding.indicator) else { continue }
            findings[place] = finding.adding([
                Evidence("weight", .number(policy.weight(of: finding.indicator), decimals: 3)),
                Evidence("weight-before-results", .number(start, decimals: 3)),
            ])
        }
    }

    /// Why the lane is this one, in one sentence.
    package func laneSentence(in language: Language) -> String {
        switch reason {
        case .profile(let hit):
            return Self.laneSentence(
                lane, score: score, why: hit.sentence.text(in: language), in: language)
        case .score: return Self.laneSentence(lane, score: score, why: nil, in: language)
        case .floor(let indicator):
            let strongest = findings.filter { $0.indicator == indicator }
                .max { $0.score < $1.score }
            return Self.laneSentence(
                lane, score: score, why: strongest?.sentence(in: language) ?? "", in: language)
        }
    }

    /// The sentence for a lane; `why` is the sentence of the finding that reached a floor of the
    /// policy, nil when the score alone decided.
    package static func laneSentence(
        _ lane: Lane, score: Double, why: String?, in language: Language
    ) -> String {
        var evidence = [
            Evidence("lane", .text(lane.name(in: language))),
            Evidence("score", .number(score, decimals: 2)),
        ]
        guard let why else {
            return SentenceTemplate(
                "{lane} lane: the score is {score}.", uz: "{lane} yoʻlak: ball {score}.",
                ru: "{lane} коридор: оценка {score}."
            ).filled(with: evidence, in: language)
        }
        evidence.append(Evidence("why", .text(why)))
        return SentenceTemplate(
            "{lane} lane, whatever the score: {why}",
            uz: "Balldan qatʼi nazar {lane} yoʻlak: {why}",
            ru: "{lane} коридор независимо от оценки: {why}"
        ).filled(with: evidence, in: language)
    }
}

extension Lane {
    /// The lane's name as officers say it.
    package func name(in language: Language) -> String {
        switch (self, language) {
        case (.red, .english): "Red"
        case (.yellow, .english): "Yellow"
        case (.blue, .english): "Blue"
        case (.green, .english): "Green"
        case (.red, .uzbek): "Qizil"
        case (.yellow, .uzbek): "Sariq"
        case (.blue, .uzbek): "Koʻk"
        case (.green, .uzbek): "Yashil"
        case (.red, .russian): "Красный"
        case (.yellow, .russian): "Жёлтый"
        case (.blue, .russian): "Синий"
        case (.green, .russian): "Зелёный"
        }
    }
}
