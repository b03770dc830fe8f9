/// An officer who can prove who they are.
package struct OfficerRow: Hashable, Sendable {
    package var name: String
    package var salt: [UInt8]
    package var hash: [UInt8]
    package var addedAt: Int64
    package var disabledAt: Int64?
    /// Wrong secrets in a row, and when the last of them was given.
    package var failures: Int
    package var failedAt: Int64?

    package init(
        name: String, salt: [UInt8], hash: [UInt8], addedAt: Int64, disabledAt: Int64? = nil,
        failures: Int = 0, failedAt: Int64? = nil
    ) {
        self.name = name
        self.salt = salt
        self.hash = hash
        self.addedAt = addedAt
        self.disabledAt = disabledAt
        self.failures = failures
        self.failedAt = failedAt
    }
}

/// Questions about officers.
package protocol OfficerReader {
    /// Everybody ever added, by name.
    func officers() throws -> [OfficerRow]
}

/// Changes to officers within one transaction.
package protocol OfficerWriter: OfficerReader {
    /// Adds an officer, or replaces what is stored under the name.
    func put(_ officer: OfficerRow) throws
}
