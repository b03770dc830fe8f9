import Customs
package import Exchange
import Formats
import Seal
package import Store

/// Answers to what our own declarations answer: prepared by rule, let go by a person.
///
/// Only what is found is answered so. Where nothing is found, or something else than was asked about,
/// an officer has to look: a rule must not say "no such export" to a partner.
package enum AutoAnswers {
    /// An official in whose name replies to one kind of request are prepared by rule.
    package struct Order: Hashable, Sendable {
        package let agreement: String
        package let request: RequestType
        package let preparedBy: String
    }

    private static let index = "auto-answers", seen = "auto-answer:"

    /// Prepares the reply to a case from our own declarations; another official approves it.
    ///
    /// - Throws: ``ExchangeFailure/Code/refused`` when a rule cannot answer it,
    ///   ``Refusal/Code/typeNotPermitted`` when the agreement does not let a rule prepare it.
    package static func draft(
        _ id: String, preparedBy: String, in transaction: ExchangeTransaction
    ) throws -> Draft {
        let file = try CaseWork.find(id, in: transaction)
        guard file.role == .answerer, let form = form(of: file, in: transaction.standing) else {
            throw officer("case \(id) is no request to us that a declaration could answer")
        }
        guard form.autoAnswerable else {
            throw ExchangeNode.refusal(
                .typeNotPermitted, "a request that the agreement reserves to a person's answer")
        }
        guard let envelope = file.state.versions.last else {
            throw officer("case \(id) has no request in writing yet")
        }
        let content = try Messages.read(
            sender: file.partner,
            message: try CaseWork.message(of: envelope, from: file.partner, in: transaction),
            purpose: file.purpose, officer: preparedBy, in: transaction)
        let reply = try answer(content, form, in: transaction.writer)
        return try CaseWork.step(
            .reply, of: id, content: reply, preparedBy: preparedBy, in: transaction)
    }

    private static func form(of file: CaseFile, in standing: ExchangeStanding) -> RequestForm? {
        standing.agreements[file.agreement]?.agreement.form(file.request)
    }

    /// The reply's content, cut to what the form permits.
    private static func answer(
        _ request: JSONTree, _ form: RequestForm, in reader: any StoreReader
    ) throws -> JSONTree {
        guard let number = request["declaration"]?["number"]?.text,
            let declaration = try DeclarationFields.stored(number, in: reader)
        else { throw officer("no declaration of the number asked about is stored here") }
        var reply = JSONObject()
        switch form.type {
        case .verifyExport, .verifyImport:
            let wanted: Declaration.Flow = form.type == .verifyExport ? .export : .import
            guard declaration.flow == wanted else {
                throw officer("the declaration asked about is no \(wanted.rawValue)")
            }
            reply["found"] = .bool(true)
        case .verifyDocument:
            guard let asked = request["documents"], names(declaration, asked) else {
                throw officer("the declaration does not name the document asked about")
            }
            reply["authentic"] = .bool(true)
        default: throw officer("no rule answers a request of \(form.type.rawValue)")
        }
        return DeclarationFields.merged(
            .object(reply), DeclarationFields.fields(of: declaration, number: number),
            form.replyPermitted, path: "")
    }

    /// Whether the declaration names every document that is asked about, by type and number.
    private static func names(_ declaration: Declaration, _ asked: JSONTree) -> Bool {
        let entries = asked.elements ?? [asked]
        let known = declaration.documents + declaration.items.flatMap(\.documents)
        return !entries.isEmpty
            && entries.allSatisfy { entry in
                known.contains { document in
                    document.id == entry["number"]?.text && document.id != nil
                        && (document.typeCode == entry["type"]?.text
                            || document.categoryCode == entry["type"]?.text)
                }
            }
    }

    private static func officer(_ problem: String) -> ExchangeFailure {
        ExchangeFailure(
            .refused, problem: problem,
            remedy: "an officer answers it: tamga case step CASE reply --prepared-by …")
    }

    // MARK: Standing orders

    /// Has replies of this kind prepared by rule from now on, in the name of an official.
    ///
    /// - Throws: ``Refusal/Code/typeNotPermitted``, ``Refusal/Code/officialNotDesignated``.
    package static func order(
        _ request: RequestType, agreement: String, preparedBy: String?,
        in transaction: ExchangeTransaction
    ) throws {
        guard let signed = transaction.standing.agreements[agreement] else {
            throw ExchangeFailure(
                .unknown, problem: "no agreement \(agreement) is in force here",
                remedy: "see: tamga agreement list")
        }
        var orders = try orders(transaction.writer).filter {
            $0.agreement != agreement || $0.request != request
        }
        if let preparedBy {
            guard signed.agreement.form(request)?.autoAnswerable == true else {
                throw ExchangeNode.refusal(
                    .typeNotPermitted, "a request that the agreement reserves to a person's answer")
            }
            try Officials.require(preparedBy, .send, under: signed.agreement, in: transaction)
            orders.append(
                Order(agreement: agreement, request: request, preparedBy: preparedBy))
        }
        try transaction.writer.put(
            SnapshotRow(watermark: 0, content: JSONTree.array(orders.map(\.json)).bytes),
            name: index)
        try transaction.record(
            "auto-answer",
            ["agreement": agreement, "request": request.rawValue, "by": preparedBy ?? "nobody"])
    }

    /// Every standing order.
    package static func orders(_ reader: any StoreReader) throws -> [Order] {
        guard let row = try reader.snapshot(index) else { return [] }
        return (try JSONTree(reading: row.content).elements ?? []).compactMap(Order.init)
    }

    /// Prepares what the standing orders say for requests that came since; each case once.
    ///
    /// - Returns: how many replies wait for a second official now that did not before.
    package static func run(in transaction: ExchangeTransaction) throws -> Int {
        let orders = try orders(transaction.writer)
        guard !orders.isEmpty else { return 0 }
        var count = 0
        for row in try transaction.writer.caseFiles(.assistance, limit: CaseWork.caseCountMax)
        where ["delivered", "acknowledged"].contains(row.state) {
            guard try transaction.writer.snapshot(seen + row.id) == nil else { continue }
            let file = try CaseFile(
                row, in: transaction.writer, standing: transaction.standing)
            guard file.role == .answerer,
                let order = orders.first(where: {
                    $0.agreement == file.agreement && $0.request == file.request
                })
            else { continue }
            var result = "officer"
            do {
                result = try transaction.attempt {
                    try draft(row.id, preparedBy: order.preparedBy, in: transaction).id
                }
                count += 1
            } catch let failure as ExchangeFailure where failure.code == .refused {
                try transaction.record("auto-answer-passed", ["case": row.id])
            } catch is Refusals {
                try transaction.record("auto-answer-passed", ["case": row.id])
            }
            try transaction.writer.put(
                SnapshotRow(watermark: 0, content: Array(result.utf8)), name: seen + row.id)
        }
        return count
    }
}

extension AutoAnswers.Order {
    fileprivate var json: JSONTree {
        .object([
            "agreement": .string(agreement), "request": .string(request.rawValue),
            "preparedBy": .string(preparedBy),
        ])
    }

    fileprivate init?(_ tree: JSONTree) {
        guard let agreement = tree["agreement"]?.text,
            let request = tree["request"]?.text.flatMap(RequestType.init(rawValue:)),
            let preparedBy = tree["preparedBy"]?.text
        else { return nil }
        self.init(agreement: agreement, request: request, preparedBy: preparedBy)
    }
}
