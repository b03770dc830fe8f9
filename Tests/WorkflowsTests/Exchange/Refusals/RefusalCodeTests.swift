import Exchange
import Foundation
import Testing

@testable import Workflows

/// Every refusal code of the specification, at the side or the sides that it names.
@Suite("Exchange: every refusal code")
struct RefusalCodeTests {
    @Test("Our own node says the code before anything is built", arguments: ReachedCode.built)
    func built(_ reached: ReachedCode) async throws {
        #expect(try await reached.meet().code == reached.code)
    }

    @Test("A partner that breaks the rules is told the code", arguments: ReachedCode.arrived)
    func arrived(_ reached: ReachedCode) async throws {
        let told = try await reached.meet()
        #expect(told.code == reached.code)
        // A rejection comes with a receipt, everything else with the status of its code.
        let status = try #require(try Self.page()[reached.code]).status
        #expect(told.status == 200 || told.status == status)
    }

    @Test("The specification lists exactly the codes there are, and where each is met")
    func listed() throws {
        let page = try Self.page()
        #expect(Set(page.keys) == Set(Refusal.Code.allCases))
        for code in Refusal.Code.allCases {
            var sides = ""
            if ReachedCode.built.contains(where: { $0.code == code }) { sides += "S" }
            if ReachedCode.arrived.contains(where: { $0.code == code }) { sides += "R" }
            #expect(page[code]?.sides == sides, "\(code.rawValue)")
        }
    }

    /// Section 9 as it is printed: status and sides by code.
    private static func page() throws -> [Refusal.Code: (status: Int, sides: String)] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../../Specs/exchange.md").standardized
        let text = try String(contentsOf: url, encoding: .utf8)
        let section = try #require(
            text.components(separatedBy: "## 9. Refusal codes").last?
                .components(separatedBy: "## 10.").first)
        var codes: [Refusal.Code: (status: Int, sides: String)] = [:]
        for line in section.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let status = try #require(Int(cells[1]))
            for name in cells[0].split(separator: "`") where !name.hasPrefix(",") {
                let code = try #require(Refusal.Code(rawValue: String(name)), "\(name)")
                codes[code] = (status, cells[2].replacingOccurrences(of: " ", with: ""))
            }
        }
        return codes
    }
}
