import Formats
import Glibc
import Synchronization

/// The bytes of a file as they are on disk. Standard input is first copied to an unnamed file, so
/// that it can be read more than once.
package final class RawFile: ByteSource {
    package let name: String
    private let descriptor: Int32

    /// Opens a file; `-` is standard input.
    package init(_ path: String) throws(InputFailure) {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? try Self.spooledInput() : try Self.opened(path)
    }

    deinit { close(descriptor) }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard buffer.count > 0 else { return 0 }
        return try Self.read(descriptor, into: buffer, name: name)
    }

    package func rewind() throws {
        guard lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Self.failure(.unreadable, name, "cannot be read from its start again")
        }
    }

    /// Size in bytes as the file system gives it.
    package var byteCount: Int64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
    }

    private static func opened(_ path: String) throws(InputFailure) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else {
                throw failure(.unreadable, path, String(cString: strerror(errno)))
            }
            throw InputFailure(
                .missing, name: path, problem: "there is no such file",
                remedy: "check the path and run the command again")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw failure(.unreadable, path, "it is a directory, not a file")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            defer { close(descriptor) }
            return try reopened(pipe: descriptor, path)
        }
        return descriptor
    }

    /// Copies of pipes and devices by path: they can be read only once, their openings many times.
    private static let pipes = Mutex<[String: Int32]>([:])

    private static func reopened(pipe: Int32, _ path: String) throws(InputFailure) -> Int32 {
        var copy = pipes.withLock { $0[path] }
        if copy == nil {
            let made = try spooled(pipe, name: path)
            copy = pipes.withLock { known in
                known[path] = made
                return made
            }
        }
        return try opened("/proc/self/fd/\(copy ?? pipe)")
    }

    /// Standard input, copied once for the whole process: every opening sees all of it.
    private static let input = Result { () throws(InputFailure) in
        try spooled(STDIN_FILENO, name: "standard input")
    }

    private static func spooledInput() throws(InputFailure) -> Int32 {
        // A new opening of the same unnamed file, with a position of its own.
        try opened("/proc/self/fd/\(try input.get())")
    }

    /// Copies a stream into a file that has no name and vanishes when it is closed.
    private static func spooled(_ stream: Int32, name: String) throws(InputFailure) -> Int32 {
        let directory = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((directory + "/tamga-input-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        unlink(template)
        guard file >= 0 else {
            throw failure(.unreadable, name, "no temporary file can be made in \(directory)")
        }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try read(stream, into: block, name: name)
            guard count > 0 else { break }
            var done = 0
            while done < count {
                let written = write(file, block.baseAddress.map { $0 + done }, count - done)
                guard written > 0 else {
                    close(file)
                    throw failure(.unreadable, name, "the temporary copy cannot be written")
                }
                done += written
            }
        }
        lseek(file, 0, SEEK_SET)
        return file
    }

    private static func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, name: String
    ) throws(InputFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw failure(.unreadable, name, String(cString: strerror(errno)))
            }
        }
    }

    private static func failure(
        _ code: InputFailure.Code, _ name: String, _ problem: String
    ) -> InputFailure {
        InputFailure(
            code, name: name, problem: problem,
            remedy: "check that it is a readable file and run the command again")
    }
}
