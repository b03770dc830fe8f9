import Foundation
import Glibc

/// A line on standard error with rate and time left, when it is a terminal and work takes over two seconds.
final class Progress {
    private let title: String
    private let bytesTotal: Int64
    private let isShown = isatty(STDERR_FILENO) == 1
    private let start = ProcessInfo.processInfo.systemUptime
    private var lastShown = 0.0
    private var done = 0

    init(_ title: String, bytesTotal: Int64 = 0) {
        self.title = title
        self.bytesTotal = bytesTotal
    }

    /// Counts documents and shows the line at most five times a second.
    func add(_ count: Int, bytesDone: Int64 = 0) {
        done += count
        guard isShown else { return }
        let elapsed = ProcessInfo.processInfo.systemUptime - start
        guard elapsed > 2, elapsed - lastShown > 0.2 else { return }
        lastShown = elapsed
        var line = "\r\(title): \(done) documents, \(Int(Double(done) / elapsed))/s"
        if bytesTotal > 0 && bytesDone > 0 {
            let share = min(1, Double(bytesDone) / Double(bytesTotal))
            let bar =
                String(repeating: "█", count: Int(share * 20))
                + String(repeating: "·", count: 20 - Int(share * 20))
            line += " \(bar) \(Int(elapsed * (1 - share) / max(share, 0.001))) s left"
        }
        FileHandle.standardError.write(Data((line + "   ").utf8))
    }

    /// Clears the line.
    func finish() {
        guard isShown, lastShown > 0 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
