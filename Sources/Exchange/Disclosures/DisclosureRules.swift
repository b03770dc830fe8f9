import Seal

/// What an agreement says about one message, whoever sends it; both sides apply the same rules,
/// the sender before it exists, the receiver before it has an effect.
struct DisclosureRules {
    let agreement: Agreement
    let kind: DisclosureKind
    let from, to, purpose, handling: String
    let preparedBy, approvedBy: String
    let content: JSONTree
    /// Whether names that the agreement does not have may be shown. Ours help the officer; a
    /// partner's could be anything, and refusals reach the log.
    let showsForeignNames: Bool

    /// The article that permits the kind.
    var basis: Article? {
        switch kind {
        case .request(let type, _), .answer(let type, _), .step(_, let type): type.article
        case .spontaneous: .spontaneous
        case .scheduled(let id): schedule(id)?.article
        case .consentRequest, .consentAnswer, .breach: .confidentiality
        }
    }

    private func schedule(_ id: String) -> ExchangeSchedule? {
        agreement.schedules.first { $0.id == id }
    }

    /// Everything that speaks against the message at this moment.
    func violations(at moment: Timestamp) -> [Refusal] {
        var found: [Refusal] = []
        guard let sender = agreement.party(from), agreement.party(to) != nil, from != to,
            let calendar = agreement.calendar(of: sender.node)
        else {
            return [
                refusal(
                    .directionNotPermitted, "parties", "is not from one party to another",
                    "use the agreement both are parties of")
            ]
        }
        let day = calendar.day(at: moment)
        // Breach notices and answers about use survive the end of an agreement.
        let survives = kind == .breach || kind == .consentRequest || kind == .consentAnswer
        if !agreement.isInForce(on: day), !survives {
            let isStopped = agreement.status == .suspended
            found.append(
                refusal(
                    isStopped ? .suspended : .notInForce, "agreement",
                    isStopped
                        ? "is suspended" : "is \(agreement.status.rawValue) or outside its dates",
                    "wait until it is in force or use another instrument"))
        }
        if agreement.handlingClass(handling) == nil {
            found.append(
                refusal(
                    .handlingNotPermitted, "handling", "is no class of the agreement",
                    "use one of its classes"))
        }
        found += officialViolations(on: day)
        found += formViolations()
        do throws(Refusal) { _ = try AttachedFile.all(in: content) } catch { found.append(error) }
        return found
    }

    private func officialViolations(on day: CivilDate) -> [Refusal] {
        var found: [Refusal] = []
        if agreement.official(preparedBy, of: from, role: .send, on: day) == nil {
            found.append(
                refusal(
                    .officialNotDesignated, "preparedBy", "may not send for \(from) today",
                    "have a designated official prepare it"))
        }
        if agreement.official(approvedBy, of: from, role: .approve, on: day) == nil {
            found.append(
                refusal(
                    .officialNotDesignated, "approvedBy", "may not approve for \(from) today",
                    "have a designated official approve it"))
        }
        if preparedBy == approvedBy {
            found.append(
                refusal(
                    .approvalMissing, "approvedBy", "is the one who prepared it",
                    "have a second person approve it"))
        }
        return found
    }

