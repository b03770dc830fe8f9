/// Cases in memory.
struct MemoryCases: Sendable {
    struct Key: Hashable {
        let kind: CaseFileRow.Kind
        let id: String
    }

    var files: [CaseFileRow] = []
    var fileOf: [Key: Int] = [:]
    var events: [Key: [CaseEventRow]] = [:]
    var drafts: [DraftRow] = []
    var draftOf: [String: Int] = [:]
}

extension MemoryTransaction {
    func caseFile(_ kind: CaseFileRow.Kind, _ id: String) -> CaseFileRow? {
        state.cases.fileOf[.init(kind: kind, id: id)].map { state.cases.files[$0] }
    }

    func caseFiles(_ kind: CaseFileRow.Kind, limit: Int) -> [CaseFileRow] {
        Array(state.cases.files.lazy.filter { $0.kind == kind }.prefix(limit))
    }

    func caseEvents(_ kind: CaseFileRow.Kind, _ id: String) -> [CaseEventRow] {
        state.cases.events[.init(kind: kind, id: id)] ?? []
    }

    func draft(_ id: String) -> DraftRow? {
        state.cases.draftOf[id].map { state.cases.drafts[$0] }
    }

    func drafts(limit: Int) -> [DraftRow] { Array(state.cases.drafts.prefix(limit)) }

    func insert(_ file: CaseFileRow) throws {
        let key = MemoryCases.Key(kind: file.kind, id: file.id)
        guard state.cases.fileOf[key] == nil else { throw duplicate("case") }
        state.cases.fileOf[key] = state.cases.files.count
        state.cases.files.append(file)
    }

    func append(
        _ event: CaseEventRow, to kind: CaseFileRow.Kind, _ id: String, state stateNow: String
    ) throws {
        let key = MemoryCases.Key(kind: kind, id: id)
        guard let place = state.cases.fileOf[key] else { throw missing("case") }
        guard caseEvents(kind, id).count + 1 == event.number else { throw duplicate("case event") }
        state.cases.events[key, default: []].append(event)
        state.cases.files[place].state = stateNow
    }

    func insert(_ draft: DraftRow) throws {
        guard state.cases.draftOf[draft.id] == nil else { throw duplicate("draft") }
        state.cases.draftOf[draft.id] = state.cases.drafts.count
        state.cases.drafts.append(draft)
    }

    func setDraft(_ id: String, state stateNow: String, message: String?) throws {
        guard let place = state.cases.draftOf[id] else { throw missing("draft") }
        state.cases.drafts[place].state = stateNow
        state.cases.drafts[place].message = message
    }
}
