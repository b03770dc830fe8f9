import Customs

/// A number under which two registers may know the same consignment, normalised; strongest kinds first.
///
/// Source: K1 to K8 of the matching keys that the partners agreed on, as in Specs/mirror.md section 3.
package struct MirrorKey: Hashable, Sendable {
    package enum Kind: Int, Hashable, Sendable, CaseIterable {
        case reference = 1, declaration, guarantee, document, container, vehicle, invoice, goods

        package var name: String {
            switch self {
            case .reference: "ucr"
            case .declaration: "declaration"
            case .guarantee: "guarantee"
            case .document: "document"
            case .container: "container"
            case .vehicle: "vehicle"
            case .invoice: "invoice"
            case .goods: "goods"
            }
        }

        /// Days from export to import between which the key means the same consignment. Containers
        /// and vehicles come again, and goods are alike.
        ///
        /// Source: lags of DOMAIN 4.2 (road 0–15, rail 2–45, sea 10–120 days), some days of slack.
        var days: ClosedRange<Int> {
            switch self {
            case .reference, .declaration, .guarantee: -30...400
            case .document, .invoice: -10...180
            case .container, .vehicle, .goods: -3...90
            }
        }

        /// Whether a number with one character written wrongly is looked for.
        package var toleratesError: Bool {
            self == .reference || self == .document || self == .container
        }

        /// How surely records that share the key are the same goods, before anything else is compared.
        var trust: Double {
            switch self {
            case .reference, .declaration: 0.999
            case .guarantee: 0.995
            case .document: 0.99
            case .container: 0.97
            case .vehicle: 0.9
            case .invoice: 0.92
            case .goods: 0.8
            }
        }
    }

    package let kind: Kind
    package let text: String

    /// Letters and digits as they are compared; see `PackedKey`.
    static func packed(_ text: String) -> String {
        Array(text.utf8).withUnsafeBufferPointer { PackedKey($0) }.text
    }

    init?(_ kind: Kind, _ text: String, isCore: Bool = false, charactersMin: Int = 6) {
        let packed = Array(text.utf8).withUnsafeBufferPointer { PackedKey($0) }
        let key = isCore ? packed.core : packed
        guard key.count >= charactersMin else { return nil }
        self.kind = kind
        self.text = key.text
    }

    init(kind: Kind, text: String) {
        self.kind = kind
        self.text = text
    }

    /// Hashes under which a number and others one character away from it meet; empty for kinds that
    /// are compared exactly.
    package var nearHashes: [Int64] {
        guard kind.toleratesError, text.utf8.count >= 8 else { return [] }
        var hashes: Set<Int64> = []
        Array(text.utf8).withUnsafeBufferPointer { PackedKey($0) }.neighbourhood { hash in
            hashes.insert(Int64(bitPattern: Mix.pair(hash, UInt64(kind.rawValue))))
        }
        return hashes.sorted()
    }

    /// Whether two numbers of one kind differ by at most one character.
    package func isNear(_ other: MirrorKey) -> Bool {
        guard kind == other.kind else { return false }
        let one = Array(text.utf8).withUnsafeBufferPointer { PackedKey($0) }
        let two = Array(other.text.utf8).withUnsafeBufferPointer { PackedKey($0) }
        return one.isNear(two)
    }
}

extension MirrorRecord {
    /// Keys under which the record is kept, strongest first, each once.
    package var keys: [MirrorKey] { exactKeys + goodsKeys(spread: 0) }

    /// Keys under which its partner is looked for, strongest first: as kept, and masses that differ
    /// a little.
    package var searchKeys: [MirrorKey] { exactKeys + goodsKeys(spread: 1) }

    private var exactKeys: [MirrorKey] {
        var keys: [MirrorKey?] = [reference.flatMap { MirrorKey(.reference, $0) }]
        if flow == .export { keys.append(MirrorKey(.declaration, number)) }
        keys += cited.map { MirrorKey(.declaration, $0) }
        keys.append(guarantee.flatMap { MirrorKey(.guarantee, $0) })
        keys += documents.map { MirrorKey(.document, $0, isCore: true) }
        keys += containers.map { MirrorKey(.container, $0) }
        keys += vehicles.map { MirrorKey(.vehicle, Self.latin($0), charactersMin: 5) }
        if let seller = seller.skeleton {
            for invoice in invoices {
                guard let key = MirrorKey(.invoice, invoice, isCore: true, charactersMin: 3) else {
                    continue
                }
                keys.append(MirrorKey(kind: .invoice, text: key.text + "/" + seller))
            }
        }
        var seen: Set<MirrorKey> = []
        return keys.compactMap { $0 }.filter { seen.insert($0).inserted }
    }

    /// Width of a class of mass on the logarithm: what weighing and rounding differ by.
    private static let massStep = 0.045

    private func goodsKeys(spread: Int) -> [MirrorKey] {
        guard let buyer = buyer.skeleton else { return [] }
        let mass = lines.reduce(0.0) { $0 + ($1.massNetKg?.approximate ?? 0) }
        let heaviest = lines.max {
            ($0.massNetKg?.approximate ?? 0) < ($1.massNetKg?.approximate ?? 0)
        }
        guard mass >= 1, mass < 1e12, let heading = heaviest?.heading else { return [] }
        let place = Int((logarithm(mass) / Self.massStep).rounded(.down))
        return (-spread...spread).map { step in
            MirrorKey(kind: .goods, text: "\(heading)/\(place + step)/\(buyer)")
        }
    }

    /// Cyrillic letters of number plates as the Latin ones they look like.
    private static func latin(_ plate: String) -> String {
        String(plate.map { plateLetters[$0] ?? $0 })
    }

    private static let plateLetters = Dictionary(
        uniqueKeysWithValues: zip("АВЕКМНОРСТУХавекмнорстух", "ABEKMHOPCTYXABEKMHOPCTYX"))
}
