import Customs
import Formats
import Testing

/// How the reader of WCO declarations judges and what it keeps.
struct WCODeclarationTests {
    static let space = "urn:wco:datamodel:WCO:DEC-DMS:2"
    let format = WCODeclarationFormat()

    private func message(_ inner: String) -> String {
        "<Declaration xmlns=\"\(Self.space)\" xmlns:ds=\"urn:wco:datamodel:WCO:Declaration_DS:DMS:2\">"
            + inner + "</Declaration>"
    }

    private func read(_ inner: String) throws -> ReadDocument {
        try #require(try format.documents(message(inner)).first)
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let inner: String
    }

    static let faults: [Fault] = [
        .init(testDescription: "element-missing", inner: "<TypeCode>IMA</TypeCode>"),
        .init(
            testDescription: "element-out-of-order",
            inner: "<TypeCode>IMA</TypeCode><FunctionCode>9</FunctionCode>"),
        .init(
            testDescription: "element-too-many",
            inner: "<FunctionCode>9</FunctionCode><FunctionCode>9</FunctionCode>"),
        .init(
            testDescription: "element-unknown",
            inner: "<FunctionCode>9</FunctionCode><Colour>red</Colour>"),
        .init(
            testDescription: "element-content", inner: "<FunctionCode>9</FunctionCode>text"),
        .init(
            testDescription: "value-not-listed", inner: "<FunctionCode>7</FunctionCode>"),
        .init(
            testDescription: "value-characters",
            inner: "<FunctionCode>x</FunctionCode>"),
        .init(
            testDescription: "value-empty",
            inner: "<FunctionCode>9</FunctionCode><ID> </ID>"),
        .init(
            testDescription: "value-line-break",
            inner: "<FunctionCode>9</FunctionCode><ID>a\nb</ID>"),
        .init(
            testDescription: "value-too-long",
            inner: "<FunctionCode>9</FunctionCode><TypeCode>IMAX</TypeCode>"),
        .init(
            testDescription: "value-length",
            inner: "<FunctionCode>9</FunctionCode><GoodsShipment><ExportCountry><ID>UZB</ID>"
                + "</ExportCountry></GoodsShipment>"),
        .init(
            testDescription: "number-format",
            inner: "<FunctionCode>9</FunctionCode><GoodsItemQuantity>one</GoodsItemQuantity>"),
        .init(
            testDescription: "number-decimals",
            inner: "<FunctionCode>9</FunctionCode><GoodsItemQuantity>1.5</GoodsItemQuantity>"),
        .init(
            testDescription: "number-too-long",
            inner: "<FunctionCode>9</FunctionCode><GoodsItemQuantity>123456</GoodsItemQuantity>"),
        .init(
            testDescription: "date-format",
            inner: "<AcceptanceDateTime><ds:DateTimeString formatCode=\"102\">2026-09-04"
                + "</ds:DateTimeString></AcceptanceDateTime><FunctionCode>9</FunctionCode>"),
        .init(
            testDescription: "attribute-missing",
            inner: "<AcceptanceDateTime><ds:DateTimeString>20260904</ds:DateTimeString>"
                + "</AcceptanceDateTime><FunctionCode>9</FunctionCode>"),
        .init(
            testDescription: "attribute-unknown",
            inner: "<FunctionCode colour=\"red\">9</FunctionCode>"),
        .init(
            testDescription: "attribute-value",
            inner:
                "<FunctionCode>9</FunctionCode><InvoiceAmount currencyID=\"usd\">1</InvoiceAmount>"
        ),
    ]

