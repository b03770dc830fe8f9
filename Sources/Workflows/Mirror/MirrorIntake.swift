import Customs
import Formats
import Reconciliation
package import Store

/// Takes our own declarations of trade with partners into the comparison, each version once.
///
/// What was looked at and how far it got commit together, so a crash repeats nothing and loses nothing.
package enum MirrorIntake {
    /// Versions looked at in one transaction.
    static let batch = 256

    /// Looks at everything new; nothing to do for a node that compares with nobody.
    package static func catchUp(_ store: any Store, now: Int64) throws {
        guard try store.read({ try MirrorSetup($0) }) != nil else { return }
        while try store.write({ try catchUp(in: $0, now: now) }) {}
    }

    /// One batch within a transaction; false when nothing is left.
    package static func catchUp(in writer: any StoreWriter, now: Int64) throws -> Bool {
        guard var setup = try MirrorSetup(writer) else { return false }
        let versions = try writer.versions(after: setup.watermark, limit: batch)
        guard let last = versions.last else { return false }
        let matching = MirrorMatching(writer, now: now)
        for version in versions { try take(version, setup, matching) }
        setup.watermark = last.id
        try setup.save(in: writer)
        return versions.count == batch
    }

    private static func take(
        _ version: VersionRow, _ setup: MirrorSetup, _ matching: MirrorMatching
    ) throws {
        guard
            case .declaration(let declaration)? = CanonicalJSON.read(version.content).document,
            let reference = try matching.writer.document(id: version.document)?.reference,
            !reference.isEmpty
        else { return }
        for partner in partners(of: declaration, setup) {
            var number = String(reference.prefix(MirrorRecord.textBytesMax / 4))
            guard let flow = declaration.flow?.rawValue else { return }
            let register = MirrorRegister(partner: partner, isOwn: true, flow: flow)
            let source = "\(version.document):\(version.number)"
            // Two traders may give one number; the second is told apart.
            if let other = try matching.writer.mirrorRecord(register, number: number),
                !other.source.hasPrefix("\(version.document):")
            {
                number += "#\(version.document)"
            }
            guard
                let record = MirrorRecord(declaration, number: number, version: version.number)
            else { return }
            try matching.take(
                record, partner: partner, isOwn: true, source: source, keepUntil: nil)
        }
    }

    /// Whose register has these goods too: of exports the destination's, of imports the country
    /// they were sent from, of transit both.
    static func partners(of declaration: borrowing Declaration, _ setup: MirrorSetup) -> [String] {
        var countries: [String?] = []
        if declaration.flow != .import {
            countries.append(
                declaration.destinationCountryCode
                    ?? declaration.items.first?.destinationCountryCode)
        }
        if declaration.flow != .export {
            countries.append(
                declaration.exportCountryCode ?? declaration.items.first?.exportCountryCode)
        }
        let partners = countries.compactMap { setup.partner(country: $0) }
        return Set(partners).sorted()
    }
}
