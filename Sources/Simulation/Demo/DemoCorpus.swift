import Customs
import FoundationEssentials

/// The documents `make run` starts with: some hundred small ones in every format, a few that
/// deserve an officer's eye, and some broken on purpose.
///
/// Everything is made up from one seed, so the folder can be written again byte by byte.
package enum DemoCorpus {
    /// One file of the corpus.
    package struct File: Hashable, Sendable {
        /// Path inside the folder, "/" between its parts.
        package var path: String
        package var bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }

        init(_ path: String, _ text: String) { self.init(path: path, bytes: Array(text.utf8)) }
    }

    /// Why the corpus could not be written.
    package struct WritingFailure: Error, Hashable, Sendable {
        /// The file or folder concerned.
        package let place: String
        /// What the system said.
        package let problem: String
    }

    /// Trade from which the corpus is made: Uzbekistan's register, January to March 2026.
    static var settings: SimulationSettings {
        var settings = SimulationSettings(seed: 2026, count: 330)
        settings.firstDay = CalendarDay(number: 20_458)
        settings.lastDay = CalendarDay(number: 20_543)
        settings.traders = 44
        settings.itemsMax = 3
        settings.cargoReportShare = 0.08
        settings.amendmentShare = 0
        settings.emphasis = .init(hs6: "020714", origin: .us, importers: 6, share: 0.36)
        settings.schemes = .none
        for scheme in [Scheme.neighbourHS, .originSwap, .phantomExport, .shellImporter] {
            settings.schemes[scheme] = 0.012
        }
        return settings
    }

    /// All files, in the order of their paths. Takes a second or so.
    package static func files() throws(WritingFailure) -> [File] {
        let simulator = TradeSimulator(settings)
        let trades = Array(simulator)
        let cases = DemoCases(trades, rates: simulator.rates)
        var files = try DemoFormats.files(cases)
        files += try BrokenDocuments.files(cases)
        files.append(File("rates.csv", ratesCSV(simulator.rates)))
        files.append(File("truth.csv", cases.truthCSV))
        let broken = try BrokenDocuments.list(cases)
        files.append(File("README.md", DemoReadme.text(cases, broken: broken)))
        return files.sorted { $0.path < $1.path }
    }

    /// Writes all files under a folder, which is made where it is missing. Files of the same name
    /// are replaced, others stay.
    package static func write(to folder: String) throws(WritingFailure) {
        for file in try files() {
            let path = folder + "/" + file.path
            let parent = path.split(separator: "/", omittingEmptySubsequences: false)
                .dropLast().joined(separator: "/")
            do {
                try FileManager.default.createDirectory(
                    atPath: parent, withIntermediateDirectories: true)
                try Data(file.bytes).write(to: URL(filePath: path), options: .atomic)
            } catch {
                throw WritingFailure(place: path, problem: "\(error)")
            }
        }
    }

    /// The rates of the days the corpus speaks of.
    private static func ratesCSV(_ rates: RateSeries) -> String {
        let first = settings.firstDay.iso
        let last = settings.lastDay.iso
        let lines = rates.csv().split(separator: "\n")
        let kept = lines.dropFirst().filter { $0.prefix(10) >= first && $0.prefix(10) <= last }
        return ([Substring("date,currency,per_usd")] + kept).joined(separator: "\n") + "\n"
    }
}
