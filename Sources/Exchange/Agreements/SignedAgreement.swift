package import Seal

/// An agreement that every party has signed; the only thing a ``Disclosure`` can come from.
package struct SignedAgreement: Hashable, Sendable {
    package let agreement: Agreement
    package let statement: JWS

    /// The kind of statement an agreement is.
    package static let type = "txp-agreement"

    /// Signs the text of an agreement as the first party. The text is the shortest form of the
    /// tree; its digest is ``Agreement/digest``.
    ///
    /// - Throws: ``Refusals`` when the tree is no valid agreement or a key cannot sign.
    package static func propose(
        _ document: JSONTree, keys: [(id: String, key: SigningKey)]
    ) throws(Refusals) -> JWS {
        _ = try Agreement(reading: document)
        do throws(SealFailure) {
            return try JWS(signing: document.bytes, type: type, keys: keys)
        } catch { throw Refusals(Refusal(error)) }
    }

    /// Adds another party's signature.
    ///
    /// - Throws: ``Refusals`` when a key signed already or cannot sign.
    package static func countersign(
        _ statement: JWS, keys: [(id: String, key: SigningKey)]
    ) throws(Refusals) -> JWS {
        do throws(SealFailure) {
            return try statement.countersigned(type: type, keys: keys)
        } catch { throw Refusals(Refusal(error)) }
    }

    /// Reads a statement and checks that each party signed it with an evidence key of its card.
    ///
    /// - Parameters:
    ///   - cards: the believed cards of all parties, our own among them, older ones first.
    ///   - moment: when it was signed or first recorded here.
    /// - Throws: ``Refusals`` with everything wrong with the text, or
    ///   ``Refusal/Code/badSignature``.
    package init(
        verifying statement: JWS, cards: [NodeCard], at moment: Timestamp
    ) throws(Refusals) {
        let document: JSONTree
        do throws(SealFailure) {
            document = try JSONTree(
                reading: statement.payload, bounds: .init(byteCountMax: 1 << 20, depthMax: 8))
        } catch { throw Refusals(Refusal(error)) }
        let agreement = try Agreement(
            reading: document, digest: Digest256(hashing: statement.payload))
        let bound = Set(agreement.parties.map(\.node))
        var signed: Set<String> = []
        do throws(SealFailure) {
            try statement.verify(type: Self.type) { id throws(SealFailure) in
                let owners = cards.filter { card in
                    bound.contains(card.node) && card.keys.contains { $0.id == id }
                }
                // Two parties with a key of one name cannot tell who signed; one party may be here
                // with several cards, of which the newest comes last.
                guard Set(owners.map(\.node)).count == 1, var owner = owners.last else {
                    throw SealFailure(
                        .unknownKey, place: "agreement", problem: "signed by an unknown key",
                        reason: "each party signs with an evidence key of its node card",
                        remedy: "ask the party for its current card")
                }
                if let valid = owners.last(where: { card in
                    card.keys.contains { $0.id == id && $0.isValid(at: moment) }
                }) {
                    owner = valid
                }
                let key = try owner.verifyingKey(id, for: .evidence, at: moment)
                signed.insert(owner.node)
                return key
            }
        } catch { throw Refusals(Refusal(error)) }
        guard signed == bound else {
            throw Refusals(
                Refusal(
                    .badSignature, place: "agreement",
                    problem:
                        "not signed by \(bound.subtracting(signed).sorted().joined(separator: ", "))",
                    reason: "an agreement binds when every party has signed the same text",
                    remedy: "have the missing party countersign"))
        }
        self.agreement = agreement
        self.statement = statement
    }
}
