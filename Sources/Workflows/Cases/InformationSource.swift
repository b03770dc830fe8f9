package import Exchange
import Seal
package import Store

/// A partner's message that something of ours was made from. Whoever makes something of it names it,
/// and its label goes along: purpose, class and use rules of the origin.
package struct InformationSource: Hashable, Sendable {
    package let origin: String
    package let message: String

    package init(origin: String, message: String) {
        self.origin = origin
        self.message = message
    }

    var json: JSONTree {
        .object(["origin": .string(origin), "message": .string(message)])
    }

    init?(_ tree: JSONTree) {
        guard let origin = tree["origin"]?.text, let message = tree["message"]?.text else {
            return nil
        }
        self.init(origin: origin, message: message)
    }

    /// Finds who told a message.
    ///
    /// - Throws: ``ExchangeFailure/Code/unknown``.
    package static func find(
        _ message: String, in standing: ExchangeStanding, _ reader: any StoreReader
    ) throws -> InformationSource {
        for partner in standing.partners {
            if let row = try reader.inbox(sender: partner, message: message),
                row.status == "accepted"
            {
                return InformationSource(origin: partner, message: message)
            }
        }
        throw ExchangeFailure(
            .unknown, problem: "no message \(message) was accepted here",
            remedy: "see: tamga message list --received")
    }

    /// What a partner told, with its label.
    func received(in transaction: ExchangeTransaction) throws -> ReceivedInformation {
        guard let row = try transaction.writer.inbox(sender: origin, message: message),
            let received = try Messages.received(
                row, in: transaction.standing, transaction.writer)
        else {
            throw ExchangeFailure(
                .unknown, problem: "no readable message \(message) of \(origin)",
                remedy: "see: tamga message list")
        }
        return received
    }

    /// A content under the labels of everything it was made from.
    static func tainted(
        _ content: Tainted<JSONTree>, by sources: [InformationSource],
        in transaction: ExchangeTransaction
    ) throws -> Tainted<JSONTree> {
        try sources.reduce(content) { tainted, source in
            tainted.combined(with: try source.received(in: transaction).content) { own, _ in own }
        }
    }
}

/// What goes along with a draft beside its content.
package struct DraftCompany: Sendable {
    /// The id that sealed attachments wait for.
    package var reserved: MessageID?
    /// Messages of partners that the content was made from.
    package var sources: [InformationSource]

    package init(reserved: MessageID? = nil, sources: [InformationSource] = []) {
        self.reserved = reserved
        self.sources = sources
    }
}
