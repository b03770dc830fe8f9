/// Officers in memory.
extension MemoryTransaction {
    func officers() -> [OfficerRow] { state.officers.values.sorted { $0.name < $1.name } }

    func put(_ officer: OfficerRow) { state.officers[officer.name] = officer }
}
