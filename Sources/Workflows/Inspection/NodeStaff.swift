package import Customs
package import Risk
package import Store

/// The staff list of a node.
package enum NodeStaff {
    private static let name = "staff"

    /// Reads a staff list (CSV, see ``Risk/Staff``); nil after its faults have been reported.
    package static func read(_ bytes: [UInt8], diagnostics: inout [Diagnostic]) -> Staff? {
        guard bytes.count <= CommaTable.bytesMax, let rows = CommaTable.rows(bytes) else {
            diagnostics.append(
                Diagnostic(
                    .error, code: "staff-table", place: "the whole file",
                    problem: "it is no comma-separated table in UTF-8",
                    reason:
                        "a quotation mark is not closed, bytes are no UTF-8, or it is over 64 MiB",
                    remedy: "save the list as CSV in UTF-8"))
            return nil
        }
        return Staff.reading(rows: rows, diagnostics: &diagnostics)
    }

    /// Keeps a list that was read from `bytes`.
    package static func save(_ bytes: [UInt8], in store: any Store) throws {
        try store.write {
            try $0.put(SnapshotRow(watermark: 0, content: bytes), name: name)
        }
    }

    /// The list in force; nil when none was given.
    package static func current(in store: any Store) throws -> Staff? {
        guard let row = try store.read({ try $0.snapshot(name) }) else { return nil }
        var diagnostics: [Diagnostic] = []
        return read(row.content, diagnostics: &diagnostics)
    }
}
