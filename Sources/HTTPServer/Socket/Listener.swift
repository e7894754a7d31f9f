import TLS

/// A listening socket of a loop, and how its clients speak.
struct Listener {
    let descriptor: Int32
    /// nil: in the clear.
    let credentials: TLSCredentials?
}
