import Glibc

/// A file written from its start through a buffer.
final class OutputFile {
    private let name: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ path: String) throws(CommandFailure) {
        name = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { Glibc.close(descriptor) }

    func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws(CommandFailure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Writes what is buffered and makes sure that it is on disk.
    func close() throws(CommandFailure) {
        try flush()
        guard fsync(descriptor) == 0 else { throw Self.failure(name) }
    }

    private func flush() throws(CommandFailure) {
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw Self.failure(name) }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ name: String) -> CommandFailure {
        CommandFailure(
            code: 73, what: "\(name) cannot be written: \(String(cString: strerror(errno)))",
            whatToDo: "check the path, its permissions and the free space")
    }
}
