import Customs

/// What the three indicators of open hits share.
enum OpenHits {
    /// Reports the open hits on one kind of subject.
    static func judge(
        _ id: IndicatorID, _ subject: WatchFact.Subject, _ watch: Fact<[WatchFact]>,
        into judgement: inout Judgement
    ) {
        guard case .known(let facts) = watch else {
            return judgement.abstain(id, .watchlists)
        }
        for fact in facts where fact.subject == subject && !fact.isDiscreet {
            var variant: UInt8 = 0
            var evidence = [
                Evidence("role", .phrase(fact.role)), Evidence.outside("declared", fact.declared),
                Evidence.outside("listed", fact.listed), Evidence.outside("list", fact.list),
                Evidence.outside("reference", fact.reference),
                Evidence.outside("grounds", fact.grounds),
                Evidence("likeness", .number(fact.likeness, decimals: 2)),
                Evidence("alignment", .phrase(fact.alignment)),
            ]
            if let more = fact.facts {
                variant += 1
                evidence.append(Evidence("facts", .phrase(more)))
            }
            if !fact.instruction.isEmpty {
                variant += 2
                evidence.append(instruction(fact))
            }
            judgement.find(
                id, variant: variant, item: fact.item, score: fact.likeness, lane: fact.lane,
                evidence)
        }
    }

    /// Characters of an instruction that are shown.
    private static let instructionLengthMax = 300

    /// What the officer is to do, without control characters.
    static func instruction(_ fact: WatchFact) -> Evidence {
        let text = Diagnostic.quoted(fact.instruction, limit: instructionLengthMax)
        return Evidence("instruction", .text(String(text.dropFirst().dropLast())))
    }

    /// A sentence alone, with further facts, with an instruction, and with both.
    static func variants(_ base: SentenceTemplate) -> [SentenceTemplate] {
        let facts = SentenceTemplate(
            " Besides: {facts}.", uz: " Bundan tashqari: {facts}.", ru: " Кроме того: {facts}.")
        let instruction = SentenceTemplate(
            " To do: {instruction}.", uz: " Bajarilsin: {instruction}.",
            ru: " Выполнить: {instruction}.")
        return [
            base, base.followed(by: facts), base.followed(by: instruction),
            base.followed(by: facts).followed(by: instruction),
        ]
    }

    static let formula =
        "hits of the watch lists, compared in any script; a hit is certain when a number or a day of "
        + "birth confirms it or the names are equal but for spelling (0.95); a list for the red lane "
        + "stops goods on certain hits and asks for documents on others. The finding sets the lane "
        + "and adds nothing to the score."
}

/// A person named in the document is on a watch list.
package enum WatchPerson: Indicator {
    package static var id: IndicatorID { .watchPerson }

    package static let card = IndicatorCard(
        number: 22, question: "Is a person named in the document on a watch list?",
        needs: [.watchlists], formula: OpenHits.formula,
        limits: "Namesakes are common; a day of birth or a number decides. Names are compared, "
            + "never weighed as a sign of risk.")

    package static let sentences = OpenHits.variants(
        SentenceTemplate(
            "The {role} {declared} is like {listed} on the list {list}, {reference} "
                + "(likeness {likeness}): {alignment}.",
            uz: "{role} {declared} roʻyxatdagi shaxsga oʻxshaydi: {listed}, {list}, {reference} "
                + "(oʻxshashlik {likeness}): {alignment}.",
            ru: "{role} {declared} схож с лицом из списка: {listed}, {list}, {reference} "
                + "(сходство {likeness}): {alignment}."))

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        OpenHits.judge(id, .person, dossier.watch, into: &judgement)
    }
}

/// A firm named in the document is on a watch list.
package enum WatchCompany: Indicator {
    package static var id: IndicatorID { .watchCompany }

    package static let card = IndicatorCard(
        number: 23, question: "Is a firm named in the document on a watch list?",
        needs: [.watchlists], formula: OpenHits.formula,
        limits:
            "Legal forms and generic words hardly count, yet firms of one name exist in several "
            + "countries; a registration number decides.")

    package static let sentences = OpenHits.variants(
        SentenceTemplate(
            "The {role} {declared} is like the firm {listed} on the list {list}, {reference} "
                + "(likeness {likeness}): {alignment}.",
            uz:
                "{role} {declared} roʻyxatdagi tashkilotga oʻxshaydi: {listed}, {list}, {reference} "
                + "(oʻxshashlik {likeness}): {alignment}.",
            ru: "{role} {declared} схож с организацией из списка: {listed}, {list}, {reference} "
                + "(сходство {likeness}): {alignment}."))

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        OpenHits.judge(id, .company, dossier.watch, into: &judgement)
    }
}

