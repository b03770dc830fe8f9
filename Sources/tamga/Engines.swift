import Store
import StoreSQLite
import Workflows

/// The storage engines a node can use; adding one is one line here.
enum Engines {
    static func open(_ node: NodeDirectory) throws -> any Store {
        try SQLiteStore(path: node.database)
    }
}
