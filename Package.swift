// swift-tools-version: 6.2
// The house table (targets, purpose, allowed imports) is Sources/README.md; ArchitectureTests compares both.
import PackageDescription

/// Language mode and the upcoming features every target of the house is written in.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "tamga",
    products: [.executable(name: "tamga", targets: ["tamga"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "Customs", swiftSettings: house),
        .target(
            name: "Seal", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house),
        .testTarget(name: "SealTests", dependencies: ["Seal"], swiftSettings: house),
    ]
)
