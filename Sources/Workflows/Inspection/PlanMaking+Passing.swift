import Formats
package import Store

extension PlanMaking {
    /// Plans that leave alone, and without a trace, every load of a controlled delivery that is let
    /// pass at this moment.
    package init(
        lettingPass store: any Store, now: @escaping @Sendable () -> Int64
    ) throws {
        let passing = try store.read { try PassingLoads(in: $0, at: now()) }
        self.init(
            store: store, now: now,
            orders: { version in
                guard !passing.isEmpty else { return Orders() }
                let document = CanonicalJSON.read(version.content).document
                return Orders(isSuppressed: passing.operation(for: document) != nil)
            })
    }
}
