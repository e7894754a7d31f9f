import Logging
import Platform
import TelegramAPI

extension WebhookInfo {
    /// What Telegram says of the webhook, a line each, fit for a terminal.
    package var lines: [String] {
        guard !url.isEmpty else { return ["webhook: none", "pending updates: \(pendingUpdateCount)"] }
        var lines = ["webhook: \(Terminal.printable(url))", "pending updates: \(pendingUpdateCount)"]
        if let allowedUpdates {
            lines.append("kinds of update: \(Terminal.printable(allowedUpdates.joined(separator: ", ")))")
        }
        if let maxConnections { lines.append("connections: at most \(maxConnections)") }
        if let ipAddress { lines.append("address: \(Terminal.printable(ipAddress))") }
        if let lastErrorMessage {
            let moment = lastErrorDate.map { " at \(time($0))" } ?? ""
            lines.append("last error\(moment): \(Terminal.printable(lastErrorMessage))")
        } else {
            lines.append("last error: none")
        }
        return lines
    }

    private func time(_ seconds: Int64) -> String {
        RFC3339.string(microseconds: seconds.multipliedReportingOverflow(by: 1_000_000).partialValue)
    }
}
