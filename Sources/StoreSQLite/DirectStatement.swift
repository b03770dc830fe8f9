import GRDB
import GRDBSQLite

/// A value as SQLite takes it, bound without a detour over the engine's own boxes.
///
/// Documents, versions, assessments and hits come by the hundred thousand; what wraps a value there is
/// paid for each of them.
protocol DirectCell {
    /// Binds the value; returns SQLite's result code.
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32
}

/// SQLite copies what it is given before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, self)
    }
}

extension Int: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, Int64(self))
    }
}

extension Bool: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        sqlite3_bind_int64(statement, place, self ? 1 : 0)
    }
}

extension Double: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        sqlite3_bind_double(statement, place, self)
    }
}

extension String: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                guard let base = bytes.baseAddress else {
                    return sqlite3_bind_text(statement, place, "", 0, copied)
                }
                return sqlite3_bind_text(statement, place, base, Int32(bytes.count), copied)
            }
        }
    }
}

extension [UInt8]: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_zeroblob(statement, place, 0)
            }
            return sqlite3_bind_blob(statement, place, base, Int32(bytes.count), copied)
        }
    }
}

extension Optional: DirectCell where Wrapped: DirectCell {
    func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
        switch self {
        case .some(let value): value.bind(to: statement, at: place)
        case .none: sqlite3_bind_null(statement, place)
        }
    }
}

/// The row a statement stands on; good until the statement takes its next step.
struct DirectRow {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

    func text(_ column: Int32) -> String {
        guard let base = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, column))
        return [UInt8](UnsafeRawBufferPointer(start: base, count: count))
    }
}

extension SQLiteTransaction {
    /// Runs a statement to its end. Its text names it: it is prepared once for each connection.
    func direct<each Cell: DirectCell>(_ sql: String, _ cells: repeat each Cell) throws {
        let statement = try db.cachedStatement(sql: sql)
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        var place: Int32 = 0
        for cell in repeat each cells {
            place += 1
            try check(cell.bind(to: handle, at: place), is: SQLITE_OK)
        }
        try check(sqlite3_step(handle), is: SQLITE_DONE)
    }

    /// Visits the rows of a statement.
    func directRows<each Cell: DirectCell>(
        _ sql: String, _ cells: repeat each Cell, visit: (DirectRow) -> Void
    ) throws {
        let statement = try db.cachedStatement(sql: sql)
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        var place: Int32 = 0
        for cell in repeat each cells {
            place += 1
            try check(cell.bind(to: handle, at: place), is: SQLITE_OK)
        }
        while true {
            let code = sqlite3_step(handle)
            guard code == SQLITE_ROW else { return try check(code, is: SQLITE_DONE) }
            visit(DirectRow(statement: handle))
        }
    }

    /// Throws what the engine's wrapper would have thrown.
    private func check(_ code: Int32, is expected: Int32) throws {
        guard code != expected else { return }
        let message = db.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
