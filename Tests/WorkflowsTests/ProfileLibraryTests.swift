import Customs
import Profiles
import Risk
import Testing

@testable import Workflows

/// One declaration of one item, made to be spoken of.
struct Planted: Sendable {
    var commodity: String
    var usdPerKg = 10.0
    var kg = 2000.0
    var flow = Declaration.Flow.import
    var origin = "CN"
    var from = "CN"
    var to = "UZ"
    var description = "goods"
    var grossKg = 21_000.0
    var isPreferential = false
    var items = 1

    var declaration: Declaration {
        var declaration = Declaration()
        declaration.flow = flow
        declaration.exportCountryCode = from
        declaration.destinationCountryCode = to
        declaration.containerCode = "1"
        declaration.totalGrossMass = Quantity(ExactDecimal(Int(grossKg)), "KGM")
        var means = TransportMeans()
        means.stage = .border
        means.modeCode = "3"
        declaration.transportMeans = [means]
        var item = GoodsItem()
        item.classifications = [Classification(scheme: "HS", code: commodity)]
        item.description = description
        var country = Origin()
        country.countryCode = origin
        country.typeCode = isPreferential ? "2" : "1"
        item.origins = [country]
        item.netMass = Quantity(ExactDecimal(Int(kg)), "KGM")
        item.price = Money(
            ExactDecimal(mantissa: Int64(usdPerKg * kg * 100), scale: 2), "USD")
        declaration.items = Array(repeating: item, count: items)
        return declaration
    }
}

@Suite("Profile library")
struct ProfileLibraryTests {
    private static let planted: [String: Planted] = [
        "precursors-table-one": Planted(commodity: "291524"),
        "precursors-solvents-south": Planted(commodity: "291411", flow: .transit, to: "AF"),
        "drugs-fruit-by-road": Planted(commodity: "080620", origin: "AF", from: "AF"),
        "drugs-minerals-cover": Planted(
            commodity: "252620", usdPerKg: 0.2, origin: "PK", from: "PK"),
        "drugs-pill-presses": Planted(commodity: "847989", description: "Таблеточный пресс"),
        "radioactive-declared": Planted(commodity: "284443"),
        "radioactive-scrap": Planted(commodity: "720449"),
        "strategic-microelectronics": Planted(commodity: "854231", flow: .transit, to: "KZ"),
        "strategic-machine-tools": Planted(commodity: "845710", flow: .export, to: "KZ"),
        "strategic-drones": Planted(commodity: "880622"),
        "strategic-chemical-weapons": Planted(commodity: "281217"),
        "safety-explosives": Planted(commodity: "310230"),
        "strategic-arms": Planted(commodity: "930200"),
        "laundering-gold": Planted(commodity: "710812", usdPerKg: 70_000, kg: 2),
        "laundering-overvalued-clothes": Planted(commodity: "620342", usdPerKg: 900),
        "cash-declared": Planted(commodity: "490700"),
        "duty-clothes-undervalued": Planted(commodity: "610910", usdPerKg: 0.9),
        "duty-footwear-undervalued": Planted(commodity: "640399", usdPerKg: 0.9),
        "duty-telephones-undervalued": Planted(commodity: "851713", usdPerKg: 20),
        "duty-cars-undervalued": Planted(commodity: "870323", usdPerKg: 0.8),
        "duty-preference-by-third-country": Planted(
            commodity: "847130", origin: "RU", from: "AE", isPreferential: true),
        "duty-spirits-undervalued": Planted(commodity: "220830", usdPerKg: 0.5),
        "duty-cigarettes-in-transit": Planted(commodity: "240220", flow: .transit, to: "AF"),
        "counterfeit-cosmetics": Planted(commodity: "330300", usdPerKg: 1),
        "counterfeit-bags-watches": Planted(commodity: "420221", usdPerKg: 1),
        "wildlife-cites": Planted(commodity: "960110"),
        "safety-waste": Planted(commodity: "391590"),
        "safety-ozone": Planted(commodity: "290341"),
        "safety-mercury": Planted(commodity: "280540"),
        "minerals-critical-out": Planted(commodity: "261100", flow: .export, to: "CN"),
        "trafficking-light-container": Planted(commodity: "070200", grossKg: 300),
        "networks-mixed-load": Planted(commodity: "732690", items: 45),
    ]

