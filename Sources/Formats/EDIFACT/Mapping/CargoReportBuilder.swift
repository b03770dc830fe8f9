import Customs

/// Builds a ``CargoReport`` from the fields of a CUSCAR.
struct CargoReportBuilder: MessageBuilder {
    private var report = CargoReport()
    private var consignment = ReportedConsignment()
    private var hasConsignment = false
    /// The number in CNI, until RFF+BM confirms it.
    private var consignmentDocument: String?
    /// Packages in the unit named last; kept only when they are not all of the goods'.
    private var unitPackages: [(goods: Int, unit: Int, count: ExactDecimal)] = []

    mutating func begin() {
        report = CargoReport()
        hasConsignment = false
    }

    /// The report, whole, with what the envelope says as further extensions.
    mutating func finish(_ envelope: borrowing EnvelopeFacts) -> CargoReport {
        flush()
        envelope.append(to: &report.extensions)
        var finished = CargoReport()
        swap(&finished, &report)
        return finished
    }

    private mutating func flush() {
        guard hasConsignment else { return }
        settleDocument()
        settlePackages()
        var finished = ReportedConsignment()
        swap(&finished, &consignment)
        report.consignments.append(finished)
        hasConsignment = false
    }

    /// CNI and RFF+BM usually say the same; a number that differs is kept as an extension.
    private mutating func settleDocument() {
        if consignment.transportDocumentID == nil {
            consignment.transportDocumentID = consignmentDocument
        } else if let other = consignmentDocument, other != consignment.transportDocumentID {
            extra(Extension(path: "CNI[\(report.consignments.count + 1)]/2.1", value: other))
        }
        consignmentDocument = nil
    }

    /// One unit that holds all packages needs no word of its own.
    private mutating func settlePackages() {
        for entry in unitPackages {
            let goods = consignment.goods[entry.goods]
            if goods.equipmentIDs.count == 1, goods.packages?.count == entry.count { continue }
            let path = "CNI[\(report.consignments.count + 1)]/GID[\(entry.goods + 1)]"
            extra(
                Extension(path: "\(path)/SGP[\(entry.unit + 1)]/2.1", value: entry.count.written))
        }
        unitPackages.removeAll(keepingCapacity: true)
    }

    mutating func extra(_ value: Extension) { report.extensions.append(value) }

    mutating func open(_ scope: MappingScope) {
        switch scope {
        case .consignment:
            flush()
            hasConsignment = true
        case .equipment: report.equipment.append(TransportEquipment())
        case .seal:
            guard let last = report.equipment.indices.last else { return }
            report.equipment[last].seals.append(TransportSeal())
        case .transport: if report.transport == nil { report.transport = TransportMeans() }
        case .party(let role):
            var party = Party()
            party.role = role
            if hasConsignment {
                consignment.parties.append(party)
            } else if report.carrier == nil {
                report.carrier = party
            }
        case .goods: consignment.goods.append(ReportedGoods())
        default: break
        }
    }

    mutating func text(_ field: MappingField, _ value: String) -> Bool {
        if hasConsignment { return consignmentText(field, value) }
        switch field {
        case .documentType:
            extra(Extension(path: Self.documentTypePath, value: value))
            return true
        case .documentNumber: return Self.set(&report.reference, value)
        case .function: return Self.set(&report.functionCode, value)
        case .office: return Self.set(&report.officeID, value)
        case .conveyance:
            return Self.part(&report.transport) { Self.set(&$0.conveyanceReference, value) }
        case .mode: return Self.part(&report.transport) { Self.set(&$0.modeCode, value) }
        case .means: return Self.part(&report.transport) { Self.set(&$0.id, value) }
        case .nationality:
            return Self.part(&report.transport) { Self.set(&$0.registrationNationalityCode, value) }
        case .equipmentID: return Self.last(&report.equipment) { Self.set(&$0.id, value) }
        case .sizeType: return Self.last(&report.equipment) { Self.set(&$0.sizeTypeCode, value) }
        case .fullness: return Self.last(&report.equipment) { Self.set(&$0.fullnessCode, value) }
        case .sealID, .sealParty:
            guard let last = report.equipment.indices.last else { return false }
            return field == .sealID
                ? Self.last(&report.equipment[last].seals) { Self.set(&$0.id, value) }
                : Self.last(&report.equipment[last].seals) { Self.set(&$0.partyCode, value) }
        default:
            guard var carrier = report.carrier else { return false }
            let done = Self.party(&carrier, field, value)
            report.carrier = carrier
            return done
        }
    }

    /// Where BGM 1001 is kept; cargo reports have no word for it.
    static let documentTypePath = "BGM/1.1"

    private mutating func consignmentText(_ field: MappingField, _ value: String) -> Bool {
        switch field {
        case .consignmentDocument: return Self.set(&consignmentDocument, value)
        case .transportDocumentNumber: return Self.set(&consignment.transportDocumentID, value)
        case .loadingPlace: return Self.set(&consignment.loadingLocationID, value)
        case .unloadingPlace: return Self.set(&consignment.unloadingLocationID, value)
        case .description: return Self.last(&consignment.goods) { Self.set(&$0.description, value) }
        case .packageType:
            return withPackaging { Self.set(&$0.typeCode, value) }
        case .goodsEquipmentID:
            guard let last = consignment.goods.indices.last else { return false }
            consignment.goods[last].equipmentIDs.append(value)
            return true
        default: return Self.party(&consignment.parties, field, value)
        }
    }

    private mutating func withPackaging(_ change: (inout Packaging) -> Bool) -> Bool {
        guard let last = consignment.goods.indices.last else { return false }
        var packaging = consignment.goods[last].packages ?? Packaging()
        let done = change(&packaging)
        consignment.goods[last].packages = packaging
        return done
    }

    mutating func number(_ field: MappingField, _ value: ExactDecimal) -> Bool {
        switch field {
        case .consignmentNumber: return Self.set(&consignment.sequence, value)
        case .itemNumber: return Self.last(&consignment.goods) { Self.set(&$0.sequence, value) }
        case .packages: return withPackaging { Self.set(&$0.count, value) }
        case .goodsEquipmentPackages:
            guard let last = consignment.goods.indices.last,
                let unit = consignment.goods[last].equipmentIDs.indices.last
            else { return false }
            unitPackages.append((last, unit, value))
            return true
        default: return false
        }
    }

    mutating func quantity(_ field: MappingField, _ value: Quantity) -> Bool {
        switch field {
        case .equipmentGrossMass:
            return Self.last(&report.equipment) { Self.set(&$0.grossMass, value) }
        case .grossMass: return Self.last(&consignment.goods) { Self.set(&$0.grossMass, value) }
        default: return false
        }
    }

    mutating func money(_ field: MappingField, _ value: Money) -> Bool { false }

    mutating func date(_ field: MappingField, _ value: WrittenDateTime) -> Bool {
        field == .issueDate && Self.set(&report.issueDateTime, value)
    }
}
