import TestSupport
import TestTraits
import Testing

@Suite(.blocking) struct CachingTests {
    @Test(
        "a current copy is confirmed, any other replaced",
        arguments: [
            ("/api/v1/telegram/invite-link/", "getInviteLink"), ("/openapi.json", "getOpenAPIDocument"),
            ("/docs", "getDocumentation"),
        ]
    )
    func conditional(path: String, operation: String) throws {
        let client = try Client(ServerProcess())
        let first = try client.send(HTTPMessage("GET", path), as: operation)
        let tag: String = try #require(first["ETag"])
        #expect(first["Cache-Control"] != nil)
        for hit in [tag, "W/" + tag, "*", "\"other\", " + tag] {
            let message = HTTPMessage("GET", path, [(name: "If-None-Match", value: hit)])
            let reply = try client.send(message, as: operation)
            #expect(reply.status == 304, "\(hit)")
            #expect(reply["ETag"] == tag)
        }
        for (fields, status) in [
            ([("If-Match", tag)], 200), ([("If-Match", "*")], 200), ([("If-Match", "W/" + tag)], 412),
            ([("If-Match", "\"other\"")], 412), ([("If-Match", "\"other\""), ("If-Match", tag)], 200),
            ([("If-Match", tag), ("If-None-Match", tag)], 304),
            ([("If-None-Match", "\"other\""), ("If-None-Match", tag)], 304),
        ] as [([(name: String, value: String)], Int)] {
            for method in ["GET", "HEAD"] {
                let reply = try client.send(HTTPMessage(method, path, fields), as: operation)
                #expect(reply.status == status, "\(method) \(fields)")
                if status == 412, method == "GET" { #expect(reply.problem == "precondition-failed") }
            }
        }
        for miss in ["\"other\"", "", "nonsense", String(tag.dropLast())] {
            let message = HTTPMessage("GET", path, [(name: "If-None-Match", value: miss)])
            #expect(try client.send(message, as: operation).body == first.body, "\(miss)")
        }
    }
}
