import Customs
import Risk
import Testing

@Suite("Packs of indicators by offence")
struct OffenceTests {
    private func declaration(_ code: String) -> Declaration {
        var declaration = Example.declaration()
        declaration.items[0].classifications[0].code = code
        return declaration
    }

    @Test("there are at least forty indicators, and every offence has a pack")
    func count() {
        #expect(IndicatorID.allCases.count >= 40)
        for offence in Offence.allCases { #expect(!offence.indicators.isEmpty) }
    }

    /// The features that may score, as reviewed: an addition is added here by whoever reviews it, after
    /// asking whether it stands for a nationality, an ethnicity, a religion or a name.
    @Test("the features that score are the reviewed ones; none is a personal trait")
    func features() {
        let scoring = IndicatorID.allCases.filter { LanePolicy.initial.weight(of: $0) > 0 }
        #expect(
            scoring.map(\.rawValue) == [
                "net-above-gross", "zero-amount", "round-masses", "net-gross-ratio",
                "mass-per-package", "totals-disagree", "unit-price-low", "unit-price-high",
                "value-density", "code-unknown", "chapter-impossible", "vague-description",
                "country-triple-rare", "importer-new", "chapter-new", "incoterm-charges",
                "rate-deviates", "check-digit", "container-twice", "invoice-reused",
                "permit-precursor", "permit-strategic", "permit-nuclear", "permit-wildlife",
                "strategic-buyer-new", "strategic-reexport", "offshore-seller",
                "consignee-to-order", "freight-share", "route-repeats", "split-consignment",
                "broker-new", "seller-new", "office-new", "dormant-burst", "trader-surge",
                "vehicle-surge", "certificate-reused", "address-shared", "phone-shared",
                "carousel", "combination-new", "mineral-price-low", "counterfeit-price",
                "packaging-only", "cash-goods", "vehicle-light", "amendments-many",
                "trader-offences", "linked-trader", "description-mismatch",
                "mirror-residual", "mirror-unmatched-export", "partner-information",
                "learned-risk",
            ])
        for id in scoring {
            for word in ["nation", "citizen", "ethnic", "relig", "gender", "surname"] {
                #expect(!id.rawValue.split(separator: "-").contains { $0.hasPrefix(word) })
            }
        }
    }

