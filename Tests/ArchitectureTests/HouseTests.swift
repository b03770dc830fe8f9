import Foundation
import Testing

/// The house rules of Sources/README.md, kept by the compiler's neighbour.
@Suite("The house")
struct HouseTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let everywhere: Set<String> = [
        "Swift", "Synchronization", "FoundationEssentials", "Glibc", "Musl", "_StringProcessing",
    ]

    /// Target → allowed imports, from the table.
    private static func table() throws -> [String: Set<String>] {
        let text = try String(
            contentsOf: root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
        var table: [String: Set<String>] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let target = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
            table[target] = Set(
                cells[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return table
    }

    private static func swiftFiles(under folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    /// The modules a source file imports.
    private static func imports(of file: URL) throws -> Set<String> {
        let text = try String(contentsOf: file, encoding: .utf8)
        var modules: Set<String> = []
        for line in text.split(separator: "\n") {
            var words = line.split(separator: " ").map(String.init)
            let qualifiers = [
                "package", "public", "internal", "fileprivate", "private", "@testable",
            ]
            while let first = words.first, qualifiers.contains(first) { words.removeFirst() }
            guard words.first == "import", words.count >= 2 else { continue }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "typealias"]
            let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            modules.insert(String(name.split(separator: ".")[0]))
        }
        return modules
    }

    @Test("imports follow the table in Sources/README.md")
    func imports() throws {
        let table = try Self.table()
        let sources = Self.root.appendingPathComponent("Sources")
        let targets = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { !$0.hasSuffix(".md") && !$0.hasPrefix(".") }
        #expect(Set(targets) == Set(table.keys), "every target has a row, every row a target")
        for target in targets {
            for file in Self.swiftFiles(under: sources.appendingPathComponent(target)) {
                let extra = try Self.imports(of: file)
                    .subtracting(Self.everywhere).subtracting(table[target] ?? [])
                #expect(extra.isEmpty, "\(file.lastPathComponent) in \(target) imports \(extra)")
            }
        }
    }

    @Test("imports point up the table only")
    func order() throws {
        let text = try String(
            contentsOf: Self.root.appendingPathComponent("Sources/README.md"), encoding: .utf8)
        var above: Set<String> = []
        let table = try Self.table()
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let target = String(line.split(separator: "`")[1])
            let siblings = (table[target] ?? []).filter { table[$0] != nil }
            #expect(siblings.isSubset(of: above), "\(target) imports what stands below it")
            above.insert(target)
        }
    }

    @Test("swallows no error and forces nothing outside tests")
    func noTraps() throws {
        let forbidden = ["try!", "fatalError(", " as! ", "TODO", "FIXME", "print(\"DEBUG"]
        for file in Self.swiftFiles(under: Self.root.appendingPathComponent("Sources")) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in forbidden {
                #expect(!text.contains(word), "\(file.lastPathComponent) contains \(word)")
            }
        }
    }

    @Test("folders are named after concepts")
    func folders() throws {
        let kinds: Set = [
            "Models", "Protocols", "Extensions", "Utils", "Helpers", "Core", "Common",
        ]
        let sources = Self.root.appendingPathComponent("Sources")
        for file in Self.swiftFiles(under: sources) {
            let parts = Set(
                file.path.dropFirst(sources.path.count).split(separator: "/").map(String.init))
            #expect(parts.isDisjoint(with: kinds), "\(file.path)")
        }
    }
}
