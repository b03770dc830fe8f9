import Foundation
import Glibc
import Synchronization

/// Stands between two nodes and passes bytes on, until it cuts a connection at a byte of its choice;
/// some it holds back for a moment before.
final class InterferingProxy: Sendable {
    let port: Int
    private let listener: Int32
    private let target = Atomic<Int>(0)
    private let isOpen = Atomic<Bool>(true)
    private let random: Mutex<SplitMix64>
    private let open = Mutex<Set<Int32>>([])
    /// Of 100 connections, those that are cut somewhere.
    private let cutsOfHundred: Int
    private let cuts = Atomic<Int>(0)

    /// How many connections were cut.
    var cutCount: Int { cuts.load(ordering: .relaxed) }

    init(seed: UInt64, cutsOfHundred: Int) throws {
        random = Mutex(SplitMix64(seed: seed))
        self.cutsOfHundred = cutsOfHundred
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && getsockname(listener, pointer, &length) == 0
            }
        }
        guard listener >= 0, isBound, listen(listener, 64) == 0 else {
            throw POSIXError(.EADDRNOTAVAIL)
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [self] in accept() }
        thread.start()
    }

    /// Where connections from now on are passed to.
    func pass(to port: Int) { target.store(port, ordering: .relaxed) }

    func close() {
        isOpen.store(false, ordering: .relaxed)
        // The thread that accepts closes it: nobody may wait at a number that is somebody else's.
        shutdown(listener, Int32(SHUT_RDWR))
        for socket in open.withLock({ $0 }) { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private func accept() {
        defer { Glibc.close(listener) }
        while isOpen.load(ordering: .relaxed) {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.address(port: target.load(ordering: .relaxed))
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard isConnected else {
                Glibc.close(client)
                Glibc.close(server)
                continue
            }
            begin(client, server)
        }
    }

    private func begin(_ client: Int32, _ server: Int32) {
        // Early in the handshake, in a request, or only in an answer: any byte will do.
        let plan = random.withLock { random in
            (
                isCut: Int.random(in: 0..<100, using: &random) < cutsOfHundred,
                bytes: Int.random(in: 0..<40_000, using: &random),
                pauseMilliseconds: UInt32.random(in: 0...20, using: &random)
            )
        }
        let left = PassedBytes(plan.isCut ? plan.bytes : .max)
        open.withLock { $0.formUnion([client, server]) }
        let ends = Ends(client, server) { [self] in
            open.withLock { $0.subtract([client, server]) }
            Glibc.close(client)
            Glibc.close(server)
        }
        for (from, to) in [(client, server), (server, client)] {
            let thread = Thread { [self] in
                pump(from, to, left, pause: plan.pauseMilliseconds)
                ends.end()
            }
            thread.start()
        }
    }

    private func pump(_ from: Int32, _ to: Int32, _ left: PassedBytes, pause: UInt32) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            let permitted = left.take(count)
            if permitted < count { usleep(pause * 1_000) }
            guard Self.sendAll(buffer[..<permitted], to: to) else { return }
            if permitted < count {
                cuts.add(1, ordering: .relaxed)
                return
            }
        }
    }

    private static func sendAll(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count, let start = bytes.baseAddress {
                let more = send(socket, start + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard more > 0 else { return false }
                sent += more
            }
            return true
        }
    }

    /// Bytes that may still pass, counted in both directions.
    private final class PassedBytes: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        func take(_ count: Int) -> Int {
            left.withLock { left in
                let permitted = min(count, left)
                if left != .max { left -= permitted }
                return permitted
            }
        }
    }

    /// Ends both sockets when either direction ends, and closes them when both have.
    private final class Ends: Sendable {
        private let ended = Atomic<Int>(0)
        private let sockets: [Int32]
        private let closed: @Sendable () -> Void

        init(_ one: Int32, _ other: Int32, closed: @escaping @Sendable () -> Void) {
            sockets = [one, other]
            self.closed = closed
        }

        func end() {
            for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
            if ended.add(1, ordering: .acquiringAndReleasing).newValue == 2 { closed() }
        }
    }
}

/// Random numbers from a seed, so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
