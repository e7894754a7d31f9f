/// Why there is no connection, or none any more, in our words: libpq's and the server's own quote what a connection
/// string holds, and the server's come in any language.
struct ConnectionFault {
    /// nil where the text is not libpq's own; then it is the server's.
    let words: String?

    /// - Parameter message: what `PQerrorMessage` gives, with verbosity `PQERRORS_SQLSTATE` or the usual one.
    init(_ message: String) {
        var kinds: [String] = []
        var isKnown = true
        for line in message.split(whereSeparator: \.isNewline) where !line.hasPrefix("\t") {
            guard let kind = ConnectionFault.kind(line) else {
                isKnown = false
                continue
            }
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        words = isKnown && !kinds.isEmpty ? kinds.joined(separator: "; ") : nil
    }

    private static func kind(_ line: Substring) -> String? {
        // "FATAL:  28P01"
        let code = line.suffix(5)
        let isCode = code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        if isCode, line.dropLast(5).hasSuffix(":  ") {
            return "\(words(of: SQLState(String(code)))) (SQLSTATE \(code))"
        }
        // Behind the severity of what a server or a pooler says stand a colon and two blanks.
        let phrases = line.contains(":  ") ? poolersPhrases : ownPhrases
        return phrases.first { line.contains($0.text) }?.words
    }

    /// The words of servers and poolers while somebody connects.
    private static func words(of state: SQLState) -> String {
        switch state.code {
        case "28P01": "the server refuses the password, or there is no such user"
        case "28000": "the server refuses the user: there is none, or pg_hba.conf does not let it in like this"
        case "3D000": "the database does not exist"
        case "42501": "the user may not connect to this database"
        case "53300": "the server has no connection left"
        case "57P03": "the server is starting up or shutting down"
        case "08P01": "a pooler before the server refuses the connection: it may not know the database or the user"
        case "22023", "42704": "the server refuses a parameter of the address, such as one in options"
        default: "the server refuses the connection"
        }
    }

    private typealias Phrase = (text: String, words: String)

    /// Poolers have one code for everything.
    private static let poolersPhrases: [Phrase] = [
        ("unsupported startup parameter", "a pooler refuses a parameter of the address, such as options, or PGOPTIONS"),
        ("no more connections allowed", "a pooler has no connection left"),
        ("no such database", "a pooler does not know the database"),
        ("no such user", "a pooler does not know the user"),
        ("authentication failed", "the server or a pooler refuses the password, or there is no such user"),
    ]

    /// libpq speaks English here, since nobody calls `setlocale`; the first that fits counts.
    private static let ownPhrases: [Phrase] = [
        ("could not translate host name", "the host's name is not known"),
        ("could not parse network address", "hostaddr is no address"),
        ("Connection refused", "the connection was refused: nothing listens there"),
        ("No such file or directory", "there is no such socket or file"),
        ("timeout expired", "no answer in time"),
        ("Connection timed out", "no answer in time"),
        ("No route to host", "there is no route to the host"),
        ("Network is unreachable", "there is no route to the host"),
        ("no password supplied", "the server wants a password, and none is given"),
        ("session is read-only", "the server is read-only, other than target_session_attrs asks for"),
        ("session is not read-only", "the server is not read-only, other than target_session_attrs asks for"),
        ("server is in hot standby mode", "the server is a standby, other than target_session_attrs asks for"),
        ("server is not in hot standby mode", "the server is no standby, other than target_session_attrs asks for"),
        ("does not match host name", "the server's certificate is for another name than the host's"),
        ("certificate verify failed", "the server's certificate is not trusted"),
        ("certificate", "a certificate or key for TLS cannot be used"),
        ("private key", "a certificate or key for TLS cannot be used"),
        ("server does not support SSL", "the server has no TLS, which sslmode asks for"),
        ("SSL", "TLS failed"),
        ("GSSAPI", "GSSAPI failed"),
        ("SCRAM", "the server's way to ask for a password is not possible here"),
        ("authentication method", "the server's way to ask for a password is not possible here"),
        ("channel binding", "the server's way to ask for a password is not possible here"),
        ("server closed the connection unexpectedly", "the server closed the connection"),
        ("Connection reset by peer", "the connection broke"),
        ("Broken pipe", "the connection broke"),
        ("no connection to the server", "the connection broke"),
        ("connection not open", "the connection broke"),
        ("could not match", "the numbers of hosts and ports differ"),
        ("for connection option", "a parameter has a value that libpq does not take"),
        ("invalid port number", "the port is no number from 1 to 65535"),
        ("invalid ", "a parameter has a value that libpq does not take"),
        ("definition of service", "the service is not defined"),
        ("service file", "the service file cannot be used"),
        ("out of memory", "libpq has no memory for a connection"),
    ]
}
