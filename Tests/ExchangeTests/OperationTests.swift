import Testing

@testable import Exchange
@testable import Seal

@Suite("Special surveillance")
struct SurveillanceTests {
    private let start = TestNode.begin
    private let day: Int64 = 86_400

    private func measure(
        identifiers: Set<String> = ["01A123BC"], reason: String = "seen at two seizures",
        days: Int64 = 90, action: SurveillanceMeasure.HitAction = .observe
    ) throws(Refusal) -> SurveillanceMeasure {
        try SurveillanceMeasure(
            id: "m-1", target: .conveyance, identifiers: identifiers,
            grounds: .suspected(reason), caseReference: "c-1", action: action,
            unit: "targeting", until: start.adding(seconds: days * day), proposed: start)
    }

    private func activeMeasure() throws -> SurveillanceMeasure {
        var active = try measure()
        _ = try active.on(.reviewBegun)
        _ = try active.on(.approved(first: "a", second: "b", at: start))
        return active
    }

    @Test("cannot be proposed without target, reason or an end within bounds")
    func incomplete() {
        #expect(throws: Refusal.self) { try measure(identifiers: []) }
        #expect(throws: Refusal.self) { try measure(identifiers: [""]) }
        #expect(throws: Refusal.self) { try measure(reason: "") }
        #expect(throws: Refusal.self) { try measure(days: 0) }
        #expect(throws: Refusal.self) { try measure(days: 181) }
    }

    @Test("instructs screening without the reason, once two persons approved")
    func approval() throws {
        var proposed = try measure()
        #expect(throws: Refusal.self) {
            try proposed.on(.approved(first: "a", second: "b", at: start))
        }
        _ = try proposed.on(.reviewBegun)
        #expect(throws: Refusal.self) {
            try proposed.on(.approved(first: "a", second: "a", at: start))
        }
        let actions = try proposed.on(.approved(first: "a", second: "b", at: start))
        guard case .instruct(let instruction)? = actions.first else {
            Issue.record("\(actions)")
            return
        }
        #expect(instruction.isSilent)
        #expect(instruction.until == proposed.until)
        #expect(!"\(instruction)".contains("seizures"))
    }

    @Test("asks for its review, ends by itself, and goes on only when two renew it")
    func life() throws {
        var active = try activeMeasure()
        let review = start.adding(seconds: 30 * day)
        #expect(try active.on(.time(review.adding(seconds: -1))) == [])
        #expect(try active.on(.time(review)) == [.reviewDue])
        #expect(try active.on(.time(review)) == [])
        _ = try active.on(.reviewed(review))
        #expect(try active.on(.time(start.adding(seconds: 60 * day))) == [.reviewDue])
        let end = start.adding(seconds: 200 * day)
        let moment = start.adding(seconds: 61 * day)
        #expect(throws: Refusal.self) {
            try active.on(.renewed(until: end, first: "a", second: "a", at: moment))
        }
        _ = try active.on(.renewed(until: end, first: "a", second: "b", at: moment))
        #expect(active.isEffective(at: end.adding(seconds: -1)))
        #expect(!active.isEffective(at: end))
        #expect(try active.on(.time(end)) == [.withdrawInstruction])
        #expect(active.state == .expired)
        #expect(throws: Refusal.self) {
            try active.on(.renewed(until: end, first: "a", second: "b", at: end))
        }
    }

    @Test("can be lifted at any time")
    func lifted() throws {
        var active = try activeMeasure()
        #expect(try active.on(.lifted(start)) == [.withdrawInstruction])
        #expect(!active.isEffective(at: start))
        #expect(try active.on(.time(start.adding(seconds: 999 * day))) == [])
    }
}

@Suite("Controlled delivery")
struct ControlledDeliveryTests {
    private let start = TestNode.begin

    private func token(
        operation: String = "op-1", second: String = "b", days: Int64 = 10
    ) throws(Refusal) -> SuppressionToken {
        try SuppressionToken(
            operation: operation, consignment: "MSKU1234565", from: start,
            until: start.adding(seconds: days * 86_400), first: "a", second: second)
    }

    private func agreedOperation() throws -> ControlledDelivery {
        var operation = try ControlledDelivery(
            id: "op-1", consignment: "MSKU1234565", parties: ["UZ", "US"], members: ["a", "b"])
        try operation.on(.authoritiesConsulted(by: "a"))
        for (number, node) in ["UZ", "US"].enumerated() {
            #expect(throws: Refusal.self) { try operation.on(.begun(token(), at: start)) }
            try operation.on(
                .partyAgreed(
                    node: node,
                    message: MessageID(
                        at: start, random: [UInt8](repeating: UInt8(number), count: 10))))
        }
        return operation
    }

    @Test("runs only when every party agreed and two members authorised the token")
    func agreed() throws {
        var operation = try agreedOperation()
        #expect(operation.state == .agreed)
        for wrong in [try token(operation: "op-2"), try token(second: "stranger")] {
            #expect(throws: Refusal.self) { try operation.on(.begun(wrong, at: start)) }
        }
        #expect(throws: Refusal.self) {
            try operation.on(.begun(token(), at: start.adding(seconds: -1)))
        }
        try operation.on(.begun(token(), at: start))
        #expect(operation.state == .running)
        #expect(operation.token?.isEffective(at: start) == true)
    }

    @Test("takes the token back the moment it ends, and is reported afterwards")
    func ended() throws {
        for ending in [
            ControlledDelivery.Event.intercepted(start.adding(seconds: 60)),
            .delivered(start.adding(seconds: 60)), .aborted(start.adding(seconds: 60)),
        ] {
            var operation = try agreedOperation()
            try operation.on(.begun(token(), at: start))
            #expect(throws: Refusal.self) { try operation.on(.reported) }
            try operation.on(ending)
            #expect(operation.token?.isEffective(at: start.adding(seconds: 59)) == true)
            #expect(operation.token?.isEffective(at: start.adding(seconds: 60)) == false)
            try operation.on(.reported)
            #expect(operation.state == .reported)
        }
    }

    @Test("is known to its members alone")
    func enclave() throws {
        let operation = try agreedOperation()
        #expect(operation.isKnown(to: "a"))
        #expect(!operation.isKnown(to: "chief"))
        #expect(throws: Refusal.self) {
            try ControlledDelivery(id: "x", consignment: "c", parties: ["UZ"], members: ["a", "b"])
        }
    }

    @Test("has no token by one person or without an end in time")
    func tokens() {
        #expect(throws: Refusal.self) { try token(second: "a") }
        #expect(throws: Refusal.self) { try token(days: 31) }
        #expect(throws: Refusal.self) { try token(days: 0) }
    }
}
