/// How far stored documents were screened against lists that changed.
extension Schema {
    /// Lists that are there already count as done: their import screened what was stored.
    static let watchlistProgress = """
        CREATE TABLE watchlistRescreened (
            list TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            FOREIGN KEY (list, version) REFERENCES watchlistVersion (list, number)
        ) STRICT;
        INSERT INTO watchlistRescreened (list, version)
            SELECT list, max(number) FROM watchlistVersion GROUP BY list;
        """
}
