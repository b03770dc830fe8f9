import Formats
import Foundation
import Gateway
import Testing
import Yams

@testable import Gateway

/// `Specs/openapi.yaml` and what is served are one.
@Suite("The description of the API")
struct DescriptionTests {
    private let description: [String: Any]

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Specs/openapi.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        description = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    private func value(_ path: String...) throws -> Any {
        var value: Any = description
        for name in path {
            let mapping = try #require(value as? [String: Any], "\(path)")
            value = try #require(mapping[name], "\(path)")
        }
        return value
    }

    @Test("names every address, method and operation that is served, and no other")
    func routes() throws {
        var described: Set<String> = []
        for (path, operations) in try #require(try value("paths") as? [String: [String: Any]]) {
            for (method, operation) in operations {
                let operation = try #require(operation as? [String: Any])
                let name = try #require(operation["operationId"] as? String)
                let isOpen = (operation["security"] as? [Any])?.isEmpty == true
                described.insert("\(method.uppercased()) \(path) \(name) \(isOpen)")
            }
        }
        let served = Set(
            APIRoute.allCases.map { "\($0.method) \($0.path) \($0.rawValue) \($0.isOpen)" })
        #expect(described == served)
    }

    @Test("names every code of a problem, and every status it may come with")
    func problems() throws {
        let codes = try value("components", "schemas", "Problem", "properties", "code", "enum")
        #expect(try #require(codes as? [String]) == Problem.Code.allCases.map(\.text))
    }

    @Test("names every format that is read")
    func formats() throws {
        let operation = try #require(
            try value("paths", "/api/v1/submissions", "post") as? [String: Any])
        let parameter = try #require((operation["parameters"] as? [[String: Any]])?.first)
        let schema = try #require(parameter["schema"] as? [String: Any])
        #expect(
            Set(try #require(schema["enum"] as? [String])) == Set(["auto"] + KnownFormats.names))
    }

    @Test("refers only to what it holds")
    func references() throws {
        func check(_ value: Any) throws {
            if let mapping = value as? [String: Any] {
                if let reference = mapping["$ref"] as? String {
                    let names = reference.split(separator: "/").dropFirst().map(String.init)
                    var target: Any? = description
                    for name in names { target = (target as? [String: Any])?[name] }
                    #expect(target != nil, "\(reference)")
                }
                for inner in mapping.values { try check(inner) }
            } else if let list = value as? [Any] {
                for inner in list { try check(inner) }
            }
        }
        try check(description)
    }
}
