import Customs
import Exchange
import Reconciliation
import Seal
import Store

/// Does what open comparisons wait for: blinding takes seconds, so it is done between transactions.
///
/// Every step is repeated safely: what it computed is thrown away when the comparison moved meanwhile.
package enum ComparisonWork {
    /// Does every step that can be done now.
    package static func run(_ node: ExchangeNode) throws {
        while let file = try next(node) { try advance(file, node) }
    }

    /// A comparison with something to do.
    private static func next(_ node: ExchangeNode) throws -> ComparisonFile? {
        try node.store.read { reader in
            for row in try reader.caseFiles(.comparison, limit: 100_000)
            where row.state == "open" {
                let file = try ComparisonFile(row, reader)
                if isExpired(file, at: node.settings.now()) { return file }
                let order = try officials(of: file, reader, node)
                guard order != nil else { continue }
                if !file.hasOffered { return file }
                if !file.hasAnswered, file.elements("offer") != nil { return file }
                if file.hasAnswered, file.elements("answer") != nil { return file }
            }
            return nil
        }
    }

    private static func isExpired(_ file: ComparisonFile, at now: Timestamp) -> Bool {
        now > file.openedAt.adding(seconds: ComparisonFile.lifetimeSeconds)
    }

    /// Who answers: whoever began it, or ordered our schedule of comparison with the partner.
    private static func officials(
        of file: ComparisonFile, _ reader: any StoreReader, _ node: ExchangeNode
    ) throws -> (schedule: ExchangeSchedule, purpose: String, first: String, second: String)? {
        guard let agreement = try node.standing().agreements[file.agreement]?.agreement else {
            return nil
        }
        let ours = agreement.schedules.first {
            $0.dataSet == MirrorDataSet.comparison.rawValue && $0.from == node.settings.node
                && $0.to == file.partner
        }
        guard let ours else { return nil }
        if file.isOurs { return (ours, file.purpose, file.preparedBy, file.approvedBy) }
        let order = try ScheduledExchange.orders(reader).first {
            $0.schedule == ours.id && $0.agreement == file.agreement
        }
        return order.map { (ours, $0.purpose, $0.preparedBy, $0.approvedBy) }
    }

    private static func advance(_ file: ComparisonFile, _ node: ExchangeNode) throws {
        if isExpired(file, at: node.settings.now()) {
            return try commit(file, node) { transaction in
                try erase(file, in: transaction)
                try file.append(
                    .object(["event": "expired"]), number: file.eventCount + 1, state: "expired",
                    in: transaction)
                try transaction.record(
                    "comparison-expired", ["session": file.session, "partner": file.partner])
            }
        }
        if !file.hasOffered { return try offer(file, node) }
        if !file.hasAnswered { return try answer(file, node) }
        try finish(file, node)
    }

    /// Commits a step unless the comparison moved since it was read.
    private static func commit(
        _ file: ComparisonFile, _ node: ExchangeNode,
        _ work: (ExchangeTransaction) throws -> Void
    ) throws {
        try node.commit { transaction in
            let now = try ComparisonFile.find(
                file.session, partner: file.partner, in: transaction.writer)
            guard now?.eventCount == file.eventCount else { return }
            try work(transaction)
        }
    }

    private static func erase(
        _ file: ComparisonFile, in transaction: ExchangeTransaction
    ) throws {
        try transaction.writer.put(
            SnapshotRow(watermark: 0, content: []), name: file.secretName)
    }

    /// Blinds our register's keys and sends them.
    private static func offer(_ file: ComparisonFile, _ node: ExchangeNode) throws {
        let keys = try node.store.read { try Self.keys(of: file, $0) }
        var generator = SystemRandomNumberGenerator()
        let key = BlindingKey()
        guard
            let comparison = ConfidentialComparison(
                keys: keys, session: file.session, secret: key, shuffle: &generator)
        else {
            throw ExchangeFailure(
                .refused, problem: "our register of these days has too many numbers",
                remedy: "compare a shorter period")
        }
        let message = comparison.offer(padding: &generator)
        try commit(file, node) { transaction in
            try transaction.writer.put(
                ComparisonSecret(comparison: comparison, key: key).row, name: file.secretName)
            try send(message.elements, "offer", file, node, in: transaction)
            try file.append(
                .object([
                    "event": "offered", "elements": .integer(Int64(message.elements.count)),
                ]), number: file.eventCount + 1, in: transaction)
            try transaction.record(
                "comparison-offered",
                [
                    "session": file.session, "to": file.partner,
                    "elements": String(message.elements.count), "purpose": file.purpose,
                ])
        }
    }

    /// Numbers of our consignments of the days; where we answer, of the weeks around them, since goods
    /// are on their way.
    private static func keys(
        of file: ComparisonFile, _ reader: any StoreReader
    ) throws -> Set<String> {
        let slack = file.isOurs ? 0 : MirrorRules.arrivalDaysMax
        let days =
            file.days.lowerBound.adding(
                days: -slack)...file.days.upperBound
            .adding(days: slack)
        var keys: Set<String> = []
        var after: MirrorRecordRow?
        let register = MirrorRegister(partner: file.partner, isOwn: true, flow: file.flow)
        while true {
            let rows = try reader.mirrorRecords(
                register, days: days.lowerBound.number...days.upperBound.number, after: after,
                limit: 512)
            guard let last = rows.last else { return keys }
            after = last
            for row in rows {
                let record = MirrorContent.record(try JSONTree(reading: row.content))
                keys.formUnion(record?.comparisonKeys ?? [])
            }
        }
    }

    /// Blinds the partner's offer again and sends it back.
    private static func answer(_ file: ComparisonFile, _ node: ExchangeNode) throws {
        guard let elements = file.elements("offer"),
            var secret = try secret(of: file, node)
        else { return }
        let answer: ComparisonMessage
        do {
            answer = try secret.comparison.answer(
                ComparisonMessage(kind: .offer, session: file.session, elements: elements))
        } catch { return try giveUp(file, node, problem: error.code) }
        secret.answer = answer.elements
        try commit(file, node) { transaction in
            try transaction.writer.put(secret.row, name: file.secretName)
            try send(answer.elements, "answer", file, node, in: transaction)
            try file.append(
                .object(["event": "answered"]), number: file.eventCount + 1, in: transaction)
            try transaction.record(
                "comparison-answered",
                [
                    "session": file.session, "to": file.partner,
                    "elements": String(elements.count), "purpose": file.purpose,
                ])
        }
    }

    private static func finish(_ file: ComparisonFile, _ node: ExchangeNode) throws {
        guard let elements = file.elements("answer"), let secret = try secret(of: file, node) else {
            return
        }
        let shared: [String]
        do {
            shared = try secret.comparison.shared(
                theirAnswer: ComparisonMessage(
                    kind: .answer, session: file.session, elements: elements),
                ourAnswer: ComparisonMessage(
                    kind: .answer, session: file.session, elements: secret.answer))
        } catch { return try giveUp(file, node, problem: error.code) }
        try commit(file, node) { transaction in
            try erase(file, in: transaction)
            try file.append(
                .object([
                    "event": "finished", "shared": .array(shared.map { .string($0) }),
                ]), number: file.eventCount + 1, state: "finished", in: transaction)
            try transaction.record(
                "comparison-finished",
                [
                    "session": file.session, "partner": file.partner,
                    "ours": file.ours.map(String.init), "theirs": String(secret.answer.count),
                    "shared": String(shared.count), "purpose": file.purpose,
                ])
        }
    }

    private static func secret(
        of file: ComparisonFile, _ node: ExchangeNode
    ) throws -> ComparisonSecret? {
        try ComparisonSecret(
            node.store.read { try $0.snapshot(file.secretName) }, session: file.session)
    }

    /// What the partner sent cannot be used; nothing more is computed for this session.
    private static func giveUp(
        _ file: ComparisonFile, _ node: ExchangeNode, problem: String
    ) throws {
        try commit(file, node) { transaction in
            try erase(file, in: transaction)
            try file.append(
                .object(["event": "refused", "problem": .string(problem)]),
                number: file.eventCount + 1, state: "refused", in: transaction)
            try transaction.record(
                "comparison-refused",
                ["session": file.session, "partner": file.partner, "problem": problem])
        }
    }

    private static func send(
        _ elements: [[UInt8]], _ step: String, _ file: ComparisonFile, _ node: ExchangeNode,
        in transaction: ExchangeTransaction
    ) throws {
        guard let order = try officials(of: file, transaction.writer, node) else {
            throw ExchangeFailure(
                .refused, problem: "nobody ordered our side of the comparison",
                remedy: "order the schedule with: tamga schedule order")
        }
        let parts = (elements.count + ComparisonFile.partMax - 1) / ComparisonFile.partMax
        for part in 0..<parts {
            let start = part * ComparisonFile.partMax
            let some = elements[start..<min(start + ComparisonFile.partMax, elements.count)]
            _ = try Messages.send(
                Messages.Proposal(
                    kind: .scheduled(order.schedule.id), to: file.partner,
                    agreement: file.agreement, purpose: order.purpose,
                    handling: order.schedule.handling,
                    content: Tainted(
                        own: .object([
                            "comparison": .object([
                                "session": .string(file.session), "step": .string(step),
                                "flow": .string(file.flow),
                                "from": .string(file.days.lowerBound.iso),
                                "through": .string(file.days.upperBound.iso),
                                "part": .integer(Int64(part + 1)),
                                "parts": .integer(Int64(parts)),
                                "elements": .array(
                                    some.map { .string(Base64.encode($0, .url)) }),
                            ])
                        ])), preparedBy: order.first, approvedBy: order.second,
                    stream: "schedule-" + order.schedule.id), in: transaction)
        }
    }
}

extension MirrorRecord {
    /// Numbers as keys of a confidential comparison: kind and normalised number, as `tamga compare`
    /// makes them from a file.
    var comparisonKeys: Set<String> {
        Set(
            keys.compactMap { key in
                switch key.kind {
                case .reference, .document, .container: "\(key.kind.name):\(key.text)"
                default: nil
                }
            })
    }
}
