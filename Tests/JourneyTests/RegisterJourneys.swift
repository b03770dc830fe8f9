import Foundation
import Testing

/// Two registers of one trade, from making them up to what the comparison says.
@Suite("Registers")
struct RegisterJourneys {
    private func registers(_ folder: Folder, lines: Int = 400) throws -> String {
        let path = folder.path + "/registers"
        let made = try Program.run(
            "simulate", "registers", path, "--seed", "5", "--lines", "\(lines)")
        #expect(made.code == 0, "\(made.errors)")
        return path
    }

    private func reconcile(
        _ path: String, exports: String? = nil, out: String, more: [String] = []
    ) throws -> Program.Outcome {
        try Program.run(
            [
                "reconcile", "--exports", exports ?? path + "/exports.csv", "--imports",
                path + "/imports.csv", "--rates", path + "/rates.csv", "--out", out,
            ] + more)
    }

    @Test("made-up registers give the files of the contract, the same by any threads")
    func files() throws {
        let folder = try Folder()
        let path = try registers(folder)
        let left = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        #expect(
            left == [
                "exports.csv", "imports.csv", "rates.csv", "truth_findings.csv", "truth_links.csv",
            ])
        let (one, two) = (folder.path + "/one", folder.path + "/two")
        #expect(try reconcile(path, out: one, more: ["--threads", "1"]).code == 0)
        #expect(try reconcile(path, out: two, more: ["--threads", "3"]).code == 0)
        let heads = [
            "matches.csv": "exp_id,imp_id,kind,confidence,key\n",
            "findings.csv": "type,exp_id,imp_id,factor,amount_usd,sentence,",
            "gaps.csv": "exp_id,imp_id,gap_usd,reason,explained_usd\n", "summary.json": "{",
            "waterfall.csv": "month,pair,step,usd,lines\n", "residuals.csv": "month,",
        ]
        for (name, head) in heads {
            let text = try String(contentsOfFile: one + "/" + name, encoding: .utf8)
            #expect(text.hasPrefix(head), "\(name)")
            #expect(
                text == (try String(contentsOfFile: two + "/" + name, encoding: .utf8)), "\(name)")
        }
    }

    @Test("an empty register is exit 65 and says why, a missing one 66, a wrong option 64")
    func refused() throws {
        let folder = try Folder()
        let path = try registers(folder, lines: 20)
        let out = folder.path + "/out"
        let empty = try folder.file("empty.csv", "")
        let refused = try reconcile(path, exports: empty, out: out)
        #expect(refused.code == 65)
        #expect(refused.errors.contains("register-empty"))
        #expect(try reconcile(path, exports: "/no/such.csv", out: out).code == 66)
        #expect(try reconcile(path, out: out, more: ["--threads", "0"]).code == 64)
        #expect(try Program.run("simulate", "registers", out, "--lines", "0").code == 64)
        #expect(try reconcile(path, out: "/proc/none/x").code == 73)
    }

    @Test("a table beside the registers with a faulty line is exit 65 and names the line")
    func tables() throws {
        let folder = try Folder()
        let path = try registers(folder, lines: 20)
        let table = try folder.file("table.csv", "nonsense,1\nmore nonsense\n")
        for option in ["--duty", "--correlation", "--capacity"] {
            let refused = try reconcile(path, out: folder.path + "/out", more: [option, table])
            #expect(refused.code == 65, "\(option)")
            #expect(refused.errors.contains("line"), "\(option): \(refused.errors)")
        }
    }
}
