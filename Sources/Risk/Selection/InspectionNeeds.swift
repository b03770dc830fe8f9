package import Customs

/// What inspecting a declaration asks of officers and equipment, told from its goods and from what
/// indicators said.
package struct InspectionNeeds: Hashable, Sendable {
    /// Words of ``Staff/Officer/skills``: radiation, cites, dual-use, chemicals.
    package var skills: Set<String> = []
    package var equipment: Set<Staff.Equipment> = []

    /// A skill that nobody may do without: the goods themselves are dangerous.
    package static let dangerous: Set<String> = ["radiation"]

    /// - Parameter signals: the score of every indicator that spoke.
    package init(_ declaration: Declaration, signals: [String: Double]) {
        func speaks(_ indicators: [IndicatorID]) -> Int {
            indicators.count { (signals[$0.rawValue] ?? 0) > 0 }
        }
        for item in declaration.items {
            guard let number = HSNumber(item.commodityCode) else { continue }
            for (list, skill) in Self.skillsByList where list.holds(number) { skills.insert(skill) }
        }
        for (indicator, skill) in Self.skillsByIndicator where speaks([indicator]) > 0 {
            skills.insert(skill)
        }
        // Only the laboratory tells a precursor from what it is declared as.
        if skills.contains("chemicals") { equipment.insert(.laboratory) }
        let concealment = speaks(Self.concealment)
        if concealment > 1 { equipment.insert(.canine) }
        let isClosed = declaration.containerCode == "1" || !declaration.equipment.isEmpty
        if isClosed, concealment + speaks([.vehicleLight, .netGrossRatio]) > 0 {
            equipment.insert(.scanner)
        }
    }

    private static let skillsByList: [(GoodsList, String)] = [
        (.nuclear, "radiation"), (.wildlife, "cites"), (.strategic, "dual-use"),
        (.precursors, "chemicals"),
    ]

    private static let skillsByIndicator: [(IndicatorID, String)] = [
        (.permitNuclear, "radiation"), (.permitWildlife, "cites"), (.permitStrategic, "dual-use"),
        (.strategicBuyerNew, "dual-use"), (.strategicReexport, "dual-use"),
        (.permitPrecursor, "chemicals"),
    ]

    /// Signs of goods hidden among others; permits and prices say nothing about that.
    private static let concealment: [IndicatorID] = [
        .combinationNew, .countryTripleRare, .vagueDescription, .freightShare, .routeRepeats,
        .consigneeToOrder, .massPerPackage,
    ]
}

extension Candidate {
    /// The candidate with the needs that a shift can meet at all. What nobody there can do and no
    /// equipment is there for is not waited for; dangerous goods are left to those who may.
    func asked(of shift: Staff.Shift) -> Candidate {
        var candidate = self
        candidate.skills = skills.filter { skill in
            InspectionNeeds.dangerous.contains(skill)
                || shift.officers.contains { $0.skills.contains(skill) }
        }
        candidate.equipment = equipment.filter { (shift.uses[$0] ?? 0) > 0 }
        return candidate
    }
}
