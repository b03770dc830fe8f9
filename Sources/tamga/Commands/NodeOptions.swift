import ArgumentParser
import Foundation
import Reference
import Risk
import Store
import Watchlists
import Workflows

/// `--node DIR`, the same for every command that needs one.
struct NodeOption: ParsableArguments {
    @Option(help: "Node directory; else $TAMGA_NODE, else ./tamga-node.")
    var node: String?

    /// The directory named, or the default.
    var directory: NodeDirectory {
        NodeDirectory(
            node ?? ProcessInfo.processInfo.environment["TAMGA_NODE"] ?? "./tamga-node")
    }

    /// Opens the node; fails when there is none.
    func open() throws -> OpenNode { try OpenNode(directory) }
}

/// A node in use by a command.
struct OpenNode: Sendable {
    let directory: NodeDirectory
    var configuration: NodeConfiguration
    let store: any Store
    private let liveProfiles: LiveProfiles

    init(_ directory: NodeDirectory) throws {
        self.directory = directory
        configuration = try NodeConfiguration(of: directory)
        store = try Engines.open(directory)
        liveProfiles = LiveProfiles(store: store, reading: ProfileFile.definition)
    }

    /// The rates imported so far.
    func rates() throws -> ExchangeRates {
        let rows = try store.read { try $0.rates() }
        return ExchangeRates.reading(rows: rows).rates
    }

    /// The profiles of the node.
    var profiles: ProfileBook {
        ProfileBook(store: store, reading: ProfileFile.definition, now: Clock.now)
    }

    /// Settings for screening with this node's rates, currency and sampling secret.
    func screeningSettings() throws -> ScreeningSettings {
        var settings = ScreeningSettings(
            rates: try rates(), nationalCurrency: configuration.nationalCurrency,
            codes: .shipped(subheadings: try subheadings()))
        try store.read { try NodeRules.current(in: $0) }.apply(to: &settings)
        settings.model = try RiskModels.current(in: store)
        settings.samplingKey = try directory.loadSamplingKey()
        let lists = LiveWatchlists(store: store, now: Clock.now)
        settings.watchlists = try lists.current().screener
        settings.liveWatchlists = lists
        settings.liveProfiles = liveProfiles
        settings.profiles = try liveProfiles.set(
            on: NodeWatchlists.day(ofMilliseconds: Clock.now()))
        return settings
    }
}

/// The language in which officers are told why.
enum SpokenLanguage: String, ExpressibleByArgument, CaseIterable {
    case en, uz, ru

    var language: Language { Language(rawValue: rawValue) ?? .english }
}

/// The time of day, for records.
enum Clock {
    /// Milliseconds since 1970-01-01 UTC.
    @Sendable static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// "2026-05-03 14:05:09 UTC".
    static func text(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        return date.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(
                includingFractionalSeconds: false))
            + " UTC"
    }
}