    private func formViolations() -> [Refusal] {
        switch kind {
        case .request(let type, _):
            guard let form = agreement.form(type) else { return [noForm] }
            return askerViolations(form, asker: from)
                + purposeViolations(form.purposes)
                + fieldViolations(
                    mandatory: form.mandatory,
                    permitted: form.permitted.union(DisclosureKind.caseFields))
        case .answer(let type, let isPartial):
            guard let form = agreement.form(type) else { return [noForm] }
            return askerViolations(form, asker: to)
                + purposeViolations(form.purposes)
                + fieldViolations(
                    mandatory: isPartial ? [] : form.replyMandatory,
                    permitted: form.replyPermitted.union(DisclosureKind.caseFields))
        case .step(let step, let type):
            guard step.belongsToCase, agreement.form(type) != nil else { return [noForm] }
            let fields = DisclosureKind.stepFields(step)
            return purposeViolations(agreement.form(type)?.purposes ?? [])
                + fieldViolations(
                    mandatory: fields.mandatory,
                    permitted: fields.permitted.union(DisclosureKind.caseFields))
                + groundViolations(step)
        case .spontaneous:
            guard let rule = agreement.spontaneous else { return [noForm] }
            return purposeViolations(rule.purposes)
                + fieldViolations(mandatory: rule.mandatory, permitted: rule.fields)
        case .scheduled(let id):
            guard let schedule = schedule(id) else { return [noForm] }
            var found = purposeViolations(schedule.purposes)
            if schedule.from != from || schedule.to != to {
                found.append(
                    refusal(
                        .directionNotPermitted, "schedule", "leads from another party to another",
                        "use the schedule of this direction"))
            }
            if schedule.handling != handling {
                found.append(
                    refusal(
                        .handlingNotPermitted, "handling", "is not the schedule's class",
                        "use class \(schedule.handling)"))
            }
            return found + fieldViolations(mandatory: [], permitted: schedule.fields)
        case .consentRequest, .consentAnswer, .breach:
            let fields = DisclosureKind.stepFields(kind.messageType)
            return purposeViolations(Set(agreement.purposes.map(\.code)))
                + fieldViolations(mandatory: fields.mandatory, permitted: fields.permitted)
                + consentViolations()
        }
    }

    private var noForm: Refusal {
        refusal(
            .typeNotPermitted, "type", "the agreement does not provide for it",
            "use a type of the agreement")
    }

    private func askerViolations(_ form: RequestForm, asker: String) -> [Refusal] {
        guard !form.askers.isEmpty, !form.askers.contains(asker) else { return [] }
        return [
            refusal(
                .directionNotPermitted, "type", "\(asker) may not ask for this",
                "see the askers of the request's form")
        ]
    }

    private func purposeViolations(_ permitted: Set<String>) -> [Refusal] {
        guard !permitted.contains(purpose) else { return [] }
        return [
            refusal(
                .purposeNotPermitted, "purpose", "is not a purpose of this type",
                "choose one of " + permitted.sorted().joined(separator: ", "))
        ]
    }

    private func groundViolations(_ step: MessageType) -> [Refusal] {
        guard step == .refusal || step == .postponement else { return [] }
        let code = content["ground"]?.text
        guard agreement.refusalGrounds.contains(where: { $0.code == code }) else {
            return [
                refusal(
                    .fieldNotPermitted, "ground", "is no ground of the agreement",
                    "choose one of "
                        + agreement.refusalGrounds.map(\.code).joined(separator: ", "))
            ]
        }
        return []
    }

    /// A word on consent names a use, and nobody asks for what the agreement never permits.
    private func consentViolations() -> [Refusal] {
        guard kind == .consentRequest || kind == .consentAnswer else { return [] }
        let use: UseOfInformation
        do throws(Refusal) { use = try ConsentWords(content).use } catch { return [error] }
        guard case .onward = use, agreement.useRules.onward == .never,
            kind == .consentRequest || content["consent"]?.boolValue == true
        else { return [] }
        return [
            refusal(
                .useNotPermitted, "use", "handing on is never permitted",
                "leave the other country out")
        ]
    }

    private func fieldViolations(
        mandatory: Set<FieldPath>, permitted: Set<FieldPath>
    ) -> [Refusal] {
        let leaves = PayloadLeaves(content)
        var found = leaves.improper.map {
            refusal(
                .fieldNotPermitted, showsForeignNames ? $0 : "content", "is no field",
                "use the agreement's fields")
        }
        found += leaves.paths.subtracting(permitted).sorted().map {
            refusal(
                .fieldNotPermitted, showsForeignNames ? "content.\($0)" : "content, a field",
                "the agreement does not permit it",
                "remove the field")
        }
        found += mandatory.subtracting(leaves.filled).sorted().map {
            refusal(
                .fieldMissing, "content.\($0)", "is mandatory and missing or empty",
                "fill in the field")
        }
        return found
    }

    private func refusal(
        _ code: Refusal.Code, _ place: String, _ problem: String, _ remedy: String
    ) -> Refusal {
        Refusal(
            code, place: place, problem: problem,
            reason: "agreement \(agreement.id) version \(agreement.version)", remedy: remedy)
    }
}
