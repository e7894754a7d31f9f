// swift-tools-version: 6.2
import PackageDescription

/// As in the main package, so that generated code which fails there fails here too.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Programs that measure or judge generated code. A package of its own, because the product needs none of it, and
// because the generator need not be built for release with what is measured.
let package = Package(
    name: "benchmarks",
    targets: [
        .systemLibrary(name: "CJansson"),
        .systemLibrary(name: "CPCRE2"),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CAllocationCounter"),
        .target(name: "Platform"),
        .target(name: "HTTPTypes"),
        .target(name: "Patterns", dependencies: ["CPCRE2", "HTTPTypes"]),
        .target(
            name: "ContractRuntime",
            dependencies: ["CSimdjson", "HTTPTypes", "Patterns"],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .target(
            name: "ContractGenerator",
            dependencies: ["CJansson", "Patterns", "Platform"],
            linkerSettings: [.linkedLibrary("m")]
        ),

        // The decoders of our contract, measured in a release build; `scripts/bench` fills Sources/Generated/Contract.
        .target(name: "Generated", dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"]),
        .target(name: "Documents", dependencies: ["Generated", "ContractRuntime", "HTTPTypes"]),
        .executableTarget(name: "allocation-count", dependencies: ["CAllocationCounter", "Documents"]),
        .executableTarget(name: "validation", dependencies: ["Documents"]),

        // Validators judged by a folder of JSON Schema tests: by their plans alone, and generated, for which
        // `scripts/schema-suite` fills Sources/schema-suite/Generated.
        .executableTarget(
            name: "schema-plan",
            dependencies: ["ContractGenerator", "ContractRuntime", "HTTPTypes", "Patterns"]
        ),
        .executableTarget(name: "schema-suite", dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"]),
    ],
    cxxLanguageStandard: .cxx17
)

let cTargets: [String] = ["CSimdjson", "CAllocationCounter"]
for target in package.targets where target.type != .system && !cTargets.contains(target.name) {
    target.swiftSettings = settings
}
