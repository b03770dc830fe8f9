/// An input could not be opened or read; nothing was taken from it.
package struct InputFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// There is no such file.
        case missing
        /// It exists but cannot be read: permissions, a directory, an error of the disk.
        case unreadable
        /// A `.gz` that is damaged or cut off.
        case badCompression
        /// More bytes than the limit once unpacked.
        case tooLarge
    }

    package var code: Code
    package var name: String
    package var problem: String
    package var remedy: String

    package init(_ code: Code, name: String, problem: String, remedy: String) {
        self.code = code
        self.name = name
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String { "\(name): \(problem); \(remedy)" }
}
