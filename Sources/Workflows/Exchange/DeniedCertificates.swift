package import Seal
import Store

/// Certificates of partners' gateways that must not be let in any more although their authority
/// still stands on a card: a stolen key, say. Running nodes obey within seconds, also on
/// connections that are open.
package enum DeniedCertificates {
    private static let snapshot = "exchange.denied-certificates"
    /// Most certificates on the list.
    package static let countMax = 10_000

    /// SHA-256 digests of the certificates (DER).
    static func all(in reader: any StoreReader) throws -> Set<[UInt8]> {
        guard let row = try reader.snapshot(snapshot) else { return [] }
        let size = Digest256.byteCount
        return Set(
            stride(from: 0, to: row.content.count - size + 1, by: size).map {
                Array(row.content[$0..<$0 + size])
            })
    }

    /// Denies a certificate; false when it was denied before.
    ///
    /// - Throws: ``ExchangeFailure/Code/refused`` when the list is full.
    package static func deny(
        _ digest: Digest256, by officer: String, in transaction: ExchangeTransaction
    ) throws -> Bool {
        var all = try all(in: transaction.writer)
        guard all.insert(digest.bytes).inserted else { return false }
        guard all.count <= countMax else {
            throw ExchangeFailure(
                .refused, problem: "more than \(countMax) certificates are denied",
                remedy: "ask the partner for a card with another authority instead")
        }
        let content = all.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
        try transaction.writer.put(SnapshotRow(watermark: 0, content: content), name: snapshot)
        try transaction.record(
            "certificate-denied", ["certificate": digest.hex, "by": officer])
        transaction.changedStanding()
        return true
    }
}
