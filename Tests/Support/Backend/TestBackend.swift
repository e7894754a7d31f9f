import TestSupport

/// A way to run the server for a test: the same body serves all.
package struct TestBackend: CaseIterable, Sendable, CustomStringConvertible {
    package enum Place: String, CaseIterable, Sendable {
        /// In the tests' process, built as `serve` builds it.
        case inMemory = "in memory"
        /// The real program.
        case process = "as a process"
    }

    package let place: Place
    /// What its new database is on.
    package let system: TestDatabase.System

    package init(_ place: Place, on system: TestDatabase.System = .sqlite) {
        self.place = place
        self.system = system
    }

    package static var allCases: [TestBackend] {
        Place.allCases.flatMap { place in TestDatabase.System.allCases.map { TestBackend(place, on: $0) } }
    }

    package var description: String { "\(place.rawValue), \(system)" }

    /// Starts one, and returns once it listens.
    ///
    /// - Parameter settings: the whole environment beside `PORT`, `DATABASE_URL` and `LOG_FORMAT`.
    package func start(_ settings: [String: String] = ServerSettings.standard) throws -> any RunningServer {
        switch place {
        case .inMemory: try InMemoryServer(settings, on: system)
        case .process: try ServerProcess(settings, on: system)
        }
    }
}
