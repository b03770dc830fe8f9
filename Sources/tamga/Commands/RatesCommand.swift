import ArgumentParser
import Customs
import Formats
import Foundation
import Reference
import Store
import Workflows

/// `tamga rates import|show`
struct RatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates",
        abstract: "Exchange rates: import published ones, show what is known.",
        subcommands: [Import.self, Show.self])

    /// The rates of a file, without a node; none when no file is named.
    static func table(_ path: String?) throws -> ExchangeRates {
        var table = ExchangeRates()
        guard let path else { return table }
        let result = RatesImporter(day: nil).read(try Import.bytes(of: path), into: &table)
        DiagnosticText.show(result.diagnostics, of: path)
        guard !result.isRefused else { throw Finished.refused }
        return table
    }

    /// `tamga rates import FILE --date YYYY-MM-DD`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import rates from CSV, or from any text that holds lines of rates.",
            discussion: """
                CSV has the columns date, currency, per_usd (units for one US dollar). Other text may hold \
                lines such as `UZS/USD = 0.00008 -0%`, between prose, repeated or bulleted. A rate with \
                too few digits is taken with a warning and never preferred to a finer one of its day.
                """)

        @Argument(help: "CSV or text file; - for standard input.")
        var file: String

        @Option(help: "Day of rates that the file gives without one, YYYY-MM-DD.")
        var date: String?

        @OptionGroup var node: NodeOption

        func validate() throws {
            if let date, date.utf8.count != 10 || CalendarDay(date) == nil {
                throw ValidationError("--date takes a day of the calendar as YYYY-MM-DD")
            }
        }

        func run() throws {
            let bytes = try Self.bytes(of: file)
            let node = try node.open()
            var table = ExchangeRates()
            let result = RatesImporter(day: date.flatMap { CalendarDay($0) }).read(
                bytes, into: &table)
            DiagnosticText.show(result.diagnostics, of: file)
            guard !result.isRefused else { throw Finished.refused }
            try node.store.write { writer in
                for row in table.rows { try writer.put(row) }
            }
            say(
                "tamga: \(result.seen) rates seen, \(result.taken) taken, "
                    + "\(result.repeated) repeated, \(result.leftOut) left out")
        }

        /// The whole file, unpacked; rates are never large.
        static func bytes(of path: String) throws -> [UInt8] {
            let source = try InputFile(path)
            var bytes: [UInt8] = []
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
            defer { block.deallocate() }
            while bytes.count <= RatesImporter.bytesMax {
                let count = try source.read(into: block)
                guard count > 0 else { return bytes }
                bytes.append(contentsOf: block[..<count])
            }
            return bytes
        }
    }

    /// `tamga rates show [--json]`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the rates of a node: day, currency, units per US dollar, resolution.")

        @Flag(help: "JSON instead of a table.")
        var json = false

        @OptionGroup var node: NodeOption

        func run() throws {
            let rates = try node.open().rates()
            let all = rates.currencies.flatMap { rates.rates(of: $0) }
                .sorted { ($0.day, $0.currency) < ($1.day, $1.currency) }
            guard json else { return showTable(all) }
            var writer = JSONWriter()
            writer.beginArray()
            for rate in all {
                writer.beginObject()
                writer.key("date")
                writer.string(rate.day.iso)
                writer.key("currency")
                writer.string(rate.currency)
                writer.key("per_usd")
                writer.string(rate.perUSD.written)
                writer.key("resolution")
                writer.string(rate.resolution.written)
                writer.key("quoted")
                writer.string(rate.quoted.written)
                writer.key("quotation")
                writer.string(rate.quotation.rawValue)
                writer.endObject()
            }
            writer.endArray()
            StandardOutput.shared.write(writer.text + "\n")
        }

        private func showTable(_ rates: [ExchangeRate]) {
            guard !rates.isEmpty else {
                say(
                    "tamga: no rates yet; import some with: tamga rates import FILE --date YYYY-MM-DD"
                )
                return
            }
            var table = TextTable(["day", "currency", "per USD", "resolution ±"])
            for rate in rates {
                let percent = rate.resolution.approximate * 100
                table.add([
                    rate.day.iso, rate.currency, rate.perUSD.written,
                    String(format: "%.4g %%", percent),
                ])
            }
            StandardOutput.shared.write(table.text)
        }
    }
}
