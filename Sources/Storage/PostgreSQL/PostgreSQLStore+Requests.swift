package import Domain
internal import PostgreSQL

extension PostgreSQLStore {
    package func logIn(_ profile: UserProfile) async throws(StorageError) -> User {
        try await here { await $0.write(profile, to: $0.queue.logIns) }
    }

    package func saveTest(_ test: SavedTest) async throws(StorageError) -> SaveTestOutcome {
        try await here { await $0.write(test, to: $0.queue.tests) }
    }

    package func record(update: ReceivedUpdate) async throws(StorageError) -> Bool {
        try await here { await $0.write(update, to: $0.queue.updates) }
    }

    package func setStatus(
        _ status: ApplicationStatus,
        ofApplication id: Int64
    ) async throws(StorageError) -> Application? {
        try await here { await $0.write(StatusChange(id: id, status: status), to: $0.queue.statusChanges) }
    }

    package func deleteApplication(id: Int64) async throws(StorageError) -> Bool {
        try await here { await $0.write(Deletion(id: id), to: $0.queue.deletions) }
    }

    package func application(id: Int64) async throws(StorageError) -> Application? {
        var parameters = Parameters()
        parameters.add(id)
        return try await here { [parameters] store in
            await store.read(ApplicationStatements.one, parameters, into: nil) { $0 = Application($1, from: 0) }
        }
    }

    package func applications(_ query: ApplicationsQuery) async throws(StorageError) -> ApplicationsPage {
        let (statement, parameters) = ApplicationStatements.parameters(of: query)
        let (found, total) = try await here { (store) -> Result<FoundApplications, StorageError> in
            if let replica = self.freshReplica(store) {
                let page = await PostgreSQLStore.page(statement, parameters, from: store, on: replica)
                if case .success = page { return page }
            }
            return await PostgreSQLStore.page(statement, parameters, from: store, on: nil)
        }
        return ApplicationsPage(query, found: found, total: total)
    }

    private typealias FoundApplications = (found: [Application], total: Int64)

    private static func page(
        _ statement: Statement,
        _ parameters: Parameters,
        from store: LoopStore,
        on replica: ConnectionPool?
    ) async -> Result<FoundApplications, StorageError> {
        let nothing: FoundApplications = ([], 0)
        return await store.read(statement, parameters, into: nothing, isRowByRow: true, on: replica) { page, row in
            page.total = row.integer(0)
            if !row.isNull(1) { page.found.append(Application(row, from: 1)) }
        }
    }
}
