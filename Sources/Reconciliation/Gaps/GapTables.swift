/// What the comparison of two registers tells, line by line.
struct GapTables: Sendable {
    private(set) var links: [LineLink] = []
    private(set) var findings: [Finding] = []
    private(set) var gaps: [ExplainedGap] = []
    var waterfall = Waterfall()

    mutating func add(_ piece: GapFinder.Piece) {
        links.append(contentsOf: piece.links)
        findings.append(contentsOf: piece.findings)
        gaps.append(contentsOf: piece.gaps)
        waterfall.add(piece.waterfall)
    }

    mutating func add(_ finding: Finding) { findings.append(finding) }

    /// Puts everything in the order of the lines, export register first.
    mutating func sort(_ parallel: Parallel) {
        links = parallel.sorted(links, by: LineLink.precedes)
        gaps = parallel.sorted(gaps) { $0.exportLine < $1.exportLine }
        findings = parallel.sorted(findings) { one, two in
            if one.exported != two.exported {
                return (one.exported ?? .max) < (two.exported ?? .max)
            }
            return (one.imported ?? .max) < (two.imported ?? .max)
        }
    }
}

/// What only the whole registers can tell, kept when their columns are given back.
struct GapEvidence: Sendable {
    /// What earlier versions of a line said, by the line that counts.
    var earlierExports: [Int32: [LineFacts]] = [:]
    var earlierImports: [Int32: [LineFacts]] = [:]
    /// Exports beyond the capacity of their origin.
    var greyExports: [Int32: Patterns.Hit] = [:]
}
