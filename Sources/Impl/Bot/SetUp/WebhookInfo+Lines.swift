import Logging
import TelegramAPI

extension WebhookInfo {
    /// What Telegram says of the webhook, a line each, fit for a terminal.
    package var lines: [String] {
        guard !url.isEmpty else { return ["webhook: none", "pending updates: \(pendingUpdateCount)"] }
        var lines = ["webhook: \(printable(url))", "pending updates: \(pendingUpdateCount)"]
        if let allowedUpdates { lines.append("kinds of update: \(printable(allowedUpdates.joined(separator: ", ")))") }
        if let maxConnections { lines.append("connections: at most \(maxConnections)") }
        if let ipAddress { lines.append("address: \(printable(ipAddress))") }
        if let lastErrorMessage {
            let moment = lastErrorDate.map { " at \(time($0))" } ?? ""
            lines.append("last error\(moment): \(printable(lastErrorMessage))")
        } else {
            lines.append("last error: none")
        }
        return lines
    }

    private func time(_ seconds: Int64) -> String {
        var bytes: [UInt8] = []
        RFC3339.append(microseconds: seconds.multipliedReportingOverflow(by: 1_000_000).partialValue, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The words of others do not steer the terminal.
    private func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}
