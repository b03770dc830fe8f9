import Foundation
import Workflows
import Yams

/// `config.yaml` of a node.
struct NodeConfiguration: Sendable {
    /// ISO 3166 alpha-2 code of the administration's country.
    var administration: String
    /// ISO 4217 code of the national currency; amounts without a currency are taken to be in it.
    var nationalCurrency: String
    /// Where the gateway for partner administrations listens.
    var gateway = Listening(host: "127.0.0.1", port: 8443)
    /// Where the interface for national systems listens.
    var api = Listening(host: "127.0.0.1", port: 8080)
    /// Whether that interface speaks TLS; it must unless it listens on this machine alone.
    var apiTLS = false
    /// Requests that one national system may make a second on average; twice as many at once.
    var apiRequestsPerSecond = 500

    /// An address to listen on; port 0 lets the system choose.
    struct Listening: Hashable, Sendable {
        var host: String
        var port: Int
    }

    private static let keys: Set = [
        "administration", "national_currency", "gateway_host", "gateway_port", "api_host",
        "api_port", "api_tls", "api_requests_per_second",
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
        # national systems of this administration. These speak plain HTTP on this machine alone;
        # on any other address api_tls must be true.
        gateway_host: \(gateway.host)
        gateway_port: \(gateway.port)
        api_host: \(api.host)
        api_port: \(api.port)
        api_tls: false
        # Requests of one national system a second, on average.
        api_requests_per_second: 500

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
        try readBounds(keys, node)
    }

    private mutating func readBounds(
        _ keys: [String: Any], _ node: NodeDirectory
    ) throws(NodeFailure) {
        if let value = keys["api_tls"] {
            guard let isOn = value as? Bool else {
                throw Self.bad(node, "api_tls must be true or false")
            }
            apiTLS = isOn
        }
        guard apiTLS || ["127.0.0.1", "::1", "localhost"].contains(api.host) else {
            throw Self.bad(node, "api_host is not this machine alone, so api_tls must be true")
        }
        if let value = keys["api_requests_per_second"] {
            guard let rate = value as? Int, (1...1_000_000).contains(rate) else {
                throw Self.bad(node, "api_requests_per_second must be 1 to 1000000")
            }
            apiRequestsPerSecond = rate
        }
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
