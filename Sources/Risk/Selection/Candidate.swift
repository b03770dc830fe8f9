/// A declaration that stands for selection, reduced to what selecting it may depend on.
///
/// Parties, countries of persons and names are not among it: who brings the goods is seen by the
/// indicators that made the probability, never by the plan.
package struct Candidate: Hashable, Sendable {
    /// The node's number of the version; given after the content was frozen.
    package var id: Int64
    package var office: String
    /// The shift in which the goods are there; nil lets the planner spread them over the office's.
    package var shift: String?
    /// 0…1, that something is irregular.
    package var probability: Double
    /// Duty and taxes missing if it is, US dollars.
    package var gap: Double
    /// Harm beyond duty if it is, US dollars.
    package var severity: Double
    /// 0…1, how little is known of its kind; weighs in the exploration.
    package var novelty: Double
    /// Minutes one inspection takes.
    package var minutes: Int
    /// Skills the inspecting officer needs.
    package var skills: Set<String> = []
    /// Equipment that is used once.
    package var equipment: Set<Staff.Equipment> = []
    /// Stops whatever the staff: embargo, missing permit, certain hit.
    package var isHardStop = false
    /// An examination that a partner administration or a superior asked for.
    package var isUnderSurveillance = false
    /// Not to be touched: a controlled delivery. Beats everything, and leaves no trace in the plan.
    package var isSuppressed = false
    /// 0…1 below 1, the number drawn for the random sample.
    package var draw: Double
    /// 0…1 below 1, the number drawn for assigning an officer.
    package var assignment: Double

    package init(
        id: Int64, office: String, shift: String? = nil, probability: Double, gap: Double,
        severity: Double = 0, novelty: Double = 0.5, minutes: Int, draw: Double, assignment: Double
    ) {
        self.id = id
        self.office = office
        self.shift = shift
        self.probability = probability
        self.gap = gap
        self.severity = severity
        self.novelty = novelty
        self.minutes = minutes
        self.draw = draw
        self.assignment = assignment
    }

    /// What inspecting it is worth beyond its cost, US dollars: p·(gap + severity) − minutes·cost.
    package func benefit(costPerMinute: Double) -> Double {
        probability * (gap + severity) - Double(minutes) * costPerMinute
    }
}

/// Shares and costs of selection.
package struct SelectionSettings: Hashable, Sendable {
    /// Share of all candidates drawn at random; at least ``randomShareMin``.
    package var randomShare: Double
    /// Share of the officers' minutes spent on what is little known.
    package var explorationShare: Double
    /// Cost of an officer's minute and the trader's waiting, US dollars.
    package var costPerMinute: Double

    /// Below one in a hundred the random sample no longer measures anything.
    package static let randomShareMin = 0.01
    package static let explorationRange = 0.05...0.10

    /// Settings; values outside the bounds become the nearer bound.
    package init(
        randomShare: Double = 0.02, explorationShare: Double = 0.07, costPerMinute: Double = 0.5
    ) {
        self.randomShare = min(max(randomShare, Self.randomShareMin), 1)
        self.explorationShare = min(
            max(explorationShare, Self.explorationRange.lowerBound),
            Self.explorationRange.upperBound)
        self.costPerMinute = min(max(costPerMinute, 0), 1_000)
    }

    /// Settings without exploration, for comparisons in simulation only.
    package static func pureExploitation(randomShare: Double, costPerMinute: Double = 0.5) -> Self {
        var settings = SelectionSettings(costPerMinute: costPerMinute)
        settings.randomShare = min(max(randomShare, 0), 1)
        settings.explorationShare = 0
        return settings
    }
}

/// Why a declaration was chosen.
package enum SelectionReason: String, Hashable, Sendable, CaseIterable {
    case hardStop = "hard-stop"
    case surveillance
    case random
    case benefit
    case exploration

    /// The reason in one sentence.
    package var sentence: SentenceTemplate {
        switch self {
        case .hardStop:
            SentenceTemplate(
                "Must be stopped, whatever else there is to do.",
                uz: "Boshqa ishlardan qatʼi nazar toʻxtatilishi shart.",
                ru: "Подлежит остановке независимо от загрузки.")
        case .surveillance:
            SentenceTemplate(
                "A partner or a superior asked for this examination.",
                uz: "Koʻrikni hamkor yoki yuqori organ soʻragan.",
                ru: "Досмотр запрошен партнёром или вышестоящим органом.")
        case .random:
            SentenceTemplate(
                "Drawn at random; the draw can be recomputed once the seeds are revealed.",
                uz: "Tasodifiy tanlangan; kalitlar ochilgach, tanlovni qayta hisoblash mumkin.",
                ru: "Выбрана случайно; после раскрытия чисел выбор можно пересчитать.")
        case .benefit:
            SentenceTemplate(
                "Worth more than the inspection costs.",
                uz: "Kutilayotgan naf koʻrik xarajatidan katta.",
                ru: "Ожидаемая польза больше затрат на досмотр.")
        case .exploration:
            SentenceTemplate(
                "Little is known of this kind of trade.",
                uz: "Savdoning bu turi haqida maʼlumot kam.",
                ru: "Об этом виде поставок мало известно.")
        }
    }
}
