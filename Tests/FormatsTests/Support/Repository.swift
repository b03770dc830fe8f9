import Foundation

/// Where the package and the shared data lie.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `../shared/data` beside the package; absent on most machines.
    static let data = root.deletingLastPathComponent().appending(path: "shared/data")

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    static func hasData(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: data.appending(path: path).path)
    }

    static func dataBytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: data.appending(path: path)))
    }

    /// True when golden files are to be written anew: `TAMGA_RECORD=1 swift test`.
    static var records: Bool { ProcessInfo.processInfo.environment["TAMGA_RECORD"] == "1" }
}
