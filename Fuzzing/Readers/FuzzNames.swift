import Names

/// Two names out of arbitrary bytes, compared and searched for.
///
/// Beyond "no crash": the score is the same both ways, from 0 to 1, and 1 for a name and itself; what
/// is refused says why.
func fuzzNames(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let schemas = NameSchema.allCases
    let schema = schemas[Int(first) % schemas.count]
    let parts = bytes.dropFirst().split(separator: 0x0A, maxSplits: 1)
    let one = String(decoding: parts.first ?? [], as: UTF8.self)
    let two = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
    var comparer = NameComparer()
    do throws(NameRefusal) {
        let same = try comparer.score(one, one, schema: schema)
        precondition(same == 1, "unlike itself")
        let forth = try comparer.score(one, two, schema: schema)
        let back = try comparer.score(two, one, schema: schema)
        precondition(back == forth, "not symmetric")
        precondition((0...1).contains(forth), "no score")
        let comparison = try comparer.compare(one, two, schema: schema)
        precondition(comparison.score == forth, "explains another score")
        let entries = [
            NameEntry(entity: "1", cluster: "1", schema: schema, name: two),
            NameEntry(entity: "2", cluster: "2", schema: .unknown, name: one),
        ]
        var searcher = NameSearcher(NameIndex(entries))
        let hits = try searcher.search(one, schema: schema, top: 5)
        precondition(hits.allSatisfy { (0...1).contains($0.score) }, "no score")
    } catch {
        precondition(!error.problem.isEmpty && !error.remedy.isEmpty, "a refusal must say why")
    }
}
