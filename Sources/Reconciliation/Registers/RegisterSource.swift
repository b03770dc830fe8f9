import Glibc

/// Where the bytes of a register come from.
package enum RegisterSource: Sendable {
    /// A file on disk.
    case file(String)
    /// Bytes in memory.
    case bytes([UInt8])

    /// The name for diagnostics.
    var name: String {
        switch self {
        case .file(let path): path
        case .bytes: "input"
        }
    }
}

/// An input that cannot be read at all.
package struct RegisterUnreadable: Error, Sendable {
    package let name: String
    /// What the operating system said.
    package let problem: String
}

/// Reads a source from its start to its end.
final class SourceReader {
    private let source: RegisterSource
    private let descriptor: Int32
    private var position = 0

    init(_ source: RegisterSource) throws(RegisterUnreadable) {
        self.source = source
        guard case .file(let path) = source else {
            descriptor = -1
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Size in bytes; 0 when it cannot be told.
    var byteCount: Int {
        if case .bytes(let bytes) = source { return bytes.count }
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Fills what it can of a buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(RegisterUnreadable) -> Int {
        switch source {
        case .bytes(let bytes):
            let count = min(buffer.count, bytes.count - position)
            bytes.withUnsafeBytes { all in
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
            }
            position += count
            return count
        case .file(let path):
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count >= 0 { return count }
                guard errno == EINTR else { throw Self.failure(path) }
            }
        }
    }

    private static func failure(_ path: String) -> RegisterUnreadable {
        RegisterUnreadable(name: path, problem: String(cString: strerror(errno)))
    }
}
