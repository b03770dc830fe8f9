import Seal
import Store
import Testing

@testable import Workflows

/// Who approves proves who they are.
@Suite("Officers")
struct OfficerBookTests {
    private let store = MemoryStore()
    private let now = Timestamp(seconds: 1_790_000_000)
    private let right = SecretBytes(Array("the head's own sentence".utf8))
    private let wrong = SecretBytes(Array("somebody else's sentence".utf8))

    private func add(_ name: String) throws {
        try OfficerBook.add(
            name, secret: right, at: now, random: { secureRandomBytes(count: $0) }, in: store)
    }

    private func denied(
        _ name: String, _ secret: SecretBytes?, after seconds: Int64 = 0
    ) throws -> String? {
        do {
            try OfficerBook.require(
                name, secret: secret, at: now.adding(seconds: seconds), in: store)
            return nil
        } catch let failure as ExchangeFailure where failure.code == .notPermitted {
            return failure.problem
        }
    }

    @Test("A name is believed only as long as a node has no officers")
    func required() throws {
        #expect(try denied("uz-head", nil) == nil)
        try add("uz-duty")
        #expect(try denied("uz-duty", right) == nil)
        #expect(try denied("uz-duty", nil) != nil)
        #expect(try denied("uz-duty", wrong) != nil)
        // Whoever has no secret is refused, with the words of a wrong one.
        #expect(try denied("uz-head", right) == "uz-head could not prove who they are")
        #expect(try denied("uz-duty", wrong) == "uz-duty could not prove who they are")
    }

    @Test("Five wrong secrets lock an officer out for a quarter of an hour")
    func lock() throws {
        try add("uz-head")
        for _ in 0..<OfficerBook.failuresMax { #expect(try denied("uz-head", wrong) != nil) }
        #expect(try denied("uz-head", right)?.contains("locked out") == true)
        #expect(try denied("uz-head", right, after: OfficerBook.lockSeconds) == nil)
        #expect(try store.read { try $0.officers() }.first?.failures == 0)
    }

    @Test("A disabled officer approves nothing until there is a new secret")
    func disabled() throws {
        try add("uz-head")
        try OfficerBook.disable("uz-head", at: now, in: store)
        #expect(try denied("uz-head", right) != nil)
        try add("uz-head")
        #expect(try denied("uz-head", right) == nil)
        #expect(throws: ExchangeFailure.self) {
            try OfficerBook.disable("nobody", at: now, in: store)
        }
        #expect(throws: ExchangeFailure.self) { try add("two words") }
    }
}