    /// Ordinary trade that nothing should speak of.
    private static let clean = [
        Planted(commodity: "070200", usdPerKg: 1.2), Planted(commodity: "847130", usdPerKg: 120),
        Planted(commodity: "610910", usdPerKg: 14), Planted(commodity: "870323", usdPerKg: 11),
        Planted(commodity: "520100", flow: .export, to: "TR"),
        Planted(commodity: "851713", usdPerKg: 700), Planted(commodity: "330300", usdPerKg: 40),
    ]

    private static func profile(_ entry: ProfileLibrary.Entry) throws -> ProfileDefinition {
        let title = SentenceTemplate(entry.english, uz: entry.uzbek, ru: entry.russian)
        return ProfileDefinition(
            id: entry.id, title: title, offence: entry.offence, objective: entry.objective,
            legalBasis: entry.legalBasis,
            program: try Program.compile(entry.when, in: ProfileFields.environment),
            score: entry.score, lane: entry.lane, instruction: entry.instruction.text,
            offices: [], validity: .days(90), owner: "library", minutes: entry.minutes)
    }

    private static func set() throws -> ProfileSet {
        ProfileSet(
            try (ProfileLibrary.goods + ProfileLibrary.trade).map {
                ProfileSet.Member(try profile($0), version: 1, isShadow: false)
            })
    }

    @Test("each profile speaks of its planted case")
    func fires() throws {
        let set = try Self.set()
        #expect(Set(Self.planted.keys) == Set(ProfileLibrary.names))
        for (name, planted) in Self.planted.sorted(by: { $0.key < $1.key }) {
            let hits = set.hits(in: planted.declaration, rates: USDRates())
            #expect(hits.contains { $0.profile == name }, "\(name)")
        }
    }

    @Test("no profile speaks of ordinary trade")
    func silent() throws {
        let set = try Self.set()
        for clean in Self.clean {
            let hits = set.hits(in: clean.declaration, rates: USDRates())
            #expect(hits.isEmpty, "\(clean.commodity): \(hits.map(\.profile))")
        }
    }

    @Test("a declaration laid out by columns, stored and read again gives the same hits")
    func columns() throws {
        let profiles = try (ProfileLibrary.goods + ProfileLibrary.trade).map(Self.profile)
        var declarations = (Self.planted.sorted { $0.key < $1.key }.map(\.value) + Self.clean)
            .map(\.declaration)
        // With nothing stated at all, too.
        declarations.append(Declaration())
        let whole = FactBlock(
            declarations.map { DeclarationSubject($0, rates: USDRates()) },
            versions: declarations.indices.map { Int64($0) })
        let stored = Dictionary(uniqueKeysWithValues: whole.encoded)
        let block = try #require(
            FactBlock(
                rowCount: declarations.count, wanted: Set(stored.keys).subtracting(["items"]),
                read: { stored[$0] }))
        let access = block.access
        var direct = Evaluator(ProfileFields.environment)
        var columned = Evaluator(ProfileFields.environment)
        for (row, declaration) in declarations.enumerated() {
            direct.begin(
                ProfileFields.reader(
                    of: DeclarationSubject(declaration, rates: USDRates())))
            columned.begin(access.reader(of: row))
            for profile in profiles {
                let one = direct.truth(of: profile.program)
                let two = columned.truth(of: profile.program)
                #expect(one == two, "\(profile.id) in row \(row)")
            }
            #expect(block.version(of: row) == Int64(row))
        }
        #expect(
            FactColumn(Array((stored["declaration.flow"] ?? []).dropLast()), rowCount: 40) == nil)
    }

    @Test("no field is a person's name, nationality, ethnicity or religion")
    func fields() {
        let names =
            ProfileFields.all.map { $0.name.lowercased() }
            + ItemFields.all.map { $0.name.lowercased() }
        for name in names {
            for word in ["name", "national", "ethnic", "religio", "person", "contact", "birth"] {
                #expect(!name.contains(word), "\(name)")
            }
        }
        #expect(Set(names).count > 40)
    }
}
