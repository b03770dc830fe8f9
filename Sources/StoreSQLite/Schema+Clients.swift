/// The table of the API's clients.
extension Schema {
    static let clients = """
        CREATE TABLE client (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
            tokenDigest BLOB UNIQUE CHECK (length(tokenDigest) = 32),
            certificateDigest BLOB CHECK (length(certificateDigest) = 32),
            mayExchange INTEGER NOT NULL CHECK (mayExchange IN (0, 1)),
            addedAt INTEGER NOT NULL,
            revokedAt INTEGER,
            CHECK (tokenDigest IS NOT NULL OR certificateDigest IS NOT NULL)
        ) STRICT;
        """
}
