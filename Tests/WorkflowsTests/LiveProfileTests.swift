import Customs
import Formats
import Foundation
import Profiles
import Reference
import Risk
import Store
import Testing

@testable import Workflows

@Suite("Rules that change while a node serves")
struct LiveProfileTests {
    private static let time: Int64 = 1_780_000_000_000
    private static let now: @Sendable () -> Int64 = { time }
    private let store = MemoryStore()
    private let day = NodeWatchlists.day(ofMilliseconds: time)

    private let profile: ProfileDefinition

    init() throws {
        profile = ProfileDefinition(
            id: "all", title: SentenceTemplate("All", uz: "All", ru: "All"), offence: .duty,
            objective: "o", legalBasis: "l",
            program: try Program.compile(
                "declaration.flow == 'import'", in: ProfileFields.environment),
            score: 0.3, lane: .yellow, instruction: nil, offices: [], validity: .days(30),
            owner: "O", minutes: 30)
    }

    private func screening() throws -> LiveScreening {
        let profile = profile
        let live = LiveProfiles(store: store, reading: { _ in profile })
        return try LiveScreening(
            settings: {
                var settings = ScreeningSettings(
                    rates: ExchangeRates(), nationalCurrency: "UZS", codes: CodeBook())
                settings.policy.floors = []
                settings.liveProfiles = live
                return settings
            },
            reading: { bytes, _, emit in
                var declaration = Declaration()
                declaration.flow = .import
                declaration.functionalReferenceID = String(decoding: bytes, as: UTF8.self)
                declaration.acceptanceDateTime = WrittenDateTime(text: "2026-06-01")
                var importer = Party()
                (importer.role, importer.id) = (.importer, "302111222")
                declaration.parties = [importer]
                try emit(
                    ReadDocument(number: 1, format: "json", content: .declaration(declaration)))
            }, store: store, now: Self.now)
    }

    @Test("a profile put into force, an authorisation and a policy hold for the next submission")
    func atOnce() async throws {
        let screening = try screening()
        func lane(_ reference: String) async throws -> (Lane?, String) {
            let outcome = try await screening.submit(Array(reference.utf8), name: reference)
            let document = try #require(outcome.documents.first)
            return (document.lane, String(decoding: document.line, as: UTF8.self))
        }
        #expect(try await lane("D-1").0 == .green)
        let profile = profile
        let book = ProfileBook(store: store, reading: { _ in profile }, now: Self.now)
        _ = try book.add(profile, content: [1], officer: "A")
        _ = try book.recordBacktest(of: "all", content: [1], figures: [], officer: "A")
        try book.review("all", officer: "B", reason: "")
        try book.shadow("all", officer: "B", reason: "")
        #expect(try await lane("D-2").0 == .green)
        _ = try book.activate("all", officer: "B", reason: "", on: day)
        let live = try await lane("D-3")
        #expect(live.0 == .yellow && live.1.contains("profile:all"))

        let register = "number,category,status,from,to,partner\n302111222,A,active,,,\n"
        try TrustedTraders.save(Array(register.utf8), in: store)
        #expect(try await lane("D-4").0 == .green)
        try TrustedTraders.save(
            Array(register.replacing("active", with: "suspended").utf8), in: store)
        #expect(try await lane("D-5").0 == .yellow)

        var learned = LearnedRisk.initial()
        (learned.version, learned.labels) = (3, 50)
        _ = try NodeRules.calibrate(by: learned, officer: "7", reason: "r", at: 1, in: store)
        _ = try await lane("D-6")
        let kept = try store.read { reader in
            let document = try #require(try reader.documents(reference: "D-6").first)
            let version = try #require(try reader.versions(of: document.id).first)
            return try #require(try reader.assessments(of: version.id).first?.content)
        }
        #expect(String(decoding: kept, as: UTF8.self).contains("+learned-3"))
        try book.retire("all", officer: "B", reason: "over")
        #expect(try await lane("D-7").1.contains("profile:all") == false)
    }
}
