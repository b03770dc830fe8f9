/// Where a door listens, or listened when the system chose the port.
package struct GatewayAddress: Hashable, Sendable, CustomStringConvertible {
    /// Name or literal of the interface, `127.0.0.1` for one machine alone.
    package let host: String
    /// 0 lets the system choose.
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`, an IPv6 literal in brackets.
    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
