import Customs

/// One profile's meaning of a message's segments: a table read in both directions.
///
/// The reader finds the step for each segment and takes the parts named; the writer goes through
/// the steps in order. A further country's implementation guide is one more value of this type in
/// ``MappingProfile/known``.
struct MappingProfile: Sendable {
    /// UNH 0057: the association code that calls for this profile.
    var association: String
    var cusdec: [MappingStep]
    var cuscar: [MappingStep]

    /// Profiles in use; the first one serves messages that name none.
    static let known = [MappingProfile.tmg001]
}

/// A segment with its parts, or steps that repeat for each thing of a kind.
indirect enum MappingStep: Sendable {
    /// Group path and tag ("SG30/SG31/PAC") and what its components mean.
    case segment(String, [MappingPart])
    /// The first step opens a new thing of the kind; the others belong to it.
    case each(MappingScope, [MappingStep])
}

/// Kinds of things that messages repeat.
enum MappingScope: Hashable, Sendable {
    case document
    case equipment
    /// CUSDEC lists all seals, and apart from that says which container each is on.
    case seal, sealTie
    case transportDocument, transport, tradeTerms
    case party(Party.Role)
    case item, packaging, itemDocument, duty
    case consignment, goods, goodsEquipment
}

/// What one component (element and component from 1), or a few together, mean.
enum MappingPart: Sendable {
    /// The segment has this meaning only when the component has this value.
    case key(Int, Int, String)
    /// Written always; kept as an extension when it reads otherwise.
    case fixed(Int, Int, String)
    case text(Int, Int, MappingField)
    /// Components 1…n of an element, joined by line feeds.
    case lines(Int, Int, MappingField)
    case number(Int, Int, MappingField)
    /// Element, component of the unit, component of the value.
    case quantity(Int, Int, Int, MappingField)
    /// Element, component of the amount, component of the currency.
    case money(Int, Int, Int, MappingField)
    /// Element, component of the date, component of its format (UNTDID 2379).
    case date(Int, Int, Int, MappingField)
    /// One of the elements 2…6 whose second component names this code list and third this agency.
    case listed(String, String, MappingField)
}

/// Where values go to or come from.
enum MappingField: Hashable, Sendable {
    case documentType, documentNumber, function, procedureType
    case office, exportCountry, destinationCountry, loadingPlace, unloadingPlace
    case issueDate, arrivalDate, totalGrossMass, localReference, traderReference
    case transportDocumentNumber, transportDocumentDate
    case conveyance, mode, means, nationality
    case partyID, partyName, street, city, postcode, country
    case incoterm, incotermPlace, totalInvoice, itemCount, packageCount
    case equipmentID, sizeType, fullness, equipmentGrossMass
    case sealID, sealParty, tiedContainer, tiedSeal
    case itemNumber, commodity, procedure, preference, description, origin
    case netMass, grossMass, supplementary, packages, packageType, marks, price
    case documentReference, documentDate, dutyType, dutyRate, dutyAmount
    case consignmentNumber, consignmentDocument, goodsEquipmentID, goodsEquipmentPackages
}
