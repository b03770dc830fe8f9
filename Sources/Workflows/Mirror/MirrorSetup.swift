import Exchange
import Seal
package import Store

/// With whom a node compares registers: kept once somebody ordered it, or a partner's first record came.
/// Until then screening spends nothing on it.
package struct MirrorSetup: Sendable {
    /// Countries (ISO 3166-1 alpha-2) by the partner's code.
    package private(set) var countries: [String: String]
    /// The last of our versions that was looked at.
    var watermark: Int64

    private static let name = "mirror"

    /// Nil when the node compares with nobody.
    package init?(_ reader: any StoreReader) throws {
        guard let row = try reader.snapshot(Self.name) else { return nil }
        let tree = try JSONTree(reading: row.content)
        countries = [:]
        for (partner, country) in tree.object?.members ?? [] {
            countries[partner] = country.text
        }
        watermark = row.watermark
    }

    private init() {
        countries = [:]
        watermark = 0
    }

    /// The partner whose country this is.
    func partner(country: String?) -> String? {
        guard let country else { return nil }
        return countries.filter { $0.value == country }.keys.min()
    }

    /// Takes a partner in; our register is then read for it from the beginning.
    static func add(_ partner: String, country: String, in writer: any StoreWriter) throws {
        var setup = try MirrorSetup(writer) ?? MirrorSetup()
        guard setup.countries[partner] != country else { return }
        setup.countries[partner] = country
        setup.watermark = 0
        try setup.save(in: writer)
    }

    func save(in writer: any StoreWriter) throws {
        let members = countries.sorted { $0.key < $1.key }
        var object = JSONObject()
        for (partner, country) in members { object[partner] = .string(country) }
        try writer.put(
            SnapshotRow(watermark: watermark, content: JSONTree.object(object).bytes),
            name: Self.name)
    }
}
