/// A text with signature lines below it, as transparency logs use it.
///
/// The text ends with a line feed; after an empty line each signature line is
/// `— name base64(key id ‖ signature)`.
///
/// Source: C2SP signed-note, C2SP tlog-cosignature.
package struct SignedNote: Hashable, Sendable {
    /// One signature line.
    package struct Line: Hashable, Sendable {
        /// The name of the key, no white space and no plus sign.
        package let name: String
        /// The first four bytes of the digest over name, kind and public key.
        package let keyID: UInt32
        /// What follows the key id.
        package let signature: [UInt8]
    }

    /// The signed text, its last line feed included.
    package let text: String
    package private(set) var lines: [Line]

    /// The largest note read, in bytes, and the most signature lines.
    package static let byteCountMax = 65_536, lineCountMax = 64

    init(text: String, lines: [Line] = []) {
        self.text = text
        self.lines = lines
    }

    /// Reads a note; unknown signature lines are kept.
    ///
    /// - Throws: ``SealFailure/Code/malformed``, ``SealFailure/Code/tooLarge``.
    package init(reading note: String) throws(SealFailure) {
        guard note.utf8.count <= Self.byteCountMax else {
            throw .note(.tooLarge, "more than \(Self.byteCountMax) bytes")
        }
        let rows = note.split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.last == "", let gap = rows.dropLast().lastIndex(of: ""), gap > 0
        else { throw .note(.malformed, "no empty line before the signatures") }
        text = rows[..<gap].joined(separator: "\n") + "\n"
        let signatureRows = rows[(gap + 1)..<(rows.count - 1)]
        guard !signatureRows.isEmpty, signatureRows.count <= Self.lineCountMax else {
            throw .note(.malformed, "\(signatureRows.count) signature lines")
        }
        var lines: [Line] = []
        for row in signatureRows {
            let parts = row.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "—", !parts[1].isEmpty,
                let blob = Base64.decode(parts[2], .standard), blob.count > 4
            else { throw .note(.malformed, "a signature line of another form") }
            let keyID = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            lines.append(
                Line(name: String(parts[1]), keyID: keyID, signature: Array(blob.dropFirst(4))))
        }
        self.lines = lines
    }

    /// The note as text.
    package var note: String {
        var output = text + "\n"
        for line in lines {
            let id = line.keyID
            let blob =
                [
                    UInt8(id >> 24 & 255), UInt8(id >> 16 & 255), UInt8(id >> 8 & 255),
                    UInt8(id & 255),
                ]
                + line.signature
            output += "— \(line.name) \(Base64.encode(blob, .standard))\n"
        }
        return output
    }

    /// Adds the log's own signature (kind 1, Ed25519).
    ///
    /// - Throws: ``SealFailure/Code/unsupported`` for another kind of key.
    package mutating func sign(name: String, key: SigningKey) throws(SealFailure) {
        let id = try Self.keyID(name: name, kind: 1, key: key.verifyingKey)
        lines.append(Line(name: name, keyID: id, signature: try key.sign(Array(text.utf8))))
    }

    /// Whether the note bears a valid signature of kind 1 by this key under this name.
    package func isSigned(name: String, key: VerifyingKey) throws(SealFailure) -> Bool {
        let id = try Self.keyID(name: name, kind: 1, key: key)
        let bytes = Array(text.utf8)
        return lines.contains {
            $0.name == name && $0.keyID == id && key.isValid($0.signature, for: bytes)
        }
    }

    /// Adds a witness's cosignature (kind 4): "I saw this, at this time, after everything I saw
    /// before".
    ///
    /// - Parameter time: seconds since 1970.
    package mutating func cosign(
        name: String, key: SigningKey, time: UInt64
    ) throws(SealFailure) {
        let id = try Self.keyID(name: name, kind: 4, key: key.verifyingKey)
        let signature = try key.sign(cosigned(time))
        let stamp = stride(from: UInt64(56), through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: time >> $0)
        }
        lines.append(Line(name: name, keyID: id, signature: stamp + signature))
    }

    /// When this witness cosigned, in seconds since 1970; `nil` when it validly did not.
    package func cosignedAt(name: String, key: VerifyingKey) throws(SealFailure) -> UInt64? {
        let id = try Self.keyID(name: name, kind: 4, key: key)
        for line in lines where line.name == name && line.keyID == id {
            guard line.signature.count == 72 else { continue }
            let time = line.signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if key.isValid(Array(line.signature.dropFirst(8)), for: cosigned(time)) {
                return time
            }
        }
        return nil
    }

    private func cosigned(_ time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }

    private static func keyID(
        name: String, kind: UInt8, key: VerifyingKey
    ) throws(SealFailure) -> UInt32 {
        guard key.algorithm == .ed25519 else {
            throw .note(.unsupported, "a log key of kind \(key.algorithm.rawValue)")
        }
        guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "+" }) else {
            throw .note(.malformed, "a key name that is empty or holds spaces or a plus sign")
        }
        let digest = Digest256(hashing: Array(name.utf8) + [0x0A, kind] + key.bytes)
        return digest.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

extension SealFailure {
    static func note(_ code: Code, _ problem: String) -> SealFailure {
        SealFailure(
            code, place: "signed note", problem: problem,
            reason: "C2SP signed-note, Ed25519 keys",
            remedy: "ask the log's operator for the checkpoint again")
    }
}
