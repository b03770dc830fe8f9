/// An amount of money with the currency it was written in.
///
/// The currency may be missing where a document leaves it to its header; ``GoodsItem`` values then
/// mean the currency of ``Declaration/invoiceAmount``.
public struct Money: Hashable, Sendable {
    public var amount: ExactDecimal
    /// ISO 4217 alphabetic code as written; nil when the document gives none.
    public var currency: String?

    public init(_ amount: ExactDecimal, _ currency: String? = nil) {
        self.amount = amount
        self.currency = currency
    }

    /// The sum, when both are in the same currency and the sum fits.
    public func adding(_ other: Money) -> Money? {
        guard currency == other.currency, let sum = amount.adding(other.amount) else { return nil }
        return Money(sum, currency)
    }
}

/// A measured or counted amount with its unit.
public struct Quantity: Hashable, Sendable {
    public var value: ExactDecimal
    /// UN/ECE Recommendation 20 code as written ("KGM", "KGM#G"); nil when the document gives none.
    public var unit: String?

    public init(_ value: ExactDecimal, _ unit: String? = nil) {
        self.value = value
        self.unit = unit
    }
}
