package import Formats
package import Reference
package import Risk
package import Seal
package import Watchlists

/// Everything screening needs to know beforehand.
package struct ScreeningSettings: Sendable {
    package var rates: ExchangeRates
    /// Currency of amounts given without one; nil when unknown.
    package var nationalCurrency: String?
    package var codes: CodeBook
    package var policy = LanePolicy.initial
    /// Traders that profiles looking for duty leave alone; nil when there is no register.
    package var trusted: TrustedTraders?
    /// Key of the random sample. Without a node it is all zeros: repeatable, and foreseeable.
    package var samplingKey = SecretBytes([UInt8](repeating: 0, count: 32))
    package var language = Language.english
    /// The watch lists in force; nil when there are none at hand.
    package var watchlists: WatchlistScreener?
    /// The node's lists, asked again for every batch; nil to keep to ``watchlists``.
    package var liveWatchlists: LiveWatchlists?
    /// Officers' profiles that are live or in shadow; nil when there are none.
    package var profiles: ProfileSet?
    /// The node's profiles, asked again for every group of submissions; nil to keep to ``profiles``.
    package var liveProfiles: LiveProfiles?
    /// The learned model in force; nil when none is adopted.
    package var model: AdoptedModel?
    /// Whether ``ScreenedDocument/line`` is wanted, and whether it names what could not be asked.
    package var lines = Lines.none
    /// Documents handed from stage to stage at a time.
    package var batchSize = 512

    package enum Lines: Sendable { case none, findings, findingsAndAbstentions }

    package init(rates: ExchangeRates, nationalCurrency: String?, codes: CodeBook) {
        self.rates = rates
        self.nationalCurrency = nationalCurrency
        self.codes = codes
    }
}

/// Reads all documents of an input; given by the program, which knows formats and maps.
package typealias DocumentReading =
    @Sendable (_ input: String, _ emit: (consuming ReadDocument) throws -> Void) throws -> Void
