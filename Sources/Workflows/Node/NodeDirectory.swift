import Foundation
package import Seal

/// Where a node keeps its things: `config.yaml`, `keys/` (mode 700, files 600), the database.
package struct NodeDirectory: Hashable, Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package var configuration: String { path + "/config.yaml" }
    package var keys: String { path + "/keys" }
    package var database: String { path + "/tamga.sqlite" }
    /// The secret that decides the random sample; whoever knows it can foresee the draw.
    package var samplingKey: String { keys + "/sampling.key" }

    package var exists: Bool { FileManager.default.fileExists(atPath: configuration) }

    /// Makes the directory with its keys and configuration; the database comes with the first opening.
    ///
    /// - Throws: ``NodeFailure`` `exists` when the directory already holds something.
    package func create(configuration text: String) throws {
        let files = FileManager.default
        do {
            // Only what is missing counts as empty; a directory that cannot be listed does not.
            if files.fileExists(atPath: path),
                try !files.contentsOfDirectory(atPath: path).isEmpty
            {
                throw NodeFailure(
                    .exists, problem: "\(path) exists and is not empty",
                    remedy: "choose another directory, or use the node that is there")
            }
            try files.createDirectory(
                atPath: keys, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        } catch let failure as NodeFailure {
            throw failure
        } catch {
            throw NodeFailure(
                .cannotCreate, problem: "\(path) cannot be made",
                remedy: "check the path and the permissions of its parent directory")
        }
        try KeyFile.create(.random(count: 32), at: samplingKey)
        // The configuration comes last: a directory without it is not a node yet.
        try Data(text.utf8).write(to: URL(fileURLWithPath: configuration), options: .atomic)
    }

    /// The sampling secret; refused when others may read the file.
    package func loadSamplingKey() throws -> SecretBytes {
        try KeyFile.read(at: samplingKey)
    }
}

/// A node directory could not be made or opened.
package struct NodeFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        case exists, missing, cannotCreate, badConfiguration
    }

    package var code: Code
    package var problem: String
    package var remedy: String

    package init(_ code: Code, problem: String, remedy: String) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
    }

    package var description: String { "\(problem); \(remedy)" }
}
