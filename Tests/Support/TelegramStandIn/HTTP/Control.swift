import HTTPTypes

extension TelegramStandIn {
    /// Answers under `/control`.
    func control(_ request: HTTPRequest, path: String) async -> HTTPResponse {
        StandInResponder.answer(.failure(.notFound))
    }
}
