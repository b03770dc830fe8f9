import ArgumentParser
import Exchange

extension RequestType {
    /// The request an argument names; throws `ValidationError` with those known.
    init(option name: String) throws {
        guard let type = RequestType(rawValue: name) else {
            throw ValidationError(
                "\(name) is no request; known are "
                    + RequestType.allCases.map(\.rawValue).joined(separator: ", "))
        }
        self = type
    }
}

extension Urgency {
    /// The urgency an option names.
    init(option name: String) throws {
        guard let urgency = Urgency(rawValue: name) else {
            throw ValidationError("--urgency is routine or urgent")
        }
        self = urgency
    }
}
