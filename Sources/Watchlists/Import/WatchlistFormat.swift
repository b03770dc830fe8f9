package import Customs

/// The file formats of watch lists; adding one is one case here and its importer beside this file.
package enum WatchlistFormat: String, Hashable, Sendable, CaseIterable {
    /// Specially Designated Nationals of the US Treasury, CSV files without header.
    case ofacSDN = "ofac-sdn"
    /// The Treasury's consolidated list beside the SDN list, same files by other names.
    case ofacNonSDN = "ofac-nonsdn"
    /// The US Consolidated Screening List, one CSV file with header.
    case usCSL = "us-csl"
    /// The consolidated list of the UN Security Council, XML.
    case un
    /// An administration's own list; see ``OwnListImporter``.
    case csv

    /// The card a list of this format gets unless the importing officer says otherwise.
    package func card(id: String? = nil) -> WatchlistCard {
        switch self {
        case .ofacSDN:
            WatchlistCard(
                id: id ?? rawValue, title: "OFAC SDN", publisher: "US Treasury, OFAC")
        case .ofacNonSDN:
            WatchlistCard(
                id: id ?? rawValue, title: "OFAC non-SDN", publisher: "US Treasury, OFAC")
        case .usCSL:
            WatchlistCard(
                id: id ?? rawValue, title: "US Consolidated Screening List",
                publisher: "US International Trade Administration")
        case .un:
            WatchlistCard(
                id: id ?? rawValue, title: "UN Security Council Consolidated List",
                publisher: "UN Security Council")
        case .csv:
            WatchlistCard(id: id ?? "own", title: id ?? "own list", publisher: "own")
        }
    }

    /// The files of a list: the main one, and those that may lie beside it.
    package var companions: (main: String, alternates: String, addresses: String, comments: String)?
    {
        switch self {
        case .ofacSDN: ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
        case .ofacNonSDN: ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")
        case .usCSL, .un, .csv: nil
        }
    }

    /// Reads a list's files.
    ///
    /// Never throws for what the bytes say: faults are diagnostics, and every row that could not be
    /// used is counted.
    package func read(_ files: WatchlistFiles) -> ImportedList {
        switch self {
        case .ofacSDN: OFACImporter(citation: "OFAC SDN").read(files)
        case .ofacNonSDN: OFACImporter(citation: "OFAC").read(files)
        case .usCSL: CSLImporter().read(files.main)
        case .un: UNImporter().read(files.main)
        case .csv: OwnListImporter().read(files.main)
        }
    }
}

/// The unpacked bytes of a list's files; empty where there is none.
package struct WatchlistFiles: Sendable {
    package var main: [UInt8]
    package var alternates: [UInt8] = []
    package var addresses: [UInt8] = []
    package var comments: [UInt8] = []

    /// Largest file read, in bytes.
    package static let bytesMax = 512 << 20

    package init(main: [UInt8]) { self.main = main }
}

/// What an import read.
package struct ImportedList: Sendable {
    package var entries: [WatchEntry] = []
    package var diagnostics: [Diagnostic] = []
    /// Rows or records seen in the main file.
    package var seen = 0
    /// Of those, how many could not be used.
    package var leftOut = 0

    package init() {}

    /// True when nothing of the file could be used.
    package var isRefused: Bool { entries.isEmpty }

    /// Adds a diagnostic; beyond ``Diagnostic/countMax`` only that there are more.
    mutating func note(_ diagnostic: Diagnostic) {
        if diagnostics.count < Diagnostic.countMax - 1 {
            diagnostics.append(diagnostic)
        } else if diagnostics.count == Diagnostic.countMax - 1 {
            diagnostics.append(
                Diagnostic(
                    .warning, code: "list-more-faults", place: diagnostic.place,
                    problem: "there are more faults from here on",
                    reason: "at most \(Diagnostic.countMax) are listed for one file",
                    remedy: "correct these and import again"))
        }
    }

    /// Leaves a row out and says so.
    mutating func leaveOut(_ place: String, code: String, _ problem: String, remedy: String) {
        leftOut += 1
        note(
            Diagnostic(
                .error, code: code, place: place, problem: problem,
                reason: "an entry needs it to be found and told from others; the row is left out",
                remedy: remedy))
    }
}
