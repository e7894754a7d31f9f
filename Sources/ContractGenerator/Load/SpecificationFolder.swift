/// Which files of the folder `api/` are the specification; the build plugin, which cannot import this, says the same.
package enum SpecificationFolder {
    /// Holds the bundles of released versions: kept beside the specification, compared with it, no part of it.
    package static let released: String = "released"

    /// Whether a file is part of the specification: its path is relative to the folder and "/"-separated.
    package static func holds(_ path: String) -> Bool {
        guard path.hasSuffix(".json"), !path.hasPrefix(released + "/") else { return false }
        return !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
