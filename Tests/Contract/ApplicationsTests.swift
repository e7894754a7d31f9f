import ContractGenerator
import TestBackend
import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct ApplicationsTests {
    @Test(arguments: TestBackend.allCases)
    func cursorsVisitEveryApplicationOnceNewestFirst(backend: TestBackend) throws {
        let client = try Client(on: backend)
        var saved: [Int64] = []
        for _ in 0..<25 { saved.append(try client.newApplication()) }
        var visited: [Int64] = []
        var query = "?limit=7"
        while true {
            let page = try client.page(query)
            #expect(page["pagination"]["total"].integer == 25)
            visited += page["items"].elements.compactMap { $0["id"].integer }
            // One that comes in between is newer than every cursor: it moves nothing.
            let next = page["pagination"]["next"].text
            if next.isEmpty { break }
            query = "?limit=7&after=\(next)"
        }
        #expect(visited == saved.reversed())
        let middle = try client.page("?limit=5&offset=5")["items"].elements.compactMap { $0["id"].integer }
        #expect(middle == Array(visited.dropFirst(5).prefix(5)))
        #expect(try client.page("?offset=25")["items"].elements.isEmpty)
    }

    @Test(arguments: TestBackend.allCases)
    func aNewApplicationDoesNotShiftThePagesBehindACursor(backend: TestBackend) throws {
        let client = try Client(on: backend)
        for _ in 0..<6 { _ = try client.newApplication() }
        let first = try client.page("?limit=3")
        _ = try client.newApplication()
        let second = try client.page("?limit=3&after=\(first["pagination"]["next"].text)")
        let ids: [Int64] = (first["items"].elements + second["items"].elements).compactMap { $0["id"].integer }
        #expect(Set(ids).count == 6)
    }

    @Test(arguments: TestBackend.allCases)
    func statusIsChangedFilteredAndKept(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let id = try client.newApplication()
        let other = try client.newApplication()
        var change = Requests.applications("\(id)/status/", method: "PATCH")
        change.fields.append((name: "Content-Type", value: "application/json"))
        change.body = Array("{\"status\":\"contacted\"}".utf8)
        #expect(try client.send(change, as: "setApplicationStatus").json["status"].text == "contacted")
        let read = try client.send(Requests.applications("\(id)/"), as: "getApplication")
        #expect(read.json["status"].text == "contacted")
        #expect(try client.page("?status=contacted")["items"].elements.compactMap { $0["id"].integer } == [id])
        #expect(try client.page("?status=new")["items"].elements.compactMap { $0["id"].integer } == [other])
    }

    @Test(arguments: TestBackend.allCases)
    func whatIsDeletedStaysDeleted(backend: TestBackend) throws {
        let client = try Client(on: backend)
        let id = try client.newApplication()
        let delete = Requests.applications("\(id)/", method: "DELETE")
        #expect(try client.send(delete, as: "deleteApplication").status == 204)
        #expect(try client.send(delete, as: "deleteApplication").status == 404)
        #expect(try client.send(Requests.applications("\(id)/"), as: "getApplication").status == 404)
    }
}

extension Client {
    fileprivate func page(_ query: String) throws -> SpecValue {
        try send(Requests.applications(query), as: "listApplications").json
    }
}
