/// Where a version of a profile stands in its life.
///
/// After the cycle of the WCO Risk Management Compendium, volume 1: what is put in force is tried,
/// agreed to by another person, limited in time and looked at again.
package enum ProfileStage: String, Hashable, Sendable, CaseIterable {
    case draft, backtested, reviewed, shadow, live, evaluated, retired

    /// The stages that may come after this one.
    package var following: Set<ProfileStage> {
        switch self {
        case .draft: [.backtested, .retired]
        case .backtested: [.backtested, .reviewed, .retired]
        case .reviewed: [.shadow, .retired]
        case .shadow: [.live, .retired]
        case .live: [.evaluated, .retired]
        case .evaluated: [.live, .retired]
        case .retired: []
        }
    }
}

/// Why a step in a profile's life was not taken.
package struct ProfileFailure: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        /// No such profile.
        case unknown = "profile-unknown"
        /// The step does not follow the stage the profile is in.
        case stage = "profile-stage"
        /// The person may not take it: author and owner do not review their own profile.
        case notPermitted = "profile-not-permitted"
        /// Its period of validity does not hold the day.
        case validity = "profile-validity"
        /// What is stored can no longer be read, by an older or newer program say.
        case unreadable = "profile-unreadable"
    }

    package var code: Code
    package var problem: String
    package var remedy: String

    package init(code: Code, problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }
}
