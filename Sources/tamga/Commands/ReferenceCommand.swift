import ArgumentParser
import Customs
import Foundation
import Reference
import Store
import Workflows

/// `tamga reference import|show`
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Code tables: look codes up, import the HS nomenclature and UN/LOCODE.",
        subcommands: [Import.self, Show.self])

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case hs, locode

        /// Name under which a node keeps the file.
        var key: String { "reference-\(rawValue)" }
    }

    /// `tamga reference import --kind hs FILE --node DIR`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Import a nomenclature (CSV: hscode, description, parent, level) or UN/LOCODE (TSV, official CSV).",
            discussion: """
                The node keeps the file. With a nomenclature, screening also asks whether a subheading exists.
                """)

        @Argument(help: "The file; .gz is unpacked.")
        var file: String

        @Option(help: "hs or locode.")
        var kind: Kind

        @OptionGroup var node: NodeOption

        func run() throws {
            let bytes = try NameInput.bytes(of: file)
            let open = try node.open()
            let (count, diagnostics) = Self.read(bytes, kind)
            DiagnosticText.show(Array(diagnostics.prefix(20)), of: file)
            if diagnostics.count > 20 {
                say("tamga: \(diagnostics.count - 20) more remarks like these")
            }
            guard count > 0 else { throw Finished.refused }
            try open.store.write {
                try $0.put(SnapshotRow(watermark: 0, content: bytes), name: kind.key)
            }
            say("tamga: \(count) entries imported")
        }

        private static func read(_ bytes: [UInt8], _ kind: Kind) -> (Int, [Diagnostic]) {
            switch kind {
            case .hs:
                let result = HSImporter.read(bytes, edition: nil)
                return (result.nomenclature.count, result.diagnostics)
            case .locode:
                let result = LocationsImporter.read(bytes)
                return (result.locations.count, result.diagnostics)
            }
        }
    }

    /// `tamga reference show CODE [--node DIR]`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say what a code means: country, currency, unit, mode, package, Incoterm, crossing, HS code, place."
        )

        @Argument(help: "The code, or the name of a crossing.")
        var code: String

        @Option(help: "Node with imported nomenclature and places.")
        var node: String?

        func run() throws {
            var lines: [String] = []
            for scheme in CodeScheme.allCases {
                guard let entry = CodeLists.list(scheme).entry(code) else { continue }
                let from = entry.validFrom.map { ", from \($0.iso)" } ?? ""
                let to = entry.validTo.map { ", until \($0.iso)" } ?? ""
                lines.append("\(scheme.rawValue): \(entry.name)\(from)\(to)")
            }
            for match in CrossingPoints.search(code) {
                let point = match.point
                let opposite = CrossingPoints.opposite(of: point.id)?.names.first ?? "none known"
                lines.append(
                    "crossing: \(point.names.joined(separator: " / ")) (\(point.country), \(point.mode.rawValue)), opposite \(opposite)"
                )
            }
            if let node { lines += try imported(in: OpenNode(NodeDirectory(node))) }
            guard !lines.isEmpty else {
                say("tamga: no table has \(Diagnostic.quoted(code))")
                throw Finished.no
            }
            StandardOutput.shared.write(lines.joined(separator: "\n") + "\n")
        }

        private func imported(in open: OpenNode) throws -> [String] {
            var lines: [String] = []
            if let nomenclature = try open.nomenclature(),
                let description = nomenclature.description(of: code)
            {
                lines.append("HS: \(description)")
                for child in nomenclature.children(of: code) {
                    lines.append("  \(child) \(nomenclature.description(of: child) ?? "")")
                }
            }
            let saved = try open.store.read { try $0.snapshot(Kind.locode.key) }
            if let saved, let place = LocationsImporter.read(saved.content).locations.place(code) {
                lines.append("place: \(place.name), \(place.country)")
            }
            return lines
        }
    }
}

extension OpenNode {
    /// The nomenclature imported into the node; nil when there is none.
    func nomenclature() throws -> HSNomenclature? {
        let saved = try store.read { try $0.snapshot(ReferenceCommand.Kind.hs.key) }
        return saved.map { HSImporter.read($0.content, edition: nil).nomenclature }
    }

    /// Six-digit codes of the imported nomenclature, valid while its edition is in force.
    func subheadings() throws -> [DatedCode] {
        guard let nomenclature = try nomenclature() else { return [] }
        var codes: [DatedCode] = []
        for chapter in 1...97 {
            for heading in nomenclature.children(of: chapter < 10 ? "0\(chapter)" : "\(chapter)") {
                for subheading in nomenclature.children(of: heading)
                where subheading.utf8.count == 6 {
                    codes.append(DatedCode(code: subheading, name: ""))
                }
            }
        }
        return codes
    }
}
