// swift-tools-version: 6.2
// The house table (targets, purpose, allowed imports) is Sources/README.md; ArchitectureTests compares both.
import PackageDescription

/// Language mode and the upcoming features every target of the house is written in.
var house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// SQLite's C interface as GRDB links it, for statements that run for every document.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let serviceLifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(
    name: "UnixSignals", package: "swift-service-lifecycle")
/// What a door needs to speak HTTP over TLS 1.3, both ways.
let web: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "X509", package: "swift-certificates"),
    .product(name: "SwiftASN1", package: "swift-asn1"),
    crypto, logging, serviceLifecycle,
]

// Lint and tests treat warnings as errors; a user's build does not, so that a newer compiler's
// advice never stands between a customs office and its software.
let isStrict = Context.environment["TAMGA_STRICT"] != nil
if isStrict { house.append(.treatAllWarnings(as: .error)) }

let package = Package(
    name: "tamga",
    products: [.executable(name: "tamga", targets: ["tamga"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CAllocator"),
        .target(name: "Customs", swiftSettings: house),
        .target(name: "Seal", dependencies: [crypto, cryptoExtras], swiftSettings: house),
        .target(name: "Exchange", dependencies: ["Seal"], swiftSettings: house),
        .target(name: "Formats", dependencies: ["Customs", "CLibXML2"], swiftSettings: house),
        .target(name: "Reference", dependencies: ["Customs"], swiftSettings: house),
        .target(name: "Names", swiftSettings: house),
        .target(
            name: "Watchlists",
            dependencies: ["Customs", "Formats", "Names", "Reference", "Seal"],
            swiftSettings: house),
        .target(name: "Profiles", swiftSettings: house),
        .target(
            name: "Reconciliation", dependencies: ["Customs", "Names", "Reference", crypto],
            swiftSettings: house),
        .target(name: "Risk", dependencies: ["Customs", "Reference"], swiftSettings: house),
        .target(
            name: "Store", dependencies: ["Customs", "Exchange", "Reference", "Risk", "Seal"],
            swiftSettings: house),
        .target(
            name: "StoreSQLite",
            dependencies: [
                "Customs", "Exchange", "Reference", "Risk", "Seal", "Store", grdb, sqlite,
            ],
            swiftSettings: house),
        .target(
            name: "Workflows",
            dependencies: [
                "Customs", "Exchange", "Formats", "Names", "Profiles", "Reconciliation",
                "Reference",
                "Risk", "Seal", "Store", "Watchlists", "CZlib", logging, serviceLifecycle,
            ],
            swiftSettings: house),
        .target(
            name: "Gateway",
            dependencies: [
                "Customs", "Exchange", "Formats", "Reference", "Risk", "Workflows",
            ] + web,
            swiftSettings: house),
        .target(
            name: "Simulation", dependencies: ["Customs", "Formats", "Risk"], swiftSettings: house),
        .executableTarget(
            name: "tamga",
            dependencies: [
                "Customs", "Exchange", "Formats", "Gateway", "Names", "Profiles", "Reconciliation",
                "Reference", "Risk", "Seal",
                "Simulation", "Store", "StoreSQLite", "Watchlists", "Workflows", "CAllocator",
                argumentParser, logging, serviceLifecycle, signals, yams,
            ],
            swiftSettings: house),
        .testTarget(name: "SealTests", dependencies: ["Seal"], swiftSettings: house),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Customs", "Exchange", "Reference", "Seal", "Store", "StoreSQLite", grdb,
            ],
            swiftSettings: house),
        .testTarget(
            name: "FormatsTests", dependencies: ["Customs", "Formats", yams],
            swiftSettings: house),
        .testTarget(name: "ProfilesTests", dependencies: ["Profiles"], swiftSettings: house),
        .testTarget(
            name: "ReferenceTests", dependencies: ["Customs", "Reference"], swiftSettings: house),
        .testTarget(
            name: "RiskTests", dependencies: ["Customs", "Reference", "Risk"],
            swiftSettings: house),
        .testTarget(
            name: "SimulationTests", dependencies: ["Customs", "Formats", "Risk", "Simulation"],
            swiftSettings: house),
        .testTarget(
            name: "WorkflowsTests",
            dependencies: [
                "Customs", "Exchange", "Formats", "Profiles", "Reconciliation", "Reference", "Risk",
                "Seal", "Store",
                "StoreSQLite", "Watchlists", "Workflows", grdb, logging, serviceLifecycle,
            ],
            swiftSettings: house),
        .testTarget(
            name: "WatchlistsTests",
            dependencies: ["Customs", "Formats", "Names", "Reference", "Watchlists"],
            swiftSettings: house),
        .testTarget(
            name: "JourneyTests",
            dependencies: [
                "tamga", "Exchange", "Gateway", "Seal", "Store", "StoreSQLite", "Workflows",
                logging,
            ], swiftSettings: house),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Customs", "Exchange", "Formats", "Gateway", "Reference", "Risk", "Seal", "Store",
                "StoreSQLite", "Workflows", yams,
            ] + web,
            swiftSettings: house),
        .testTarget(name: "NamesTests", dependencies: ["Names"], swiftSettings: house),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Seal"], swiftSettings: house),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: ["Customs", "Reconciliation", "Reference", "Simulation"],
            swiftSettings: house),
        .testTarget(name: "ArchitectureTests", swiftSettings: house),
    ]
)

// Fuzzing needs the compiler's fuzzer mode for everything it links, so it is built apart: Scripts/fuzz.sh.
if Context.environment["TAMGA_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "FuzzReaders", dependencies: ["Customs", "Formats", "Names"],
            path: "Fuzzing/Readers",
            swiftSettings: house + [.unsafeFlags(["-parse-as-library"])]))
}
