import Customs
import Formats
package import Risk
package import Store

/// What a node's officers decided about screening: the policy in force and who is trusted.
package struct NodeRules: Sendable {
    /// How far both have come; what was made of them is good until it changes.
    package struct Stamp: Hashable, Sendable {
        var policy: Int64
        var trusted: Int64
    }

    /// Nil for the policy of the program.
    package private(set) var policy: LanePolicy?
    /// Nil when there is no register.
    package private(set) var trusted: TrustedTraders?
    package let stamp: Stamp

    private static let policyName = "screening-policy"

    /// The rules as a transaction sees them; those at hand when nothing has changed since.
    package static func current(
        _ known: NodeRules? = nil, in reader: any StoreReader
    ) throws -> NodeRules {
        let policy = try reader.snapshot(policyName)
        let register = try TrustedTraders.row(in: reader)
        let stamp = Stamp(policy: policy?.watermark ?? 0, trusted: register?.watermark ?? 0)
        if let known, known.stamp == stamp { return known }
        var rules = NodeRules(policy: nil, trusted: nil, stamp: stamp)
        if let policy, !policy.content.isEmpty {
            do {
                rules.policy = try LanePolicy(decoding: policy.content)
            } catch {
                throw StoreFailure(
                    .unreadable, problem: "the screening policy in force cannot be read",
                    remedy: "restore a backup, or run tamga result calibrate again")
            }
        }
        if let register {
            var diagnostics: [Diagnostic] = []
            rules.trusted = TrustedTraders.read(register.content, diagnostics: &diagnostics)
        }
        return rules
    }

    /// Puts the rules into settings; what nobody has decided stays as it is.
    package func apply(to settings: inout ScreeningSettings) {
        if stamp.policy > 0 { settings.policy = policy ?? .initial }
        if stamp.trusted > 0 { settings.trusted = trusted }
    }

    /// One change of the policy.
    package struct Change: Hashable, Sendable {
        package var number: Int64
        package var policy: String
        package var officer: String
        package var reason: String
        package var at: Int64
    }

    /// Puts weights that results have moved into force, or those of the program when `learned` is nil.
    ///
    /// Every change is kept with who made it and why.
    package static func calibrate(
        by learned: LearnedRisk?, officer: String, reason: String, at time: Int64,
        in store: any Store
    ) throws -> LanePolicy {
        let policy = learned.map { LanePolicy.initial.calibrated(by: $0) } ?? .initial
        try store.write { writer in
            let number = (try writer.snapshot(policyName)?.watermark ?? 0) + 1
            try writer.put(
                SnapshotRow(watermark: number, content: learned == nil ? [] : policy.encoded()),
                name: policyName)
            var note = JSONWriter()
            note.beginObject()
            for (key, text) in [
                ("policy", policy.version), ("officer", officer), ("reason", reason),
            ] {
                note.key(text: key)
                note.string(text)
            }
            note.key("at")
            note.integer(Int(time))
            note.endObject()
            try writer.put(
                SnapshotRow(watermark: number, content: note.bytes),
                name: "\(policyName)/\(number)")
        }
        return policy
    }

    /// Every change of the policy, oldest first.
    package static func changes(in store: any Store) throws -> [Change] {
        try store.read { reader in
            let last = try reader.snapshot(policyName)?.watermark ?? 0
            var changes: [Change] = []
            for number in stride(from: Int64(1), through: last, by: 1) {
                guard let row = try reader.snapshot("\(policyName)/\(number)") else { continue }
                let tree = try JSONValue.parse(row.content)
                changes.append(
                    Change(
                        number: number, policy: tree["policy"]?.string ?? "",
                        officer: tree["officer"]?.string ?? "",
                        reason: tree["reason"]?.string ?? "",
                        at: Int64(tree["at"]?.integer ?? 0)))
            }
            return changes
        }
    }
}
