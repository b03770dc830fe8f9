#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that holds one secret: readable by its owner alone, made once, never overwritten.
package enum KeyFile {
    /// The largest secret read unless the caller allows more, in bytes.
    package static let byteCountMax = 65_536

    /// Makes the file with mode 600 and writes the secret durably (file and folder are synced).
    ///
    /// - Throws: ``SealFailure/Code/exists`` when something has that name already,
    ///   ``SealFailure/Code/system`` when the operating system refuses. After a failure no file
    ///   remains.
    package static func create(_ secret: SecretBytes, at path: String) throws(SealFailure) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = open(path, flags, mode_t(0o600))
        guard file >= 0 else {
            guard errno != EEXIST else {
                throw SealFailure(
                    .exists, place: path, problem: "a file of that name exists",
                    reason: "a key is made once and never overwritten",
                    remedy: "choose another name, or retire the old key first")
            }
            throw systemFailure(path, "cannot be made")
        }
        do throws(SealFailure) {
            // The process's umask may have taken bits away, never added any.
            guard fchmod(file, mode_t(0o600)) == 0 else {
                throw systemFailure(path, "mode cannot be set")
            }
            try writeAll(secret, to: file, path)
            guard fsync(file) == 0 else { throw systemFailure(path, "cannot be made durable") }
        } catch {
            close(file)
            unlink(path)
            throw error
        }
        guard close(file) == 0 else { throw systemFailure(path, "cannot be closed") }
        try syncFolder(of: path)
    }

    /// Reads a secret, refusing a file that others could have read or changed.
    ///
    /// - Throws: ``SealFailure/Code/unsafeFile`` for a link, a folder or device, a foreign owner or
    ///   a mode that grants anything to group or others; ``SealFailure/Code/tooLarge`` beyond
    ///   `byteCountMax`; ``SealFailure/Code/system`` otherwise.
    package static func read(
        at path: String, byteCountMax: Int = byteCountMax
    ) throws(SealFailure) -> SecretBytes {
        // Without O_NONBLOCK a named pipe would hold the caller for ever.
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ELOOP { throw unsafe(path, "is a symbolic link") }
            throw systemFailure(path, "cannot be opened")
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw systemFailure(path, "cannot be examined") }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw unsafe(path, "is not a plain file") }
        guard facts.st_uid == geteuid() else { throw unsafe(path, "belongs to another user") }
        guard facts.st_mode & 0o077 == 0 else {
            let mode = String(facts.st_mode & 0o777, radix: 8)
            throw unsafe(path, "has mode \(mode)")
        }
        guard facts.st_size <= byteCountMax else {
            throw SealFailure(
                .tooLarge, place: path, problem: "\(facts.st_size) bytes",
                reason: "a key file has at most \(byteCountMax) bytes",
                remedy: "check that the path names a key")
        }
        return SecretBytes(try readAll(file, count: Int(facts.st_size), path))
    }

    private static func writeAll(
        _ secret: SecretBytes, to file: Int32, _ path: String
    ) throws(SealFailure) {
        try secret.withBytes { (raw: UnsafeRawBufferPointer) throws(SealFailure) in
            var written = 0
            while written < raw.count {
                let rest = UnsafeRawBufferPointer(rebasing: raw[written...])
                guard let start = rest.baseAddress else { return }
                let count = write(file, start, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw systemFailure(path, "cannot be written") }
                written += count
            }
        }
    }

    private static func readAll(
        _ file: Int32, count: Int, _ path: String
    ) throws(SealFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { raw -> Int in
                guard let start = raw.baseAddress else { return 0 }
                return readSome(file, start + filled, count - filled)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw systemFailure(path, "cannot be read to its end") }
            filled += got
        }
        return bytes
    }

    private static func syncFolder(of path: String) throws(SealFailure) {
        let folder: String
        if let slash = path.lastIndex(of: "/") {
            folder = slash == path.startIndex ? "/" : String(path[..<slash])
        } else {
            folder = "."
        }
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw systemFailure(folder, "cannot be opened") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw systemFailure(folder, "cannot be made durable") }
    }

    private static func unsafe(_ path: String, _ problem: String) -> SealFailure {
        SealFailure(
            .unsafeFile, place: path, problem: problem,
            reason: "a key is a plain file of mode 600 that belongs to the node's user",
            remedy: "chmod 600 and chown the file; if others could read it, make a new key")
    }

    private static func systemFailure(_ path: String, _ problem: String) -> SealFailure {
        let number = errno
        return SealFailure(
            .system, place: path, problem: problem,
            reason: "the operating system says: \(String(cString: strerror(number)))",
            remedy: "check that the folder exists, has room and belongs to the node's user")
    }
}

/// The system's `read`, which ``KeyFile/read(at:byteCountMax:)`` would otherwise hide.
private func readSome(_ file: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, start, count)
}
