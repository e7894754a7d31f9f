import Crypto
import Foundation
import HTTPClient
import TestSupport
import TestTraits
import Testing

/// Against Node's own HTTP/2 server, over TLS.
@Suite(.blocking) struct HTTP2Tests {
    private static let program: String = """
        const http2 = require('http2'), fs = require('fs'), folder = process.argv[1]
        const options = { key: fs.readFileSync(folder + '/key'), cert: fs.readFileSync(folder + '/cert') }
        let sessions = 0
        const server = http2.createSecureServer(options, (request, response) => {
            // All are answered together: only many at once get an answer.
            waiting.push(response)
            if (waiting.length < 50) return
            for (const one of waiting) one.end(request.httpVersion + ' ' + sessions)
            waiting = []
        })
        let waiting = []
        server.on('session', () => { sessions += 1 })
        server.listen(0, '127.0.0.1', () => {
            fs.writeFileSync(folder + '/port.part', String(server.address().port))
            fs.renameSync(folder + '/port.part', folder + '/port')
        })
        """

    @Test func manyRequestsShareOneConnection() async throws {
        let folder = try TemporaryFolder()
        let made = try Command([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", folder.path + "/key", "-out", folder.path + "/cert", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost",
        ]).outcome()
        try #require(made.status == 0, "\(made.errors)")
        let node = try Command(["node", "-e", HTTP2Tests.program, folder.path])
        let port = try Deadline.wait(seconds: 30, for: "Node's port") { () throws -> String? in
            if node.hasEnded { throw TestFailure("node: \(try node.outcome().errors)") }
            let text = try? String(contentsOfFile: folder.path + "/port", encoding: .utf8)
            return text
        }
        let address = Secret("https://localhost:\(port)/")

        let strict = try HTTPClient.started()
        await #expect(throws: HTTPClientError.untrusted("SSL peer certificate or SSH remote key was not OK")) {
            try await strict.send(HTTPClientRequest(address: address))
        }
        await strict.close()

        var options = HTTPClient.Options()
        options.certificateAuthorities = folder.path + "/cert"
        let client = try HTTPClient.started(options)
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    let request = HTTPClientRequest(address: address, timeout: .seconds(30))
                    return String(decoding: try await client.send(request).body, as: UTF8.self)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        await client.close()
        #expect(answers == ["2.0 1"], "protocol and number of connections")
    }
}
