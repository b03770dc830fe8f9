import Customs
package import Exchange
import Reconciliation
import Seal
import Store

/// Takes in what partners say of a trade of their own accord: records under a schedule, and
/// information about persons and conveyances.
package struct MirrorDesk: EffectHandler {
    package init() {}

    package func handles(_ type: MessageType) -> Bool {
        type == .scheduled || type == .spontaneous
    }

    package func apply(
        _ received: ReceivedInformation, of message: SubmittedMessage,
        in transaction: ExchangeTransaction
    ) throws {
        let head = message.envelope.head
        let content = try received.content.value(
            for: .read(purpose: head.purpose), at: transaction.now)
        switch received.kind {
        case .spontaneous: try tip(content, received.label, head, in: transaction)
        case .scheduled(let id):
            guard let signed = transaction.standing.agreements[head.agreement.id],
                let schedule = signed.agreement.schedules.first(where: { $0.id == id }),
                let set = MirrorDataSet(rawValue: schedule.dataSet)
            else { return }
            let country = signed.agreement.party(head.from)?.country ?? head.from
            try MirrorSetup.add(head.from, country: country, in: transaction.writer)
            switch set {
            case .records: try record(content, received.label, head, in: transaction)
            case .aggregates: try MirrorSums.receive(content, from: head.from, in: transaction)
            case .digests:
                try MirrorDigests.receive(content, from: head.from, in: transaction)
            case .comparison:
                try ComparisonDesk.receive(
                    content, head, agreement: signed.agreement, schedule: schedule,
                    in: transaction)
            }
        default: break
        }
    }

    private func record(
        _ content: JSONTree, _ label: HandlingLabel, _ head: EnvelopeHead,
        in transaction: ExchangeTransaction
    ) throws {
        guard let record = MirrorContent.record(content) else {
            throw Self.malformed("the content is no mirror record, or beyond the bounds of one")
        }
        let matching = MirrorMatching(transaction.writer, now: transaction.now.milliseconds)
        _ = try matching.take(
            record, partner: head.from, isOwn: false, source: head.id.text,
            keepUntil: label.keepUntil.milliseconds)
    }

    static func malformed(_ problem: String) -> Refusals {
        Refusals(
            Refusal(
                .malformed, place: "content", problem: problem,
                reason: "Specs/mirror.md says what the data set holds",
                remedy: "send it again as specified"))
    }

    /// Keeps under what a declaration may be found again.
    private func tip(
        _ content: JSONTree, _ label: HandlingLabel, _ head: EnvelopeHead,
        in transaction: ExchangeTransaction
    ) throws {
        var keys: [(key: String, named: String)] = []
        for party in (content["parties"]?.elements ?? [content["parties"]].compactMap { $0 })
            .prefix(MirrorRecord.numbersMax)
        {
            let read = MirrorParty(
                id: party["idNumber"]?.text,
                name: party["name"]?.text ?? party["nameOriginal"]?.text)
            keys += read.keys.map { ($0, read.name ?? read.id ?? "") }
        }
        for (field, kind) in [("vehicle", MirrorKey.Kind.vehicle), ("container", .container)] {
            let value = content["transport"]?[field]
            let texts = value?.elements?.compactMap(\.text) ?? [value?.text].compactMap { $0 }
            for text in texts.prefix(MirrorRecord.numbersMax) {
                keys += MirrorTips.key(text, kind).map { [($0, text)] } ?? []
            }
        }
        for (key, named) in keys {
            try transaction.writer.insert(
                PartnerTipRow(
                    partner: head.from, message: head.id.text, key: key, named: named,
                    subject: "", receivedAt: transaction.now.milliseconds,
                    keepUntil: label.keepUntil.milliseconds))
        }
    }
}

/// Data sets of a schedule that this node makes and takes for comparing registers.
enum MirrorDataSet: String, Sendable {
    case records = "mirror-records"
    case aggregates = "mirror-aggregates"
    case digests = "mirror-digests"
    case comparison = "mirror-comparison"

    /// Fields without which the data set is of no use.
    var needed: [String] {
        switch self {
        case .records: MirrorContent.needed
        case .aggregates: MirrorSums.fields
        case .digests: MirrorDigests.fields
        case .comparison: ComparisonDesk.fields
        }
    }
}

/// Keys of what partners tell.
enum MirrorTips {
    static func key(_ number: String, _ kind: MirrorKey.Kind) -> String? {
        var record = MirrorRecord(
            number: "-", version: 1, flow: .import, day: CalendarDay(number: 0))
        if kind == .vehicle { record.vehicles = [number] } else { record.containers = [number] }
        return record.keys.first.map { "\($0.kind.name):\($0.text)" }
    }
}
