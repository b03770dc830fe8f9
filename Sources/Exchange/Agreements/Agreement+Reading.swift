package import Seal

extension Agreement {
    /// The format's name and version, the first member of every agreement.
    package static let format = "tamga-agreement/1"

    private static let names: Set = [
        "format", "id", "version", "title", "status", "validFrom", "validUntil", "parties",
        "instruments", "purposes", "articles", "algorithms", "languages", "channels", "requests",
        "schedules", "spontaneous", "handling", "use", "retention", "personalFields",
        "refusalGrounds", "costs", "oral", "breach", "reciprocity", "calendars",
    ]

    /// Reads an agreement from a plain tree, such as a YAML file was turned into.
    ///
    /// Its digest is that of the tree's shortest text, which is what ``SignedAgreement`` signs.
    ///
    /// - Throws: ``Refusals`` with everything that is wrong, each with its path.
    package init(reading document: JSONTree) throws(Refusals) {
        try self.init(reading: document, digest: Digest256(hashing: document.bytes))
    }

    init(reading document: JSONTree, digest: Digest256) throws(Refusals) {
        var reader = DocumentReader()
        let draft = AgreementDraft(document, names: Self.names, &reader)
        if let draft { AgreementChecks.check(draft, &reader) }
        if let refusals = Refusals(reader.refusals) { throw refusals }
        guard let draft, let agreement = draft.agreement(digest: digest) else {
            throw Refusals(
                Refusal(
                    .malformed, place: "agreement", problem: "is not complete",
                    reason: "the agreement format, Specs/agreement.md",
                    remedy: "compare with one of the shipped agreements"))
        }
        self = agreement
    }
}

/// What could be read of an agreement, before its parts are compared with one another.
struct AgreementDraft {
    var id, title: String?
    var version: Int64?
    var status: Agreement.Status?
    var validFrom: CivilDate?
    var validUntil: CivilDate?
    var parties: [AgreementParty] = []
    var instruments: [Instrument] = []
    var purposes: [Purpose] = []
    var articles: Set<Article> = []
    var signatureAlgorithms: Set<SignatureAlgorithm> = []
    var sealSuite: SealSuite?
    var languages: [String] = []
    var channels: [String] = []
    var requestForms: [RequestForm] = []
    var schedules: [ExchangeSchedule] = []
    var spontaneous: SpontaneousRule?
    var handlingClasses: [HandlingClass] = []
    var useRules: UseRules?
    var retention: Retention?
    var personalFields: Set<FieldPath> = []
    var refusalGrounds: [Ground] = []
    var costs: CostRule?
    var oralConfirmWithinHours: Int64?
    var breach: BreachRule?
    var reciprocity: [Reciprocity] = []
    var calendars: [WorkingCalendar] = []

    init?(_ document: JSONTree, names: Set<String>, _ reader: inout DocumentReader) {
        guard let top = reader.object(document, "agreement", names: names) else { return nil }
        guard top["format"]?.text == Agreement.format else {
            reader.refuse(
                "format", "is not \(Agreement.format)", "write format: \(Agreement.format)")
            return nil
        }
        readIdentity(top, &reader)
        readParties(top, &reader)
        readRules(top, &reader)
        readForms(top, &reader)
    }

    private mutating func readIdentity(_ top: JSONObject, _ reader: inout DocumentReader) {
        id = reader.code(top["id"], "id")
        version = reader.integer(top["version"], "version", in: 1...1_000_000)
        title = reader.text(top["title"], "title")
        status = reader.word(top["status"], "status")
        validFrom = reader.date(top["validFrom"], "validFrom")
        if let until = top["validUntil"] { validUntil = reader.date(until, "validUntil") }
        instruments = reader.list(top["instruments"], "instruments") { reader, value, place in
            guard
                let fields = reader.object(value, place, names: ["id", "title", "reference"]),
                let id = reader.code(fields["id"], "\(place).id"),
                let title = reader.text(fields["title"], "\(place).title"),
                let reference = reader.text(fields["reference"], "\(place).reference")
            else { return nil }
            return Instrument(id: id, title: title, reference: reference)
        }
        purposes = reader.list(top["purposes"], "purposes") { reader, value, place in
            guard let fields = reader.object(value, place, names: ["code", "title"]),
                let code = reader.code(fields["code"], "\(place).code"),
                let title = reader.text(fields["title"], "\(place).title")
            else { return nil }
            return Purpose(code: code, title: title)
        }
        articles = reader.words(top["articles"], "articles")
        if let algorithms = reader.object(
            top["algorithms"], "algorithms", names: ["signatures", "seal"])
        {
            signatureAlgorithms = reader.words(
                algorithms["signatures"], "algorithms.signatures")
            sealSuite = reader.word(algorithms["seal"], "algorithms.seal")
        }
        languages = reader.codes(top["languages"], "languages")
        channels = reader.codes(top["channels"], "channels")
    }

