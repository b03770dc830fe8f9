/// The columns of a register and where a file has them.
struct RegisterColumns: Sendable {
    enum Column: Int, CaseIterable, Sendable {
        case id, declaration, date, partyID, party, partner, code, origin, country, massNet
        case massGross, quantity, unit, packages, value, currency, invoice, mode, document
        case container, reference, term
        // What a register may say beyond; see ``ExtraColumns``.
        case version, freight, insurance, edition, invoiceTotal, transitDue, transitEnd
        case finalCountry, serials, procedure

        /// The heading in a register of the given side.
        func heading(_ side: RegisterSide) -> String {
            let isExport = side == .exports
            return switch self {
            case .id: isExport ? "exp_id" : "imp_id"
            case .declaration: "declaration"
            case .date: "date"
            case .partyID: isExport ? "exporter_id" : "importer_id"
            case .party: isExport ? "exporter" : "importer"
            case .partner: isExport ? "consignee" : "supplier"
            case .code: "hs"
            case .origin: "origin"
            case .country: isExport ? "destination" : "departure"
            case .massNet: "net_kg"
            case .massGross: "gross_kg"
            case .quantity: "quantity"
            case .unit: "unit"
            case .packages: "packages"
            case .value: "value"
            case .currency: "currency"
            case .invoice: "invoice"
            case .mode: "mode"
            case .document: "transport_doc"
            case .container: "container"
            case .reference: "ucr"
            case .term: "incoterms"
            case .version: "version"
            case .freight: "freight"
            case .insurance: "insurance"
            case .edition: "hs_edition"
            case .invoiceTotal: "invoice_total"
            case .transitDue: "transit_due"
            case .transitEnd: "transit_end"
            case .finalCountry: "final_destination"
            case .serials: "serials"
            case .procedure: "procedure"
            }
        }

        /// Without these columns nothing can be compared.
        var isRequired: Bool {
            switch self {
            case .id, .date, .code, .massNet, .value, .currency: true
            default: false
            }
        }
    }

    /// For each field of a record the column it fills; -1 for one that is not used.
    let targets: [Int8]
    /// Which columns the file has.
    let isGiven: [Bool]
    /// Headings that a register must have and this one lacks.
    let missing: [String]

    init(header: [String], side: RegisterSide) {
        var targets = [Int8](repeating: -1, count: header.count)
        var missing: [String] = []
        var isGiven = [Bool](repeating: false, count: Column.allCases.count)
        for column in Column.allCases {
            let heading = column.heading(side)
            if let place = header.firstIndex(of: heading) {
                targets[place] = Int8(column.rawValue)
                isGiven[column.rawValue] = true
            } else if column.isRequired {
                missing.append(heading)
            }
        }
        self.targets = targets
        self.missing = missing
        self.isGiven = isGiven
    }
}
