/// What several lines of one register show together, beyond the comparison of two.
struct Patterns: Sendable {
    /// What was found on a line.
    struct Hit: Sendable {
        var type: FindingType
        var factor: Double
        /// Dollars that the pattern is about, at least and at most.
        var low: Double
        var high: Double
        var sentence: String
    }

    /// By line of the export register.
    var exports: [Int32: Hit] = [:]
    /// By line of the import register.
    var imports: [Int32: Hit] = [:]

    var isEmpty: Bool { exports.isEmpty && imports.isEmpty }

    /// Adds hits where none was found before.
    mutating func add(_ hits: [Int32: Hit], isExport: Bool) {
        if isExport {
            exports.merge(hits) { first, _ in first }
        } else {
            imports.merge(hits) { first, _ in first }
        }
    }

    /// The hit on the first of some lines that has one.
    func hit(exported: [Int32], imported: [Int32]) -> Hit? {
        if isEmpty { return nil }
        for line in exported { if let hit = exports[line] { return hit } }
        for line in imported { if let hit = imports[line] { return hit } }
        return nil
    }
}
