import Foundation
import Workflows
import Yams

/// `config.yaml` of a node.
struct NodeConfiguration {
    /// ISO 3166 alpha-2 code of the administration's country.
    var administration: String
    /// ISO 4217 code of the national currency; amounts without a currency are taken to be in it.
    var nationalCurrency: String
    /// Where the gateway for partner administrations listens.
    var gateway = Listening(host: "127.0.0.1", port: 8443)
    /// Where the interface for national systems listens.
    var api = Listening(host: "127.0.0.1", port: 8080)

    /// An address to listen on; port 0 lets the system choose.
    struct Listening: Hashable {
        var host: String
        var port: Int
    }

    private static let keys: Set = [
        "administration", "national_currency", "gateway_host", "gateway_port", "api_host",
        "api_port",
    ]

    /// Currency of a country whose administration may run a node without saying which.
    static let currencies = [
        "UZ": "UZS", "KZ": "KZT", "KG": "KGS", "TJ": "TJS", "TM": "TMT", "US": "USD", "AF": "AFN",
        "KR": "KRW", "CN": "CNY", "RU": "RUB", "TR": "TRY", "GB": "GBP",
    ]

    /// The text of a new node's file.
    static func text(
        administration: String, currency: String,
        gateway: Listening = Listening(host: "127.0.0.1", port: 8443),
        api: Listening = Listening(host: "127.0.0.1", port: 8080)
    ) -> String {
        """
        # Configuration of a Tamga node. Change it with an editor; commands read it at their start.
        # ISO 3166 alpha-2 code of the administration's country.
        administration: \(administration)
        # ISO 4217 code; amounts that a document gives without a currency are taken to be in it.
        national_currency: \(currency)
        # Where `tamga serve` listens: for partner administrations (mutual TLS 1.3), and for the
        # national systems of this administration (HTTP with a token; keep it on a safe network).
        gateway_host: \(gateway.host)
        gateway_port: \(gateway.port)
        api_host: \(api.host)
        api_port: \(api.port)

        """
    }

    /// Reads the file of a node.
    ///
    /// - Throws: `NodeFailure`: `missing` when there is no node, `badConfiguration` naming the key at fault.
    init(of node: NodeDirectory) throws {
        guard let data = FileManager.default.contents(atPath: node.configuration) else {
            throw NodeFailure(
                .missing, problem: "\(node.path) is no node directory",
                remedy: "make one with: tamga init \(node.path) --administration UZ")
        }
        guard data.count <= 1 << 16 else { throw Self.bad(node, "it is larger than 64 KiB") }
        let tree: Any?
        do {
            tree = try Yams.load(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            // The library's text spans lines; the first says what and where.
            let first = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
            throw Self.bad(node, "it is not YAML: \(first)")
        }
        guard let keys = tree as? [String: Any] else {
            throw Self.bad(node, "it is not a YAML mapping")
        }
        for key in keys.keys where !Self.keys.contains(key) {
            throw Self.bad(node, "the key \(key) is not known")
        }
        guard let country = keys["administration"] as? String, country.utf8.count == 2 else {
            throw Self.bad(node, "administration must be a country's two letters")
        }
        guard let currency = keys["national_currency"] as? String, currency.utf8.count == 3 else {
            throw Self.bad(node, "national_currency must be a currency's three letters")
        }
        administration = country
        nationalCurrency = currency
        try Self.read(keys, "gateway", into: &gateway, node)
        try Self.read(keys, "api", into: &api, node)
    }

    private static func read(
        _ keys: [String: Any], _ name: String, into listening: inout Listening,
        _ node: NodeDirectory
    ) throws(NodeFailure) {
        if let value = keys["\(name)_host"] {
            guard let host = value as? String, !host.isEmpty, host.utf8.count <= 255 else {
                throw bad(node, "\(name)_host must be a host name or an IP address")
            }
            listening.host = host
        }
        if let value = keys["\(name)_port"] {
            guard let port = value as? Int, (0...65_535).contains(port) else {
                throw bad(node, "\(name)_port must be a number from 0 to 65535")
            }
            listening.port = port
        }
    }

    private static func bad(_ node: NodeDirectory, _ problem: String) -> NodeFailure {
        NodeFailure(
            .badConfiguration, problem: "\(node.configuration): \(problem)",
            remedy: "correct the file; `tamga init` writes a commented example")
    }
}
