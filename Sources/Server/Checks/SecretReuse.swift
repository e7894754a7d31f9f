import Crypto

/// Secrets that are the same as another one: who learns one of them knows both.
enum SecretReuse {
    static func finding(_ reading: ConfigurationReading) -> CheckFinding {
        var seen: [(name: String, secret: Secret)] = []
        var faults: [CheckFault] = []
        for setting in Setting.all {
            guard let secret = setting.secret(reading.configuration) else { continue }
            let name = reading.name(of: setting)
            if let other = seen.first(where: { $0.secret == secret || isPart(secret, $0.secret) }) {
                faults.append(CheckFault(name, "is the same secret as \(other.name)"))
            }
            seen.append((name, secret))
        }
        return faults.isEmpty ? .well : .fault(faults)
    }

    /// True where one is the other behind a colon, as the secret part of a bot token is.
    private static func isPart(_ left: Secret, _ right: Secret) -> Bool {
        let (left, right) = (left.revealed, right.revealed)
        return left.hasSuffix(":\(right)") || right.hasSuffix(":\(left)")
    }
}
