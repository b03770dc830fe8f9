import Seal

extension AgreementDraft {
    mutating func readForms(_ top: JSONObject, _ reader: inout DocumentReader) {
        requestForms = reader.list(top["requests"], "requests", isOptional: true) {
            Self.readRequest(&$0, $1, $2)
        }
        schedules = reader.list(top["schedules"], "schedules", isOptional: true) {
            Self.readSchedule(&$0, $1, $2)
        }
        if let value = top["spontaneous"],
            let fields = reader.object(
                value, "spontaneous",
                names: ["purposes", "fields", "mandatory", "acknowledgeWithin"]),
            let deadline = reader.deadline(
                fields["acknowledgeWithin"], "spontaneous.acknowledgeWithin")
        {
            spontaneous = SpontaneousRule(
                purposes: Set(reader.codes(fields["purposes"], "spontaneous.purposes")),
                fields: reader.fields(fields["fields"], "spontaneous.fields"),
                mandatory: reader.fields(
                    fields["mandatory"], "spontaneous.mandatory", isOptional: true),
                acknowledgeWithin: deadline)
        }
    }

    private static func readRequest(
        _ reader: inout DocumentReader, _ value: JSONTree, _ place: String
    ) -> RequestForm? {
        let names: Set = [
            "type", "purposes", "mandatory", "permitted", "replyMandatory", "replyPermitted",
            "askers", "acknowledgeWithin", "replyWithin", "autoAnswerable",
        ]
        guard let fields = reader.object(value, place, names: names),
            let type: RequestType = reader.word(fields["type"], "\(place).type"),
            let acknowledge = reader.deadline(
                fields["acknowledgeWithin"], "\(place).acknowledgeWithin"),
            let reply = reader.object(
                fields["replyWithin"], "\(place).replyWithin", names: ["routine", "urgent"])
        else { return nil }
        var replyWithin: [Urgency: DeadlineRule] = [:]
        for urgency in Urgency.allCases {
            replyWithin[urgency] = reader.deadline(
                reply[urgency.rawValue], "\(place).replyWithin.\(urgency.rawValue)")
        }
        let mandatory = reader.fields(fields["mandatory"], "\(place).mandatory")
        let permitted = reader.fields(fields["permitted"], "\(place).permitted", isOptional: true)
        let replyMandatory = reader.fields(
            fields["replyMandatory"], "\(place).replyMandatory", isOptional: true)
        let replyPermitted = reader.fields(fields["replyPermitted"], "\(place).replyPermitted")
        return RequestForm(
            type: type, purposes: Set(reader.codes(fields["purposes"], "\(place).purposes")),
            mandatory: mandatory, permitted: permitted.union(mandatory),
            replyPermitted: replyPermitted.union(replyMandatory), replyMandatory: replyMandatory,
            askers: Set(reader.codes(fields["askers"], "\(place).askers", isOptional: true)),
            acknowledgeWithin: acknowledge, replyWithin: replyWithin,
            autoAnswerable: reader.bool(
                fields["autoAnswerable"], "\(place).autoAnswerable", default: false))
    }

    private static func readSchedule(
        _ reader: inout DocumentReader, _ value: JSONTree, _ place: String
    ) -> ExchangeSchedule? {
        let names: Set = [
            "id", "dataSet", "article", "purposes", "from", "to", "fields", "trigger", "latency",
            "handling",
        ]
        guard let fields = reader.object(value, place, names: names),
            let id = reader.code(fields["id"], "\(place).id"),
            let dataSet = reader.code(fields["dataSet"], "\(place).dataSet"),
            let article: Article = reader.word(fields["article"], "\(place).article"),
            let from = reader.code(fields["from"], "\(place).from"),
            let to = reader.code(fields["to"], "\(place).to"),
            let handling = reader.code(fields["handling"], "\(place).handling"),
            let trigger = readTrigger(&reader, fields["trigger"], "\(place).trigger"),
            let latency = readLatency(&reader, fields["latency"], "\(place).latency")
        else { return nil }
        return ExchangeSchedule(
            id: id, dataSet: dataSet, article: article,
            purposes: Set(reader.codes(fields["purposes"], "\(place).purposes")), from: from,
            to: to, fields: reader.fields(fields["fields"], "\(place).fields"), trigger: trigger,
            latency: latency, handling: handling)
    }

    private static func readTrigger(
        _ reader: inout DocumentReader, _ value: JSONTree?, _ place: String
    ) -> ExchangeSchedule.Trigger? {
        guard let fields = reader.object(value, place, names: ["event", "dailyMinute"]) else {
            return nil
        }
        guard fields.members.count == 1 else {
            reader.refuse(place, "is not exactly one trigger", "write event or dailyMinute")
            return nil
        }
        if let event = fields["event"] {
            return reader.code(event, "\(place).event").map { .event($0) }
        }
        return reader.integer(fields["dailyMinute"], "\(place).dailyMinute", in: 0...1_439)
            .map { .daily(minute: $0) }
    }

