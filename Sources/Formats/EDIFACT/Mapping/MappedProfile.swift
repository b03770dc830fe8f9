/// A ``MappingProfile`` made ready for reading.
final class MappedProfile: Sendable {
    let association: String
    let cusdec: MessageMapper
    let cuscar: MessageMapper

    init(_ profile: MappingProfile) {
        association = profile.association
        cusdec = MessageMapper(profile.cusdec, .cusdecD96B)
        cuscar = MessageMapper(profile.cuscar, .cuscarD95B)
    }

    /// Serves messages that name no guide, or one that is unknown (with a warning).
    static let standard = MappedProfile(.tmg001)
    private static let known = MappingProfile.known.map {
        $0.association == standard.association ? standard : MappedProfile($0)
    }

    static func named(_ association: String?) -> MappedProfile? {
        known.first { $0.association == association }
    }
}
