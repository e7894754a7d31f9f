internal import CLinux
import Glibc
import Synchronization

/// A TCP proxy on 127.0.0.1 that can do what networks do: cut, refuse, hold up, lose and delay.
///
/// One thread moves all bytes. Dropping the last reference closes everything.
package final class TCPProxy: Sendable {
    /// The ways with bytes and new connections.
    package enum Mode: Sendable, Equatable {
        /// Passes everything on at once.
        case pass
        /// Closes new connections as soon as they are made.
        case refuse
        /// Takes connections and bytes, and passes them on when the mode changes: a network that comes back.
        case hold
        /// Takes connections and bytes and forgets them; the connections of that time stay dead, as those to a machine
        /// that is gone.
        case lose
        /// Passes on what the server says only after so many milliseconds.
        case delayAnswers(Int)
    }

    struct Commands: Sendable {
        var mode: Mode = .pass
        var cuts: Int = 0
        var isEnding: Bool = false
        /// How many connections there are.
        var open: Int = 0
    }

    /// The port it listens at, on 127.0.0.1.
    package let port: UInt16
    private let commands: SharedCommands
    private let thread: BackgroundThread
    private let wakeUp: Int32

    /// Passes on to a port of 127.0.0.1.
    package init(to target: UInt16) throws {
        let listener = try Loopback.listen()
        port = Loopback.port(of: listener)
        wakeUp = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        let commands = SharedCommands()
        self.commands = commands
        let wakeUp = wakeUp
        thread = try BackgroundThread {
            let relay = Relay(listener: listener, wakeUp: wakeUp, target: target, commands: commands)
            relay.run()
        }
    }

    deinit {
        command { $0.isEnding = true }
        thread.join()
        close(wakeUp)
    }

    /// The mode from here on.
    package var mode: Mode {
        get { commands.state.withLock { $0.mode } }
        set { command { $0.mode = newValue } }
    }

    /// How many connections go through it now.
    package var connectionCount: Int { commands.state.withLock { $0.open } }

    /// Resets all connections there are.
    package func cutAll() { command { $0.cuts += 1 } }

    private func command(_ change: (inout Commands) -> Void) {
        commands.state.withLock { change(&$0) }
        var one: UInt64 = 1
        _ = write(wakeUp, &one, 8)
    }
}

/// The commands of the proxy's owner to its thread.
final class SharedCommands: Sendable {
    let state: Mutex<TCPProxy.Commands> = Mutex(TCPProxy.Commands())
}
