import Foundation
import Testing

@testable import Seal

@Suite("Key files and secrets")
struct KeyFileTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("seal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test("makes a file of mode 600 and reads it back")
    func roundTrip() throws {
        try withFolder { folder in
            let path = folder + "/hop.key"
            let secret = SecretBytes.random(count: 32)
            try KeyFile.create(secret, at: path)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
            #expect(try KeyFile.read(at: path) == secret)
        }
    }

    @Test("never overwrites")
    func exclusive() throws {
        try withFolder { folder in
            let path = folder + "/hop.key"
            let first = SecretBytes([1, 2, 3])
            try KeyFile.create(first, at: path)
            let failure = #expect(throws: SealFailure.self) {
                try KeyFile.create(SecretBytes([4]), at: path)
            }
            #expect(failure?.code == .exists)
            #expect(try KeyFile.read(at: path) == first)
        }
    }

    @Test(
        "refuses a file that others may read or write",
        arguments: [
            0o640, 0o604, 0o620, 0o602, 0o666, 0o610, 0o601,
        ])
    func laxMode(mode: Int) throws {
        try withFolder { folder in
            let path = folder + "/hop.key"
            try KeyFile.create(SecretBytes([1]), at: path)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let failure = #expect(throws: SealFailure.self) { try KeyFile.read(at: path) }
            #expect(failure?.code == .unsafeFile)
        }
    }

    @Test("refuses links, folders, pipes, large files and absent ones")
    func otherKinds() throws {
        try withFolder { folder in
            try KeyFile.create(SecretBytes([UInt8](repeating: 1, count: 100)), at: folder + "/k")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: folder + "/k")
            mkfifo(folder + "/pipe", 0o600)
            func code(_ path: String, max: Int = 99) -> SealFailure.Code? {
                #expect(throws: SealFailure.self) {
                    try KeyFile.read(at: path, byteCountMax: max)
                }?.code
            }
            #expect(code(folder + "/link") == .unsafeFile)
            #expect(code(folder) == .unsafeFile)
            #expect(code(folder + "/pipe") == .unsafeFile)
            #expect(code(folder + "/k") == .tooLarge)
            #expect(code(folder + "/absent") == .system)
        }
    }

    @Test("leaves no file behind where none can be made")
    func noFolder() {
        let failure = #expect(throws: SealFailure.self) {
            try KeyFile.create(SecretBytes([1]), at: "/nonexistent-folder/k")
        }
        #expect(failure?.code == .system)
    }

    @Test("shows nothing of a secret however it is printed")
    func hidden() {
        let secret = SecretBytes(Array("CANARY-7".utf8))
        struct Holder { let inner: SecretBytes }
        var dumped = ""
        dump(Holder(inner: secret), to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), "\(Holder(inner: secret))", dumped]
        for text in texts {
            #expect(text.contains("‹hidden›"))
            #expect(!text.contains("CANARY"))
            #expect(!text.contains("67, 65"))
        }
    }

    @Test("keeps an empty secret as well as any other")
    func empty() throws {
        #expect(SecretBytes([]).count == 0)
        #expect(SecretBytes([]) == SecretBytes([]))
        #expect(SecretBytes([]) != SecretBytes([0]))
        try withFolder { folder in
            try KeyFile.create(SecretBytes([]), at: folder + "/k")
            #expect(try KeyFile.read(at: folder + "/k") == SecretBytes([]))
        }
        let keyed = hmacSHA256([1], key: SecretBytes([]))
        #expect(isValidHMACSHA256(keyed, of: [1], key: SecretBytes([])))
    }

    @Test("gives fresh bytes of any count", arguments: [0, 1, 7, 8, 9, 32, 1_000])
    func random(count: Int) {
        #expect(secureRandomBytes(count: count).count == count)
        if count >= 32 {
            #expect(secureRandomBytes(count: count) != secureRandomBytes(count: count))
        }
    }
}
