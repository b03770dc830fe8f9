import Customs
import Risk
import Testing

/// Cargo reports are judged by what a carrier can know.
@Suite("Cargo reports")
struct ReportedGoodsTests {
    static func report(
        description: String = "Wheat flour in bags", code: String? = "110100",
        consignee: String = "Navoi Non LLC", container: String = "CSQU3054383"
    ) -> CargoReport {
        var report = CargoReport()
        report.reference = "MAN-1"
        report.issueDateTime = WrittenDateTime(text: Example.day)
        report.officeID = "UZ10001"
        var carrier = Party()
        carrier.id = "C-1"
        report.carrier = carrier
        report.equipment = [Example.container(container)]
        var consignment = ReportedConsignment()
        consignment.transportDocumentID = "CMR-77"
        consignment.parties = [party(.consignee, consignee)]
        var goods = ReportedGoods()
        goods.description = description
        goods.commodityCode = code
        goods.grossMass = ExactDecimal("1200").map { Quantity($0, "KGM") }
        consignment.goods = [goods]
        report.consignments = [consignment]
        return report
    }

    private static func party(_ role: Party.Role, _ name: String) -> Party {
        var party = Party()
        party.role = role
        party.name = name
        return party
    }

    static func judge(_ report: CargoReport) -> Judgement {
        let subject = CustomsDocument.cargoReport(report).judged
        var dossier = Example.gather(subject.declaration)
        dossier.isReport = subject.isReport
        return KnownIndicators.judge(dossier)
    }

    @Test("a report without a blemish gives no finding, and is asked nothing it cannot know")
    func clean() {
        let judgement = Self.judge(Self.report())
        #expect(judgement.findings.isEmpty)
        let asked = Set(KnownIndicators.forReports.map { $0.id })
        #expect(judgement.abstentions.allSatisfy { asked.contains($0.indicator) })
        // No permit, value or origin is missed in a paper that never carries one.
        #expect(!asked.contains(.permitPrecursor) && !asked.contains(.unitPriceLow))
    }

    @Test("a container's wrong check digit, empty wordings and an open consignee are found")
    func blemishes() {
        var report = Self.report(
            description: "parts", consignee: "TO ORDER OF SHIPPER", container: "CSQU3054384")
        report.consignments.append(Self.report().consignments[0])
        let found = Self.judge(report).findings
        #expect(found.contains { $0.indicator == .checkDigit })
        #expect(found.contains { $0.indicator == .vagueDescription && $0.item == 1 })
        #expect(found.contains { $0.indicator == .consigneeToOrder && $0.item == 1 })
        #expect(!found.contains { $0.item == 2 })
    }

    @Test("a manifest of many consignees has no trader; one of a single consignee has")
    func trader() {
        var report = Self.report()
        var other = report.consignments[0]
        #expect(Declaration(reporting: report).parties.contains { $0.role == .consignee })
        other.parties = [Self.party(.consignee, "Another LLC")]
        report.consignments.append(other)
        let laidOut = Declaration(reporting: report)
        #expect(laidOut.parties.map(\.role) == [.carrier])
        #expect(laidOut.items.map { $0.parties.first?.name } == ["Navoi Non LLC", "Another LLC"])
    }

    @Test("an empty report is judged without a fault")
    func empty() {
        #expect(Self.judge(CargoReport()).findings.isEmpty)
    }
}
