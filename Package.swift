// swift-tools-version: 6.2
import PackageDescription

/// Written once, applied to every Swift target below.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The modules whose readers of untrusted bytes are fuzzed.
let fuzzedNames: [String] = [
    "ContractRuntime", "Crypto", "Domain", "DotEnvFormat", "HTTPServer", "HTTPTypes", "Impl", "Patterns", "Platform",
    "Redis", "Telegram",
]
let fuzzed: [Target.Dependency] = fuzzedNames.map { .byName(name: $0) }

let package = Package(
    name: "telegram-backend",
    products: [
        .executable(name: "telegram-backend", targets: ["Server"]),
        .executable(name: "contract-generator", targets: ["contract-generator"]),
        .executable(name: "http-conformance", targets: ["http-conformance"]),
        .executable(name: "load-driver", targets: ["load-driver"]),
        .executable(name: "telegram-stand-in", targets: ["telegram-stand-in"]),
    ],
    targets: [
        // C libraries: a module map and a shim each; one Swift target imports each of them.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "COpenSSL"),
        .systemLibrary(name: "CTLS"),
        .systemLibrary(name: "CJansson"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq"),
        .systemLibrary(name: "CPCRE2"),
        .systemLibrary(name: "CCurl"),
        .systemLibrary(name: "CHiredis"),
        .systemLibrary(name: "CFuzzer"),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),

        // What every other may stand on: threads, the seam of the loops, the system's words and clocks.
        .target(name: "Platform"),

        // The contract: generator, runtime and what the plugin makes of api/.
        .target(name: "HTTPTypes"),
        // Patterns: one parser for the linter that admits them and for the process that runs them.
        .target(name: "Patterns", dependencies: ["CPCRE2", "HTTPTypes"]),
        .target(
            name: "ContractGenerator",
            dependencies: ["CJansson", "Patterns", "Platform"],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .executableTarget(name: "contract-generator", dependencies: ["ContractGenerator", "Platform"]),
        .plugin(name: "GenerateContract", capability: .buildTool(), dependencies: ["contract-generator"]),
        .target(
            name: "ContractRuntime",
            dependencies: ["CSimdjson", "HTTPTypes", "Patterns"],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .target(
            name: "Generated",
            dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"],
            plugins: [.plugin(name: "GenerateContract")]
        ),

        // The domain: types and rules that need nothing else of ours.
        .target(name: "Domain", dependencies: ["Platform"]),

        // What is kept, and whom we talk to.
        .target(name: "Logging", dependencies: ["Platform"]),
        // Counts and times: anybody may count, Server renders.
        .target(name: "Metrics"),
        .target(name: "Crypto", dependencies: ["COpenSSL"]),
        // Files of settings as text; knows no setting.
        .target(name: "DotEnvFormat"),
        .target(name: "PostgreSQL", dependencies: ["Platform", "CPostgreSQL"]),
        .target(name: "HTTPClient", dependencies: ["Crypto", "Platform", "CCurl"]),
        .target(name: "Redis", dependencies: ["Crypto", "Platform", "CHiredis"]),
        // Where backups go that shall not be lost with the machine; knows no database.
        .target(name: "S3", dependencies: ["Crypto", "HTTPClient", "Platform"]),
        // Services that we call: what their generated modules lean on.
        .target(
            name: "ClientRuntime",
            dependencies: ["ContractRuntime", "Crypto", "HTTPClient", "HTTPTypes", "Metrics", "Platform"]
        ),
        .target(
            name: "TelegramAPI",
            dependencies: ["ClientRuntime", "ContractRuntime", "Crypto", "HTTPTypes"],
            plugins: [.plugin(name: "GenerateContract")]
        ),
        .target(
            name: "Telegram",
            dependencies: [
                "ClientRuntime", "ContractRuntime", "Crypto", "HTTPClient", "HTTPTypes", "Metrics", "TelegramAPI",
            ]
        ),
        .target(name: "Storage", dependencies: ["Domain", "Metrics", "PostgreSQL", "Platform", "CSQLite"]),
        .target(
            name: "Impl",
            dependencies: [
                "Domain", "Generated", "ClientRuntime", "ContractRuntime", "HTTPTypes", "Storage", "Telegram",
                "TelegramAPI", "Crypto", "Logging", "Metrics", "Platform",
            ]
        ),

        // The machinery: knows no Telegram and no SQL.
        .target(name: "TLS", dependencies: ["Platform", "CTLS"]),
        .target(name: "HTTPServer", dependencies: ["HTTPTypes", "Platform", "TLS", "CLinux"]),

        // Wiring.
        .executableTarget(
            name: "Server",
            dependencies: [
                "Generated", "ClientRuntime", "ContractRuntime", "DotEnvFormat", "Impl", "HTTPClient", "HTTPServer",
                "HTTPTypes", "Storage", "Telegram", "TelegramAPI", "PostgreSQL", "Redis", "Crypto", "Logging",
                "Metrics", "Platform", "S3", "TLS",
            ]
        ),
        .executableTarget(name: "http-conformance", dependencies: ["HTTPServer", "HTTPTypes", "Platform"]),

        .testTarget(
            name: "ContractGeneratorTests",
            dependencies: [
                "ClientRuntime", "ContractGenerator", "ContractRuntime", "HTTPTypes", "Patterns", "TestSupport",
                "TestTraits",
            ],
            exclude: ["Fixtures", "Golden", "Services"]
        ),
        .testTarget(name: "ContractRuntimeTests", dependencies: ["ContractRuntime", "HTTPTypes", "Patterns"]),
        .testTarget(
            name: "HTTPServerTests",
            dependencies: ["HTTPServer", "HTTPTypes", "Platform", "TLS", "TestSupport", "TestTraits", "CTLS"]
        ),
        .testTarget(name: "MetricsTests", dependencies: ["Metrics", "Platform"]),
        .testTarget(name: "LoggingTests", dependencies: ["Logging", "TestSupport", "TestTraits"]),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto"]),
        .testTarget(
            name: "HTTPClientTests",
            dependencies: ["HTTPClient", "Crypto", "TestSupport", "TestTraits"]
        ),
        .testTarget(
            name: "S3Tests",
            dependencies: ["S3", "Crypto", "Platform", "S3StandIn", "TestSupport", "TestTraits"]
        ),
        .testTarget(name: "RedisTests", dependencies: ["Redis", "Crypto", "Platform", "TestSupport", "TestTraits"]),
        .testTarget(name: "TelegramTests", dependencies: ["Telegram", "TelegramAPI", "Crypto", "TestSupport"]),
        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Storage", "Domain", "PostgreSQL", "Platform", "HTTPServer", "HTTPTypes", "TestSupport", "TestTraits",
            ]
        ),
        .testTarget(
            name: "ImplTests",
            dependencies: [
                "Impl", "Domain", "Generated", "ContractRuntime", "HTTPTypes", "Platform", "Storage", "Telegram",
                "Crypto", "Logging", "TelegramStandIn", "TestSupport", "TestTraits",
            ]
        ),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "DotEnvFormat", "Impl", "ContractRuntime", "HTTPTypes", "HTTPServer", "Storage", "PostgreSQL",
                "Redis", "Telegram", "Logging", "Metrics", "Crypto", "Platform", "S3", "S3StandIn", "TelegramStandIn",
                "TestBackend", "TestSupport", "TestTraits",
            ]
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Telegram", "Crypto", "HTTPClient", "Platform", "CLinux"],
            path: "Tests/Support",
            exclude: ["Backend", "S3StandIn", "TelegramStandIn", "Traits"]
        ),
        // Apart from TestSupport, so that programs can use that without the testing library.
        .target(name: "TestTraits", dependencies: ["TestSupport"], path: "Tests/Support/Traits"),
        // Apart from TestSupport, so that the load driver does not link the server.
        .target(
            name: "TestBackend",
            dependencies: ["Impl", "Logging", "Server", "Telegram", "TestSupport"],
            path: "Tests/Support/Backend"
        ),
        // Telegram for tests and development.
        .target(
            name: "TelegramStandIn",
            dependencies: ["ContractRuntime", "Crypto", "HTTPClient", "HTTPServer", "HTTPTypes", "Platform"],
            path: "Tests/Support/TelegramStandIn"
        ),
        // An S3 server for tests, which checks every signature by itself.
        .target(
            name: "S3StandIn",
            dependencies: ["Crypto", "HTTPServer", "HTTPTypes"],
            path: "Tests/Support/S3StandIn"
        ),
        .executableTarget(
            name: "telegram-stand-in",
            dependencies: ["HTTPServer", "Platform", "TelegramStandIn"],
            path: "Tests/telegram-stand-in"
        ),
        .testTarget(
            name: "TelegramStandInTests",
            dependencies: [
                "ClientRuntime", "Crypto", "HTTPClient", "HTTPServer", "HTTPTypes", "Platform", "Telegram",
                "TelegramAPI", "TelegramStandIn", "TestTraits", "telegram-stand-in",
            ]
        ),
        .testTarget(
            name: "Bot",
            dependencies: [
                "ContractGenerator", "Domain", "Platform", "PostgreSQL", "TelegramStandIn", "TestSupport", "TestTraits",
            ],
            path: "Tests/Bot"
        ),
        // The readers of untrusted bytes, tried with the inputs that are committed; `make fuzz` looks for others.
        .testTarget(
            name: "FuzzCorpusTests",
            dependencies: fuzzed + ["TestSupport"],
            path: "Tests/Fuzz",
            exclude: ["Corpus", "Main.swift"]
        ),
        .testTarget(name: "TestSupportTests", dependencies: ["TestSupport", "TestTraits"]),
        .target(
            name: "ContractChecks",
            dependencies: ["Generated", "ContractGenerator", "TestSupport"],
            path: "Tests/ContractChecks"
        ),
        .testTarget(
            name: "Contract",
            dependencies: [
                "ContractChecks", "ContractGenerator", "S3StandIn", "TelegramStandIn", "TestBackend", "TestSupport",
                "Server", "TestTraits",
            ],
            exclude: ["uncovered.txt"],
            plugins: [.plugin(name: "GenerateContract")]
        ),
        .target(
            name: "ContractClient",
            dependencies: ["ClientRuntime", "ContractRuntime", "Crypto", "HTTPTypes"],
            path: "Tests/ContractClient",
            plugins: [.plugin(name: "GenerateContract")]
        ),
        .testTarget(
            name: "ClientRuntimeTests",
            dependencies: [
                "ClientRuntime", "ContractChecks", "ContractClient", "ContractGenerator", "ContractRuntime", "Crypto",
                "Generated", "HTTPClient", "HTTPServer", "HTTPTypes", "TelegramAPI", "TestSupport", "TestTraits",
            ]
        ),
        .target(
            name: "LoadDriver",
            dependencies: ["ContractGenerator", "Platform", "TestSupport", "CLinux"],
            path: "Tests/LoadDriver"
        ),
        .executableTarget(name: "load-driver", dependencies: ["LoadDriver", "Platform"], path: "Tests/load-driver"),
        .testTarget(
            name: "LoadDriverTests",
            dependencies: ["LoadDriver", "load-driver", "ContractGenerator", "Platform", "TestSupport", "TestTraits"]
        ),
        .testTarget(
            name: "Load",
            dependencies: ["ContractChecks", "ContractGenerator", "LoadDriver", "TestSupport", "TestTraits", "Server"]
        ),
        .testTarget(name: "Deploy", dependencies: ["LoadDriver", "Platform", "TestSupport", "TestTraits"]),
        .testTarget(name: "Faults", dependencies: ["TestSupport", "TestTraits", "PostgreSQL", "Server", "Storage"]),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .plugin && target.type != .system && target.name != "CSimdjson" {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
    // Debug builds and so all tests check exclusive access at run time; in a release build the check would cost each
    // request two per cent.
    target.swiftSettings?.append(.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
}

// `make fuzz` names libFuzzer: what is fuzzed is then built to tell it where it has been, with the address sanitizer.
if let library = Context.environment["FUZZER_LIBRARY"] {
    package.targets.removeAll { $0.name == "FuzzCorpusTests" }
    package.targets.append(
        .executableTarget(
            name: "fuzzer",
            dependencies: fuzzed + ["CFuzzer"],
            path: "Tests/Fuzz",
            exclude: ["Corpus", "FuzzCorpusTests.swift"],
            swiftSettings: settings
        )
    )
    let instrumented = fuzzedNames + ["fuzzer"]
    for target in package.targets where instrumented.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]))
    }
    // The generator, too, which the build runs and which has some of them.
    for target in package.targets where target.type == .executable {
        let linked: [LinkerSetting] = [
            .unsafeFlags(["-sanitize=address", "-Xlinker", library]), .linkedLibrary("stdc++"),
        ]
        target.linkerSettings = (target.linkerSettings ?? []) + linked
    }
}
