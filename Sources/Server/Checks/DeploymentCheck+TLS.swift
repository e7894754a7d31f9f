import TLS

extension DeploymentCheck {
    /// The certificate that the server shows itself.
    static let tls: [DeploymentCheck] = [
        DeploymentCheck(
            "tls-files",
            .error,
            .always,
            settings: ["SSL_CERT_PATH", "SSL_KEY_PATH", "SSL_CHAIN_PATH"],
            isForServe: false,
            "the files of the certificate can be used, and the key is the certificate's",
            remedy: "put SSL_CERT_PATH, SSL_KEY_PATH and SSL_CHAIN_PATH right, or leave them out behind a proxy"
        ) { context in
            switch context.host.certificate?.identity {
            case .none: nil
            case .success: .well
            case .failure(let error): .fault(error.description)
            }
        },
        DeploymentCheck(
            "tls-key-file",
            .error,
            .always,
            "the private key is not everybody's to read",
            remedy: "chmod o-rwx the file of SSL_KEY_PATH"
        ) { context in
            guard let facts = context.host.certificate else { return nil }
            return facts.isKeyPublic ? .fault("everybody can read or write \(facts.files.key)") : .well
        },
        // A server that runs gets the new certificate once it is there: it is not kept from starting.
        DeploymentCheck(
            "tls-time",
            .error,
            .always,
            isForServe: false,
            "the certificate is valid",
            remedy: "renew it, and see why that did not happen by itself"
        ) { context in
            guard case .success(let identity) = context.host.certificate?.identity else { return nil }
            if context.host.now < identity.notBefore { return .fault("it is not valid yet") }
            return context.host.now >= identity.notAfter ? .fault("it has expired") : .well
        },
        DeploymentCheck(
            "tls-expiry",
            .warning,
            .always,
            "the certificate is good for 14 days and more",
            remedy: "renew it, and see why that did not happen by itself"
        ) { context in
            guard case .success(let identity) = context.host.certificate?.identity else { return nil }
            let days = (Int64(identity.notAfter) - context.host.now) / 86_400
            return days < 14 ? .fault("it ends in \(max(0, days)) days") : .well("\(days) days")
        },
        DeploymentCheck(
            "tls-name",
            .warning,
            .deployment,
            settings: ["PUBLIC_URL"],
            "the certificate is for the host of PUBLIC_URL",
            remedy: "get one for that name; silence this where a proxy in front has it"
        ) { context in
            guard case .success(let identity) = context.host.certificate?.identity,
                let url = context.configuration.publicURL
            else { return nil }
            let host = PublicURL.host(url)
            return identity.isFor(host: host) ? .well : .fault("it is not for \(host)")
        },
        DeploymentCheck(
            "tls-chain",
            .warning,
            .deployment,
            "who trusts what this machine trusts can follow the certificate's chain",
            remedy: "add the issuers' certificates behind it (fullchain.pem) or in SSL_CHAIN_PATH; Telegram needs them"
        ) { context in
            guard case .success(let identity) = context.host.certificate?.identity else { return nil }
            return identity.chainFault().map { .fault($0) } ?? .well
        },
    ]
}
