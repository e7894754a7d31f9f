import HTTPClient

/// What commands need that ask a running server.
enum ServerQuestion {
    /// A client that has started.
    static func client(_ options: HTTPClient.Options = .init()) throws(CommandFailure) -> HTTPClient {
        do throws(HTTPClientError) {
            let client = try HTTPClient(options)
            try client.start()
            return client
        } catch {
            throw .refused(error.words)
        }
    }

    /// An origin, with or without a path before ours; never repeated where it may hold a password.
    static func address(_ text: String) throws(CommandFailure) -> String {
        let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
        guard let rest, !rest.isEmpty, !rest.hasPrefix("/"), !rest.contains(where: { "@?# ".contains($0) }) else {
            throw .notUnderstood("an address is http:// or https:// and a host, without a user, ? and #")
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }
}
