import Testing

@testable import Risk

@Suite("Model files")
struct ModelBytesTests {
    private static let model: RiskModel? = try? PlantedTrade.learn(
        PlantedTrade.rows(PlantedTrade.cases(300, seed: 30))
    ) {
        $0.treesMax = 8
    }.model

    private func bytes() throws -> [UInt8] { try #require(Self.model).encoded() }

    @Test("what is written is read as the same model, and written again as the same bytes")
    func roundTrip() throws {
        let bytes = try bytes()
        let read = try RiskModel(decoding: bytes)
        #expect(read == Self.model)
        #expect(read.encoded() == bytes)
    }

    @Test("cut anywhere, a file is refused")
    func cut() throws {
        let bytes = try bytes()
        for count in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: ModelDamage.self) {
                _ = try RiskModel(decoding: Array(bytes[..<count]))
            }
        }
        #expect(throws: ModelDamage.notModel) { _ = try RiskModel(decoding: []) }
        #expect(throws: ModelDamage.notModel) {
            _ = try RiskModel(decoding: Array("Declaration ID,score\n1,0.5\n".utf8))
        }
    }

    @Test("another version, a changed byte, other features: each refused with its reason")
    func reasons() throws {
        var bytes = try bytes()
        bytes[4] = 9
        #expect(throws: ModelDamage.version(9)) { _ = try RiskModel(decoding: bytes) }
        bytes[4] = RiskModel.version
        bytes[bytes.count / 2] ^= 1
        #expect(throws: ModelDamage.checksum) { _ = try RiskModel(decoding: bytes) }
        bytes[bytes.count / 2] ^= 1
        // The first feature's name begins at byte 7: mark, version, count, length.
        var body = Array(bytes.dropLast(8))
        body[8] ^= 1
        #expect(throws: ModelDamage.otherFeatures) {
            _ = try RiskModel(decoding: TradeStatistics.sealed(body))
        }
        for damage in [
            ModelDamage.notModel, .version(9), .otherFeatures, .checksum, .invalid(rule: "x"),
        ] {
            #expect(!damage.sentence.isEmpty)
        }
    }

    @Test(
        "changed anywhere with a fitting checksum, a file is refused or read as a model that answers",
        arguments: 1...6)
    func hostile(seed: UInt64) throws {
        let body = Array(try bytes().dropLast(8))
        let declaration = PlantedTrade.cases(1, seed: 1)[0].declaration
        var random = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<150 {
            var changed = body
            for _ in 0..<(1 + Int(random.next() % 3)) {
                let place = 5 + Int(random.next() % UInt64(changed.count - 5))
                changed[place] = UInt8(truncatingIfNeeded: random.next())
            }
            do {
                let model = try RiskModel(decoding: TradeStatistics.sealed(changed))
                let score = try #require(model.score(declaration))
                #expect((0...1).contains(score.probability))
                #expect(model.explain(declaration, item: 1).margin == score.margin)
            } catch is ModelDamage {
                refused += 1
            }
        }
        #expect(refused > 0)
    }

    @Test("counts that promise more than the file holds are refused without taking memory")
    func promises() throws {
        var writer = StatisticsWriter()
        for byte in Array("TGMD".utf8) { writer.add(byte: byte) }
        writer.add(byte: RiskModel.version)
        writer.add(UInt64(1) << 40)
        #expect(throws: ModelDamage.invalid(rule: "features")) {
            _ = try RiskModel(decoding: TradeStatistics.sealed(writer.bytes))
        }
    }
}
