import Customs

extension LanePolicy {
    /// The policy as bytes; equal policies give equal bytes.
    package func encoded() -> [UInt8] {
        var bytes = FactBytes()
        var copy = self
        do {
            try copy.visit(&bytes)
        } catch {
            // Writing refuses nothing; empty bytes are refused when read.
            return []
        }
        return bytes.writer.bytes
    }

    /// Reads a stored policy. Indicators that this program does not know keep no weight.
    ///
    /// - Throws: ``StatisticsDamage``.
    package init(decoding stored: [UInt8]) throws(StatisticsDamage) {
        self.init(version: "", weights: [:], redMin: 0, yellowMin: 0, blueMin: 0, floors: [])
        var bytes = FactBytes()
        bytes.reader = StatisticsReader(stored[...])
        try visit(&bytes)
        guard bytes.reader?.isAtEnd ?? true else { throw .invalid(rule: "bytes after the end") }
    }

    private mutating func visit(_ bytes: inout FactBytes) throws(StatisticsDamage) {
        try bytes.text(&version)
        try bytes.real(&redMin)
        try bytes.real(&yellowMin)
        try bytes.real(&blueMin)
        var named = IndicatorID.allCases.map { (name: $0.rawValue, weight: weight(of: $0)) }
        try bytes.list(&named, blank: (name: "", weight: 0)) {
            bytes, entry throws(StatisticsDamage) in
            try bytes.text(&entry.name)
            try bytes.real(&entry.weight)
        }
        let blank = Floor(.randomSample, scoreMin: 0, lane: .green)
        try bytes.list(&floors, blank: blank) { bytes, floor throws(StatisticsDamage) in
            var (indicator, lane) = (floor.indicator.rawValue, floor.lane.rawValue)
            try bytes.text(&indicator)
            try bytes.real(&floor.scoreMin)
            try bytes.text(&lane)
            guard let known = IndicatorID(rawValue: indicator), let found = Lane(rawValue: lane)
            else { throw .invalid(rule: "floor") }
            floor = Floor(known, scoreMin: floor.scoreMin, lane: found)
        }
        // Only policies that results have calibrated go on from here.
        var starting: [(name: String, weight: Double)] = []
        if !(bytes.reader?.isAtEnd ?? calibration.isEmpty) {
            starting = zip(IndicatorID.allCases, calibration).map { ($0.rawValue, $1) }
            try bytes.list(&starting, blank: (name: "", weight: 0)) {
                bytes, entry throws(StatisticsDamage) in
                try bytes.text(&entry.name)
                try bytes.real(&entry.weight)
            }
        }
        self = LanePolicy(
            version: version, weights: Self.byIndicator(named), redMin: redMin,
            yellowMin: yellowMin, blueMin: blueMin, floors: floors)
        guard !starting.isEmpty else { return }
        let weights = Self.byIndicator(starting)
        calibration = IndicatorID.allCases.map { weights[$0] ?? weight(of: $0) }
    }

    private static func byIndicator(
        _ named: [(name: String, weight: Double)]
    ) -> [IndicatorID: Double] {
        var weights: [IndicatorID: Double] = [:]
        for entry in named {
            guard let id = IndicatorID(rawValue: entry.name) else { continue }
            weights[id] = entry.weight
        }
        return weights
    }
}
