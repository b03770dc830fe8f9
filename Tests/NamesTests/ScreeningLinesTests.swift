import Testing

@testable import Names

@Suite struct ScreeningLinesTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("gives one score a line, 0 and a complaint for lines it cannot use")
    func pairs() {
        var comparer = NameComparer()
        var output: [UInt8] = []
        let input = "Ali Karimov\tALI KARIMOV\tPerson\r\nBaraka\tNeftgaz\t\nalone\n\t\tPerson"
        let complaints = ScreeningLines.scorePairs(
            Array(input.utf8), comparer: &comparer, output: &output)
        let lines = text(output).split(separator: "\n")
        #expect(lines == ["1.000000", "0.000000", "0.000000", "0.000000"])
        #expect(complaints.map(\.line) == [3, 4])
    }

    @Test("answers in the order of the queries, however they are dealt out", arguments: [1, 2, 5])
    func screen(runs: Int) {
        let list =
            "e1\tc1\tPerson\tKarimov Botir\ne2\tc2\tOrganization\tOrient Sement\nshort\tline\n"
        let (entries, complaints) = ScreeningLines.readList(Array(list.utf8))
        #expect(entries.count == 2)
        #expect(complaints.map(\.line) == [3])
        let queries = Array(
            "q1\tPerson\tБотир Каримов\nq2\tPerson\tNobody Else\nq3\tOrganization\tORIENT SEMENT\n"
                .utf8)
        let index = NameIndex(entries)
        var output: [UInt8] = []
        var lineSum = 0
        for run in ScreeningLines.deal(queries, into: runs) {
            var searcher = NameSearcher(index)
            lineSum += run.firstLine
            let problems = ScreeningLines.screen(
                Array(run.lines), searcher: &searcher, top: 3, firstLine: run.firstLine,
                output: &output)
            #expect(problems.isEmpty)
        }
        let answers = text(output).split(separator: "\n").map { $0.split(separator: "\t") }
        #expect(answers.map { $0[0] } == ["q1", "q3"])
        #expect(answers.map { $0[1] } == ["c1", "c2"])
        #expect(lineSum >= 1)
    }

    @Test("names the line it complains about, also in a later run")
    func laterRun() {
        var searcher = NameSearcher(NameIndex([]))
        var output: [UInt8] = []
        let complaints = ScreeningLines.screen(
            Array("broken\n".utf8), searcher: &searcher, top: 1, firstLine: 7, output: &output)
        #expect(complaints.map(\.line) == [7])
    }
}
