import Customs
import Foundation
import Reference
import Testing

/// Public tables beside the package, where they are laid: `../shared/data/reference`.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/reference")

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "README.md").path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// Rows of a CSV file whose fields hold no line ends, by column name.
    static func rows(_ path: String) throws -> [[String: String]] {
        let text = String(decoding: try bytes(path), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map(fields)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { line in
            Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var quoted = false
        for character in line {
            if character == "\"" {
                quoted.toggle()
            } else if character == ",", !quoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

// Needs the public tables beside the package; says so where they are absent.
@Suite(
    "Our tables against the public ones",
    .enabled(if: SharedData.isPresent, "the folder ../shared/data/reference is absent"))
struct SharedDataTests {
    @Test("knows every country with its three codes")
    func countries() throws {
        let rows = try SharedData.rows("country-codes/country-codes.csv")
        #expect(rows.count == 249)
        for row in rows {
            let alpha2 = try #require(row["ISO3166-1-Alpha-2"])
            let country = try #require(Countries.country(alpha2), "\(alpha2)")
            #expect(CodeLists.isCountry(alpha2) && country.kind == .standard)
            #expect(country.alpha3 == row["ISO3166-1-Alpha-3"])
            #expect(
                country.numeric.flatMap { Int($0) } == row["ISO3166-1-numeric"].flatMap { Int($0) })
            #expect(!country.nameEnglish.isEmpty && !country.nameRussian.isEmpty)
            let alpha3 = try #require(country.alpha3)
            #expect(Countries.list.code(spelled: alpha3) == alpha2)
        }
    }

    @Test("knows every currency with number, exponent and month of withdrawal")
    func currencies() throws {
        let rows = try SharedData.rows("currency-codes/codes-all.csv")
        var current = Set<String>()
        for row in rows {
            let code = try #require(row["AlphabeticCode"])
            if code.isEmpty { continue }
            let currency = try #require(Currencies.currency(code), "\(code)")
            #expect(CodeLists.isCurrency(code))
            if let numeric = row["NumericCode"], !numeric.isEmpty, row["WithdrawalDate"] == "" {
                #expect(currency.numeric == numeric)
            }
            guard row["WithdrawalDate"] == "" else { continue }
            current.insert(code)
            #expect(currency.exponent == row["MinorUnit"].flatMap { UInt8($0) }, "\(code)")
            #expect(currency.validTo == nil, "\(code)")
        }
        for currency in Currencies.all {
            #expect((currency.validTo == nil) == current.contains(currency.code))
        }
    }

    @Test("reads the whole Harmonized System without a remark")
    func harmonizedSystem() throws {
        let bytes = try SharedData.bytes("hs/harmonized-system.csv")
        let read = HSImporter.read(bytes, edition: .hs2022)
        let hs = read.nomenclature
        #expect(read.diagnostics.isEmpty && read.refused == 0, "\(read.diagnostics.prefix(3))")
        #expect(hs.count + read.skipped == 6940)
        #expect(hs.description(of: "010121") == "Horses; live, pure-bred breeding animals")
        #expect(hs.children(of: "").first == "01" && hs.children(of: "").count >= 96)
        var counted = hs.children(of: "").count
        for chapter in hs.children(of: "") {
            for heading in hs.children(of: chapter) {
                #expect(hs.parent(of: heading) == chapter)
                counted += 1 + hs.children(of: heading).count
            }
        }
        #expect(counted == hs.count)
        #expect(hs.knowsSixDigits(of: "8471300000") && !hs.knowsSixDigits(of: "9999990000"))
        #expect(hs.section(of: "010121") == "I")
    }

    @Test("reads UN/LOCODE without an error")
    func locations() throws {
        let read = LocationsImporter.read(try SharedData.bytes("un-locode/un-locode.tsv"))
        #expect(!read.diagnostics.contains { $0.severity == .error })
        #expect(read.refused == 0 && read.locations.count + read.skipped == 39_615)
        #expect(read.locations.place("UZTAS")?.name == "Tashkent")
        #expect(read.locations.place("UZTAS")?.functions.contains(.airport) == true)
        let borders = read.locations.places(in: "UZ", having: .borderCrossing)
        #expect(borders.map(\.locode) == ["UZTER"])
        for point in CrossingPoints.all {
            guard let locode = point.locode else { continue }
            #expect(read.locations.contains(locode), "\(locode)")
            #expect(locode.hasPrefix(point.country))
        }
    }

    @Test("has the functions and parties of the directory, and only documents it lists")
    func edifact() throws {
        let text = String(
            decoding: try SharedData.bytes("edifact/codes.tsv"), as: UTF8.self)
        var codes: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 3, cells[0] == "D96B" else { continue }
            codes[String(cells[1]), default: []].insert(String(cells[2]))
        }
        let functions = Set(EdifactCodes.messageFunctions.codes.map(\.code))
        let parties = Set(EdifactCodes.partyQualifiers.codes.map(\.code))
        let documents = Set(EdifactCodes.documentNames.codes.map(\.code))
        #expect(functions == codes["1225"] && parties == codes["3035"])
        #expect(documents.isSubset(of: codes["1001"] ?? []))
    }
}
