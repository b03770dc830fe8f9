package import Customs
package import Seal
package import Store

/// Who promises a seed for the day's draw.
package enum SeedRole: String, Hashable, Sendable, CaseIterable {
    case operations
    /// Internal audit, or a partner administration.
    case audit
}

/// The numbers drawn on one day.
///
/// Two roles each promise a secret seed by its digest before the shift. A declaration's number is
/// given by the store after its content is frozen, so that nobody can look for a lucky content; the
/// number drawn is HMAC-SHA-256 under the exclusive-or of both seeds over purpose, day, number and
/// content digest. Knowing one seed foretells nothing. After the shift the seeds are revealed and
/// everybody can recompute.
package struct DailyDraw: Sendable {
    private let key: KeyedDigest
    private let day: CalendarDay
    /// False when the node's own secret stood in for promised seeds.
    package let isPromised: Bool

    /// What a number is drawn for; each purpose has its own numbers.
    package enum Purpose: String, Sendable {
        case sample, officer, exploration
    }

    /// A draw under two seeds of ``seedByteCount`` bytes; nil for other lengths.
    package init?(day: CalendarDay, operations: SecretBytes, audit: SecretBytes) {
        guard operations.count == Self.seedByteCount, audit.count == Self.seedByteCount else {
            return nil
        }
        let mixed = operations.withBytes { first in
            audit.withBytes { second in zip(first, second).map { $0 ^ $1 } }
        }
        key = KeyedDigest(key: SecretBytes(mixed))
        self.day = day
        isPromised = true
    }

    /// A draw under the node's secret, for days on which nobody promised seeds: repeatable, and
    /// unforeseeable for all but those who hold the key.
    package init(day: CalendarDay, nodeSecret: SecretBytes) {
        key = KeyedDigest(key: nodeSecret)
        self.day = day
        isPromised = false
    }

    package static let seedByteCount = 32

    /// The promise of a seed: SHA-256 over purpose, day, role and seed.
    package static func commitment(
        of seed: SecretBytes, day: CalendarDay, role: SeedRole
    ) -> [UInt8] {
        var bytes = Array("tamga/draw-seed/1\n\(day.iso)\n\(role.rawValue)\n".utf8)
        seed.withBytes { bytes.append(contentsOf: $0) }
        return Digest256(hashing: bytes).bytes
    }

    /// The number of a declaration: 0…1 below 1.
    package func number(for purpose: Purpose, version: Int64, digest: [UInt8]) -> Double {
        var bytes = Array("tamga/draw/1\n\(purpose.rawValue)\n\(day.iso)\n".utf8)
        withUnsafeBytes(of: version.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: digest)
        return fraction(bytes)
    }

    /// The number at which a shift's systematic sample begins: 0…1 below 1.
    package func number(office: String, shift: String) -> Double {
        let purpose = Purpose.exploration.rawValue
        return fraction(
            Array(
                "tamga/draw/1\n\(purpose)\n\(day.iso)\n\(office.utf8.count) \(office)\n\(shift)"
                    .utf8))
    }

    /// The first 53 bits of the keyed digest as a fraction.
    private func fraction(_ bytes: [UInt8]) -> Double {
        var bits: UInt64 = 0
        for byte in key.digest(of: bytes).bytes.prefix(8) { bits = bits << 8 | UInt64(byte) }
        return Double(bits >> 11) * 0x1p-53
    }
}

/// Promising, using and revealing seeds on a node.
package struct DrawSeeds: Sendable {
    private let store: any Store
    private let node: NodeDirectory
    private let now: @Sendable () -> Int64

    package init(
        store: any Store, node: NodeDirectory, now: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.node = node
        self.now = now
    }

    private func path(_ day: CalendarDay, _ role: SeedRole) -> String {
        node.keys + "/draw-\(day.iso)-\(role.rawValue).key"
    }

    /// Makes a seed, keeps it secret and stores its promise.
    ///
    /// - Throws: ``SealFailure`` `exists` when the role has promised for the day.
    package func commit(_ role: SeedRole, day: CalendarDay) throws -> SeedRow {
        let seed = SecretBytes.random(count: DailyDraw.seedByteCount)
        try KeyFile.create(seed, at: path(day, role))
        let row = SeedRow(
            day: day.iso, role: role.rawValue,
            commitment: DailyDraw.commitment(of: seed, day: day, role: role),
            committedAt: now(), seed: nil, revealedAt: nil)
        try store.write { try $0.insert(row) }
        return row
    }

    /// The day's draw: under the promised seeds when both roles promised, else under `nodeSecret`.
    package func draw(_ day: CalendarDay, nodeSecret: SecretBytes) throws -> DailyDraw {
        let rows = try store.read { try $0.seeds(of: day.iso) }
        guard rows.count == SeedRole.allCases.count,
            let draw = DailyDraw(
                day: day, operations: try KeyFile.read(at: path(day, .operations)),
                audit: try KeyFile.read(at: path(day, .audit)))
        else { return DailyDraw(day: day, nodeSecret: nodeSecret) }
        return draw
    }

    /// Reveals every promised seed of a day; returns the rows, revealed.
    ///
    /// - Throws: ``SealFailure`` when a seed's file is gone or open to others.
    package func reveal(_ day: CalendarDay) throws -> [SeedRow] {
        let rows = try store.read { try $0.seeds(of: day.iso) }
        var seeds: [(SeedRole, [UInt8])] = []
        for row in rows where row.seed == nil {
            guard let role = SeedRole(rawValue: row.role) else { continue }
            let seed = try KeyFile.read(at: path(day, role))
            seeds.append((role, seed.withBytes { Array($0) }))
        }
        let time = now()
        return try store.write { writer in
            for (role, seed) in seeds {
                try writer.reveal(seed, of: day.iso, role: role.rawValue, at: time)
            }
            return try writer.seeds(of: day.iso)
        }
    }
}
