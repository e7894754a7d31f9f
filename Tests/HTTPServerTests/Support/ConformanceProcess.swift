import Foundation

/// A running `http-conformance`, optionally with few descriptors.
final class ConformanceProcess {
    struct Failure: Error {
        let message: String
    }

    private let process = Process()
    let port: UInt16

    init(arguments: [String] = [], descriptors: Int? = nil) throws {
        let directory = try URL(filePath: FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .deletingLastPathComponent()
        let program = try ConformanceProcess.find(near: directory)
        let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", "\(limit)exec \"$@\"", "sh", program.path(), "--port", "0", "--loops", "1"]
            + arguments
        process.standardOutput = output
        try process.run()
        // "listening on http://127.0.0.1:PORT/"
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let found = UInt16(line.split(separator: ":").last?.prefix { $0.isNumber } ?? "") else {
            process.terminate()
            throw Failure(message: "no port in \"\(line)\"")
        }
        port = found
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Sends SIGTERM and returns the exit status.
    func terminate() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }

    /// The test runner is beside the program, or in the tool chain with the bundle named on its command line.
    private static func find(near directory: URL) throws -> URL {
        let bundles = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map {
            URL(filePath: $0).deletingLastPathComponent()
        }
        for place in [directory] + bundles {
            let program = place.appending(path: "http-conformance")
            if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
        }
        throw Failure(message: "http-conformance is not built: run swift build")
    }
}
