package import Customs
package import Reference

/// What a reconciliation may use and assume.
package struct ReconciliationSettings: Sendable {
    /// Threads at most; results are the same for any number.
    package var threads = 2
    /// Days after which goods that have not arrived count as missing.
    package var arrivalDaysMax: Int32 = 76
    /// Duty in percent by four-digit heading, where known.
    package var dutyPercentByHeading: [UInt32: Double] = [:]

    package init(threads: Int = 2) { self.threads = threads }
}

/// Both registers compared.
package struct ReconciliationResult: Sendable {
    let exportRegister: Register
    let importRegister: Register
    /// Lines that are the same goods, in the order of the export register.
    package let links: [LineLink]
    /// Residual gaps, at most one for a line.
    package let findings: [Finding]
    package let waterfall: Waterfall
    package let diagnostics: [Diagnostic]
    /// Import value over export value that the registers teach as usual.
    package let usualRatio: Double

    package var exportLines: Int { exportRegister.lines.count }
    package var importLines: Int { importRegister.lines.count }
}

/// Matches two registers of the same trade and explains the gaps between them.
///
/// Deterministic: the same registers give the same result for any number of threads.
package struct Reconciler: Sendable {
    package let settings: ReconciliationSettings

    package init(settings: ReconciliationSettings) { self.settings = settings }

    /// Reads both registers and compares them. Throws when an input cannot be read at all; faults
    /// within an input are diagnostics of the result.
    package func reconcile(
        exports: RegisterSource, imports: RegisterSource, rates: ExchangeRates
    ) throws(RegisterUnreadable) -> ReconciliationResult {
        let parallel = Parallel(threads: settings.threads)
        var exportReader = RegisterReader(side: .exports, parallel: parallel)
        var importReader = RegisterReader(side: .imports, parallel: parallel)
        var exportRegister = try exportReader.read(exports)
        var importRegister = try importReader.read(imports)
        var diagnostics = exportReader.diagnostics + importReader.diagnostics
        var values = DollarValues(rates: rates)
        diagnostics += values.convert(&exportRegister)
        diagnostics += values.convert(&importRegister)
        let repeatedExports = RepeatedLines(exportRegister)
        let repeatedImports = RepeatedLines(importRegister)
        diagnostics += repeatedExports.diagnostics + repeatedImports.diagnostics
        let consignments = Self.consignments(
            &exportRegister, &importRegister, repeatedExports.isRepeated,
            repeatedImports.isRepeated, parallel)
        return compare(exportRegister, importRegister, consignments, diagnostics, parallel)
    }

    /// Both registers' consignments; the columns they were made from are given back.
    private static func consignments(
        _ exportRegister: inout Register, _ importRegister: inout Register,
        _ repeatedExports: [Bool], _ repeatedImports: [Bool], _ parallel: Parallel
    ) -> BothSides {
        let parties = Parties(exportRegister, importRegister, parallel: parallel)
        let exports = Consignments(
            exportRegister, isRepeated: repeatedExports,
            seller: { parties.sellersOfExports[$0] }, buyer: { parties.buyersOfExports[$0] })
        exportRegister.dropCompared()
        let imports = Consignments(
            importRegister, isRepeated: repeatedImports,
            seller: { parties.sellersOfImports[$0] }, buyer: { parties.buyersOfImports[$0] })
        importRegister.dropCompared()
        return BothSides(
            exports: exports, imports: imports, sellers: parties.sellerCount,
            buyers: parties.buyerCount)
    }

    private func compare(
        _ exportRegister: Register, _ importRegister: Register, _ sides: BothSides,
        _ diagnostics: [Diagnostic], _ parallel: Parallel
    ) -> ReconciliationResult {
        let exports = sides.exports
        let imports = sides.imports
        var matcher = ConsignmentMatcher(
            exports, imports, sellers: sides.sellers, buyers: sides.buyers, parallel: parallel)
        matcher.run()
        let gaps = GapFinder(
            exportRegister, importRegister, exports, imports, matcher, settings
        ).find()
        return ReconciliationResult(
            exportRegister: exportRegister, importRegister: importRegister, links: gaps.links,
            findings: gaps.findings, waterfall: gaps.waterfall, diagnostics: diagnostics,
            usualRatio: Double(matcher.lineWeights.usualRatio))
    }
}

/// The consignments of both registers and how many parties they know.
private struct BothSides {
    let exports: Consignments
    let imports: Consignments
    let sellers: Int
    let buyers: Int
}

/// Sellers and buyers of every line under numbers that both registers share.
struct Parties: Sendable {
    let sellersOfExports: [Int32]
    let buyersOfExports: [Int32]
    let sellersOfImports: [Int32]
    let buyersOfImports: [Int32]
    let sellerCount: Int
    let buyerCount: Int

    init(_ exports: Register, _ imports: Register, parallel: Parallel) {
        let exportFolds = NameFolds(exports, parallel: parallel)
        let importFolds = NameFolds(imports, parallel: parallel)
        let sellers = PartyDirectory(exports, folds: exportFolds)
        let buyers = PartyDirectory(imports, folds: importFolds)
        sellerCount = sellers.count
        buyerCount = buyers.count
        let buyerOfName = PartyResolver(directory: buyers, parallel: parallel)
            .resolve(exports, exportFolds, isUsed: Self.used(exports))
        let sellerOfName = PartyResolver(directory: sellers, parallel: parallel)
            .resolve(imports, importFolds, isUsed: Self.used(imports))
        sellersOfExports = Self.own(exports, sellers, exportFolds)
        buyersOfImports = Self.own(imports, buyers, importFolds)
        buyersOfExports = exports.lines.partners.map { buyerOfName[Int($0)] }
        sellersOfImports = imports.lines.partners.map { sellerOfName[Int($0)] }
    }

    /// The party of each line by its number, or by its name where it has none.
    private static func own(
        _ register: Register, _ directory: PartyDirectory, _ folds: NameFolds
    ) -> [Int32] {
        (0..<register.lines.count).map { line in
            let party = directory.ofNumber[Int(register.lines.parties[line])]
            if party >= 0 { return party }
            return directory.exact(folds.hashes[Int(register.lines.names[line])]) ?? -1
        }
    }

    private static func used(_ register: Register) -> [Bool] {
        var used = [Bool](repeating: false, count: register.names.count)
        for name in register.lines.partners { used[Int(name)] = true }
        return used
    }
}

/// Lines whose identifier was seen before.
struct RepeatedLines {
    let isRepeated: [Bool]
    let diagnostics: [Diagnostic]

    init(_ register: Register) {
        let ids = register.lines.ids
        var hashes = (0..<ids.count).map { line in
            (ids.withText(line) { Mix.bytes($0) }, Int32(line))
        }
        hashes.sort { $0 < $1 }
        var isRepeated = [Bool](repeating: false, count: ids.count)
        var count = 0
        var first: Int32?
        for place in hashes.indices.dropFirst() where hashes[place].0 == hashes[place - 1].0 {
            let line = hashes[place].1
            guard ids[Int(line)] == ids[Int(hashes[place - 1].1)] else { continue }
            isRepeated[Int(line)] = true
            count += 1
            first = min(first ?? line, line)
        }
        self.isRepeated = isRepeated
        guard let first else {
            diagnostics = []
            return
        }
        diagnostics = [
            Diagnostic(
                .warning, code: "line-repeated",
                place: "\(register.side.name), line \(Diagnostic.quoted(ids[Int(first)]))",
                problem: "\(count) lines repeat an identifier of an earlier line",
                reason: "a line counts once; the first of each is used",
                remedy: "export the register without repetitions")
        ]
    }
}
