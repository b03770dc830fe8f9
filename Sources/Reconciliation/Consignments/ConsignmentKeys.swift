/// The numbers that may name a consignment on both sides.
struct ConsignmentKeys: Sendable {
    /// UCR, transport document, container, invoice: strongest first.
    static let kinds = 4
    private(set) var reference = PackedKey.missing
    private(set) var document = PackedKey.missing
    private(set) var container = PackedKey.missing
    private(set) var invoice = PackedKey.missing
    /// Without prefix and leading zeros.
    private(set) var documentCore = PackedKey.missing
    private(set) var invoiceCore = PackedKey.missing

    /// The number under which one of a kind is looked for.
    @inline(__always)
    subscript(kind: Int) -> PackedKey {
        switch kind {
        case 0: reference
        case 1: documentCore
        case 2: container
        default: invoiceCore
        }
    }

    /// The number as written, prefix included.
    @inline(__always)
    func whole(_ kind: Int) -> PackedKey {
        switch kind {
        case 0: reference
        case 1: document
        case 2: container
        default: invoice
        }
    }

    /// Takes from a line what is still missing.
    mutating func fill(_ lines: LineColumns, _ line: Int) {
        if reference.isMissing { reference = lines.references[line] }
        if container.isMissing { container = lines.containers[line] }
        if document.isMissing {
            document = lines.documents[line]
            documentCore = document.core
        }
        if invoice.isMissing {
            invoice = lines.invoices[line]
            invoiceCore = invoice.core
        }
    }
}
