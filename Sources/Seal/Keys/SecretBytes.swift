import Crypto

/// Bytes that must not be seen: a private key, a token, a salt.
///
/// Prints as `‹hidden›` everywhere, reflection included, is not encodable, is compared in constant
/// time, and its memory is overwritten when the last copy goes.
package struct SecretBytes: Sendable, Equatable {
    let symmetricKey: SymmetricKey

    /// Takes the bytes over. The caller's own array is not overwritten.
    package init(_ bytes: [UInt8]) {
        symmetricKey = SymmetricKey(data: bytes)
    }

    /// Fresh bytes from the operating system's generator.
    package static func random(count: Int) -> SecretBytes {
        SecretBytes(secureRandomBytes(count: count))
    }

    /// How many bytes there are.
    package var count: Int { symmetricKey.withUnsafeBytes { $0.count } }

    /// Lends the bytes for the length of a call; nothing of them may be kept.
    package func withBytes<Outcome, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Outcome
    ) throws(Failure) -> Outcome {
        let outcome: Swift.Result<Outcome, Failure> = symmetricKey.withUnsafeBytes { raw in
            do throws(Failure) { return .success(try body(raw)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    /// A plain copy, for handing to an algorithm that takes an array.
    var exposed: [UInt8] { symmetricKey.withUnsafeBytes { Array($0) } }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "‹hidden›" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
