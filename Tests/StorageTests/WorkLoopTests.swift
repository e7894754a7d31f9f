import HTTPServer
import Platform
import TestSupport
import TestTraits
import Testing

@testable import Storage

/// What works in the background has the store before the server accepts and after it has drained.
@Suite(.blocking) struct WorkLoopTests {
    @Test(arguments: [1, 2, 12]) func theWorkLoopHasConnectionsBeforeAndAfterTheOthers(connections: Int) async throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        var options = PostgreSQLDatabase.Options()
        options.poolSize = connections
        let store = try Store.open(target(url), migrate: true, options: options)
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        configuration.loops = 2
        let server = HTTPServer(configuration: configuration, responder: NobodyHome())
        let work = try WorkLoop()
        let loops = try server.bind()
        store.attach(to: loops, work: work.loop)
        try work.start()
        try await ask(store, on: work.loop)
        _ = try server.start()
        for loop in loops { try await ask(store, on: loop) }
        await server.drain(within: .seconds(1))
        try await ask(store, on: work.loop)
        await store.close()
        await work.end()
        try cluster.dropDatabase(url)
    }

    @Test func whatWasBoundAndNeverStartedLetsGo() async throws {
        let cluster = try PostgreSQLCluster.shared()
        let url = try cluster.newDatabase()
        let store = try Store.open(target(url), migrate: true, options: .small)
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        let server = HTTPServer(configuration: configuration, responder: NobodyHome())
        let work = try WorkLoop()
        store.attach(to: try server.bind(), work: work.loop)
        await server.drain()
        await work.end()
        await store.close()
        await #expect(throws: StorageError.self) { try await store.checkHealth() }
        try cluster.dropDatabase(url)
    }

    @Test func aThirdOfTheConnectionsIsForWork() {
        var options = PostgreSQLDatabase.Options()
        #expect(options.shares(loops: 1, hasWork: true) == [8, 4])
        #expect(options.shares(loops: 3, hasWork: false) == [3, 3, 2])
        options.poolSize = 1
        #expect(options.shares(loops: 2, hasWork: true) == [0, 0, 1])
        #expect(options.shares(loops: 2, hasWork: false) == [1, 0])
        options.poolSize = 4
        #expect(options.shares(loops: 2, hasWork: true) == [2, 1, 1])
    }

    private func ask(_ store: Store, on loop: EventLoop) async throws {
        try await Task(executorPreference: loop) { try await store.checkHealth() }.value
    }
}
