/// Which files of the folder `api/` are the specification; the build plugin, which cannot import this, says the same.
package enum SpecificationFolder {
    /// Holds the bundles of released versions: kept beside the specification, compared with it, no part of it.
    package static let released = "released"

    /// Holds a folder for each service that we call, with a document of its own.
    package static let services = "services"

    /// True where a file is part of the specification: its path is relative to the folder and "/"-separated.
    package static func holds(_ path: String) -> Bool {
        let isApart = path.hasPrefix(released + "/") || path.hasPrefix(services + "/")
        guard path.hasSuffix(".json"), !isApart else { return false }
        return !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
