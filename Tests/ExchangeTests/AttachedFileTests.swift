import Seal
import Testing

@testable import Exchange

@Suite("Names of attached files")
struct AttachedFileTests {
    @Test(
        "that are plain are taken, in any script",
        arguments: ["a", "scan 12.pdf", "накладная №7.xml", "发票.pdf", "Ўзбекистон.jpg", "a.b.c"])
    func plain(name: String) { #expect(AttachedFile.isHarmless(name)) }

    @Test(
        "that could do more than name a file are refused",
        arguments: [
            "", ".", "..", "../../etc/passwd", "/etc/passwd", "a/b", "a\\b", "C:evil", "a\u{0}b",
            "a\nb", ".bashrc", "-rf", "invoice\u{202E}fdp.exe", "a\u{200B}b", "con", "COM1.txt",
            "nul.pdf", "trailing.", "trailing ", " leading", "what?", "a*", "\"quoted\"", "a|b",
            "\u{FEFF}bom", "\u{E000}private", "line\u{2028}break",
            String(repeating: "x", count: 256),
        ])
    func hostile(name: String) {
        #expect(!AttachedFile.isHarmless(name))
        let content = JSONTree.object([
            "attachments": [
                .object([
                    "name": .string(name),
                    "digest": .string(Digest256(hashing: "x").base64URL),
                ])
            ]
        ])
        #expect(throws: Refusal.self) { _ = try AttachedFile.all(in: content) }
    }

    @Test("A list of another form is malformed, and says nothing of its content")
    func forms() throws {
        let digest = JSONTree.string(Digest256(hashing: "x").base64URL)
        let entries: [JSONTree] = [
            "text", .array([]), .array(["text"]), .array([.object(["name": "a"])]),
            .array([.object(["name": "a", "digest": "short"])]),
            .array([.object(["name": "a", "digest": digest, "path": "/tmp"])]),
            .array(Array(repeating: .object(["name": "a", "digest": digest]), count: 17)),
        ]
        for entry in entries {
            do {
                _ = try AttachedFile.all(in: .object(["attachments": entry]))
                Issue.record("taken: \(entry)")
            } catch {
                #expect(error.code == .malformed)
                #expect(!error.description.contains("/tmp"))
            }
        }
        #expect(try AttachedFile.all(in: .object(JSONObject())).isEmpty)
    }
}
