import Customs

/// Why a model's file was refused.
package enum ModelDamage: Error, Hashable, Sendable {
    /// The bytes do not begin as a model does.
    case notModel
    /// Written by another version of the format; the number found.
    case version(UInt8)
    /// Made by a release whose features are others.
    case otherFeatures
    /// The checksum does not fit: the bytes were changed or cut.
    case checksum
    /// The checksum fits, but a part breaks this rule; never written by this system.
    case invalid(rule: String)

    /// What was found and why it is refused.
    package var sentence: String {
        switch self {
        case .notModel: "these bytes are no model of this program"
        case .version(let number):
            "the model is of format \(number), and this program reads format \(RiskModel.version)"
        case .otherFeatures: "the model was made by a release that looks at other features"
        case .checksum: "the model is damaged: its checksum does not fit"
        case .invalid(let rule): "the model breaks a rule (\(rule))"
        }
    }
}

// How a model is stored: "TGMD", version, names of the features, card, trees, histories with keys in
// ascending order, checksum. Equal models give equal bytes.

extension RiskModel {
    private static let mark: [UInt8] = [0x54, 0x47, 0x4D, 0x44]
    static let version: UInt8 = 1
    /// Trees a file may hold.
    package static let treesMax = 5_000

    /// The model as bytes.
    package func encoded() -> [UInt8] {
        var writer = StatisticsWriter()
        for byte in Self.mark { writer.add(byte: byte) }
        writer.add(byte: Self.version)
        writer.add(ModelFeature.all.count)
        for feature in ModelFeature.all { writer.add(text: feature.id) }
        card.write(to: &writer)
        writer.add(fixed: start.bitPattern)
        writer.add(fixed: prior.bitPattern)
        writer.add(ladder.count)
        for margin in ladder { writer.add(margin) }
        writer.add(trees.count)
        for tree in trees { tree.write(to: &writer) }
        for history in results { history.write(to: &writer) }
        for history in prices { history.write(to: &writer) }
        return TradeStatistics.sealed(writer.bytes)
    }

    /// Reads a stored model. Takes memory in proportion to the bytes given, whatever they claim.
    package init(decoding bytes: [UInt8]) throws(ModelDamage) {
        guard bytes.count >= 13, bytes.starts(with: Self.mark) else { throw .notModel }
        guard bytes[4] == Self.version else { throw .version(bytes[4]) }
        let body = bytes[..<(bytes.count - 8)]
        do {
            var tail = StatisticsReader(bytes[(bytes.count - 8)...])
            guard try tail.fixed() == TradeStatistics.checksum(body) else {
                throw ModelDamage.checksum
            }
            var reader = StatisticsReader(body.dropFirst(5))
            try self.init(from: &reader)
        } catch let damage as ModelDamage {
            throw damage
        } catch StatisticsDamage.invalid(let rule) {
            throw .invalid(rule: rule)
        } catch {
            throw .invalid(rule: "bytes")
        }
    }

    private init(from reader: inout StatisticsReader) throws {
        let names = try reader.count("features", atMost: 10_000)
        var found: [String] = []
        for _ in 0..<names { found.append(try reader.text()) }
        guard found == ModelFeature.all.map(\.id) else { throw ModelDamage.otherFeatures }
        let card = try ModelCard(from: &reader)
        let start = try reader.real("start", within: 100)
        let prior = try reader.real("prior", within: 1)
        guard prior >= 0 else { throw StatisticsDamage.invalid(rule: "prior") }
        var ladder: [Float] = []
        for _ in 0..<(try reader.count("ladder", atMost: Self.ladderCount)) {
            let margin = try reader.float()
            guard margin.isFinite, margin >= ladder.last ?? -.infinity else {
                throw StatisticsDamage.invalid(rule: "ladder")
            }
            ladder.append(margin)
        }
        var trees: [DecisionTree] = []
        for _ in 0..<(try reader.count("trees", atMost: Self.treesMax)) {
            trees.append(try DecisionTree(from: &reader))
        }
        var results: [ResultHistory] = []
        for _ in TraitSet.all { results.append(try ResultHistory(from: &reader)) }
        var prices: [PriceHistory] = []
        for _ in PriceKey.allCases { prices.append(try PriceHistory(from: &reader)) }
        guard reader.isAtEnd else { throw StatisticsDamage.invalid(rule: "bytes after the end") }
        self.init(
            start: start, trees: trees, prior: prior, results: results, prices: prices,
            ladder: ladder, card: card)
    }
}

extension ModelCard {
    func write(to writer: inout StatisticsWriter) {
        writer.add(text: label)
        writer.add(rows)
        writer.add(irregular)
        writer.add(heldRows)
        writer.add(fixed: seed)
        writer.add(byte: flows)
        for day in [firstDay, lastDay] {
            writer.add(byte: day == nil ? 0 : 1)
            if let day { writer.add(signed: Int64(day.number)) }
        }
    }

    init(from reader: inout StatisticsReader) throws(StatisticsDamage) {
        label = try reader.text()
        rows = try reader.number(Int.self, "rows")
        irregular = try reader.number(Int.self, "irregular")
        heldRows = try reader.number(Int.self, "held rows")
        seed = try reader.fixed()
        flows = try reader.byte()
        firstDay = try reader.optionalDay()
        lastDay = try reader.optionalDay()
    }
}

extension StatisticsWriter {
    mutating func add(text: String) {
        add(text.utf8.count)
        for byte in text.utf8 { add(byte: byte) }
    }

    mutating func add(_ number: Float) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            add(byte: UInt8(truncatingIfNeeded: number.bitPattern >> shift))
        }
    }
}

extension StatisticsReader {
    /// A count of things that take at least a byte each.
    mutating func count(_ rule: String, atMost limit: Int = .max) throws(StatisticsDamage) -> Int {
        let count = try number(Int.self, rule)
        guard count <= limit, count <= remaining else { throw .invalid(rule: rule) }
        return count
    }

    mutating func text() throws(StatisticsDamage) -> String {
        var bytes: [UInt8] = []
        for _ in 0..<(try count("text", atMost: 4096)) { bytes.append(try byte()) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .invalid(rule: "text")
        }
        return text
    }

    mutating func float() throws(StatisticsDamage) -> Float {
        var bits: UInt32 = 0
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bits |= UInt32(try byte()) << shift
        }
        return Float(bitPattern: bits)
    }

    mutating func real(_ rule: String, within limit: Double) throws(StatisticsDamage) -> Double {
        let value = Double(bitPattern: try fixed())
        guard value.magnitude <= limit else { throw .invalid(rule: rule) }
        return value
    }

    mutating func optionalDay() throws(StatisticsDamage) -> CalendarDay? {
        switch try byte() {
        case 0: return nil
        case 1: return CalendarDay(number: try day())
        default: throw .invalid(rule: "day")
        }
    }
}
