import Exchange
import Seal
import Workflows

/// Cases as JSON for programs.
enum CaseJSON {
    static func file(_ file: CaseFile) -> JSONTree {
        .object([
            "case": .string(file.id), "partner": .string(file.partner),
            "role": .string(file.role.rawValue), "agreement": .string(file.agreement),
            "request": .string(file.request.rawValue), "urgency": .string(file.urgency.rawValue),
            "purpose": .string(file.purpose), "handling": .string(file.handling),
            "state": .string(file.state.state.rawValue),
            "openedAt": .string(file.openedAt.description),
            "clocks": .array(
                file.state.clocks.keys.sorted().compactMap { kind in
                    file.state.clocks[kind].map { clock in
                        .object([
                            "clock": .string(kind.rawValue),
                            "started": .string(clock.started.description),
                            "deadline": .string(
                                clock.deadline(at: clock.stoppedAt ?? clock.started).description),
                            "stopped": clock.stoppedAt.map { .string($0.description) },
                            "paused": .bool(clock.isPaused),
                        ])
                    }
                }),
            "steps": .array(
                file.state.history.map { step in
                    .object([
                        "type": .string(step.type.rawValue), "at": .string(step.at.description),
                        "envelope": .string(step.envelope.base64URL),
                    ])
                }),
        ])
    }

    static func draft(_ draft: Draft, state: String, message: String?) -> JSONTree {
        .object([
            "draft": .string(draft.id), "state": .string(state), "to": .string(draft.to),
            "type": .string(draft.type.rawValue), "case": draft.caseID.map { .string($0) },
            "purpose": .string(draft.purpose), "handling": .string(draft.handling),
            "preparedBy": .string(draft.preparedBy), "message": message.map { .string($0) },
            // What was made from a partner's information is read with a purpose.
            "content": draft.sources.isEmpty ? draft.content : nil,
            "sources": draft.sources.isEmpty
                ? nil : .array(draft.sources.map { .string($0.message) }),
        ])
    }
}
