// swift-tools-version: 6.2
import PackageDescription

// Runs generated validators against a folder of JSON Schema tests; `make schema-suite` fills Sources/suite/Generated.
let package = Package(
    name: "schema-suite",
    targets: [
        .systemLibrary(name: "CPCRE2"),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "HTTPTypes"),
        .target(
            name: "Patterns",
            dependencies: ["CPCRE2", "HTTPTypes"]
        ),
        .target(
            name: "ContractRuntime",
            dependencies: ["CSimdjson", "HTTPTypes", "Patterns"],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .systemLibrary(name: "CJansson"),
        .target(name: "Platform"),
        .target(
            name: "ContractGenerator",
            dependencies: ["CJansson", "Patterns", "Platform"],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .executableTarget(
            name: "plan",
            dependencies: ["ContractGenerator", "ContractRuntime", "HTTPTypes", "Patterns"]
        ),
        // As in the main package, so that generated code with a warning fails here too.
        .executableTarget(
            name: "suite",
            dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"],
            swiftSettings: [.treatAllWarnings(as: .error)]
        ),
    ],
    cxxLanguageStandard: .cxx17
)