    private static func readLatency(
        _ reader: inout DocumentReader, _ value: JSONTree?, _ place: String
    ) -> ExchangeSchedule.Latency? {
        let names: Set = ["beforeArrivalMinutes", "afterTriggerMinutes"]
        guard let fields = reader.object(value, place, names: names) else { return nil }
        guard fields.members.count == 1 else {
            reader.refuse(place, "is not exactly one rule", "write one of the two latencies")
            return nil
        }
        if let minutes = fields["beforeArrivalMinutes"] {
            return reader.integer(minutes, "\(place).beforeArrivalMinutes", in: 1...10_080)
                .map { .beforeArrival(minutes: $0) }
        }
        return reader.integer(
            fields["afterTriggerMinutes"], "\(place).afterTriggerMinutes", in: 1...43_200
        ).map { .afterTrigger(minutes: $0) }
    }

    mutating func readRules(_ top: JSONObject, _ reader: inout DocumentReader) {
        handlingClasses = reader.list(top["handling"], "handling") { reader, value, place in
            let names: Set = ["code", "title", "rank", "national"]
            guard let fields = reader.object(value, place, names: names),
                let code = reader.code(fields["code"], "\(place).code"),
                let title = reader.text(fields["title"], "\(place).title"),
                let rank = reader.integer(fields["rank"], "\(place).rank", in: 0...100)
            else { return nil }
            var mapping: [String: String] = [:]
            for (name, value) in fields["national"]?.object?.members ?? [] {
                mapping[name] = reader.text(value, "\(place).national")
            }
            return HandlingClass(code: code, title: title, rank: rank, national: mapping)
        }
        if let fields = reader.object(
            top["use"], "use", names: ["evidence", "onward", "agencies"]),
            let evidence: UseRules.Evidence = reader.word(fields["evidence"], "use.evidence"),
            let onward: UseRules.Onward = reader.word(fields["onward"], "use.onward")
        {
            useRules = UseRules(
                evidence: evidence, onward: onward,
                agencies: Set(reader.codes(fields["agencies"], "use.agencies", isOptional: true)))
        }
        readRetention(top, &reader)
        readProcedures(top, &reader)
    }

    private mutating func readRetention(_ top: JSONObject, _ reader: inout DocumentReader) {
        personalFields = reader.fields(top["personalFields"], "personalFields", isOptional: true)
        let days: ClosedRange<Int64> = 1...36_525
        guard
            let fields = reader.object(
                top["retention"], "retention", names: ["defaultDays", "classes"]),
            let fallback = reader.integer(fields["defaultDays"], "retention.defaultDays", in: days)
        else { return }
        var classes: [String: Int64] = [:]
        for (position, member) in (fields["classes"]?.object?.members ?? []).enumerated() {
            let place = "retention.classes[\(position)]"
            guard reader.code(.string(member.name), place) != nil else { continue }
            classes[member.name] = reader.integer(member.value, place, in: days)
        }
        retention = Retention(defaultDays: fallback, classes: classes)
    }

    private mutating func readProcedures(_ top: JSONObject, _ reader: inout DocumentReader) {
        refusalGrounds = reader.list(top["refusalGrounds"], "refusalGrounds") {
            reader, value, place in
            let names: Set = ["code", "title", "reasonsMayBeWithheld"]
            guard let fields = reader.object(value, place, names: names),
                let code = reader.code(fields["code"], "\(place).code"),
                let title = reader.text(fields["title"], "\(place).title")
            else { return nil }
            return Ground(
                code: code, title: title,
                reasonsMayBeWithheld: reader.bool(
                    fields["reasonsMayBeWithheld"], "\(place).reasonsMayBeWithheld",
                    default: false))
        }
        if let fields = reader.object(
            top["costs"], "costs", names: ["waived", "exceptions", "consultFirst"])
        {
            costs = CostRule(
                waived: reader.bool(fields["waived"], "costs.waived", default: true),
                exceptions: reader.codes(
                    fields["exceptions"], "costs.exceptions", isOptional: true),
                consultFirst: reader.bool(
                    fields["consultFirst"], "costs.consultFirst", default: true))
        }
        if let oral = top["oral"],
            let fields = reader.object(oral, "oral", names: ["confirmWithinHours"])
        {
            oralConfirmWithinHours = reader.integer(
                fields["confirmWithinHours"], "oral.confirmWithinHours", in: 1...720)
        }
        if let fields = reader.object(
            top["breach"], "breach", names: ["suspendOutbound", "notifyWithinHours"]),
            let hours = reader.integer(
                fields["notifyWithinHours"], "breach.notifyWithinHours", in: 1...720)
        {
            breach = BreachRule(
                suspendOutbound: reader.bool(
                    fields["suspendOutbound"], "breach.suspendOutbound", default: true),
                notifyWithinHours: hours)
        }
        reciprocity = reader.list(top["reciprocity"], "reciprocity", isOptional: true) {
            reader, value, place in
            guard let fields = reader.object(value, place, names: ["article", "parties"]),
                let article: Article = reader.word(fields["article"], "\(place).article")
            else { return nil }
            return Reciprocity(
                article: article,
                parties: Set(reader.codes(fields["parties"], "\(place).parties")))
        }
    }
}
