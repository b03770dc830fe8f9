package import Customs

/// Modes of transport: UN/ECE Recommendation 19, one digit, and the two-digit codes customs uses.
///
/// Source: UN/ECE Recommendation 19; EAEU classifier of kinds of transport (Decision 378 of the
/// Customs Union Commission, annex 3) for 31, 32, 71, 72; EU Regulation 2016/341, annex 9, for 12–23;
/// the Korean tens are ten times Recommendation 19.
package enum TransportModes {
    /// All codes, of one and of two digits.
    package static let list = CodeList(
        name: "UN/ECE Recommendation 19 and customs classifiers",
        codes: FactTable.cells(table).map { DatedCode(code: $0.code, name: $0.name) })

    private static let table = """
        0 Mode not specified|1 Maritime|2 Rail|3 Road|4 Air|5 Mail|6 Multimodal
        7 Fixed installation|8 Inland water|9 Mode not applicable
        10 Sea|12 Rail wagon on a sea vessel|16 Powered road vehicle on a sea vessel
        17 Trailer on a sea vessel|18 Inland vessel on a sea vessel|20 Rail
        23 Road vehicle on a rail wagon|30 Road|31 Tractor with semi-trailer
        32 Vehicle with trailer|40 Air|50 Mail|60 Multimodal|70 Fixed installation|71 Pipeline
        72 Power line|80 Inland water|90 Own propulsion
        """

    /// The one-digit code of Recommendation 19 that a code means: "31" → "3"; nil when unknown.
    ///
    /// The first digit of every two-digit code in use is the Recommendation 19 mode.
    package static func canonical(_ code: String) -> String? {
        guard list.contains(code), let first = code.first else { return nil }
        return String(first)
    }

    /// The mode of a border crossing that goods of this transport mode pass; nil when it says nothing.
    package static func crossingMode(_ code: String) -> CrossingPoint.Mode? {
        switch canonical(code) {
        case "1": .sea
        case "2": .rail
        case "3": .road
        case "4": .air
        case "8": .river
        default: nil
        }
    }
}
