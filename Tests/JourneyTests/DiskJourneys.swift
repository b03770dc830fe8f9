import Foundation
import Store
import StoreSQLite
import Testing

/// A receiver whose disk fails for a while, as disks do: it is full, or does not keep what it says.
@Suite("Exchange with a failing disk")
struct DiskJourneys {
    /// Whether a file system of our own can be mounted here, seen by one process alone; that takes root.
    private static let canMount = succeeds([
        "/usr/bin/env", "unshare", "--mount", "sh", "-c",
        "mount -t tmpfs -o size=1m tamga /mnt",
    ])
    /// Whether a library can be made that stands before the system's own.
    private static let canCompile = succeeds(["/usr/bin/env", "cc", "--version"])

    private static func succeeds(_ command: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test(
        "a full disk gives no receipt, and when there is room again everything arrives by itself",
        .enabled(if: canMount, "no file system can be mounted here"), .timeLimit(.minutes(5)))
    func full() throws {
        let proxy = try InterferingProxy(seed: 1, cutsOfHundred: 0)
        defer { proxy.close() }
        let nodes = try TwoNodes(usPort: proxy.port)
        // The node's directory is moved to a file system of 40 MB that this process alone sees.
        let us = try Serving(
            command: [
                "/usr/bin/env", "unshare", "--mount", "sh", "-c",
                """
                cp -a "$1" "$1.kept" && mount -t tmpfs -o size=40m tamga "$1" \
                && cp -a "$1.kept/." "$1" && chmod 700 "$1" \
                && exec "$0" serve --node "$1" --port 0
                """, Program.path, nodes.us,
            ], environment: [:])
        proxy.pass(to: us.gatewayPort)
        let inside = "/proc/\(us.process.processIdentifier)/root\(nodes.us)"
        let ballast = inside + "/ballast"
        try fill(ballast)
        try fails(nodes, us, inside: inside) {
            try FileManager.default.removeItem(atPath: ballast)
        }
    }

    @Test(
        "a disk that cannot keep what was written gives no receipt, until it can",
        .enabled(if: canCompile, "no C compiler is here"), .timeLimit(.minutes(5)))
    func unsynced() throws {
        let proxy = try InterferingProxy(seed: 1, cutsOfHundred: 0)
        defer { proxy.close() }
        let nodes = try TwoNodes(usPort: proxy.port)
        let (library, switchFile) = try failingSync(in: nodes.folder)
        let us = try Serving(
            command: [Program.path, "serve", "--node", nodes.us, "--port", "0"],
            environment: ["LD_PRELOAD": library, "TAMGA_TEST_SYNC_FAILS": switchFile])
        proxy.pass(to: us.gatewayPort)
        _ = FileManager.default.createFile(atPath: switchFile, contents: nil)
        try fails(nodes, us, inside: nodes.us) {
            try FileManager.default.removeItem(atPath: switchFile)
        }
    }

    /// Messages come while the disk fails, and `mend` mends it; the node runs on all the time.
    private func fails(
        _ nodes: TwoNodes, _ us: Serving, inside: String, mend: () throws -> Void
    ) throws {
        let uz = try Serving(nodes.uz, "--port", "0")
        let sender = try nodes.store(nodes.uz)
        try nodes.queue(120)
        let isNoticed = try wait(seconds: 60) {
            us.log.contains("cannot make messages durable")
        }
        #expect(isNoticed, "\(us.log)")
        // Whatever has a receipt is there.
        let failing = try SQLiteStore(path: seen(inside, nodes, "failing") + "/tamga.sqlite")
        for row in try sender.read({ try $0.outbox(after: 0, limit: 500) })
        where row.state == .done {
            let kept = try failing.read {
                try $0.inboxReceipt(sender: "UZ", message: row.message)
            }
            let isKept = kept == row.receipt
            #expect(isKept, "message \(row.message)")
        }
        #expect(try !sender.read { try $0.outboxRecipients() }.isEmpty, "not all could arrive")
        try mend()
        let isDelivered = try wait(seconds: 120) {
            try sender.read { try $0.outboxRecipients() }.isEmpty
        }
        #expect(isDelivered, "\(us.log)")
        let after = try seen(inside, nodes, "mended")
        let rows = try SQLiteStore(path: after + "/tamga.sqlite").read {
            try $0.inbox(after: 0, limit: 500)
        }
        #expect(rows.count == 120)
        for (stream, rows) in Dictionary(grouping: rows, by: \.stream) {
            #expect(rows.map(\.sequence) == Array(1...Int64(rows.count)), "stream \(stream)")
        }
        let verified = try Program.run("ledger", "verify", "--node", after)
        #expect(verified.code == 0, "\(verified.errors)")
        #expect(uz.stop() == 0)
        #expect(us.stop() == 0)
    }

    /// A copy of the node's directory as it is now. The engine would look for the file outside of
    /// the process's own file system.
    private func seen(_ inside: String, _ nodes: TwoNodes, _ name: String) throws -> String {
        let copy = nodes.folder.path + "/" + name
        for folder in [copy, copy + "/keys"] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        var files = ["config.yaml", "tamga.sqlite", "tamga.sqlite-wal"]
        files += try FileManager.default.contentsOfDirectory(atPath: inside + "/keys")
            .map { "keys/" + $0 }
        for file in files {
            try FileManager.default.copyItem(
                atPath: inside + "/" + file, toPath: copy + "/" + file)
        }
        return copy
    }

    /// Fills a file system up to the last half megabyte.
    private func fill(_ path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        let block = Data(repeating: 0x55, count: 64 << 10)
        do { while true { try file.write(contentsOf: block) } } catch {
            let end = try file.seekToEnd()
            try file.truncate(atOffset: end > 512 << 10 ? end - 512 << 10 : 0)
        }
        try file.close()
    }

    /// A library before the system's own whose `fsync` fails as long as a file is there.
    private func failingSync(in folder: Folder) throws -> (library: String, switchFile: String) {
        let source = try folder.file(
            "sync.c",
            """
            #define _GNU_SOURCE
            #include <errno.h>
            #include <stdlib.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            static int fails(void) {
                const char *name = getenv("TAMGA_TEST_SYNC_FAILS");
                if (!name || access(name, F_OK) != 0) return 0;
                errno = EIO;
                return 1;
            }
            int fsync(int file) { return fails() ? -1 : (int)syscall(SYS_fsync, file); }
            int fdatasync(int file) { return fails() ? -1 : (int)syscall(SYS_fdatasync, file); }
            """)
        let library = folder.path + "/sync.so"
        let isMade = Self.succeeds([
            "/usr/bin/env", "cc", "-shared", "-fPIC", "-o", library, source,
        ])
        try #require(isMade)
        return (library, folder.path + "/sync-fails")
    }
}
