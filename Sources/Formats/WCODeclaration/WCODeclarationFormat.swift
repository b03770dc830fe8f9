import Customs

/// Declarations in the XML of the WCO Data Model 3.6 (message DEC): bare, in the MetaData envelope,
/// in any other envelope, one or several in one input.
///
/// Every fault is reported with its line and column, not just the first. What the model knows and
/// the vocabulary has no word for is kept in ``Declaration/extensions``.
package struct WCODeclarationFormat: DocumentFormat {
    static let formatName = "wco-dec"

    package init() {}

    package var name: String { Self.formatName }

    package func confidence(head: UnsafeRawBufferPointer) -> Int {
        XMLHead.confidence(head, names: ["urn:wco:datamodel:WCO:DEC"], sure: 95, maybe: 10)
    }

    package func read(
        _ source: any ByteSource, limits: ReadingLimits,
        emit: (consuming ReadDocument) throws -> Void
    ) throws {
        let receiver = WCOReceiver(limits: limits)
        let fault = try XMLEngine.read(source, limits: limits, receiver: receiver) {
            for document in receiver.takeReady() { try emit(document) }
        }
        receiver.finish(fault)
        for document in receiver.takeReady() { try emit(document) }
    }
}

/// Hands what the parser says to a ``WCOReading``, which lives at a fixed address so that no access
/// to it has to be checked.
private final class WCOReceiver: XMLReceiver {
    private let reading: UnsafeMutablePointer<WCOReading>

    init(limits: ReadingLimits) {
        reading = .allocate(capacity: 1)
        reading.initialize(to: WCOReading(limits: limits))
        super.init()
    }

    deinit {
        reading.deinitialize(count: 1)
        reading.deallocate()
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes, at place: XMLPlace) {
        reading.pointee.start(name, attributes, at: place)
        if reading.pointee.stopFault != nil { stopFault = reading.pointee.stopFault }
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>, at place: XMLPlace) {
        reading.pointee.take(text: bytes, at: place)
    }

    override func end(at place: XMLPlace) {
        let wasInDeclaration = reading.pointee.isInDeclaration
        reading.pointee.end(at: place)
        if wasInDeclaration, !reading.pointee.isInDeclaration { hasEndedDocument = true }
    }

    func finish(_ fault: XMLFault?) { reading.pointee.finish(fault) }

    /// The documents that may be handed over, which are then forgotten.
    func takeReady() -> [ReadDocument] {
        guard !reading.pointee.ready.isEmpty else { return [] }
        let ready = reading.pointee.ready
        reading.pointee.ready = []
        return ready
    }
}
