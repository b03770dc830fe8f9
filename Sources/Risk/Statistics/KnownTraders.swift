package import Customs

/// What a node has learned of traders beyond their declarations: results of inspections, and certain
/// open hits on watch lists.
///
/// Traders are kept as the hashes that statistics use, so no names are held here. Unlike statistics
/// it can be taken back: an appeal or a clearance changes what the next one holds.
package struct KnownTraders: Hashable, Sendable {
    /// What is known of one trader.
    package struct Record: Hashable, Sendable {
        /// Declarations inspected, and those of them where an offence or a seizure followed.
        package var inspected = 0
        package var offences = 0
        /// Named by a certain hit on a list that officers may see.
        package var isListed = false

        package init() {}

        /// Whether links to this trader mean anything.
        package var isFlagged: Bool { offences > 0 || isListed }
    }

    private var records: [UInt32: Record] = [:]
    /// Sums over all traders, for the prior of a single one.
    package private(set) var inspected = 0
    package private(set) var offences = 0
    private var flaggedCount = 0
    private let seed: UInt64

    /// Nothing known yet; `seed` is that of the statistics it is used with.
    package init(seed: UInt64) { self.seed = seed }

    /// Whether any trader is flagged.
    package var hasFlagged: Bool { flaggedCount > 0 }

    /// Counts an inspection of a declaration of the trader.
    package mutating func add(inspectionOf declaration: borrowing Declaration, isOffence: Bool) {
        inspected += 1
        if isOffence { offences += 1 }
        change(declaration) {
            $0.inspected += 1
            if isOffence { $0.offences += 1 }
        }
    }

    /// Notes that the trader of a declaration is on a list.
    package mutating func add(listed declaration: borrowing Declaration) {
        change(declaration) { $0.isListed = true }
    }

    private mutating func change(
        _ declaration: borrowing Declaration, _ body: (inout Record) -> Void
    ) {
        guard let trader = DeclarationMeasures(declaration, seed: seed).trader else { return }
        var record = records[Self.short(trader)] ?? Record()
        let wasFlagged = record.isFlagged
        body(&record)
        if record.isFlagged, !wasFlagged { flaggedCount += 1 }
        records[Self.short(trader)] = record
    }

    subscript(trader: UInt32) -> Record? { records[trader] }

    /// The half of a trader's hash by which sharers are told.
    static func short(_ trader: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: trader >> 32) }
}

/// What inspections of a trader's goods have shown.
package struct InspectionRecord: Hashable, Sendable {
    package var inspected: Int
    package var offences: Int
    /// Share of offences among all inspections of the node, 0…1.
    package var usual: Double
}

/// A way from a trader to a flagged one over what they share.
package struct PartyLink: Hashable, Sendable {
    /// What two traders share.
    package enum Mark: UInt8, Hashable, Sendable, CaseIterable {
        case address, phone, contact, vehicle
    }

    /// 1: the flagged trader shares something with this one; 2: with one that shares with this one.
    package var distance: Int
    /// What this trader shares, on the first step.
    package var mark: Mark
    /// Named on a list; else found with an offence.
    package var isListed: Bool
}
