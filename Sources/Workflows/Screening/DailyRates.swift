package import Customs
package import Formats
package import Reference
package import Risk

/// Exchange rates in the form statistics want, made once for each day that occurs.
package struct DailyRates: Sendable {
    private let rates: ExchangeRates
    private let national: String?
    private var days: [CalendarDay: USDRates] = [:]
    private let undated: USDRates

    /// `national` is the currency of amounts that a document gives without one.
    package init(_ rates: ExchangeRates, national: String?) {
        self.rates = rates
        self.national = national
        undated = USDRates(national: national)
    }

    /// Makes the rates of the documents' days ready, so that the value can be shared by threads
    /// afterwards.
    package mutating func prepare(for documents: [ReadDocument]) {
        for document in documents {
            if case .declaration(let declaration)? = document.content {
                prepare(for: declaration)
            }
        }
    }

    /// Makes the rates of the declaration's day ready.
    package mutating func prepare(for declaration: borrowing Declaration) {
        guard let day = declaration.referenceDay, days[day] == nil else { return }
        days[day] = USDRates(on: day, from: rates, national: national)
    }

    /// The rates of the declaration's day; only those of prepared days are known.
    package func rates(for declaration: borrowing Declaration) -> USDRates {
        declaration.referenceDay.flatMap { days[$0] } ?? undated
    }
}
