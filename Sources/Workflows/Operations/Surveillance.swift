package import Exchange
package import Seal
import Store
import Watchlists

/// What officers do with surveillance measures: propose, approve, renew, lift, look at hits.
package enum Surveillance {
    /// What is proposed.
    package struct Proposal: Sendable {
        package var target: SurveillanceMeasure.Target
        package var identifiers: Set<String>
        package var grounds: SurveillanceMeasure.Grounds
        package var action: SurveillanceMeasure.HitAction
        package var unit: String
        package var until: Timestamp
        package var proposedBy: String
        /// The assistance case that asked for it, or a reference of our own.
        package var reference: String

        package init(
            target: SurveillanceMeasure.Target, identifiers: Set<String>,
            grounds: SurveillanceMeasure.Grounds, action: SurveillanceMeasure.HitAction,
            unit: String, until: Timestamp, proposedBy: String, reference: String
        ) {
            self.target = target
            self.identifiers = identifiers
            self.grounds = grounds
            self.action = action
            self.unit = unit
            self.until = until
            self.proposedBy = proposedBy
            self.reference = reference
        }
    }

    /// Proposes a measure; it has no effect before a second official approves it.
    ///
    /// - Throws: ``Refusal`` without identifiers, grounds, unit or a near enough end.
    package static func propose(
        _ proposal: Proposal, in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        let partner =
            try CaseFile(
                proposal.reference, in: transaction.writer, standing: transaction.standing)?
            .partner ?? ""
        try requireSearchable(proposal)
        let measure = try SurveillanceMeasure(
            id: CaseWork.newID(transaction), target: proposal.target,
            identifiers: proposal.identifiers, grounds: proposal.grounds,
            caseReference: proposal.reference, action: proposal.action, unit: proposal.unit,
            until: proposal.until, proposed: transaction.now)
        try transaction.writer.insert(
            SurveillanceFile.row(
                measure, partner: partner, proposedBy: proposal.proposedBy, at: transaction.now))
        try transaction.record(
            "surveillance",
            ["measure": measure.id, "step": "proposed", "by": proposal.proposedBy])
        return try advance(measure.id, by: .reviewBegun, in: transaction)
    }

    /// The proposal that a partner's request of surveillance asks for; who read it stands in the
    /// ledger.
    ///
    /// - Throws: ``Refusal/Code/fieldMissing`` when the request names nothing to look for.
    package static func proposal(
        fromCase id: String, unit: String, officer: String, in transaction: ExchangeTransaction
    ) throws -> Proposal {
        let file = try CaseWork.find(id, in: transaction)
        guard file.request == .surveillance, file.role == .answerer,
            let envelope = file.state.versions.last
        else {
            throw ExchangeFailure(
                .refused, problem: "case \(id) is no request of surveillance to us",
                remedy: "see: tamga case list")
        }
        let message = try CaseWork.message(
            of: envelope, from: file.partner, in: transaction)
        let content = try Messages.read(
            sender: file.partner, message: message, purpose: file.purpose, officer: officer,
            in: transaction)
        let action = content["surveillance"]?["action"]?.text
            .flatMap(SurveillanceMeasure.HitAction.init(rawValue:))
        let isDiscreet = content["surveillance"]?["discreet"]?.boolValue ?? true
        let reason = content["surveillance"]?["grounds"]?.text ?? ""
        let target = content["surveillance"]?["kind"]?.text
            .flatMap(SurveillanceMeasure.Target.init(rawValue:))
        guard let target, let until = end(content["surveillance"]?["until"]?.text) else {
            throw refusal(.malformed, "kind or end of the surveillance asked for is unclear")
        }
        return Proposal(
            target: target, identifiers: identifiers(target, content), grounds: .suspected(reason),
            action: action ?? (isDiscreet ? .observe : .report), unit: unit, until: until,
            proposedBy: officer, reference: id)
    }

    private static func identifiers(
        _ target: SurveillanceMeasure.Target, _ content: JSONTree
    ) -> Set<String> {
        let paths: [(String, String)] =
            switch target {
            case .person: [("parties", "name"), ("parties", "idNumber")]
            case .goods: [("goods", "hsCode")]
            case .conveyance: [("transport", "vehicle"), ("transport", "container")]
            case .premises: [("parties", "address")]
            }
        return Set(paths.flatMap { texts(content[$0.0], $0.1) })
    }

    private static func texts(_ tree: JSONTree?, _ name: String) -> [String] {
        switch tree {
        case .array(let elements): elements.flatMap { texts($0, name) }
        case .object(let object): leaves(object[name])
        default: []
        }
    }

    private static func leaves(_ tree: JSONTree?) -> [String] {
        switch tree {
        case .string(let text): text.isEmpty ? [] : [text]
        case .array(let elements): elements.flatMap { leaves($0) }
        default: []
        }
    }

    /// A moment, or the end of a day, at midnight UTC.
    package static func end(_ text: String?) -> Timestamp? {
        guard let text else { return nil }
        if let day = CivilDate(text) {
            return CivilDate(dayNumber: day.dayNumber + 1).start(minutesEastOfUTC: 0)
        }
        return Timestamp(text)
    }

    private static func requireSearchable(_ proposal: Proposal) throws {
        let isSearchable: (String) -> Bool =
            switch proposal.target {
            case .goods: { WatchSubject.goodsMark($0) != nil }
            case .premises: { WatchSubject.premisesMark($0) != nil }
            case .person, .conveyance:
                { (4...200).contains($0.filter { $0.isLetter || $0.isNumber }.count) }
            }
        guard proposal.identifiers.allSatisfy(isSearchable) else {
            throw refusal(
                .malformed, "an identifier by which no \(proposal.target.rawValue) can be found")
        }
    }

    /// A second official puts a measure into force; screening knows of it from then on.
    ///
    /// - Throws: ``Refusal/Code/approvalMissing`` for the one who proposed it.
    package static func approve(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        let file = try find(id, in: transaction)
        try requireApprover(officer, of: file, in: transaction)
        let event = SurveillanceMeasure.Event.approved(
            first: file.proposedBy, second: officer, at: transaction.now)
        return try step("approved", id, event, by: officer, in: transaction)
    }

    /// Two officials let a measure go on; they look at it anew.
    package static func renew(
        _ id: String, until: Timestamp, first: String, second: String,
        in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        let file = try find(id, in: transaction)
        try requireApprover(second, of: file, in: transaction)
        let event = SurveillanceMeasure.Event.renewed(
            until: until, first: first, second: second, at: transaction.now)
        return try step("renewed", id, event, by: second, in: transaction)
    }

    /// Ends a measure now.
    package static func lift(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        try step("lifted", id, .lifted(transaction.now), by: officer, in: transaction)
    }

    /// Lets measures end whose time is over, and says which are due for review.
    ///
    /// - Returns: measures that ended, and those to be looked at again.
    package static func pass(
        in transaction: ExchangeTransaction
    ) throws -> (ended: [String], reviews: [String]) {
        var ended: [String] = []
        var reviews: [String] = []
        for file in try SurveillanceFile.all(transaction.writer) {
            var trial = file.measure
            let actions = try trial.on(.time(transaction.now))
            guard trial.state != file.measure.state || !actions.isEmpty else { continue }
            _ = try advance(file.measure.id, by: .time(transaction.now), in: transaction)
            if trial.state == .expired { ended.append(file.measure.id) }
            if actions.contains(.reviewDue) { reviews.append(file.measure.id) }
        }
        return (ended, reviews)
    }

    /// The silent hits of a measure, for its unit alone; who looked stands in the ledger.
    ///
    /// - Parameter purpose: for a measure that a partner asked for: what the hits are made from is
    ///   the partner's information, and they keep its label.
    /// - Throws: ``Refusal/Code/useNotPermitted`` for another unit, and for another purpose than the
    ///   partner's request was made for.
    package static func hits(
        _ id: String, unit: String, purpose: String?, officer: String,
        in transaction: ExchangeTransaction
    ) throws -> [SurveillanceFile.Hit] {
        let file = try find(id, in: transaction)
        guard file.measure.unit == unit else {
            throw refusal(.useNotPermitted, "hits are for the unit of the measure alone")
        }
        if let label = try label(of: file, in: transaction) {
            guard let purpose else {
                throw refusal(
                    .useNotPermitted, "a partner asked for it, so a purpose must be given")
            }
            try label.require(.read(purpose: purpose), at: transaction.now)
        }
        try transaction.record(
            "read",
            [
                "measure": id, "what": "hits", "unit": unit, "purpose": purpose, "by": officer,
            ])
        return file.hits
    }

    /// The label of the request that a measure was made from; nil for a measure of our own.
    private static func label(
        of file: SurveillanceFile, in transaction: ExchangeTransaction
    ) throws -> HandlingLabel? {
        guard
            let asked = try CaseFile(
                file.measure.caseReference, in: transaction.writer, standing: transaction.standing),
            let envelope = asked.state.versions.last
        else { return nil }
        let message = try CaseWork.message(of: envelope, from: asked.partner, in: transaction)
        return try InformationSource(origin: asked.partner, message: message)
            .received(in: transaction).label
    }

    /// Prepares a partial reply that tells the partner of the hits it was not told of yet; a second
    /// official lets it go.
    package static func report(
        _ id: String, by officer: String, in transaction: ExchangeTransaction
    ) throws -> Draft {
        let file = try find(id, in: transaction)
        let new = file.hits.filter { !$0.isReported }.prefix(200)
        guard !new.isEmpty, !file.partner.isEmpty else {
            throw ExchangeFailure(
                .refused,
                problem: file.partner.isEmpty
                    ? "measure \(id) was asked for by no partner" : "nothing new to tell of \(id)",
                remedy: "see: tamga surveillance list")
        }
        let content = JSONTree.object([
            "hits": .integer(Int64(new.count)),
            "sightings": .array(
                new.map {
                    .object([
                        "at": .string($0.at.description), "document": .string($0.document),
                    ])
                }),
        ])
        let draft = try CaseWork.step(
            .partialReply, of: file.measure.caseReference, content: content, preparedBy: officer,
            in: transaction)
        let told = file.hits.lastIndex { !$0.isReported }.map { _ in
            file.hits.count { $0.isReported } + new.count
        }
        try transaction.writer.append(
            CaseEventRow(
                number: file.eventCount + 1,
                content: JSONTree.object([
                    "event": "reported", "hits": .integer(Int64(told ?? 0)),
                    "draft": .string(draft.id),
                ]).bytes, at: transaction.now.milliseconds),
            to: .surveillance, id, state: file.measure.state.rawValue)
        return draft
    }

    private static func step(
        _ name: String, _ id: String, _ event: SurveillanceMeasure.Event, by officer: String,
        in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        let file = try advance(id, by: event, in: transaction)
        try transaction.record("surveillance", ["measure": id, "step": name, "by": officer])
        return file
    }

    private static func advance(
        _ id: String, by event: SurveillanceMeasure.Event, in transaction: ExchangeTransaction
    ) throws -> SurveillanceFile {
        let file = try find(id, in: transaction)
        var measure = file.measure
        _ = try measure.on(event)
        try transaction.writer.append(
            CaseEventRow(
                number: file.eventCount + 1, content: SurveillanceEvents.json(event).bytes,
                at: transaction.now.milliseconds),
            to: .surveillance, id, state: measure.state.rawValue)
        try InstructionList.renew(in: transaction.writer, at: transaction.now)
        return try find(id, in: transaction)
    }

    /// For a partner's measure the agreement names who may approve.
    private static func requireApprover(
        _ officer: String, of file: SurveillanceFile, in transaction: ExchangeTransaction
    ) throws {
        guard
            let assisted = try CaseFile(
                file.measure.caseReference, in: transaction.writer, standing: transaction.standing),
            let signed = transaction.standing.agreements[assisted.agreement]
        else { return }
        try Officials.require(officer, .approve, under: signed.agreement, in: transaction)
    }

    static func find(_ id: String, in transaction: ExchangeTransaction) throws -> SurveillanceFile {
        guard let file = try SurveillanceFile(id, in: transaction.writer) else {
            throw ExchangeFailure(
                .unknown, problem: "no measure \(id)", remedy: "see: tamga surveillance list")
        }
        return file
    }

    private static func refusal(_ code: Refusal.Code, _ problem: String) -> Refusal {
        Refusal(
            code, place: "surveillance measure", problem: problem,
            reason: "special surveillance looks for what is named, until its end, for one unit",
            remedy: "complete the measure, or ask the unit in charge")
    }
}

