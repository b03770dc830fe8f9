package import Customs
import Names

/// Who and what is looked for in a document.
extension WatchSubject {
    /// Parties, contacts, conveyances and equipment of a declaration; each once, where it stands first.
    package static func all(in declaration: Declaration) -> [WatchSubject] {
        var subjects = SubjectCollection()
        for party in declaration.parties { subjects.add(party) }
        subjects.add(
            WatchSubject(.contact, name: declaration.authenticatorName, schema: .person))
        for party in declaration.dutyTaxParties + declaration.recognitions { subjects.add(party) }
        for means in declaration.transportMeans { subjects.add(means) }
        for equipment in declaration.equipment { subjects.add(equipment: equipment.id) }
        for (index, item) in declaration.items.enumerated() {
            for party in item.parties { subjects.add(party, item: index + 1) }
            for party in item.dutyTaxParties + item.recognitions {
                subjects.add(party, item: index + 1)
            }
            for equipment in item.equipment {
                subjects.add(equipment: equipment.id, item: index + 1)
            }
        }
        return subjects.all
    }

    /// Parties, conveyance and equipment of a cargo report; each once.
    package static func all(in report: CargoReport) -> [WatchSubject] {
        var subjects = SubjectCollection()
        if let carrier = report.carrier { subjects.add(carrier) }
        if let means = report.transport { subjects.add(means) }
        for equipment in report.equipment { subjects.add(equipment: equipment.id) }
        for (index, consignment) in report.consignments.enumerated() {
            for party in consignment.parties { subjects.add(party, item: index + 1) }
            for goods in consignment.goods {
                for id in goods.equipmentIDs { subjects.add(equipment: id, item: index + 1) }
            }
        }
        return subjects.all
    }

    /// Of any document.
    package static func all(in document: CustomsDocument) -> [WatchSubject] {
        switch document {
        case .declaration(let declaration): all(in: declaration)
        case .cargoReport(let report): all(in: report)
        }
    }
}

/// Gathers subjects, each once, whatever parts it plays.
private struct SubjectCollection {
    private(set) var all: [WatchSubject] = []
    private var seen: Set<Key> = []

    private struct Key: Hashable {
        let name: String?
        let numbers: [String]
        let countries: [String]
        let conveyances: Set<WatchKind>
    }

    mutating func add(_ subject: WatchSubject, item: Int? = nil) {
        guard subject.name != nil || !subject.numbers.isEmpty else { return }
        let key = Key(
            name: subject.name, numbers: subject.numbers, countries: subject.countries,
            conveyances: subject.conveyances)
        guard seen.insert(key).inserted else { return }
        var subject = subject
        subject.item = item
        all.append(subject)
    }

    mutating func add(_ party: Party, item: Int? = nil) {
        let countries = [party.address?.countryCode].compactMap { $0 }
        add(
            WatchSubject(
                .party(party.role), name: party.name, numbers: [party.id].compactMap { $0 },
                countries: countries), item: item)
        if let contact = party.contactName, contact != party.name {
            add(WatchSubject(.contact, name: contact, schema: .person), item: item)
        }
    }

    mutating func add(_ party: RoleParty, item: Int? = nil) {
        add(WatchSubject(.party(nil), name: nil, numbers: [party.id].compactMap { $0 }), item: item)
    }

    /// The kind of number, else the mode of transport, says what it can be.
    mutating func add(_ means: TransportMeans) {
        let kinds: Set<WatchKind> =
            switch (means.identificationTypeCode, means.modeCode?.first) {
            case ("10", _), ("11", _): [.vessel]
            case ("20", _): [.wagon, .container]
            case ("30", _), ("31", _): [.vehicle]
            case ("40", _), ("41", _): [.aircraft]
            case (_, "1"), (_, "8"): [.vessel, .vehicle, .container]
            case (_, "2"): [.wagon, .container]
            case (_, "3"): [.vehicle, .container]
            case (_, "4"): [.aircraft]
            default: [.vessel, .aircraft, .vehicle, .wagon, .container]
            }
        // Ships are also declared by their name in the place of the number.
        let name = means.name ?? (kinds == [.vessel] ? means.id : nil)
        add(
            WatchSubject(
                .conveyance, conveyances: kinds, name: name,
                numbers: [means.id].compactMap { $0 },
                countries: [means.registrationNationalityCode].compactMap { $0 }))
    }

    mutating func add(equipment id: String?, item: Int? = nil) {
        guard let id else { return }
        add(
            WatchSubject(
                .equipment, conveyances: [.container, .vehicle, .wagon], name: nil, numbers: [id]),
            item: item)
    }
}
