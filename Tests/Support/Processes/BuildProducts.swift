import Glibc

/// The place where the build puts executables: beside the running test binary.
package enum BuildProducts {
    /// The path of an executable; throws where it was not built.
    package static func path(of name: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        var folder = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Some toolchains load the tests into a helper of their own: then the bundle is an argument.
        for candidate in [folder] + CommandLine.arguments where candidate.contains(".xctest") { folder = candidate }
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if access(folder + "/" + name, X_OK) == 0 { return folder + "/" + name }
        }
        throw TestFailure("\(name) is not beside the test binary: build it with `swift build --build-tests`")
    }
}
