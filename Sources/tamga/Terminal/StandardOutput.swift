import Glibc
import Synchronization

/// Standard output could not be written.
struct OutputFailure: Error {
    /// The program reading our output has ended; nobody wants the rest.
    let isReaderGone: Bool
}

/// Standard output through one buffer. Written from the command's thread.
final class StandardOutput: Sendable {
    static let shared = StandardOutput()
    private static let flushBytes = 1 << 16

    private struct State {
        var buffer: [UInt8] = []
        var fault: OutputFailure?
        /// Whether the program ends when nobody reads its output any more, as with `| head`.
        var endsWithReader = true
    }
    private let state = Mutex(State())

    func write(_ text: String) { write(bytes: text.utf8) }

    /// Adds bytes; a fault shows at the next ``flush()``.
    func write(bytes: some Sequence<UInt8>) {
        state.withLock { state in
            state.buffer.append(contentsOf: bytes)
            if state.buffer.count >= Self.flushBytes { Self.drain(&state) }
        }
    }

    /// Goes on when the reader has gone: for commands that store more than they show.
    func outliveReader() { state.withLock { $0.endsWithReader = false } }

    /// Writes what is buffered.
    func flush() throws(OutputFailure) {
        let fault = state.withLock { state in
            Self.drain(&state)
            return state.fault
        }
        if let fault { throw fault }
    }

    private static func drain(_ state: inout State) {
        guard state.fault == nil else {
            state.buffer.removeAll(keepingCapacity: true)
            return
        }
        var start = 0
        while start < state.buffer.count {
            let written = state.buffer.withUnsafeBytes { bytes in
                Glibc.write(
                    STDOUT_FILENO, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                state.fault = OutputFailure(isReaderGone: errno == EPIPE)
                if state.endsWithReader && errno == EPIPE { Glibc.exit(0) }
                break
            }
            start += written
        }
        state.buffer.removeAll(keepingCapacity: true)
    }
}

/// Warnings and summaries on standard error.
func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    bytes.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
