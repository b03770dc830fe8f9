package import Customs
import Names

/// Who and what is looked for in a document.
extension WatchSubject {
    /// Parties, contacts, conveyances and equipment of a declaration; each once, where it stands first.
    package static func all(in declaration: Declaration) -> [WatchSubject] {
        var subjects = SubjectCollection()
        subjects.add(declaration)
        return subjects.all
    }

    /// Subjects of a document without those made of parts that are known to be on no list; with each
    /// the part it was made of, nil for conveyances and equipment.
    static func unknown(
        in document: CustomsDocument, passing clean: Set<SubjectPart>
    ) -> (subjects: [WatchSubject], parts: [SubjectPart?]) {
        var subjects = SubjectCollection(clean: clean)
        switch document {
        case .declaration(let declaration): subjects.add(declaration)
        case .cargoReport(let report): subjects.add(report)
        }
        return (subjects.all, subjects.parts)
    }

    /// Parties, conveyance and equipment of a cargo report; each once.
    package static func all(in report: CargoReport) -> [WatchSubject] {
        var subjects = SubjectCollection()
        subjects.add(report)
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

/// What a person or firm is made of; the same again leads to the same hits.
struct SubjectPart: Hashable, Sendable {
    enum Kind: UInt8, Sendable { case party, contact, number }

    let kind: Kind
    let name: String?
    let number: String?
    let country: String?

    init(_ kind: Kind, name: String? = nil, number: String? = nil, country: String? = nil) {
        self.kind = kind
        self.name = name
        self.number = number
        self.country = country
    }
}

/// Gathers subjects, each once, whatever parts it plays.
private struct SubjectCollection {
    private(set) var all: [WatchSubject] = []
    /// For each subject what it was made of.
    private(set) var parts: [SubjectPart?] = []
    private let clean: Set<SubjectPart>
    private var seen: Set<Key> = []

    init(clean: Set<SubjectPart> = []) { self.clean = clean }

    private struct Key: Hashable {
        let name: String?
        let number: String?
        let country: String?
        let conveyances: Set<WatchKind>

        /// The rest rarely tells two apart, and a set is slow to hash.
        func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(number)
        }
    }

    private static let equipmentKinds: Set<WatchKind> = [.container, .vehicle, .wagon]

    /// Whether something under this name and number is to be looked for: the first time it comes,
    /// unless it is known to be on no list.
    private mutating func isWanted(
        _ name: String?, _ number: String?, _ country: String?,
        conveyances: Set<WatchKind> = [], part: SubjectPart? = nil
    ) -> Bool {
        let name = name.flatMap { $0.isEmpty ? nil : $0 }
        let number = number.flatMap { $0.isEmpty ? nil : $0 }
        guard name != nil || number != nil else { return false }
        let key = Key(name: name, number: number, country: country, conveyances: conveyances)
        guard seen.insert(key).inserted else { return false }
        return part.map { !clean.contains($0) } ?? true
    }

    private mutating func append(_ subject: WatchSubject, of part: SubjectPart?, item: Int?) {
        var subject = subject
        subject.item = item
        all.append(subject)
        parts.append(part)
    }

    mutating func add(_ declaration: Declaration) {
        for party in declaration.parties { add(party) }
        add(contact: declaration.authenticatorName)
        for party in declaration.dutyTaxParties { add(party) }
        for party in declaration.recognitions { add(party) }
        for means in declaration.transportMeans { add(means) }
        for equipment in declaration.equipment { add(equipment: equipment.id) }
        for (index, item) in declaration.items.enumerated() {
            for party in item.parties { add(party, item: index + 1) }
            for party in item.dutyTaxParties { add(party, item: index + 1) }
            for party in item.recognitions { add(party, item: index + 1) }
            for equipment in item.equipment { add(equipment: equipment.id, item: index + 1) }
        }
    }

    mutating func add(_ report: CargoReport) {
        if let carrier = report.carrier { add(carrier) }
        if let means = report.transport { add(means) }
        for equipment in report.equipment { add(equipment: equipment.id) }
        for (index, consignment) in report.consignments.enumerated() {
            for party in consignment.parties { add(party, item: index + 1) }
            for goods in consignment.goods {
                for id in goods.equipmentIDs { add(equipment: id, item: index + 1) }
            }
        }
    }

    private mutating func add(_ party: Party, item: Int? = nil) {
        let country = party.address?.countryCode
        let part = SubjectPart(.party, name: party.name, number: party.id, country: country)
        if isWanted(party.name, party.id, country, part: part) {
            append(
                WatchSubject(
                    .party(party.role), name: party.name, numbers: [party.id].compactMap { $0 },
                    countries: [country].compactMap { $0 }), of: part, item: item)
        }
        if let contact = party.contactName, contact != party.name {
            add(contact: contact, item: item)
        }
    }

    private mutating func add(contact name: String?, item: Int? = nil) {
        let part = SubjectPart(.contact, name: name)
        guard isWanted(name, nil, nil, part: part) else { return }
        append(WatchSubject(.contact, name: name, schema: .person), of: part, item: item)
    }

    private mutating func add(_ party: RoleParty, item: Int? = nil) {
        let part = SubjectPart(.number, number: party.id)
        guard let id = party.id, isWanted(nil, id, nil, part: part) else { return }
        append(WatchSubject(.party(nil), name: nil, numbers: [id]), of: part, item: item)
    }

    /// The kind of number, else the mode of transport, says what it can be.
    private mutating func add(_ means: TransportMeans) {
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
        let country = means.registrationNationalityCode
        guard isWanted(name, means.id, country, conveyances: kinds) else { return }
        append(
            WatchSubject(
                .conveyance, conveyances: kinds, name: name,
                numbers: [means.id].compactMap { $0 },
                countries: [country].compactMap { $0 }), of: nil, item: nil)
    }

    private mutating func add(equipment id: String?, item: Int? = nil) {
        let kinds = Self.equipmentKinds
        guard let id, isWanted(nil, id, nil, conveyances: kinds) else { return }
        append(
            WatchSubject(.equipment, conveyances: kinds, name: nil, numbers: [id]), of: nil,
            item: item)
    }
}
