package import Customs

/// What the envelope around a message said, found again among the extensions of what was read.
///
/// The reader keeps every component of UNB, UNG and UNH as an extension with the path
/// "UNB/element.component".
package struct EDIFACTEnvelope: Hashable, Sendable {
    /// Syntax identifier and version: "UNOA:1".
    package var syntax: String?
    package var sender: String?
    package var recipient: String?
    package var controlReference: String?
    /// The message stood in a functional group (UNG).
    package var isGrouped: Bool
    package var messageReference: String?
    /// "CUSDEC" or "CUSCAR".
    package var messageType: String?
    /// "D.96B".
    package var directory: String?

    package init(_ extensions: [Extension]) {
        func value(_ path: String) -> String? { extensions.first { $0.path == path }?.value }
        syntax = value("UNB/1.1").map { identifier in
            value("UNB/1.2").map { "\(identifier):\($0)" } ?? identifier
        }
        sender = value("UNB/2.1")
        recipient = value("UNB/3.1")
        controlReference = value("UNB/5.1")
        isGrouped = extensions.contains { $0.path?.hasPrefix("UNG/") == true }
        messageReference = value("UNH/1.1")
        messageType = value("UNH/2.1")
        directory = value("UNH/2.2").flatMap { version in
            value("UNH/2.3").map { "\(version).\($0)" }
        }
    }

    /// The envelope that a document was read in.
    package init(_ document: CustomsDocument) {
        switch document {
        case .declaration(let declaration): self.init(declaration.extensions)
        case .cargoReport(let report): self.init(report.extensions)
        }
    }
}
