import Foundation
import Workflows
import Yams

/// `config.yaml` of a node.
struct NodeConfiguration {
    /// ISO 3166 alpha-2 code of the administration's country.
    var administration: String
    /// ISO 4217 code of the national currency; amounts without a currency are taken to be in it.
    var nationalCurrency: String

    /// Currency of a country whose administration may run a node without saying which.
    static let currencies = [
        "UZ": "UZS", "KZ": "KZT", "KG": "KGS", "TJ": "TJS", "TM": "TMT", "US": "USD", "AF": "AFN",
        "KR": "KRW", "CN": "CNY", "RU": "RUB", "TR": "TRY", "GB": "GBP",
    ]

    /// The text of a new node's file.
    static func text(administration: String, currency: String) -> String {
        """
        # Configuration of a Tamga node. Change it with an editor; commands read it at their start.
        # ISO 3166 alpha-2 code of the administration's country.
        administration: \(administration)
        # ISO 4217 code; amounts that a document gives without a currency are taken to be in it.
        national_currency: \(currency)

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
        for key in keys.keys where key != "administration" && key != "national_currency" {
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
    }

    private static func bad(_ node: NodeDirectory, _ problem: String) -> NodeFailure {
        NodeFailure(
            .badConfiguration, problem: "\(node.configuration): \(problem)",
            remedy: "correct the file; `tamga init` writes a commented example")
    }
}
