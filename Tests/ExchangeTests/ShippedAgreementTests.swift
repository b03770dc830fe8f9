import Foundation
import Testing

@testable import Exchange

@Suite("Shipped agreements")
struct ShippedAgreementTests {
    @Test(
        "the program ships the very patterns that Specs/agreements describes",
        arguments: ["uz-us", "uz-kz", "central-asia"])
    func sameText(name: String) throws {
        let shipped = try #require(ShippedAgreements.all.first { $0.name == name })
        let file = packageRoot.appendingPathComponent("Specs/agreements/\(name).yaml")
        #expect(shipped.yaml + "\n" == String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
}
