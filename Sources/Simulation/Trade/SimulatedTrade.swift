package import Customs

/// One simulated declaration with what is true about it and what the other side has on record.
///
/// Holds plain numbers; the documents are put together when asked for, so ask once and keep them.
package struct SimulatedTrade: Sendable {
    let shipment: Shipment
    /// The goods as they are, where the declaration tells something else.
    let original: [ShipmentItem]?
    /// What is false; nil for honest trade.
    package let truth: SimulatedTruth?
    /// True when the carrier lodged a cargo report.
    package let bringsCargoReport: Bool
    let world: TradeWorld

    /// Position in the stream, from 1.
    package var number: Int { shipment.number }
    /// 2 when the declaration amends an earlier one of the stream.
    package var version: Int { shipment.version }
    package var flow: Declaration.Flow { lane.flow }
    /// Country of dispatch of imports and transit, of destination of exports.
    package var foreignLand: Land { lane.foreignLand }

    var lane: Lane { world.lanes[shipment.lane] }

    /// The declaration as lodged with the administration.
    package var declaration: Declaration {
        DeclarationAssembly(world: world, shipment: shipment).declaration()
    }

    /// The same goods in the partner's register: an export for our import, an import for our export.
    ///
    /// nil for transit, for countries other than Uzbekistan, Kazakhstan and the United States, and
    /// for exports that never arrive.
    package var partnerDeclaration: Declaration? {
        guard lane.flow != .transit, truth?.scheme != .phantomExport,
            [Land.uz, .kz, .us].contains(lane.foreignLand)
        else { return nil }
        var honest = shipment
        if let original, truth?.group == nil { honest.items = original }
        honest.containerSpoiled = nil
        return PartnerAssembly(world: world, shipment: honest).declaration()
    }

    /// The carrier's report of the goods, when there is one.
    package var cargoReport: CargoReport? {
        guard bringsCargoReport, lane.flow != .export else { return nil }
        return CargoReportAssembly(world: world, shipment: shipment).report()
    }
}