    /// What a learned model may look at, as reviewed in the same way.
    @Test("the features of a learned model are the reviewed ones; none is a personal trait")
    func modelFeatures() {
        let counted = [
            "subheading+origin+dispatch+rate+regime+mass", "subheading+origin+dispatch+rate+regime",
            "subheading+mass", "subheading+rate+regime", "subheading+origin",
            "subheading+dispatch", "subheading", "heading+origin+dispatch+regime",
            "heading+origin", "heading", "chapter", "origin+dispatch", "origin", "dispatch",
            "regime", "trader", "trader+heading", "trader+seller", "declarant", "seller",
            "seller+heading", "carrier", "office", "office+heading", "procedure+kind", "payment",
            "mode",
        ]
        let numbers = [
            "net-mass-kg", "gross-mass-kg", "net-to-gross", "value", "value-per-kg", "duty-rate",
            "duty-due", "items", "packages", "kg-per-package", "freight-to-value", "documents",
            "roundness-of-mass", "origin-is-dispatch", "description-length",
            "place-in-nomenclature", "price-by-code", "price-by-code-and-origin",
            "price-by-trader-and-heading", "trader-days", "trader-pause", "seller-days",
            "same-goods-pause",
        ]
        let features = ModelFeature.all.map(\.id)
        #expect(
            features == counted.flatMap { ["share:" + $0, "count:" + $0] }
                + numbers.map { "number:" + $0 })
        for id in features {
            let words = id.split { !$0.isLetter }
            for word in ["nation", "citizen", "ethnic", "relig", "gender", "surname", "name"] {
                #expect(!words.contains { $0.hasPrefix(word) })
            }
        }
    }

    @Test(
        "goods that need a permit are told when none is named",
        arguments: zip(
            ["291524", "854231", "284410", "010613"],
            [
                IndicatorID.permitPrecursor, .permitStrategic, .permitNuclear, .permitWildlife,
            ]))
    func permits(code: String, id: IndicatorID) {
        var declaration = declaration(code)
        #expect(Example.assess(declaration).findings(of: id).map(\.item) == [1])
        for type in ["911", "N811", "01011"] {
            var document = AdditionalDocument()
            document.typeCode = type
            declaration.documents = [document]
            #expect(Example.assess(declaration).findings(of: id).isEmpty)
        }
        #expect(Example.assess(Example.declaration()).findings(of: id).isEmpty)
    }

    @Test("goods of military use in transit or re-exported are told, imports are not")
    func reexport() {
        var declaration = declaration("854231")
        #expect(Example.assess(declaration).findings(of: .strategicReexport).isEmpty)
        declaration.flow = .transit
        #expect(Example.assess(declaration).findings(of: .strategicReexport).count == 1)
        declaration.flow = .export
        #expect(Example.assess(declaration).findings(of: .strategicReexport).isEmpty)
        var procedure = Procedure()
        procedure.currentCode = "3151"
        declaration.items[0].procedures = [procedure]
        #expect(Example.assess(declaration).findings(of: .strategicReexport).map(\.variant) == [1])
    }

    @Test("a seller behind an offshore seat, an open consignee, a winding route, money as goods")
    func papers() {
        var declaration = declaration("490700")
        declaration.tradingCountryCode = "VG"
        var consignee = Party()
        consignee.role = .consignee
        consignee.name = "To order of the bank"
        declaration.parties.append(consignee)
        declaration.itinerary = ["CN", "KZ", "RU", "KZ", "UZ"].map {
            var country = RoutingCountry()
            country.countryCode = $0
            return country
        }
        let assessment = Example.assess(declaration)
        for id in [
            IndicatorID.offshoreSeller, .consigneeToOrder, .routeRepeats, .cashGoods,
        ] { #expect(assessment.findings(of: id).count == 1, "\(id)") }
        declaration.itinerary.remove(at: 3)
        #expect(Example.assess(declaration).findings(of: .routeRepeats).isEmpty)
    }

    @Test("a whole truck for a few kilograms, and a declaration amended five times")
    func vehicle() {
        var declaration = Example.declaration(netKg: "12")
        #expect(Example.assess(declaration).findings(of: .vehicleLight).count == 1)
        #expect(Example.assess(Example.declaration()).findings(of: .vehicleLight).isEmpty)
        declaration.amendments = Array(repeating: Amendment(), count: 5)
        #expect(Example.assess(declaration).findings(of: .amendmentsMany).count == 1)
    }
}

@Suite("Replaying an assessment from facts")
struct FactReplayTests {
    @Test("facts read back give the same dossier, whatever the declaration", arguments: 1...4)
    func same(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let declaration = IndicatorConformanceTests.distorted(&random)
            var dossier = Example.gather(declaration, draw: Draw(Double(random.next() % 99) / 100))
            if random.next() % 2 == 0 { dossier.watch = .known([]) }
            let bytes = dossier.factBytes()
            let again = try Dossier(replaying: declaration, facts: bytes)
            #expect(again == dossier)
            #expect(again.factBytes() == bytes)
        }
    }

    @Test("damaged facts are refused or read, never a trap", arguments: 1...3)
    func damaged(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let declaration = Example.declaration()
        let sound = Example.gather(declaration).factBytes()
        for cut in 0..<sound.count {
            #expect(throws: StatisticsDamage.self) {
                try Dossier(replaying: declaration, facts: Array(sound[..<cut]))
            }
        }
        for _ in 0..<500 {
            var bytes = sound
            bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256)
            do {
                let read = try Dossier(replaying: declaration, facts: bytes)
                #expect((0...1).contains(Assessment.assess(read, policy: .initial).score))
            } catch {
                // A refusal is as good: the assessment then says "damaged".
            }
        }
    }

    @Test("a policy read back is the same, and cut bytes are refused")
    func policy() throws {
        let bytes = LanePolicy.initial.encoded()
        #expect(try LanePolicy(decoding: bytes) == .initial)
        for cut in 0..<bytes.count {
            #expect(throws: StatisticsDamage.self) {
                try LanePolicy(decoding: Array(bytes[..<cut]))
            }
        }
    }
}
