package import Seal
package import Store

/// Officers who prove who they are. On a node without any, a name is believed as it is typed; as soon
/// as one is added, every approval needs the secret of the officer who gives it.
package enum OfficerBook {
    /// Wrong secrets in a row after which an officer is locked out, and for how long, in seconds.
    package static let failuresMax = 5
    package static let lockSeconds: Int64 = 900

    /// Adds an officer, or gives one a new secret; a disabled one is enabled again.
    ///
    /// - Throws: ``ExchangeFailure/Code/refused`` for a name or a secret that is not proper.
    package static func add(
        _ name: String, secret: SecretBytes, at moment: Timestamp, random: (Int) -> [UInt8],
        in store: any Store
    ) throws {
        guard CardKey.isName(name) else {
            throw ExchangeFailure(
                .refused, problem: "\(name.prefix(64)) is no name of an official",
                remedy: "use 1 to 64 of A-Z a-z 0-9 . _ -, as the agreements name them")
        }
        let hash: SecretHash
        do throws(SealFailure) {
            hash = try SecretHash(of: secret, salt: random(SecretHash.saltByteCount))
        } catch {
            throw ExchangeFailure(
                .refused, problem: "the \(error.place) \(error.problem): \(error.reason)",
                remedy: error.remedy)
        }
        try store.write { writer in
            let known = try writer.officers().first { $0.name == name }
            try writer.put(
                OfficerRow(
                    name: name, salt: hash.salt, hash: hash.hash,
                    addedAt: known?.addedAt ?? moment.milliseconds))
        }
    }

    /// Takes an officer's right to approve away.
    package static func disable(_ name: String, at moment: Timestamp, in store: any Store) throws {
        try store.write { writer in
            guard var row = try writer.officers().first(where: { $0.name == name }) else {
                throw ExchangeFailure(
                    .unknown, problem: "no officer \(name) was added here",
                    remedy: "see: tamga officer list")
            }
            row.disabledAt = row.disabledAt ?? moment.milliseconds
            try writer.put(row)
        }
    }

    /// Whether approvals need a proof here.
    package static func isRequired(in store: any Store) throws -> Bool {
        try store.read { try !$0.officers().isEmpty }
    }

    /// Lets an officer approve who gives the right secret.
    ///
    /// - Parameter secret: nil when none was given.
    /// - Throws: ``ExchangeFailure/Code/notPermitted``, with the same words whether the name or the
    ///   secret is wrong.
    package static func require(
        _ name: String, secret: SecretBytes?, at moment: Timestamp, in store: any Store
    ) throws {
        let rows = try store.read { try $0.officers() }
        guard !rows.isEmpty else { return }
        guard let secret else {
            throw denied(
                "\(name) must prove who they are",
                "give the officer's secret: --secret-file "
                    + "FILE, or TAMGA_OFFICER_SECRET")
        }
        guard let row = rows.first(where: { $0.name == name }), row.disabledAt == nil else {
            // As long as a wrong secret takes, so that names cannot be told apart by the clock.
            _ = SecretHash(
                salt: [UInt8](repeating: 0, count: SecretHash.saltByteCount),
                hash: [UInt8](repeating: 0, count: SecretHash.hashByteCount)
            ).matches(secret)
            throw wrong(name)
        }
        if row.failures >= failuresMax, let failed = row.failedAt,
            moment.milliseconds < failed + lockSeconds * 1_000
        {
            throw denied(
                "\(name) is locked out after \(row.failures) wrong secrets",
                "wait \(lockSeconds / 60) minutes, or give a new secret: tamga officer add \(name)")
        }
        let isRight = SecretHash(salt: row.salt, hash: row.hash).matches(secret)
        try store.write { writer in
            guard var now = try writer.officers().first(where: { $0.name == name }) else { return }
            now.failures = isRight ? 0 : now.failures + 1
            now.failedAt = isRight ? nil : moment.milliseconds
            if now != row { try writer.put(now) }
        }
        guard isRight else { throw wrong(name) }
    }

    private static func wrong(_ name: String) -> ExchangeFailure {
        denied(
            "\(name) could not prove who they are", "give the right secret; see: tamga officer list"
        )
    }

    private static func denied(_ problem: String, _ remedy: String) -> ExchangeFailure {
        ExchangeFailure(.notPermitted, problem: problem, remedy: remedy)
    }
}
