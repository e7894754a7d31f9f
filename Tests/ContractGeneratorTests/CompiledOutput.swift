import ContractGenerator
import Foundation
import TestSupport

/// The compiler, asked about generated code with the modules that this test was built with.
enum CompiledOutput {
    /// The build's folder: it holds the test's bundle.
    private static let build: URL = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var url = URL(filePath: bundle)
        while url.path().contains(".xctest") { url.deleteLastPathComponent() }
        return url
    }()

    /// As SwiftPM names a package: its folder, as an identifier.
    private static let packageName = String(
        Fixture.repository.lastPathComponent.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    )

    /// The compiler's words on files as the module that generated code is; nil where all is well.
    static func faults(_ files: [String: String]) throws -> String? {
        try inFolder(files) { _, paths in
            let (status, output) = try run(flags + ["-typecheck", "-parse-as-library", "-warnings-as-errors"] + paths)
            return status == 0 && output.isEmpty ? nil : output
        }
    }

    /// The output of a program of these files, the one called `main.swift` among them; else what the compiler says.
    static func output(_ files: [String: String]) throws -> String {
        try inFolder(files) { folder, paths in
            let objects = try ["ContractRuntime", "HTTPTypes", "Patterns", "CSimdjson"].flatMap { module in
                let folder = build.appending(path: module + ".build")
                return try FileManager.default.contentsOfDirectory(atPath: folder.path())
                    .filter { $0.hasSuffix(".o") && hasSource($0, in: module) }
                    .map { folder.appending(path: $0).path() }
            }
            let program = folder.appending(path: "program").path()
            let libraries = ["-lsimdjson", "-lpcre2-8", "-lstdc++", "-lm"]
            let (status, said) = try run(flags + ["-o", program] + paths + objects + libraries)
            return status == 0 ? try run([program]).output : said
        }
    }

    /// False for an object whose source was removed or renamed: the build leaves it where it is.
    private static func hasSource(_ object: String, in module: String) -> Bool {
        sources[module]?.contains(object) == true
    }

    /// The names of objects that the sources of each module make.
    private static let sources: [String: Set<String>] = {
        var names: [String: Set<String>] = [:]
        let root = Fixture.repository.appending(path: "Sources")
        guard let files = FileManager.default.enumerator(atPath: root.path()) else { return names }
        for case let path as String in files {
            let parts = path.split(separator: "/")
            guard let module = parts.first, let name = parts.last else { continue }
            names[String(module), default: []].insert(name + ".o")
        }
        return names
    }()

    private static var flags: [String] {
        var flags: [String] = [
            "swiftc", "-swift-version", "6", "-module-name", "Generated", "-package-name", packageName,
            "-I", build.appending(path: "Modules").path(),
        ]
        for feature in ["ExistentialAny", "MemberImportVisibility", "NonisolatedNonsendingByDefault"] {
            flags += ["-enable-upcoming-feature", feature]
        }
        // The C libraries under the modules that generated code leans on, a client's among them.
        let libraries = ["CPCRE2", "COpenSSL", "CCurl", "CLinux"]
        let maps =
            libraries.map { Fixture.repository.appending(path: "Sources/\($0)/module.modulemap") } + [
                build.appending(path: "CSimdjson.build/module.modulemap")
            ]
        for map in maps { flags += ["-Xcc", "-fmodule-map-file=" + map.path()] }
        return flags
    }

    private static func inFolder<Result>(
        _ files: [String: String],
        _ body: (URL, [String]) throws -> Result
    ) throws -> Result {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = URL(filePath: temporary.path)
        let paths = try files.sorted { $0.key < $1.key }.map { name, text in
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path()
        }
        return try body(folder, paths)
    }

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
