/// One listed name as it goes into an index; a party has as many as it has names and aliases.
public struct NameEntry: Sendable, Hashable {
    /// Identifier of the list entry, the handle for later removal.
    public let entity: String
    /// Identifier under which hits are reported; entries of several lists may share one.
    public let cluster: String
    /// What kind of party or thing it is.
    public let schema: NameSchema
    /// The name as published, in any script.
    public let name: String
    /// The publisher calls the alias weak: a nickname, a low-quality spelling.
    public let isWeak: Bool

    public init(
        entity: String, cluster: String, schema: NameSchema, name: String, isWeak: Bool = false
    ) {
        self.entity = entity
        self.cluster = cluster
        self.schema = schema
        self.name = name
        self.isWeak = isWeak
    }
}

/// A listed name that a search found.
public struct NameHit: Sendable, Hashable {
    /// The listed name.
    public let entry: NameEntry
    /// 0…1, how surely it names the party searched for.
    public let score: Double
}
