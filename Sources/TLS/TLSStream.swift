internal import CTLS
import Glibc
import Platform

/// The server's side of one encrypted connection on a socket that does not block (`SSL`).
///
/// Belongs to one thread at a time. It is not `Sendable`.
package final class TLSStream {
    /// The outcome of a handshake's step.
    package enum Opening: Sendable, Equatable {
        /// The handshake is done; `holdsInput` where the request came with its end.
        case done(holdsInput: Bool)
        case blocked(on: Readiness)
        /// The client speaks, in the clear, something that begins with a letter, as HTTP does.
        case unencrypted
        case failed
    }

    /// The outcome of an attempt to move bytes.
    package enum Outcome: Sendable, Equatable {
        /// So many were moved. `holdsInput`: more were received than fitted, which the descriptor does not tell of.
        case bytes(Int, holdsInput: Bool)
        case blocked(on: Readiness)
        /// The client sends no more.
        case ended
        case failed
    }

    package let descriptor: Int32
    private let handle: OpaquePointer
    /// Holds what the handle points to.
    private let context: TLSContext
    private var hasBegun: Bool = false
    private var isOpen: Bool = false
    /// libssl must not be asked again after a fatal error.
    private var isBroken: Bool = false
    /// A record was begun that the socket did not take: nothing else can be sent before it.
    private var isWriting: Bool = false
    private var saidGoodbye: Bool = false

    init?(descriptor: Int32, context: TLSContext) {
        guard let handle = SSL_new(context.handle) else {
            ERR_clear_error()
            return nil
        }
        self.descriptor = descriptor
        self.handle = handle
        self.context = context
        guard SSL_set_fd(handle, descriptor) == 1 else {
            ERR_clear_error()
            return nil
        }
        SSL_set_accept_state(handle)
    }

    deinit { SSL_free(handle) }

    /// Goes on with the handshake (`SSL_do_handshake`).
    package func open() -> Opening {
        if !hasBegun {
            var first: UInt8 = 0
            let count = recv(descriptor, &first, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count == 0 { return .failed }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? .blocked(on: .readable) : .failed }
            // A record of a handshake begins with 22; methods of HTTP with a letter.
            if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first || UInt8(ascii: "a")...UInt8(ascii: "z") ~= first {
                isBroken = true
                return .unencrypted
            }
            hasBegun = true
        }
        clearErrors()
        let code = SSL_do_handshake(handle)
        if code == 1 {
            isOpen = true
            return .done(holdsInput: SSL_has_pending(handle) == 1)
        }
        return switch fault(code) {
        case .blocked(let readiness): .blocked(on: readiness)
        case .bytes, .ended, .failed: .failed
        }
    }

    /// Reads what is there, as far as it fits (`SSL_read`).
    package func receive(into space: UnsafeMutableRawBufferPointer) -> Outcome {
        guard !isBroken, let start = space.baseAddress else { return .failed }
        var count = 0
        // A record holds up to 16 KiB; the next may have been read with it.
        repeat {
            clearErrors()
            let code = SSL_read(handle, start + count, Int32(clamping: space.count - count))
            guard code > 0 else {
                let outcome = fault(code)
                if count == 0 { return outcome }
                // What it is, is found out again; what would block, the descriptor tells.
                if case .blocked(on: .readable) = outcome { return .bytes(count, holdsInput: false) }
                return .bytes(count, holdsInput: true)
            }
            count += Int(code)
        } while count < space.count && SSL_has_pending(handle) == 1
        return .bytes(count, holdsInput: SSL_has_pending(handle) == 1)
    }

    /// Sends as much as there is room for (`SSL_write`); of less than all, the rest is to be sent before anything else.
    package func send(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        guard !isBroken, let start = bytes.baseAddress else { return .failed }
        var count = 0
        while count < bytes.count {
            clearErrors()
            let code = SSL_write(handle, start + count, Int32(clamping: bytes.count - count))
            guard code > 0 else {
                let outcome = fault(code)
                if case .blocked = outcome { isWriting = true }
                return count > 0 ? .bytes(count, holdsInput: false) : outcome
            }
            isWriting = false
            count += Int(code)
        }
        return .bytes(count, holdsInput: false)
    }

    /// Tells the client that nothing more comes (`close_notify`, RFC 8446 § 6.1), as far as the socket takes it at once
    /// and no record is half sent: its rest would be missing.
    package func sayGoodbye() {
        guard isOpen, !isBroken, !isWriting, !saidGoodbye else { return }
        saidGoodbye = true
        clearErrors()
        if SSL_shutdown(handle) < 0 { clearErrors() }
    }

    /// True where the kernel encrypts what is sent (`BIO_get_ktls_send`).
    package var isEncryptedByKernel: Bool { BIO_ctrl(SSL_get_wbio(handle), BIO_CTRL_GET_KTLS_SEND, 0, nil) > 0 }

    private func fault(_ code: Int32) -> Outcome {
        switch SSL_get_error(handle, code) {
        case SSL_ERROR_WANT_READ: return .blocked(on: .readable)
        case SSL_ERROR_WANT_WRITE: return .blocked(on: .writable)
        case SSL_ERROR_ZERO_RETURN: return .ended
        default:
            isBroken = true
            clearErrors()
            return .failed
        }
    }

    /// The error queue is the thread's: what others left there would be taken for ours.
    @inline(__always)
    private func clearErrors() {
        if ERR_peek_error() != 0 { ERR_clear_error() }
    }
}

/// A connection has one side here, and its state no lock.
@available(*, unavailable)
extension TLSStream: Sendable {}
