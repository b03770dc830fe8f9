package import Customs
import Seal

/// What makes two documents the same declaration.
///
/// A registration number (MRN) decides when there is one that the node knows. Otherwise the local
/// reference (LRN) of the party that gave it does; a document with neither is its own declaration,
/// told apart by its content.
package struct DocumentIdentity: Hashable, Sendable {
    /// MRN, when the document carries one.
    package var registration: String?
    /// 16 bytes: start of the SHA-256 of kind, party and local reference.
    package var key: [UInt8]
    /// The number people call it by.
    package var reference: String

    package init(_ content: CustomsDocument, digest: [UInt8]) {
        switch content {
        case .declaration(let declaration):
            registration = declaration.id
            let local = declaration.functionalReferenceID
            reference = declaration.id ?? local ?? declaration.traderReference ?? ""
            if let local {
                key = Self.key("declaration", Self.lodger(of: declaration), local)
            } else if let mrn = declaration.id {
                key = Self.key("registration", "", mrn)
            } else {
                key = digest
            }
        case .cargoReport(let report):
            registration = nil
            reference = report.reference ?? ""
            key =
                report.reference.map {
                    Self.key("cargo-report", report.carrier?.id ?? report.carrier?.name ?? "", $0)
                } ?? digest
        }
        if reference.isEmpty { reference = Digest256(hashing: digest).hex.prefix(16).description }
    }

    /// A number for telling declarations apart within one run: equal for versions of one declaration,
    /// nil when it has no number of its own.
    static func passingKey(of declaration: borrowing Declaration) -> Int? {
        var hasher = Hasher()
        if let local = declaration.functionalReferenceID {
            hasher.combine(lodger(of: declaration))
            hasher.combine(local)
        } else if let registration = declaration.id {
            hasher.combine(registration)
        } else {
            return nil
        }
        return hasher.finalize()
    }

    /// The party whose numbering the local reference belongs to.
    private static func lodger(of declaration: borrowing Declaration) -> String {
        for role in [Party.Role.declarant, .agent, .exporter, .importer] {
            if let party = declaration.party(role), let id = party.id ?? party.name { return id }
        }
        return ""
    }

    private static func key(_ kind: String, _ party: String, _ reference: String) -> [UInt8] {
        var text = kind
        text.append("\u{1F}")
        text.append(party)
        text.append("\u{1F}")
        text.append(reference)
        return Array(Digest256(hashing: text).bytes.prefix(16))
    }
}
