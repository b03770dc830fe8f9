import Customs

/// Everything that stands still while trade flows: firms, lanes, fleets, rates and the calendar.
///
/// Made once from the settings, then only read.
final class TradeWorld: Sendable {
    let settings: SimulationSettings
    let firms: [Firm]
    let lanes: [Lane]
    let rates: RateSeries
    /// Plates, wagons and flights: ``fleetSize`` of each lane's own from ``Lane/fleet`` on.
    let vehicles: [String]
    let containers: [String]
    /// Every day from before the first to after the last, as documents write it.
    private let days: [WrittenDateTime]
    /// Declarations made before the end of each day.
    let quotas: [Int]
    let importChoice: Choice
    let exportChoice: Choice
    let transitChoice: Choice

    static let fleetSize = 8
    private static let margin = 150

    /// Lanes of one flow and how often each is used.
    struct Choice: Sendable {
        var lanes: [Int]
        var weights: WeightedChoice

        init(_ flow: Declaration.Flow, of lanes: [Lane]) {
            self.lanes = lanes.indices.filter { lanes[$0].flow == flow }
            weights = WeightedChoice(weights: self.lanes.map { lanes[$0].weight })
        }

        func draw(_ chance: inout SeededGenerator) -> Int { lanes[weights.draw(&chance)] }
    }

    init(_ settings: SimulationSettings) {
        self.settings = settings
        rates = RateSeries(
            seed: settings.seed, firstDay: settings.firstDay.adding(days: -Self.margin),
            lastDay: settings.lastDay.adding(days: Self.margin))
        var builder = WorldBuilder(settings)
        builder.build()
        firms = builder.firms
        lanes = builder.lanes
        vehicles = builder.vehicles
        containers = builder.containers
        let length = max(0, settings.lastDay.days(since: settings.firstDay)) + 1
        days = (-Self.margin..<length + Self.margin).map {
            WrittenDateTime(day: settings.firstDay.adding(days: $0))
        }
        quotas = Self.quotas(settings, days: length)
        importChoice = Choice(.import, of: builder.lanes)
        exportChoice = Choice(.export, of: builder.lanes)
        transitChoice = Choice(.transit, of: builder.lanes)
    }

    /// A day counted from the first, as documents write it.
    func written(day: Int) -> WrittenDateTime {
        days[min(max(day + Self.margin, 0), days.count - 1)]
    }

    func calendarDay(_ day: Int) -> CalendarDay { settings.firstDay.adding(days: day) }

    /// Weekends are slow, spring and autumn busy, trade grows by a fifth a year.
    private static func quotas(_ settings: SimulationSettings, days: Int) -> [Int] {
        let months = [0.78, 0.85, 1.0, 1.04, 1.02, 1.0, 0.97, 1.0, 1.08, 1.12, 1.1, 1.04]
        let week = [1.1, 1.12, 1.1, 1.08, 1.0, 0.42, 0.18]
        let weights = (0..<days).map { offset in
            let day = settings.firstDay.adding(days: offset)
            return months[day.month - 1] * week[day.weekday] * (1 + 0.2 * Double(offset) / 365)
        }
        let total = weights.reduce(0, +)
        var running = 0.0
        return weights.map { weight in
            running += weight
            return Int((running / total * Double(settings.count)).rounded(.up))
        }
    }
}
