import Foundation
import Testing

@testable import Exchange
@testable import Seal

/// The root of the package, from where this file stands.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// Reads one of the shipped agreements in its signed form.
func shippedDocument(_ name: String) throws -> JSONTree {
    let url = packageRoot.appendingPathComponent("Specs/agreements/\(name).json")
    return try JSONTree(reading: Array(try Data(contentsOf: url)))
}

/// An administration with fixed keys.
struct TestNode {
    let code: String
    let evidence: SigningKey
    let evidenceP256: SigningKey
    let hop: SigningKey
    let log: SigningKey
    let seal: SealKey
    let sealP256: SealKey
    let card: NodeCard

    static let begin = Timestamp(seconds: 1_790_000_000)

    init(_ code: String) throws {
        func secret(_ use: String) -> SecretBytes {
            SecretBytes(Digest256(hashing: "test key \(code) \(use)").bytes)
        }
        self.code = code
        evidence = try SigningKey(.ed25519, secret: secret("evidence"))
        evidenceP256 = try SigningKey(.p256, secret: secret("evidence P-256"))
        hop = try SigningKey(.ed25519, secret: secret("hop"))
        log = try SigningKey(.ed25519, secret: secret("log"))
        seal = try SealKey(.xWing, secret: secret("seal"))
        sealP256 = try SealKey(.p256, secret: secret("seal P-256"))
        func key(
            _ name: String, _ purpose: KeyPurpose, _ material: CardKey.Material
        ) throws -> CardKey {
            try CardKey(
                id: "\(code)-\(name)", purpose: purpose, material: material,
                notBefore: Self.begin.adding(seconds: -86_400 * 365),
                notAfter: Self.begin.adding(seconds: 86_400 * 730))
        }
        card = try NodeCard(
            node: code, name: "Customs of \(code)", serial: 1, previous: nil, issued: Self.begin,
            endpoints: ["https://\(code.lowercased()).example"], tlsAuthorities: [],
            keys: [
                key(
                    "evidence-1", .evidence,
                    .signature(.ed25519, evidence.verifyingKey.bytes)),
                key(
                    "evidence-2", .evidence,
                    .signature(.p256, evidenceP256.verifyingKey.bytes)),
                key("hop-1", .hop, .signature(.ed25519, hop.verifyingKey.bytes)),
                key("log-1", .log, .signature(.ed25519, log.verifyingKey.bytes)),
                key("seal-1", .seal, .seal(.xWing, seal.recipientKey.bytes)),
                key("seal-2", .seal, .seal(.p256, sealP256.recipientKey.bytes)),
            ])
    }

    /// The evidence keys for an agreement's algorithms.
    func keys(_ algorithms: Set<SignatureAlgorithm>) -> [(id: String, key: SigningKey)] {
        let all = [("\(code)-evidence-1", evidence), ("\(code)-evidence-2", evidenceP256)]
        return all.filter { algorithms.contains($0.1.algorithm) }
    }

    func sealKey(_ suite: SealSuite) -> SealKey { suite == .xWing ? seal : sealP256 }
}

/// Two administrations under a shipped agreement.
struct TestPair {
    let us: TestNode
    let them: TestNode
    let signed: SignedAgreement
    let now = TestNode.begin

    init(_ document: JSONTree, _ us: String, _ them: String) throws {
        self.us = try TestNode(us)
        self.them = try TestNode(them)
        let agreement = try Agreement(reading: document)
        let nodes = try agreement.parties.map { try TestNode($0.node) }
        var statement = try SignedAgreement.propose(
            document, keys: nodes[0].keys(agreement.signatureAlgorithms))
        for node in nodes.dropFirst() {
            statement = try SignedAgreement.countersign(
                statement, keys: node.keys(agreement.signatureAlgorithms))
        }
        signed = try SignedAgreement(
            verifying: statement, cards: nodes.map(\.card), at: TestNode.begin)
    }

    static func uzus() throws -> TestPair {
        try TestPair(try shippedDocument("uz-us"), "UZ", "US")
    }

    /// A complete request to verify an export.
    static let requestContent = JSONTree.object([
        "subject": "Export declaration 26001/121126/0004411", "reason": "Undervaluation suspected",
        "measure": "verify-export", "facts": "Import value is a third of the market price",
        "enquiriesMade": "Importer's books checked", "connection": "The same consignment",
        "declaration": .object(["number": "26001/121126/0004411", "date": "2026-11-12"]),
        "goods": [.object(["hsCode": "851713", "quantity": 400])],
        "parties": [.object(["role": "exporter", "name": "CANARY Trading LLC"])],
    ])

    func proposal(
        _ kind: DisclosureKind = .request(.verifyExport, .routine),
        _ content: JSONTree = requestContent, purpose: String = "duty-evasion"
    ) -> DisclosureProposal {
        DisclosureProposal(
            kind: kind, from: us.code, to: them.code, purpose: purpose, handling: "LIMITED",
            content: Tainted(own: content), preparedBy: "\(us.code.lowercased())-liaison",
            approvedBy: "\(us.code.lowercased())-head")
    }

    func disclosure(_ proposal: DisclosureProposal? = nil) throws -> Disclosure {
        try signed.disclose(
            proposal ?? self.proposal(), standing: AgreementStanding(), at: now)
    }

    func message(
        number: UInt8 = 1, previous: Digest256? = nil, _ disclosure: Disclosure? = nil,
        stream: String = "case-1"
    ) throws -> SubmittedMessage {
        let position = try #require(
            StreamPosition(stream: stream, sequence: Int64(number), previous: previous))
        return try (disclosure ?? self.disclosure()).sealed(
            EnvelopeCircumstances(
                id: MessageID(at: now, random: [UInt8](repeating: number, count: 10)),
                position: position, inReplyTo: nil, created: now,
                expires: now.adding(seconds: 86_400 * 30),
                salt: SecretBytes([UInt8](repeating: number, count: 32))),
            card: them.card, keys: us.keys(signed.agreement.signatureAlgorithms))
    }
}
