// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Measures generated decoders in a release build; `scripts/bench` fills Sources/Generated. A package of its own,
// because the product needs none of it, and because the generator need not be built for release with it.
let package = Package(
    name: "benchmarks",
    products: [
        .executable(name: "allocation-count", targets: ["allocation-count"]),
        .executable(name: "validation", targets: ["validation"]),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2"),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "HTTPTypes", swiftSettings: settings),
        .target(
            name: "Patterns",
            dependencies: ["CPCRE2", "HTTPTypes"],
            swiftSettings: settings
        ),
        .target(
            name: "ContractRuntime",
            dependencies: ["CSimdjson", "HTTPTypes", "Patterns"],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m")]
        ),
        .target(
            name: "Generated",
            dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"],
            swiftSettings: settings
        ),
        .target(
            name: "Documents",
            dependencies: ["Generated", "ContractRuntime", "HTTPTypes"],
            swiftSettings: settings
        ),
        .target(name: "CAllocationCounter"),
        .executableTarget(
            name: "allocation-count",
            dependencies: ["CAllocationCounter", "Documents"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "validation",
            dependencies: ["Documents"],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
