import ArgumentParser
import Customs
import Foundation
import Profiles
import Risk
import Workflows

/// `tamga profile check FILE…`
struct ProfileCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check profile files: fields, languages, validity, and the condition's types.",
        discussion: "Exit 65 when a file is refused; every fault is shown with line and column.")

    @Argument(help: "Profile files (YAML).")
    var files: [String]

    func run() throws {
        var refused = 0
        for file in files {
            let (profile, diagnostics) = ProfileFile.read(try ProfileFile.bytes(file))
            DiagnosticText.show(diagnostics, of: file)
            guard let profile else {
                refused += 1
                continue
            }
            let cost = profile.program.costMax.map { "at most \($0) units" } ?? "by its data"
            StandardOutput.shared.write("\(file): profile \(profile.id) is fine; cost \(cost)\n")
        }
        if refused > 0 { throw Finished.refused }
    }
}

/// `tamga profile fields`
struct ProfileFieldsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields", abstract: "List the fields that a condition may name.")

    func run() throws {
        var table = TextTable(["field", "type", "codes", "meaning"])
        for field in ProfileFields.all {
            table.add([
                "declaration." + field.name, "\(field.kind.type)", field.scheme?.rawValue ?? "",
                field.meaning,
            ])
        }
        table.add(["declaration.items", "list(item)", "", "the items; fields of one below"])
        for field in ItemFields.all {
            table.add([
                "item: " + field.name, "\(field.kind.type)", field.scheme?.rawValue ?? "",
                field.meaning,
            ])
        }
        StandardOutput.shared.write(table.text)
    }
}

/// `tamga profile library [NAME] [--to DIR]`
struct ProfileLibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library",
        abstract: "List the profiles that come with the program, show one, or write them out.")

    @Argument(help: "Name of one profile to show.")
    var name: String?

    @Option(help: "Directory to write NAME.yaml into, or all when no name is given.")
    var to: String?

    func run() throws {
        if let name, ProfileLibrary.file(name) == nil {
            throw CommandFailure(
                code: 66, what: "the library has no profile \(Diagnostic.quoted(name))",
                whatToDo: "see tamga profile library")
        }
        let names = name.map { [$0] } ?? ProfileLibrary.names
        if let to { return try write(names, to: to) }
        if let name {
            StandardOutput.shared.write(ProfileLibrary.file(name) ?? "")
            return
        }
        var table = TextTable(["profile", "offence", "lane", "title"])
        for name in names {
            let file = ProfileLibrary.file(name) ?? ""
            guard let profile = ProfileFile.definition(Array(file.utf8)) else { continue }
            table.add([
                profile.id, profile.offence.rawValue, profile.lane?.rawValue ?? "",
                profile.title.english,
            ])
        }
        StandardOutput.shared.write(table.text)
    }

    private func write(_ names: [String], to directory: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true)
            for name in names {
                let url = URL(fileURLWithPath: directory).appendingPathComponent("\(name).yaml")
                try Data((ProfileLibrary.file(name) ?? "").utf8).write(to: url)
            }
        } catch {
            throw CommandFailure(
                code: 73, what: "\(shown(directory)) cannot be written",
                whatToDo: "check the directory and its permissions")
        }
        say("tamga: \(names.count) profiles written to \(shown(directory))")
    }
}
