/// Variables that Kubernetes sets for each service beside a container (service links), after Docker's links.
///
/// A service called `redis` gives `REDIS_PORT=tcp://10.0.0.1:6379`, `REDIS_SERVICE_HOST` and more: names that may be
/// those of settings, and never are.
///
/// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
enum ServiceLinks {
    /// True for a variable of a service link.
    static func contain(_ name: String, _ value: String) -> Bool {
        if value.hasPrefix("tcp://") || value.hasPrefix("udp://") || value.hasPrefix("sctp://") {
            return name.hasSuffix("_PORT") || isOfAPort(name)
        }
        return name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT") || isOfAPort(name)
    }

    /// True for names such as `REDIS_PORT_6379_TCP_ADDR`.
    private static func isOfAPort(_ name: String) -> Bool {
        let words = name.split(separator: "_")
        return zip(words, words.dropFirst()).enumerated().contains { index, pair in
            pair.0 == "PORT" && Decimal.digits(String(pair.1)) != nil
                && ["TCP", "UDP", "SCTP"].contains(words.dropFirst(index + 2).first ?? "")
        }
    }
}
