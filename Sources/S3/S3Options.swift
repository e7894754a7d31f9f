import Crypto

/// How a server that speaks Amazon S3's protocol is reached.
package struct S3Options: Sendable {
    /// How a bucket is named in a request.
    package enum Addressing: String, Sendable, CaseIterable {
        /// `https://server/bucket/key`
        case path
        /// `https://bucket.server/key`
        case virtual
    }

    /// `https://host[:port]`; nil: Amazon's own in the region.
    package var endpoint: String?
    package var region: String = "us-east-1"
    package var addressing: Addressing = .path
    package var accessKeyID: String?
    package var secretAccessKey: Secret?
    /// The token of keys that are good for some hours.
    package var sessionToken: Secret?
    /// Bytes of a part of an upload and of an answer: so much of a file is in memory at once.
    package var partBytes: Int = 16 << 20
    /// How often a request is sent at most.
    package var attempts: Int = 4
    /// How long a request may take that carries a part of a file, or puts parts together, its answer included.
    package var timeout: Duration = .seconds(600)
    /// The same of any other one.
    package var shortTimeout: Duration = .seconds(30)
    /// The pause before a request is sent again for the first time; each further one is twice as long.
    package var retryDelay: Duration = .milliseconds(500)
    /// A file of certificates to trust in place of the system's.
    package var certificateAuthorities: String?

    package init() {}

    /// The server's address, without a slash at its end.
    var server: String { endpoint ?? "https://s3.\(region).amazonaws.com" }
}
