import Customs
import Exchange
package import Reconciliation
package import Seal

/// A mirror record in the words of agreements, both ways: the content of a `mirror-records` message, and
/// how a node keeps records.
package enum MirrorContent {
    /// Fields without which a record is of no use to whoever gets it.
    static let needed = [
        "declaration.number", "declaration.flow", "declaration.date", "goods.line",
    ]

    /// Every field of the record.
    package static func tree(_ record: MirrorRecord) -> JSONTree {
        .object([
            "declaration": .object([
                "number": .string(record.number), "version": .integer(Int64(record.version)),
                "flow": .string(record.flow.rawValue), "date": .string(record.day.iso),
                "withdrawn": record.isWithdrawn ? .bool(true) : nil,
                "country": text(record.country), "office": text(record.office),
                "procedure": text(record.procedure),
                "terms": text(record.incoterm), "cited": list(record.cited),
            ]),
            "parties": parties(record),
            "consignment": filled([
                "ucr": text(record.reference), "guarantee": text(record.guarantee),
            ]),
            "transport": filled([
                "mode": text(record.mode), "crossing": text(record.crossing),
                "document": list(record.documents), "container": list(record.containers),
                "seal": list(record.seals), "vehicle": list(record.vehicles),
            ]),
            "documents": record.invoices.isEmpty
                ? nil
                : .array(
                    record.invoices.map { .object(["type": "invoice", "number": .string($0)]) }),
            "charges": filled([
                "freight": record.freight.map { .string($0.amount.written) },
                "freightCurrency": text(record.freight?.currency),
                "insurance": record.insurance.map { .string($0.amount.written) },
                "insuranceCurrency": text(record.insurance?.currency),
            ]),
            "goods": .array(record.lines.map(line)),
        ])
    }

    private static func line(_ line: MirrorLine) -> JSONTree {
        .object([
            "line": .integer(Int64(line.number)), "hsCode": text(line.code),
            "description": text(line.description), "origin": text(line.origin),
            "netMassKg": line.massNetKg.map { .string($0.written) },
            "grossMassKg": line.massGrossKg.map { .string($0.written) },
            "quantity": line.quantity.map { .string($0.written) }, "unit": text(line.unit),
            "packages": line.packages.map { .integer(Int64($0)) },
            "value": line.value.map { .string($0.amount.written) },
            "currency": text(line.value?.currency),
        ])
    }

    private static func parties(_ record: MirrorRecord) -> JSONTree? {
        let all = [("seller", record.seller), ("buyer", record.buyer)].compactMap {
            role, party -> JSONTree? in
            guard party.id != nil || party.name != nil else { return nil }
            return .object([
                "role": .string(role), "idNumber": text(party.id), "name": text(party.name),
            ])
        }
        return all.isEmpty ? nil : .array(all)
    }

    private static func text(_ text: String?) -> JSONTree? { text.map { .string($0) } }

    private static func list(_ texts: [String]) -> JSONTree? {
        texts.isEmpty ? nil : .array(texts.map { .string($0) })
    }

    private static func filled(_ members: KeyValuePairs<String, JSONTree?>) -> JSONTree? {
        let object = JSONObject(members)
        return object.members.isEmpty ? nil : .object(object)
    }

    /// Reads a record; nil when it is none or beyond the bounds of one.
    package static func record(_ tree: JSONTree) -> MirrorRecord? {
        guard let declaration = tree["declaration"], let number = shown(declaration["number"]),
            let flow = declaration["flow"]?.text.flatMap(MirrorRecord.Flow.init(rawValue:)),
            let day = declaration["date"]?.text.flatMap({ CalendarDay($0) }),
            let goods = tree["goods"]?.elements, goods.count <= MirrorRecord.linesMax
        else { return nil }
        let version = declaration["version"]?.integerValue ?? 1
        guard (1...1_000_000).contains(version) else { return nil }
        var record = MirrorRecord(number: number, version: Int(version), flow: flow, day: day)
        record.isWithdrawn = declaration["withdrawn"]?.boolValue ?? false
        record.country = shown(declaration["country"])
        record.office = shown(declaration["office"])
        record.procedure = shown(declaration["procedure"])
        record.incoterm = shown(declaration["terms"])
        record.cited = texts(declaration["cited"])
        record.reference = shown(tree["consignment"]?["ucr"])
        record.guarantee = shown(tree["consignment"]?["guarantee"])
        read(tree["transport"], into: &record)
        for party in tree["parties"]?.elements ?? [] {
            let read = MirrorParty(id: shown(party["idNumber"]), name: shown(party["name"]))
            switch party["role"]?.text {
            case "seller": record.seller = read
            case "buyer": record.buyer = read
            default: break
            }
        }
        record.invoices = (tree["documents"]?.elements ?? []).prefix(MirrorRecord.numbersMax)
            .filter { $0["type"]?.text == "invoice" }.compactMap { shown($0["number"]) }
        record.freight = money(tree["charges"]?["freight"], tree["charges"]?["freightCurrency"])
        record.insurance = money(
            tree["charges"]?["insurance"], tree["charges"]?["insuranceCurrency"])
        for (place, line) in goods.enumerated() {
            guard line.object != nil else { return nil }
            record.lines.append(read(line, place: place))
        }
        return record
    }

    private static func read(_ transport: JSONTree?, into record: inout MirrorRecord) {
        record.mode = shown(transport?["mode"])
        record.crossing = shown(transport?["crossing"])
        record.documents = texts(transport?["document"])
        record.containers = texts(transport?["container"])
        record.seals = texts(transport?["seal"])
        record.vehicles = texts(transport?["vehicle"])
    }

    private static func read(_ tree: JSONTree, place: Int) -> MirrorLine {
        var line = MirrorLine(number: place + 1)
        if let number = tree["line"]?.integerValue, (1...1_000_000).contains(number) {
            line.number = Int(number)
        }
        line.code = shown(tree["hsCode"]).map { $0.filter(\.isNumber) }
        line.description = shown(tree["description"])
        line.origin = shown(tree["origin"])
        line.massNetKg = decimal(tree["netMassKg"])
        line.massGrossKg = decimal(tree["grossMassKg"])
        line.quantity = decimal(tree["quantity"])
        line.unit = shown(tree["unit"])
        line.packages = tree["packages"]?.integerValue.flatMap { $0 < 1 << 31 ? Int($0) : nil }
        line.value = money(tree["value"], tree["currency"])
        return line
    }

    private static func shown(_ tree: JSONTree?) -> String? {
        guard let text = tree?.text, !text.isEmpty else { return nil }
        return text.utf8.count <= MirrorRecord.textBytesMax ? text : String(text.prefix(100))
    }

    private static func texts(_ tree: JSONTree?) -> [String] {
        (tree?.elements ?? []).prefix(MirrorRecord.numbersMax).compactMap(shown)
    }

    /// A number written as text, not negative.
    private static func decimal(_ tree: JSONTree?) -> ExactDecimal? {
        let text = tree?.text ?? tree?.integerValue.map(String.init)
        guard let number = text.flatMap({ ExactDecimal($0) }), !number.isNegative else {
            return nil
        }
        return number
    }

    private static func money(_ amount: JSONTree?, _ currency: JSONTree?) -> Money? {
        decimal(amount).map { Money($0, shown(currency)) }
    }
}
