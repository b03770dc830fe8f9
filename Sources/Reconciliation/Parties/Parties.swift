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
        let directories = parallel.map(2) { side in
            PartyDirectory(
                side == 0 ? exports : imports, folds: side == 0 ? exportFolds : importFolds)
        }
        let sellers = directories[0]
        let buyers = directories[1]
        sellerCount = sellers.count
        buyerCount = buyers.count
        let buyerOfName = PartyResolver(directory: buyers, parallel: parallel)
            .resolve(exports, exportFolds, isUsed: Self.used(exports))
        let sellerOfName = PartyResolver(directory: sellers, parallel: parallel)
            .resolve(imports, importFolds, isUsed: Self.used(imports))
        sellersOfExports = Self.own(exports, sellers, exportFolds, parallel)
        buyersOfImports = Self.own(imports, buyers, importFolds, parallel)
        let consignees = exports.lines.partners
        buyersOfExports = parallel.build(consignees.count) { buyerOfName[Int(consignees[$0])] }
        let suppliers = imports.lines.partners
        sellersOfImports = parallel.build(suppliers.count) { sellerOfName[Int(suppliers[$0])] }
    }

    /// The party of each line by its number, or by its name where it has none.
    private static func own(
        _ register: Register, _ directory: PartyDirectory, _ folds: NameFolds, _ parallel: Parallel
    ) -> [Int32] {
        parallel.build(register.lines.count) { line in
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