    @Test("refuses a fault by its name, with line and column", arguments: faults)
    func refuses(_ fault: Fault) throws {
        let document = try read(fault.inner)
        #expect(!document.isAccepted)
        let diagnostic = try #require(
            document.diagnostics.first { $0.code == fault.testDescription },
            "\(document.diagnostics)")
        #expect(diagnostic.severity == .error)
        #expect(diagnostic.place.hasPrefix("line 1, column "))
        #expect(diagnostic.reason.contains("WCO Data Model 3.6"))
        #expect(!diagnostic.remedy.isEmpty)
    }

    @Test("collects all faults and keeps what could be read")
    func collectsAll() throws {
        let document = try read(
            "<TypeCode>IMAX</TypeCode><GoodsItemQuantity>x</GoodsItemQuantity><Colour/>")
        let codes = document.diagnostics.map(\.code)
        #expect(codes == ["element-missing", "value-too-long", "number-format", "element-unknown"])
        guard case .declaration(let declaration) = document.content else {
            Issue.record("no content")
            return
        }
        #expect(declaration.typeCode == "IMAX")
    }

    @Test("keeps what has no word as an extension with numbered steps")
    func extensions() throws {
        let document = try read(
            """
            <FunctionCode>9</FunctionCode><TypeCode listID="L 1">EXA</TypeCode>
            <Consignment>
              <ConsignmentItem><SequenceNumeric>1</SequenceNumeric></ConsignmentItem>
              <ConsignmentItem><SequenceNumeric>2</SequenceNumeric>
                <Freight><PaymentMethodCode>A</PaymentMethodCode></Freight></ConsignmentItem>
            </Consignment>
            """)
        #expect(document.isAccepted, "\(document.diagnostics)")
        guard case .declaration(let declaration) = document.content else { return }
        #expect(
            declaration.extensions.map(\.path) == [
                "TypeCode", "Consignment/ConsignmentItem[1]/SequenceNumeric",
                "Consignment/ConsignmentItem[2]/SequenceNumeric",
                "Consignment/ConsignmentItem[2]/Freight/PaymentMethodCode",
            ])
        #expect(declaration.extensions.first?.attribute == "listID")
        #expect(declaration.flow == .export)
        let written = WCODeclarationWriter().write(declaration)
        #expect(written.diagnostics.isEmpty, "\(written.diagnostics)")
        let again = try #require(try format.documents(written.bytes).first)
        #expect(again.content == document.content)
    }

    @Test("keeps numbers as they are spelled, also beyond 18 digits")
    func spelling() throws {
        let document = try read(
            """
            <FunctionCode>9</FunctionCode><InvoiceAmount currencyID="UZS">+0012.50</InvoiceAmount>
            <TotalGrossMassMeasure unitCode="KGM">0000000000000000000000012.5</TotalGrossMassMeasure>
            """)
        #expect(document.isAccepted, "\(document.diagnostics)")
        guard case .declaration(let declaration) = document.content else { return }
        #expect(declaration.invoiceAmount?.amount.written == "+0012.50")
        #expect(declaration.totalGrossMass == nil)
        #expect(declaration.extensions.map(\.value) == ["0000000000000000000000012.5", "KGM"])
        let written = WCODeclarationWriter().write(declaration)
        #expect(written.diagnostics.isEmpty, "\(written.diagnostics)")
    }

    @Test("folds white space and decodes references in texts and attributes")
    func whiteSpace() throws {
        let document = try read(
            "<FunctionCode> 9\n</FunctionCode><FunctionalReferenceID schemeName=\"A &amp; B&#38;C\">"
                + " R &amp;  D &lt;1&gt; </FunctionalReferenceID>")
        #expect(document.isAccepted, "\(document.diagnostics)")
        guard case .declaration(let declaration) = document.content else { return }
        #expect(declaration.functionCode == "9")
        #expect(declaration.functionalReferenceID == "R & D <1>")
        #expect(declaration.extensions.first?.value == "A & B&C")
    }

    @Test("hands out each of several declarations and refuses the one that is cut")
    func several() throws {
        let good = message("<FunctionCode>9</FunctionCode>")
        let bad = message("<FunctionCode>8</FunctionCode>")
        let documents = try format.documents(
            "<box><MetaData xmlns=\"urn:wco:datamodel:WCO:DocumentMetaData-DMS:2\">\(good)</MetaData>"
                + "\(bad)\(good)")
        #expect(documents.map(\.number) == [1, 2, 3])
        #expect(documents.map(\.isAccepted) == [true, false, false])
        #expect(documents.last?.diagnostics.first?.code == "xml-truncated")
    }

    @Test("says so when a document holds no declaration")
    func noDeclaration() throws {
        let document = try #require(try format.documents("<a><b/></a>").first)
        #expect(document.diagnostics.map(\.code) == ["declaration-missing"])
        let foreign = try #require(try format.documents("<Declaration xmlns=\"urn:x\"/>").first)
        #expect(foreign.diagnostics.first?.code == "namespace-unknown")
    }

    @Test("names what has no place in the message when it writes")
    func lossIsNamed() throws {
        var declaration = Declaration()
        declaration.functionCode = "9"
        declaration.tradingCountryCode = "UZ"
        let written = WCODeclarationWriter().write(declaration)
        #expect(written.diagnostics.map(\.place) == ["Declaration/tradingCountryCode"])
    }
}
