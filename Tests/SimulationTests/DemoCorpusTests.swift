import Customs
import Formats
import FoundationEssentials
import Testing

@testable import Simulation

@Suite("Demonstration corpus")
struct DemoCorpusTests {
    private static let made = Result { try DemoCorpus.files() }
    private static var files: [DemoCorpus.File] {
        switch made {
        case .success(let files): files
        case .failure: []
        }
    }
    private static let packageRoot = #filePath.split(separator: "/").dropLast(3)
        .reduce("") { $0 + "/" + $1 }

    /// Reads a file as its folder says; the documents found.
    private static func read(_ file: DemoCorpus.File) throws -> [ReadDocument] {
        var documents: [ReadDocument] = []
        let format: any DocumentFormat
        if file.path.hasSuffix(".edi") {
            format = EDIFACTFormat()
        } else if file.path.hasSuffix(".json") {
            format = JSONFormat()
        } else if file.path.hasSuffix(".csv") {
            var diagnostics: [Diagnostic] = []
            let map = try #require(ColumnMap(exportMap(), diagnostics: &diagnostics))
            #expect(diagnostics.isEmpty)
            format = CSVFormat(map: map)
        } else if file.path.contains("asycuda") {
            format = ASYCUDAFormat()
        } else {
            format = WCODeclarationFormat()
        }
        try format.read(MemorySource(file.bytes), limits: ReadingLimits()) { documents.append($0) }
        return documents
    }

    @Test("writes with the table's columns what the map's writer would")
    func tablesAgree() throws {
        var diagnostics: [Diagnostic] = []
        let map = try #require(ColumnMap(Self.exportMap(), diagnostics: &diagnostics))
        var table = ExportTable()
        table.appendHeader()
        var writer = CSVWriter(map: map)
        for trade in TradeSimulator(seed: 43, count: 60) {
            table.append(trade.declaration)
            writer.write(trade.declaration)
        }
        let expected = writer.take().filter { $0 != 0x0D }
        #expect(table.bytes == expected)
    }

    /// The shipped map, its flow-style lines taken apart.
    private static func exportMap() throws -> MapNode {
        let data = try Data(contentsOf: URL(filePath: packageRoot + "/Maps/tamga-export.yaml"))
        var columns: [MapNode] = []
        var top: [MapNode.Entry] = []
        for (number, line) in String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            func pair(_ text: Substring) -> MapNode.Entry? {
                let parts = text.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                return .init(
                    key: trimmed(parts[0]), line: number + 1,
                    value: .scalar(trimmed(parts[1]), line: number + 1))
            }
            if line.hasPrefix("#") || line.isEmpty || line == "columns:" { continue }
            if line.hasPrefix("  - {") {
                let inside = line.dropFirst(5).prefix { $0 != "}" }
                columns.append(
                    .mapping(inside.split(separator: ",").compactMap(pair), line: number + 1))
            } else if let pair = pair(line) {
                top.append(pair)
            }
        }
        top.append(.init(key: "columns", line: 1, value: .sequence(columns, line: 1)))
        return .mapping(top, line: 1)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    @Test("is the same each time, and the committed folder holds exactly it")
    func reproducible() throws {
        let again = try DemoCorpus.files()
        #expect(again == Self.files)
        let folder = Self.packageRoot + "/Corpus/demo"
        for file in Self.files {
            let data = try Data(contentsOf: URL(filePath: folder + "/" + file.path))
            #expect(Array(data) == file.bytes, "\(file.path)")
        }
        let onDisk = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { path in path.split(separator: "/").last?.contains(".") == true }
        #expect(Set(onDisk) == Set(Self.files.map(\.path)))
    }

    @Test("is written to a folder that did not exist")
    func writes() throws {
        let folder =
            FileManager.default.temporaryDirectory.path
            + "/tamga-demo-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try DemoCorpus.write(to: folder + "/a/b")
        let data = try Data(contentsOf: URL(filePath: folder + "/a/b/README.md"))
        #expect(Array(data) == Self.files.first { $0.path == "README.md" }?.bytes)
    }

