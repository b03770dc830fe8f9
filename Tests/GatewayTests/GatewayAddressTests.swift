import Gateway
import Testing

@Suite("Where the gateway listens")
struct GatewayAddressTests {
    @Test("keeps host and port")
    func parts() {
        let address = GatewayAddress(host: "127.0.0.1", port: 8443)
        #expect(address.host == "127.0.0.1" && address.port == 8443)
    }
}
