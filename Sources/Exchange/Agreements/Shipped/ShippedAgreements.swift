/// Patterns of agreements that come with the program, as YAML; the same texts as in Specs/agreements.
///
/// They are patterns to be completed by the parties, not the texts of treaties.
package enum ShippedAgreements {
    /// Name and text of every pattern.
    package static let all: [(name: String, yaml: String)] = [
        ("uz-us", uzUS), ("uz-kz", uzKZ), ("central-asia", centralAsia),
    ]
}
