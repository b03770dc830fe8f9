import Customs
import Reference
import Store

/// Dollars of amounts at the rates a node has, looked up for the days that are asked about.
final class MirrorRates {
    private let reader: any StoreReader
    private var tables: [CalendarDay: ExchangeRates] = [:]
    /// Days whose rates are held at a time.
    private static let daysMax = 512

    init(_ reader: any StoreReader) { self.reader = reader }

    /// Nil when there is no rate of the currency on or shortly before the day.
    func dollars(_ money: Money, _ day: CalendarDay) throws -> Double? {
        guard let currency = money.currency else { return nil }
        let amount = money.amount.approximate
        if currency == "USD" { return amount }
        let table = try table(day)
        do {
            let rate = try table.rate(of: currency, on: day).rate.perUSD.approximate
            return rate > 0 ? amount / rate : nil
        } catch { return nil }
    }

    private func table(_ day: CalendarDay) throws -> ExchangeRates {
        if let table = tables[day] { return table }
        if tables.count >= Self.daysMax { tables = [:] }
        let first = day.adding(days: -ExchangeRates.ageDaysMaxDefault)
        let rows = try reader.rates(from: first.iso, through: day.iso)
        let table = ExchangeRates.reading(rows: rows).rates
        tables[day] = table
        return table
    }
}
