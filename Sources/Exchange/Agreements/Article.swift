/// The kinds of assistance that instruments of mutual administrative assistance know.
///
/// Source: the article titles of the Johannesburg Convention (WCO, 2003), articles 3 to 18, and of
/// the WCO model bilateral agreement (2004).
package enum Article: String, Hashable, Sendable, CaseIterable {
    /// Information for the application and enforcement of customs law.
    case applicationOfLaw = "application-of-law"
    /// Information relating to customs offences.
    case offences
    /// Information for the assessment of duties.
    case assessment
    case spontaneous
    case automatic
    case advance
    case surveillance
    case controlledDelivery = "controlled-delivery"
    case notification
    case recovery
    case expertsAndWitnesses = "experts-and-witnesses"
    case presenceOfOfficials = "presence-of-officials"
    /// Technical assistance, training and typologies without personal data.
    case technicalAssistance = "technical-assistance"
    /// Use, protection and breach of what was received.
    case confidentiality
}

/// What a request asks for; each type has its own form.
package enum RequestType: String, Hashable, Sendable, CaseIterable {
    case verifyExport = "verify-export"
    case verifyImport = "verify-import"
    case verifyDocument = "verify-document"
    case verifyOrigin = "verify-origin"
    case verifyValue = "verify-value"
    case traderStatus = "trader-status"
    case offenceInformation = "offence-information"
    case surveillance
    case notification
    case controlledDelivery = "controlled-delivery"
    case expertOrWitness = "expert-or-witness"
    case presenceOfOfficials = "presence-of-officials"
    case recovery

    /// Which article permits the request.
    package var article: Article {
        switch self {
        case .verifyExport, .verifyImport, .verifyDocument, .traderStatus: .applicationOfLaw
        case .verifyOrigin, .verifyValue: .assessment
        case .offenceInformation: .offences
        case .surveillance: .surveillance
        case .notification: .notification
        case .controlledDelivery: .controlledDelivery
        case .expertOrWitness: .expertsAndWitnesses
        case .presenceOfOfficials: .presenceOfOfficials
        case .recovery: .recovery
        }
    }
}
