/// A way of cheating that the simulator plants.
package enum Scheme: String, Sendable, CaseIterable {
    /// Price declared at 0.3–0.75 of the true one.
    case undervaluation
    /// Price declared at 1.5–4 of the true one, to move money abroad.
    case overvaluation
    /// Code of a neighbouring position with a lower rate of duty.
    case neighbourHS = "neighbour_hs"
    /// Origin changed to one that enters free of duty.
    case originSwap = "origin_swap"
    /// Export declared that never reaches the other side.
    case phantomExport = "phantom_export"
    /// One consignment cut into several declarations below a threshold of 10,000 USD.
    case splitConsignment = "split_consignment"
    /// The invoice of an earlier declaration used again for other goods.
    case invoiceReuse = "invoice_reuse"
    /// Weight, quantity and value declared at 0.4–0.8 of what is carried.
    case weightFraud = "weight_fraud"
    /// Words that say nothing instead of a description.
    case vagueDescription = "vague_description"
    /// A container number whose check digit cannot be.
    case badContainer = "bad_container"
    /// A firm without history that brings much of a new good within a week and falls silent.
    case shellImporter = "shell_importer"

    /// The field of the declaration that is false.
    package var field: String {
        switch self {
        case .undervaluation, .overvaluation: "items.price"
        case .neighbourHS: "items.classifications"
        case .originSwap: "items.origins"
        case .phantomExport: "id"
        case .splitConsignment: "invoiceAmount"
        case .invoiceReuse: "invoiceID"
        case .weightFraud: "items.netMass"
        case .vagueDescription: "items.description"
        case .badContainer: "equipment.id"
        case .shellImporter: "parties"
        }
    }

    /// Position in ``SchemeShares``.
    var index: Int {
        switch self {
        case .undervaluation: 0
        case .overvaluation: 1
        case .neighbourHS: 2
        case .originSwap: 3
        case .phantomExport: 4
        case .splitConsignment: 5
        case .invoiceReuse: 6
        case .weightFraud: 7
        case .vagueDescription: 8
        case .badContainer: 9
        case .shellImporter: 10
        }
    }
}

/// How much of the trade each scheme touches: shares of all import declarations, of all export
/// declarations for ``Scheme/phantomExport``.
package struct SchemeShares: Sendable {
    private var shares = [Double](repeating: 0, count: Scheme.allCases.count)

    /// No scheme at all.
    package static let none = SchemeShares()

    /// About eight in a hundred import declarations, undervaluation first.
    package static let realistic: SchemeShares = {
        var shares = SchemeShares()
        shares[.undervaluation] = 0.02
        shares[.overvaluation] = 0.004
        shares[.neighbourHS] = 0.012
        shares[.originSwap] = 0.008
        shares[.phantomExport] = 0.01
        shares[.splitConsignment] = 0.006
        shares[.invoiceReuse] = 0.005
        shares[.weightFraud] = 0.01
        shares[.vagueDescription] = 0.01
        shares[.badContainer] = 0.003
        shares[.shellImporter] = 0.004
        return shares
    }()

    /// Share of a scheme, 0…0.2; values outside are cut to it.
    package subscript(scheme: Scheme) -> Double {
        get { shares[scheme.index] }
        set { shares[scheme.index] = min(max(newValue, 0), 0.2) }
    }
}

/// What is false in a simulated declaration.
package struct SimulatedTruth: Hashable, Sendable {
    package var scheme: Scheme
    /// Sequence number of the goods item concerned, from 1; nil when it is the whole declaration.
    package var item: Int?
    /// Factor put on the true value or mass; 1 where none was.
    package var factor: Double
    /// Number shared by the declarations of one split consignment or one shell importer.
    package var group: Int?

    package init(scheme: Scheme, item: Int? = nil, factor: Double = 1, group: Int? = nil) {
        self.scheme = scheme
        self.item = item
        self.factor = factor
        self.group = group
    }
}
