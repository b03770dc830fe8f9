import Foundation
import Watchlists

/// Real lists beside the package, or in the folder that TAMGA_SHARED_DATA names; absent on most
/// machines, and tests that need them are then skipped.
enum SharedLists {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder =
        (ProcessInfo.processInfo.environment["TAMGA_SHARED_DATA"].map { URL(filePath: $0) }
        ?? root.deletingLastPathComponent().appending(path: "shared/data"))
        .appending(path: "watchlists")

    static var arePresent: Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "un_2026").path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    static func corpus(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: "Corpus/watchlists/" + path)))
    }

    static func sdn() throws -> WatchlistFiles {
        var files = WatchlistFiles(main: try bytes("ofac_sdn_2021/sdn.csv"))
        files.alternates = try bytes("ofac_sdn_2021/alt.csv")
        files.addresses = try bytes("ofac_sdn_2021/add.csv")
        files.comments = try bytes("ofac_sdn_2021/sdn_comments.csv")
        return files
    }

    static func nonSDN() throws -> WatchlistFiles {
        var files = WatchlistFiles(main: try bytes("ofac_nonsdn/cons_prim.csv"))
        files.alternates = try bytes("ofac_nonsdn/cons_alt.csv")
        files.addresses = try bytes("ofac_nonsdn/cons_add.csv")
        return files
    }
}