/// Who may do what for us under an agreement.
enum Officials {
    /// - Throws: ``Refusal/Code/officialNotDesignated``.
    static func require(
        _ officer: String, _ role: Official.Role, under agreement: Agreement,
        in transaction: ExchangeTransaction
    ) throws {
        let day = CivilDate(dayNumber: transaction.now.dayNumber)
        guard
            agreement.official(officer, of: transaction.standing.node, role: role, on: day) != nil
        else {
            throw Refusal(
                .officialNotDesignated, place: "officer",
                problem: "may not \(role.rawValue) for \(transaction.standing.node) today",
                reason: "agreement \(agreement.id) version \(agreement.version)",
                remedy: "have a designated official do it")
        }
    }
}

/// Notes silent hits where they are found, in the transaction that stores them.
enum SilentHits {
    static func note(
        _ hit: WatchHit, document: String, at time: Int64, in writer: any StoreWriter
    ) throws {
        guard hit.card.id == InstructionList.id else { return }
        let id = InstructionList.measure(ofEntry: hit.entry.id)
        guard let row = try writer.caseFile(.surveillance, id) else { return }
        let events = try writer.caseEvents(.surveillance, id)
        let count = events.count
        // A number that can be of several kinds of conveyance is still one sighting.
        let isNoted = try events.suffix(8).contains {
            guard $0.at == time else { return false }
            return try JSONTree(reading: $0.content)["document"]?.text == document
        }
        guard count < hitCountMax, !isNoted else { return }
        try writer.append(
            CaseEventRow(
                number: count + 1,
                content: JSONTree.object([
                    "event": "hit", "document": .string(document),
                    "seen": .string(hit.number?.text ?? hit.subject.title),
                ]).bytes, at: time), to: .surveillance, id, state: row.state)
    }

    /// Most events of a measure; further hits stand with the documents alone.
    private static let hitCountMax = 10_000
}
