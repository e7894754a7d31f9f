import HTTPClient

extension HTTPClient {
    /// A client whose thread runs; it ends with the client.
    package static func started(_ options: Options = Options()) throws(HTTPClientError) -> HTTPClient {
        let client = try HTTPClient(options)
        try client.start()
        return client
    }
}