    private mutating func readParties(_ top: JSONObject, _ reader: inout DocumentReader) {
        parties = reader.list(top["parties"], "parties") { reader, value, place in
            let names: Set = ["node", "name", "country", "languages", "calendar", "officials"]
            guard let fields = reader.object(value, place, names: names),
                let node = reader.code(fields["node"], "\(place).node"),
                let name = reader.text(fields["name"], "\(place).name"),
                let country = reader.code(fields["country"], "\(place).country"),
                let calendar = reader.code(fields["calendar"], "\(place).calendar")
            else { return nil }
            if country.utf8.count != 2 {
                reader.refuse("\(place).country", "is not two letters", "write ISO 3166-1 alpha-2")
            }
            return AgreementParty(
                node: node, name: name, country: country,
                languages: reader.codes(fields["languages"], "\(place).languages"),
                calendar: calendar,
                officials: reader.list(fields["officials"], "\(place).officials") {
                    Self.readOfficial(&$0, $1, $2)
                })
        }
        calendars = reader.list(top["calendars"], "calendars") {
            Self.readCalendar(&$0, $1, $2)
        }
    }

    private static func readOfficial(
        _ reader: inout DocumentReader, _ value: JSONTree, _ place: String
    ) -> Official? {
        let names: Set = ["id", "post", "roles", "keys", "from", "until"]
        guard let fields = reader.object(value, place, names: names),
            let id = reader.code(fields["id"], "\(place).id"),
            let post = reader.text(fields["post"], "\(place).post"),
            let from = reader.date(fields["from"], "\(place).from")
        else { return nil }
        return Official(
            id: id, post: post, roles: reader.words(fields["roles"], "\(place).roles"),
            keys: reader.codes(fields["keys"], "\(place).keys", isOptional: true), from: from,
            until: fields["until"].flatMap { reader.date($0, "\(place).until") })
    }

    private static func readCalendar(
        _ reader: inout DocumentReader, _ value: JSONTree, _ place: String
    ) -> WorkingCalendar? {
        let names: Set = [
            "id", "minutesEastOfUTC", "weekend", "holidays", "workedDays", "knownUntil",
        ]
        guard let fields = reader.object(value, place, names: names),
            let id = reader.code(fields["id"], "\(place).id"),
            let offset = reader.integer(
                fields["minutesEastOfUTC"], "\(place).minutesEastOfUTC", in: -840...840),
            let knownUntil = reader.date(fields["knownUntil"], "\(place).knownUntil")
        else { return nil }
        let weekend = reader.list(fields["weekend"], "\(place).weekend") { reader, value, place in
            reader.integer(value, place, in: 1...7).map { Int($0) }
        }
        if Set(weekend).count > 6 {
            reader.refuse("\(place).weekend", "leaves no working day", "name at most six days")
        }
        let holidays = reader.list(fields["holidays"], "\(place).holidays") {
            $0.date($1, $2)
        }
        let worked = reader.list(fields["workedDays"], "\(place).workedDays", isOptional: true) {
            $0.date($1, $2)
        }
        return WorkingCalendar(
            id: id, minutesEastOfUTC: offset, weekend: Set(weekend), holidays: Set(holidays),
            workedDays: Set(worked), knownUntil: knownUntil)
    }

    /// The agreement, when every part could be read.
    func agreement(digest: Digest256) -> Agreement? {
        guard let id, let version, let title, let status, let validFrom, let sealSuite,
            let useRules, let retention, let costs, let breach
        else { return nil }
        return Agreement(
            id: id, version: version, title: title, status: status, validFrom: validFrom,
            validUntil: validUntil, parties: parties, instruments: instruments,
            purposes: purposes, articles: articles, signatureAlgorithms: signatureAlgorithms,
            sealSuite: sealSuite, languages: languages, channels: channels,
            requestForms: requestForms, schedules: schedules, spontaneous: spontaneous,
            handlingClasses: handlingClasses, useRules: useRules, retention: retention,
            personalFields: personalFields, refusalGrounds: refusalGrounds, costs: costs,
            oralConfirmWithinHours: oralConfirmWithinHours, breach: breach,
            reciprocity: reciprocity, calendars: calendars, digest: digest)
    }
}
