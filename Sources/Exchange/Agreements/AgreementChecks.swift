import Seal

/// Compares the parts of an agreement with one another.
enum AgreementChecks {
    static func check(_ draft: AgreementDraft, _ reader: inout DocumentReader) {
        checkParties(draft, &reader)
        checkForms(draft, &reader)
        checkSchedules(draft, &reader)
        checkRest(draft, &reader)
    }

    private static func unique(
        _ codes: [String], _ place: String, _ reader: inout DocumentReader
    ) {
        if Set(codes).count != codes.count {
            reader.refuse(place, "has two entries of one code", "give each its own code")
        }
    }

    private static func checkParties(_ draft: AgreementDraft, _ reader: inout DocumentReader) {
        if draft.parties.count < 2 {
            reader.refuse("parties", "has fewer than two", "an agreement binds at least two")
        }
        unique(draft.parties.map(\.node), "parties", &reader)
        unique(draft.calendars.map(\.id), "calendars", &reader)
        let calendars = Set(draft.calendars.map(\.id))
        for (position, party) in draft.parties.enumerated() {
            let place = "parties[\(position)]"
            if !calendars.contains(party.calendar) {
                reader.refuse("\(place).calendar", "is not among the calendars", "add the calendar")
            }
            unique(party.officials.map(\.id), "\(place).officials", &reader)
            // Two persons approve what leaves, so one official cannot be enough.
            let senders = Set(party.officials.filter { $0.roles.contains(.send) }.map(\.id))
            let approvers = Set(party.officials.filter { $0.roles.contains(.approve) }.map(\.id))
            if senders.isEmpty || approvers.isEmpty || senders.union(approvers).count < 2 {
                reader.refuse(
                    "\(place).officials", "has not two who could send and approve",
                    "designate at least one sender and another approver")
            }
            for official in party.officials {
                if let until = official.until, until <= official.from {
                    reader.refuse(
                        "\(place).officials", "has a designation that ends before it begins",
                        "correct from and until")
                }
            }
            if Set(party.languages).isDisjoint(with: draft.languages) {
                reader.refuse(
                    "\(place).languages", "share none with the agreement's languages",
                    "agree on a language")
            }
        }
        if let from = draft.validFrom, let until = draft.validUntil, until <= from {
            reader.refuse("validUntil", "is not after validFrom", "correct the days")
        }
    }

    private static func checkPurposes(
        _ purposes: Set<String>, _ place: String, _ draft: AgreementDraft,
        _ reader: inout DocumentReader
    ) {
        let known = Set(draft.purposes.map(\.code))
        if !purposes.isSubset(of: known) {
            reader.refuse(
                "\(place).purposes", "names a purpose the agreement does not have",
                "choose among the agreement's purposes")
        }
    }

    private static func checkArticle(
        _ article: Article, _ place: String, _ draft: AgreementDraft,
        _ reader: inout DocumentReader
    ) {
        if !draft.articles.contains(article) {
            reader.refuse(
                place, "rests on article \(article.rawValue), which is not enabled",
                "enable the article or remove the entry")
        }
    }

    private static func checkForms(_ draft: AgreementDraft, _ reader: inout DocumentReader) {
        unique(draft.purposes.map(\.code), "purposes", &reader)
        unique(draft.requestForms.map(\.type.rawValue), "requests", &reader)
        let nodes = Set(draft.parties.map(\.node))
        for (position, form) in draft.requestForms.enumerated() {
            let place = "requests[\(position)]"
            checkPurposes(form.purposes, place, draft, &reader)
            checkArticle(form.type.article, place, draft, &reader)
            if !form.askers.isSubset(of: nodes) {
                reader.refuse("\(place).askers", "names no party", "use the parties' codes")
            }
        }
        if let rule = draft.spontaneous {
            checkPurposes(rule.purposes, "spontaneous", draft, &reader)
            checkArticle(.spontaneous, "spontaneous", draft, &reader)
            if !rule.mandatory.isSubset(of: rule.fields) {
                reader.refuse(
                    "spontaneous.mandatory", "names a field that is not permitted",
                    "add it to fields")
            }
        }
    }

    private static func checkSchedules(_ draft: AgreementDraft, _ reader: inout DocumentReader) {
        unique(draft.schedules.map(\.id), "schedules", &reader)
        let nodes = Set(draft.parties.map(\.node))
        let classes = Set(draft.handlingClasses.map(\.code))
        for (position, schedule) in draft.schedules.enumerated() {
            let place = "schedules[\(position)]"
            checkPurposes(schedule.purposes, place, draft, &reader)
            checkArticle(schedule.article, place, draft, &reader)
            if schedule.article != .automatic && schedule.article != .advance {
                reader.refuse(
                    "\(place).article", "does not provide for data without request",
                    "use automatic or advance")
            }
            if !nodes.contains(schedule.from) || !nodes.contains(schedule.to)
                || schedule.from == schedule.to
            {
                reader.refuse(
                    place, "does not lead from one party to another", "correct from and to")
            }
            if !classes.contains(schedule.handling) {
                reader.refuse("\(place).handling", "is no handling class", "use a class's code")
            }
            if case .beforeArrival = schedule.latency, schedule.article != .advance {
                reader.refuse(
                    "\(place).latency", "counts from arrival outside article advance",
                    "use article advance")
            }
        }
    }

    private static func checkRest(_ draft: AgreementDraft, _ reader: inout DocumentReader) {
        unique(draft.handlingClasses.map(\.code), "handling", &reader)
        unique(draft.refusalGrounds.map(\.code), "refusalGrounds", &reader)
        let nodes = Set(draft.parties.map(\.node))
        for (position, handling) in draft.handlingClasses.enumerated() {
            if Set(handling.national.keys) != nodes {
                reader.refuse(
                    "handling[\(position)].national", "does not map the class for every party",
                    "write one national class per party")
            }
        }
        for (position, entry) in draft.reciprocity.enumerated() {
            if !entry.parties.isSubset(of: nodes) {
                reader.refuse(
                    "reciprocity[\(position)]", "names no party", "use the parties' codes")
            }
        }
        if draft.signatureAlgorithms.isDisjoint(with: [.ed25519, .p256]) {
            reader.refuse(
                "algorithms.signatures", "has neither Ed25519 nor ES256",
                "name one of them; ML-DSA-65 only adds to it")
        }
    }
}