/// A conveyance or container of the document is on a watch list.
package enum WatchConveyance: Indicator {
    package static var id: IndicatorID { .watchConveyance }

    package static let card = IndicatorCard(
        number: 24, question: "Is a vehicle, wagon, ship, aircraft or container on a watch list?",
        needs: [.watchlists], formula: OpenHits.formula,
        limits: "Plates can be false or read wrongly; look-alike letters alone make no certain hit."
    )

    package static let sentences = OpenHits.variants(
        SentenceTemplate(
            "The {role} {declared} is {listed} on the list {list}, {reference} "
                + "(likeness {likeness}): {alignment}.",
            uz: "{role} {declared} roʻyxatda bor: {listed}, {list}, {reference} "
                + "(oʻxshashlik {likeness}): {alignment}.",
            ru: "{role} {declared} есть в списке: {listed}, {list}, {reference} "
                + "(сходство {likeness}): {alignment}."))

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        OpenHits.judge(id, .conveyance, dossier.watch, into: &judgement)
    }
}

/// An instruction whose reason the front line is not told.
///
/// Its findings look alike whatever list and likeness are behind them.
package enum InstructionInForce: Indicator {
    package static var id: IndicatorID { .instructionInForce }

    package static let card = IndicatorCard(
        number: nil, question: "Is there an instruction for this document?", needs: [.watchlists],
        formula:
            "discreet entries of the watch lists; the instruction is shown, the reason is not. "
            + "The finding sets the lane and adds nothing to the score.",
        limits: "What is behind it is known to those who keep the list.")

    package static let sentences = [
        SentenceTemplate(
            "To do: {instruction}.", uz: "Bajarilsin: {instruction}.",
            ru: "Выполнить: {instruction}."),
        SentenceTemplate(
            "To do: examine the goods and report to the officer in charge.",
            uz: "Bajarilsin: tovarlar koʻrikdan oʻtkazilsin va masʼul xodimga xabar berilsin.",
            ru: "Выполнить: досмотреть товары и доложить ответственному сотруднику."),
        SentenceTemplate(
            "To do: check the documents and report to the officer in charge.",
            uz: "Bajarilsin: hujjatlar tekshirilsin va masʼul xodimga xabar berilsin.",
            ru: "Выполнить: проверить документы и доложить ответственному сотруднику."),
    ]

    package static func judge(_ dossier: borrowing Dossier, into judgement: inout Judgement) {
        judge(dossier.watch, into: &judgement)
    }

    static func judge(_ watch: Fact<[WatchFact]>, into judgement: inout Judgement) {
        guard case .known(let facts) = watch else {
            return judgement.abstain(id, .watchlists)
        }
        var given: [WatchFact] = []
        for fact in facts where fact.isDiscreet {
            // An observation without an instruction is for those who keep the list alone.
            guard fact.lane != nil || !fact.instruction.isEmpty else { continue }
            let isRepeated = given.contains {
                $0.instruction == fact.instruction && $0.lane == fact.lane
            }
            guard !isRepeated else { continue }
            given.append(fact)
            let isWritten = !fact.instruction.isEmpty
            judgement.find(
                id, variant: isWritten ? 0 : fact.lane == .red ? 1 : 2, score: 1, lane: fact.lane,
                isWritten ? [OpenHits.instruction(fact)] : [])
        }
    }
}

extension Judgement {
    /// What the watch lists alone say: for documents that are not assessed, such as cargo reports.
    package init(watch: Fact<[WatchFact]>) {
        self.init()
        OpenHits.judge(.watchPerson, .person, watch, into: &self)
        OpenHits.judge(.watchCompany, .company, watch, into: &self)
        OpenHits.judge(.watchConveyance, .conveyance, watch, into: &self)
        InstructionInForce.judge(watch, into: &self)
    }
}