    @Test("says where it could not write")
    func refusesToWrite() {
        #expect(throws: DemoCorpus.WritingFailure.self) {
            try DemoCorpus.write(to: "/dev/null/corpus")
        }
    }

    @Test("is small and has all formats")
    func size() {
        #expect(Self.files.reduce(0) { $0 + $1.bytes.count } < 3_000_000)
        for folder in ["wco-dec", "edifact", "asycuda", "json"] {
            #expect(Self.files.filter { $0.path.hasPrefix(folder + "/") }.count > 25, "\(folder)")
        }
        #expect(Self.files.filter { $0.path.hasPrefix("csv/") }.count >= 3)
        #expect(Self.files.filter { $0.path.hasPrefix("broken/") }.count >= 15)
    }

    @Test(
        "is read without a fault", arguments: ["wco-dec/", "edifact/", "asycuda/", "json/", "csv/"])
    func accepted(folder: String) throws {
        for file in Self.files where file.path.hasPrefix(folder) {
            let documents = try Self.read(file)
            #expect(!documents.isEmpty, "\(file.path)")
            for document in documents {
                #expect(document.isAccepted, "\(file.path) \(document.diagnostics.prefix(3))")
                let faults = document.diagnostics.filter { $0.severity != .note }
                #expect(faults.isEmpty, "\(file.path) \(faults.prefix(3))")
            }
        }
    }

    @Test("loses nothing in WCO documents but what the message has no place for")
    func wcoIsWhole() {
        let simulator = TradeSimulator(DemoCorpus.settings)
        let cases = DemoCases(Array(simulator), rates: simulator.rates)
        for document in cases.documents.prefix(60)
        where document.declaration.flow != .transit {
            let written = WCODeclarationWriter().write(
                DemoFormats.fittedToWCO(document.declaration))
            #expect(written.diagnostics.isEmpty, "\(document.name) \(written.diagnostics)")
        }
    }

    @Test("loses nothing in EDIFACT messages but what the profile has no place for")
    func edifactIsWhole() throws {
        let simulator = TradeSimulator(DemoCorpus.settings)
        let cases = DemoCases(Array(simulator), rates: simulator.rates)
        for document in cases.documents.prefix(60)
        where document.declaration.flow != .transit {
            let fitted = DemoFormats.fittedToEDIFACT(document.declaration)
            let bytes = try DemoFormats.edifact([.declaration(document.declaration)])
            var copies: [Declaration] = []
            try EDIFACTFormat().read(MemorySource(bytes), limits: ReadingLimits()) { read in
                if case .declaration(var copy) = read.content {
                    // The envelope is kept as extensions.
                    copy.extensions = []
                    // Names above 35 characters stand on two lines.
                    for index in copy.parties.indices {
                        copy.parties[index].name = copy.parties[index].name
                            .map { String($0.map { $0 == "\n" ? " " : $0 }) }
                    }
                    copies.append(copy)
                }
            }
            #expect(copies == [fitted], "\(document.name)")
        }
    }

    @Test(
        "holds broken documents that are refused",
        arguments: Self.files.filter { $0.path.hasPrefix("broken/") }.map(\.path))
    func refused(path: String) throws {
        let file = try #require(Self.files.first { $0.path == path })
        let documents = try Self.read(file)
        #expect(!documents.isEmpty && documents.allSatisfy { !$0.isAccepted }, "\(documents)")
    }

    @Test("holds every case a newcomer should find")
    func cases() throws {
        let kinds = [
            "undervaluation", "container-check-digit", "vague-description-ru",
            "vague-description-uz", "rate-off-official", "rare-route", "net-above-gross",
            "cif-with-freight", "invoice-reused", "amendment", "same-again",
        ]
        let truth = try #require(Self.files.first { $0.path == "truth.csv" })
        let text = String(decoding: truth.bytes, as: UTF8.self)
        for kind in kinds { #expect(text.contains(",\(kind),"), "\(kind)") }
        let again = try #require(Self.files.first { $0.path.contains("case-same-again") })
        #expect(Self.files.filter { $0.bytes == again.bytes }.count == 2)
        #expect(Self.files.filter { $0.path.contains("manifest") }.count >= 8)
    }

    @Test("has an undervalued document with at least forty honest peers")
    func peers() throws {
        let simulator = TradeSimulator(DemoCorpus.settings)
        let trades = Array(simulator)
        let cases = DemoCases(trades, rates: simulator.rates)
        var prices: [Double] = []
        var suspect: Double?
        for document in cases.documents {
            for item in document.declaration.items
            where item.commodityCode?.hasPrefix("020714") == true
                && item.origins.first?.countryCode == "US"
            {
                let usd = try #require(item.statisticalValue?.amount.approximate)
                let price = usd / (try #require(item.netMass?.value.approximate))
                if document.remark?.kind == "undervaluation" {
                    suspect = price
                } else if document.remark == nil {
                    prices.append(price)
                }
            }
        }
        #expect(prices.count >= 40)
        let lowest = try #require(prices.min())
        #expect(try #require(suspect) < lowest * 0.75)
    }
}
